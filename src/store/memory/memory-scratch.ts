import type { Clock } from '../../clock.ts';
import { createForgetfulMap } from '../forgetful-map.ts';
import { TURN_KEPT_MS } from '../retention.ts';
import type { ScratchStore } from '../store.ts';

/** Counts and remembered values in memory. */
export function memoryScratch(clock: Clock): ScratchStore {
  const counts = createForgetfulMap<{ count: number; until: number }>();
  const values = createForgetfulMap<string>();
  const turns = createForgetfulMap<number>();
  const lastTurns = new Map<string, number>();

  return {
    async turn(what, id, everyMs, now) {
      const own = turns.get(`${what} ${id}`, now);
      if (own !== undefined) return own;
      const last = lastTurns.get(what);
      const at = last === undefined || last < now - TURN_KEPT_MS ? now : Math.max(now, last + everyMs);
      lastTurns.set(what, at);
      turns.set(`${what} ${id}`, at, at + TURN_KEPT_MS, now);
      return at;
    },
    async count(key, windowMs, by = 1) {
      const now = clock.now();
      const { count, until } = counts.get(key, now) ?? { count: 0, until: now + windowMs };
      counts.set(key, { count: count + by, until }, until, now);
      return count + by;
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
