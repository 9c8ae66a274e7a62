import { bandOf } from '../../waiting/line.ts';
import { createScoredSet, type ScoredSet } from './scored-set.ts';

/** A line with its members in order, those free to be taken, and the rank that the last newcomer was given. */
export type Line = { places: ScoredSet; takeable: ScoredSet; lastRank: number };

/** The lines of the memory store by queue; `lineOf` makes the one that is not there yet. */
export function createMemoryLines(): { lines: ReadonlyMap<string, Line>; lineOf: (queueId: string) => Line } {
  const lines = new Map<string, Line>();
  return {
    lines,
    lineOf(queueId) {
      const found = lines.get(queueId);
      if (found !== undefined) return found;
      const line = {
        places: createScoredSet(),
        takeable: createScoredSet(),
        lastRank: Number.NEGATIVE_INFINITY,
      };
      lines.set(queueId, line);
      return line;
    },
  };
}

/** Stands in the line no more. */
export function leave(line: Line, id: string): void {
  line.places.remove(id);
  line.takeable.remove(id);
}

/** Ranks only grow, even while the line is empty: nobody is put before, or beside, somebody who came earlier. */
export function newPlace(line: Line, newcomer: { headStartMs: number; arrivedAt: number }): number {
  line.lastRank = Math.max(newcomer.arrivedAt, line.lastRank + 1);
  return bandOf(newcomer.headStartMs) + line.lastRank;
}
