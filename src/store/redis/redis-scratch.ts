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
      const name = keys.count(key);
      // INCRBY leaves the time to live as the first count set it.
      const replies = await run('count', (client) =>
        client.multi().set(name, 0, 'PX', windowMs, 'NX').incrby(name, by).exec(),
      );
      return Number(replies?.[1]?.[1]);
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
      await run('remember a value', (client) => client.set(keys.remembered(key), value, 'PX', ttlMs));
    },
    recall: (key) => run('recall a value', (client) => client.get(keys.remembered(key))),
    async forget(key) {
      await run('forget a value', (client) => client.del(keys.remembered(key)));
    },
  };
}
