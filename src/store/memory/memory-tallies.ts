import { LONGEST_WAIT, QUARTER_MS, type Quarter, quarterOf, type Tally } from '../../waiting/tally.ts';
import { createForgetfulMap } from '../forgetful-map.ts';
import { TALLY_KEPT_MS } from '../retention.ts';

/** What is counted of queues, in memory. */
export interface MemoryTallies {
  add(tally: Tally, now: number): void;
  quarters(queueId: string, from: number, until: number, now: number): Quarter[];
}

export function createMemoryTallies(): MemoryTallies {
  const tallies = createForgetfulMap<Map<string, number>>();
  const keyOf = (queueId: string, quarterAt: number) => `${queueId} ${quarterAt}`;

  return {
    add({ queueId, quarterAt, add, longestWaitMs }, now) {
      const key = keyOf(queueId, quarterAt);
      const counts = tallies.get(key, now) ?? new Map<string, number>();
      for (const [name, by] of Object.entries(add)) counts.set(name, (counts.get(name) ?? 0) + by);
      if (longestWaitMs !== null && longestWaitMs > (counts.get(LONGEST_WAIT) ?? 0))
        counts.set(LONGEST_WAIT, longestWaitMs);
      tallies.set(key, counts, now + TALLY_KEPT_MS, now);
    },
    quarters(queueId, from, until, now) {
      const found: Quarter[] = [];
      const first = quarterOf(from + QUARTER_MS - 1);
      for (let quarterAt = first; quarterAt < until; quarterAt += QUARTER_MS) {
        const counts = tallies.get(keyOf(queueId, quarterAt), now);
        if (counts !== undefined && counts.size > 0)
          found.push({ quarterAt, counts: Object.fromEntries(counts) });
      }
      return found;
    },
  };
}
