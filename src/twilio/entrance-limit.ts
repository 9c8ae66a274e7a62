import type { ScratchStore } from '../store/store.ts';
import type { CallerKeys } from './caller-key.ts';

/** Wrong PINs, by the number that calls and by whom they are tried for; right ones are never counted. */
export interface EntranceLimit {
  /** Whether too many were wrong lately. Rejects with StoreUnavailable: without the counts nobody is let in. */
  isReached(from: string, who: string): Promise<boolean>;
  /**
   * Counts a wrong try. `attempt` names it: delivered twice it counts once. True where it is one too many: of many tries
   * made at once all pass the check before, and if the wrong ones heard so, the one that is refused for the limit would be
   * known to be right.
   */
  wrong(from: string, who: string, attempt: string): Promise<boolean>;
}

/** A PIN has a million values: with this many tries an hour half of them take more than five years. */
const MOST_WRONG = 9;
const WINDOW_MS = 3_600_000;

/** Counts in the store, so that it holds over all instances; keys are keyed hashes. */
export function createEntranceLimit(
  store: ScratchStore & { once(key: string, ttlMs: number): Promise<boolean> },
  callers: CallerKeys,
): EntranceLimit {
  const keysOf = (from: string, who: string) => [
    `entrance-from:${callers.hash(from)}`,
    `entrance-for:${callers.hash(who)}`,
  ];
  async function highest(from: string, who: string): Promise<number> {
    const counts = await Promise.all(keysOf(from, who).map((key) => store.counted(key)));
    return Math.max(...counts.map(({ count }) => count));
  }
  return {
    isReached: async (from, who) => (await highest(from, who)) >= MOST_WRONG,
    async wrong(from, who, attempt) {
      if (!(await store.once(`entrance-wrong:${attempt}`, WINDOW_MS)))
        return (await highest(from, who)) > MOST_WRONG;
      const counts = await Promise.all(keysOf(from, who).map((key) => store.count(key, WINDOW_MS)));
      return Math.max(...counts) > MOST_WRONG;
    },
  };
}
