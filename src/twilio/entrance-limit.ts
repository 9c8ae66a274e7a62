import type { ScratchStore } from '../store/store.ts';
import type { CallerKeys } from './caller-key.ts';

/** Wrong PINs, by the number that calls and by whom they are tried for; right ones are never counted. */
export interface EntranceLimit {
  /** Whether too many were wrong lately. Rejects with StoreUnavailable: without the counts nobody is let in. */
  isReached(from: string, who: string): Promise<boolean>;
  /** Counts a wrong try. `attempt` names it: delivered twice it counts once. */
  wrong(from: string, who: string, attempt: string): Promise<void>;
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
  return {
    async isReached(from, who) {
      const counts = await Promise.all(keysOf(from, who).map((key) => store.counted(key)));
      return counts.some(({ count }) => count >= MOST_WRONG);
    },
    async wrong(from, who, attempt) {
      if (!(await store.once(`entrance-wrong:${attempt}`, WINDOW_MS))) return;
      await Promise.all(keysOf(from, who).map((key) => store.count(key, WINDOW_MS)));
    },
  };
}
