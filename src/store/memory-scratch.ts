import type { Clock } from '../clock.ts';
import { createForgetfulMap } from './forgetful-map.ts';
import type { ScratchStore } from './store.ts';

/** Counts and remembered values in memory. */
export function memoryScratch(clock: Clock): ScratchStore {
  const counts = createForgetfulMap<{ count: number; until: number }>();
  const values = createForgetfulMap<string>();

  return {
    async count(key, windowMs) {
      const now = clock.now();
      const { count, until } = counts.get(key, now) ?? { count: 0, until: now + windowMs };
      counts.set(key, { count: count + 1, until }, until, now);
      return count + 1;
    },
    async counted(key) {
      const now = clock.now();
      const counted = counts.get(key, now);
      return counted === undefined
        ? { count: 0, forgottenInMs: 0 }
        : { count: counted.count, forgottenInMs: counted.until - now };
    },
    async remember(key, value, ttlMs) {
      const now = clock.now();
      values.set(key, value, now + ttlMs, now);
    },
    recall: async (key) => values.get(key, clock.now()) ?? null,
    async forget(key) {
      values.delete(key);
    },
  };
}
