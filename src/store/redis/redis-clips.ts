import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { ClipStore, Phrase, PhraseStore } from '../store.ts';

/** Recordings, and phrases of operators, in Redis. */
export function redisClips({ run }: RedisConnection, keys: Keys): ClipStore & PhraseStore {
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
    async phrases(operator) {
      const texts = await run('read phrases', (client) => client.hvals(keys.phrases(operator)));
      return texts.map((text) => JSON.parse(text) as Phrase).toSorted((a, b) => a.addedAt - b.addedAt);
    },
    async putPhrase(operator, phrase) {
      await run('store a phrase', (client) =>
        client.hset(keys.phrases(operator), phrase.id, JSON.stringify(phrase)),
      );
    },
    async deletePhrase(operator, id) {
      await run('delete a phrase', (client) => client.hdel(keys.phrases(operator), id));
    },
  };
}
