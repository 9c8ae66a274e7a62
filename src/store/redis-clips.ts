import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { ClipStore } from './store.ts';

/** Recordings in Redis. */
export function redisClips({ run }: RedisConnection, keys: Keys): ClipStore {
  return {
    async putClip(name, bytes, ttlMs) {
      const value = Buffer.from(bytes);
      await run('keep a recording', (client) =>
        ttlMs === null ? client.set(keys.clip(name), value) : client.set(keys.clip(name), value, 'PX', ttlMs),
      );
    },
    clip: (name) => run('read a recording', (client) => client.getBuffer(keys.clip(name))),
    async forgetClip(name, ttlMs) {
      await run('forget a recording', (client) => client.pexpire(keys.clip(name), ttlMs));
    },
  };
}
