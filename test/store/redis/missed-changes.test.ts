import { Redis } from 'ioredis';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { storeKeys } from '../../../src/store/redis/keys.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { testRedis } from '../../support/test-redis.ts';
import { START, commitOf, newcomer } from '../samples.ts';

describe('a listener of whose changes some were never read', () => {
  let client: Redis;
  let store: Store;
  let stream: string;
  let heard: string[];
  beforeEach(async () => {
    const { url, prefix } = testRedis();
    client = new Redis(url);
    onTestFinished(() => client.disconnect());
    store = createRedisStore({ url, prefix, clock: systemClock() });
    onTestFinished(() => store.close());
    stream = storeKeys(prefix).changes;
    heard = [];
    await store.onChange(({ kind, key }) => heard.push(`${kind} ${key}`));
    await arrives('c1');
    await vi.waitUntil(() => heard.length === 1);
  });

  async function arrives(id: string): Promise<void> {
    await store.commit(commitOf({ contacts: [newcomer(id, START)] }));
  }

  it('given a stream that was trimmed past it, it is told that everything may be other than it knows', async () => {
    // In one step, as for a listener that stood still meanwhile.
    await client
      .multi()
      .xadd(stream, '*', 'contact', 'c2')
      .xadd(stream, '*', 'contact', 'c3')
      .xtrim(stream, 'MAXLEN', 1)
      .exec();
    await arrives('c4');
    await vi.waitUntil(() => heard.includes('contact c4'));
    expect(heard).toStrictEqual(['contact c1', 'everything ', 'contact c3', 'contact c4']);
  });

  it('given a store that was emptied, it is told so with the first change after that', async () => {
    // A new stream numbers by the millisecond as well: the same one would be no later change.
    const readAt = await store.time();
    await vi.waitUntil(async () => (await store.time()) > readAt);
    await client.del(stream);
    await arrives('c2');
    await vi.waitUntil(() => heard.includes('contact c2'));
    expect(heard).toStrictEqual(['contact c1', 'everything ', 'contact c2']);
  });

  it('given a stream that is trimmed behind it, it has missed nothing', async () => {
    await arrives('c2');
    await vi.waitUntil(() => heard.includes('contact c2'));
    await client.xtrim(stream, 'MAXLEN', 1);
    await arrives('c3');
    await vi.waitUntil(() => heard.includes('contact c3'));
    expect(heard).toStrictEqual(['contact c1', 'contact c2', 'contact c3']);
  });
});
