import type { LogEvent } from '../../../src/estimate-replay/event-log.ts';
import { replayedLine } from '../../../src/estimate-replay/replayed-line.ts';
import { meanOfQuantiles } from '../../../src/waiting/wait-law.ts';
import type { GeneratedLog } from './generated-log.ts';
import { type LineView, type Peer, peers } from './peers.ts';
import { type Outcome, trackedInterval } from './score.ts';

/** What one log showed: for each estimator what came of its forecasts, and of the ranges that we would have spoken. */
export type Comparison = {
  outcomes: ReadonlyMap<string, readonly Outcome[]>;
  spoken: readonly { low: number; high: number; wait: number }[];
  /** Our forecasts for callers of the scenario's language, where it has one. */
  speakers: readonly Outcome[];
};

export const OURS = 'Stillhere';

/** Lets all estimators live through the same log, each told only what a line knows at that moment. */
export function compareOn(log: GeneratedLog): Comparison {
  const ours = replayedLine(
    log.speakers.size === 0 ? undefined : (caller) => (log.speakers.has(caller) ? 'theirs' : 'ours'),
    log.ableOf,
  );
  const told = viewOfLine();
  const rivals = peers().map((peer) => ({ peer, interval: trackedInterval() }));
  const outcomes = new Map<string, Outcome[]>(
    [OURS, ...rivals.map(({ peer }) => peer.name)].map((n) => [n, []]),
  );
  const spoken: { low: number; high: number; wait: number }[] = [];
  const speakers: Outcome[] = [];
  const ripening = lessonsByTime();

  for (const event of log.events) {
    ripening.learnUntil(event.at);
    const joined = ours.follow(event);
    const wait = log.offered.get(event.caller);
    if (joined !== null && wait !== undefined) {
      const { quantiles, range } = joined.forecast;
      const [low = 0, median = 0, high = 0] = [1, 3, 5].map((i) => quantiles[i]);
      const outcome = { ahead: joined.ahead, wait, mean: meanOfQuantiles(quantiles), median, low, high };
      outcomes.get(OURS)?.push(outcome);
      if (log.speakers.has(event.caller)) speakers.push(outcome);
      spoken.push({ low: range.low * 60, high: range.high * 60, wait });
      const view = { ...told.at(event.at), ahead: joined.ahead, staff: Math.max(joined.staff, 0.5) };
      for (const { peer, interval } of rivals) {
        const x = peer.expects(view);
        outcomes.get(peer.name)?.push({ ahead: view.ahead, wait, mean: x, median: x, ...interval.around(x) });
        ripening.add(event.at + wait, () => interval.learn(x, wait));
      }
    }
    told.follow(
      event,
      rivals.map(({ peer }) => peer),
    );
  }
  return { outcomes, spoken, speakers };
}

/** The line as peers see it: who waits since when, and how long talks and waits were. */
function viewOfLine() {
  const waiting = new Map<string, { place: number; since: number }>();
  const talking = new Map<string, number>();

  return {
    at: (time: number): Pick<LineView, 'elapsed'> => ({
      elapsed: [...waiting.values()].toSorted((a, b) => a.place - b.place).map(({ since }) => time - since),
    }),
    follow({ at, kind, caller, aux }: LogEvent, told: readonly Peer[]): void {
      if (kind === 'ENQ') waiting.set(caller, { place: Number(aux), since: at });
      if (kind === 'START' || kind === 'IMM') {
        const wait = at - (waiting.get(caller)?.since ?? at);
        for (const peer of told) peer.answered?.(wait);
        talking.set(aux, at);
      }
      if (kind === 'START' || kind === 'ABN') waiting.delete(caller);
      if (kind === 'END') {
        const [operator = ''] = aux.split(':');
        const talk = at - (talking.get(operator) ?? at);
        for (const peer of told) peer.ended?.(talk);
      }
    },
  };
}

/** Lessons that may be learned only when the waits that they are about are over. */
function lessonsByTime() {
  const lessons: { at: number; learn: () => void }[] = [];
  return {
    add(at: number, learn: () => void): void {
      const later = lessons.findIndex((lesson) => lesson.at > at);
      lessons.splice(later === -1 ? lessons.length : later, 0, { at, learn });
    },
    learnUntil(time: number): void {
      while (lessons[0] !== undefined && lessons[0].at <= time) lessons.shift()?.learn();
    },
  };
}
