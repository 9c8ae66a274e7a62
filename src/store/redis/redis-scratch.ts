import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { TURN_KEPT_MS } from '../retention.ts';
import { scripts } from './scripts.ts';
import type { ScratchStore } from '../store.ts';

/** Counts and remembered values in Redis. */
export function redisScratch({ run, runScript }: RedisConnection, keys: Keys): ScratchStore {
  return {
    async turn(what, id, everyMs, now) {
      const args = [id, now, everyMs, TURN_KEPT_MS];
      return Number(await runScript('take a turn', scripts.takeTurn, [keys.turns(what)], args));
    },
    async count(key, windowMs, by = 1) {
      return Number(await runScript('count', scripts.count, [keys.count(key)], [by, windowMs]));
    },
    async counted(key) {
      const name = keys.count(key);
      const [count, ttlMs] = await run('read a count', (client) =>
        Promise.all([client.get(name), client.pttl(name)]),
      );
      return count === null
        ? { count: 0, forgottenInMs: 0 }
        : { count: Number(count), forgottenInMs: Math.max(0, ttlMs) };
    },
    async remember(key, value, ttlMs) {
      await runScript('remember a value', scripts.remember, [keys.remembered(key)], [value, ttlMs]);
    },
    recall: (key) => run('recall a value', (client) => client.get(keys.remembered(key))),
    async forget(key) {
      await run('forget a value', (client) => client.del(keys.remembered(key)));
    },
  };
}
