import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { type LocalRedisOptions, startLocalRedis } from '../../../src/store/redis/local-redis.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import { type Store, StoreUnavailable } from '../../../src/store/store.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { startFaultProxy } from '../../support/fault-proxy.ts';
import { testRedis } from '../../support/test-redis.ts';
import { START, commitOf, contactWrite, ended, newcomer, waiting } from '../samples.ts';

/** A webhook has 2.5 s; the store may take less than half of it. */
const FAST_ENOUGH_MS = 1_000;

describe('a Redis that dies', () => {
  it('given a crash, nothing that was committed is lost, and the store comes back by itself', async () => {
    const redis = await ownRedis({ appendonly: true });
    const { store, errors } = openStore({ url: redis.url });
    const heard: string[] = [];
    await store.onChange(({ key }) => heard.push(key));
    for (let i = 0; i < 50; i += 1) await store.commit(commitOf({ contacts: [newcomer(`c${i}`, START)] }));
    const before = await store.line('support', 100);

    await redis.kill();
    await unavailable(() => store.commit(commitOf({ contacts: [newcomer('lost', START)] })));
    await unavailable(() => store.readContact('c1', 'support'));
    await unavailable(() => store.takesNewcomers());
    await vi.waitUntil(() => errors.length > 0);

    await redis.restart();
    await back(store);
    expect(await store.line('support', 100)).toStrictEqual(before);
    // Ranks go on where they were, and who listens is told again.
    await store.commit(commitOf({ contacts: [newcomer('after', START)] }));
    expect((await store.readContact('after', '')).position).toBe(51);
    await vi.waitUntil(() => heard.includes('after'), { timeout: 5_000 });
    expect(heard).toHaveLength(51);
  });

  it('given a start without Redis, everything fails soon, listening does not, and all is well once Redis is there', async () => {
    const redis = await ownRedis({});
    await redis.kill();
    const { store } = openStore({ url: redis.url });
    const heard: string[] = [];
    const listening = store.onChange(({ key }) => heard.push(key));
    await expect(store.takesNewcomers()).rejects.toThrow(StoreUnavailable);
    await unavailable(() => store.queues());
    await listening;
    await redis.restart();
    // Another instance is faster, and what it changes is in no snapshot that was made before.
    const { store: other } = openStore({ url: redis.url });
    await other.putQueue(defaultQueueSettings('q', 'Q'));
    await back(store);
    await store.putQueue(defaultQueueSettings('r', 'R'));
    await vi.waitUntil(() => heard.includes('r'), { timeout: 5_000 });
    expect(heard).toStrictEqual(['q', 'r']);
  });

  it('given a full memory, newcomers are refused whole, and those in the line are served and leave', async () => {
    const redis = await ownRedis({});
    const client = rawClient(redis.url);
    const { store } = openStore({ url: redis.url });
    await store.commit(commitOf({ contacts: [newcomer('c1', START), newcomer('c2', START)] }));
    await client.config('SET', 'maxmemory', '1');

    const refused = newcomer('c3', START, {
      callSid: 'CA3',
      dueAt: START,
      timeline: [{ at: START, kind: 'rang' }],
    });
    const error = await unavailable(() => store.commit(commitOf({ eventId: 'e3', contacts: [refused] })));
    expect(error.message).toBe(
      'Failed to commit: Redis answered OOM. Check that Redis runs and that REDIS_URL leads to it.',
    );
    expect(inspect(error, { depth: 9 })).not.toContain('5550100001');
    expect((await client.keys('*')).filter((key) => /c3|CA3|e3/.test(key))).toStrictEqual([]);
    expect(await store.lineLength('support')).toBe(2);

    const stays = contactWrite(waiting('c1', 2), { timeline: [{ at: START, kind: 'said' }] });
    expect((await store.commit(commitOf({ contacts: [stays] }))).outcome).toBe('committed');
    const leaves = contactWrite(ended('c2', 2), { standing: 'out', takeable: false });
    expect((await store.commit(commitOf({ contacts: [leaves] }))).outcome).toBe('committed');
    expect((await store.line('support', 9)).map(({ contact }) => contact.id)).toStrictEqual(['c1']);
    await client.config('SET', 'maxmemory', '0');
    expect((await store.commit(commitOf({ eventId: 'e3', contacts: [refused] }))).outcome).toBe('committed');
  });

  it('given a door that stays shut, the reason is told: a wrong password, nobody there', async () => {
    const redis = await ownRedis({ settings: { requirepass: 'right' } });
    const reasonAt = async (url: string) => {
      const { store, errors } = openStore({ url });
      await vi.waitUntil(() => errors.length > 0);
      return (await unavailable(() => store.queues())).message;
    };
    const wrong = await reasonAt(redis.url.replace('//', '//:wrong@'));
    expect(wrong).toContain('Failed to read the queues: not connected (Redis answered WRONGPASS).');
    expect(await reasonAt(redis.url)).toContain('NOAUTH');
    expect(await reasonAt('redis://127.0.0.1:1')).toContain(
      'not connected (connect ECONNREFUSED 127.0.0.1:1)',
    );
  });

  it('given a primary that became a replica, writing fails and reading goes on, until it is primary again', async () => {
    const redis = await ownRedis({});
    const client = rawClient(redis.url);
    const { store } = openStore({ url: redis.url });
    await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
    await client.replicaof('127.0.0.1', 1);
    const error = await unavailable(() => store.commit(commitOf({ contacts: [newcomer('c2', START)] })));
    expect(error.message).toContain('Redis answered READONLY');
    await vi.waitFor(() => store.queues(), { timeout: 2_000, interval: 20 });
    // Who goes on trying to write, as the sweep does, does not keep others from reading.
    for (let tries = 0; tries < 3; tries += 1) {
      await unavailable(() => store.takesNewcomers());
      expect((await store.readContact('c1', '')).position).toBe(1);
    }
    await client.replicaof('NO', 'ONE');
    await vi.waitFor(() => store.commit(commitOf({ contacts: [newcomer('c2', START)] })), { timeout: 2_000 });
    expect(await store.lineLength('support')).toBe(2);
  });

  it('given that Redis forgets its scripts all the time, nobody notices', async () => {
    const { url, prefix } = testRedis();
    const client = rawClient(url);
    const { store } = openStore({ url, prefix });
    for (let round = 0; round < 20; round += 1) {
      const commits = Array.from({ length: 10 }, (_, i) =>
        store.commit(commitOf({ contacts: [newcomer(`c${round}-${i}`, START)] })),
      );
      await client.script('FLUSH');
      const outcomes = (await Promise.all(commits)).map(({ outcome }) => outcome);
      expect(new Set(outcomes)).toStrictEqual(new Set(['committed']));
    }
    expect(await store.lineLength('support')).toBe(200);
  });
});

describe('a network that fails', () => {
  it('given packets that vanish, commands fail within a second and the connection is given up and made anew', async () => {
    const { store, proxy } = await openThroughProxy();
    await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
    proxy.blackHole();
    await unavailable(() => store.readContact('c1', 'support'));
    await unavailable(() => store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2))] })));
    proxy.pass();
    await back(store);
    expect((await store.readContact('c1', '')).contact?.version).toBe(1);
  });

  it('given a listener behind packets that vanish, it hears what it missed as soon as they come through', async () => {
    const { store, proxy, direct } = await openThroughProxy();
    const heard: string[] = [];
    await store.onChange(({ key }) => heard.push(key));
    await direct.commit(commitOf({ contacts: [newcomer('c1', START)] }));
    await vi.waitUntil(() => heard.length === 1);
    proxy.blackHole();
    await direct.commit(commitOf({ contacts: [newcomer('c2', START)] }));
    proxy.pass();
    await vi.waitUntil(() => heard.length === 2, { timeout: 8_000 });
    expect(heard).toStrictEqual(['c1', 'c2']);
  });

  it('given replies that are half a second late, commands fail within a second, and later ones succeed', async () => {
    const { store, proxy } = await openThroughProxy();
    await store.takesNewcomers();
    proxy.delay(500);
    await unavailable(() => store.readContact('c1', 'support'));
    proxy.pass();
    await back(store);
    expect(await store.lineLength('support')).toBe(0);
  });

  it('given a reply that is lost after the commit, it happened once: the same again is a conflict', async () => {
    const { store, proxy } = await openThroughProxy();
    await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
    const said = { at: START, kind: 'said' };
    const write = contactWrite(waiting('c1', 2), { timeline: [said] });
    const commit = commitOf({ contacts: [write], effects: [{ type: 'match' }] });

    proxy.cutBeforeReply();
    await unavailable(() => store.commit(commit));
    await back(store);
    expect(await store.commit(commit)).toStrictEqual({ outcome: 'conflict' });
    expect(await store.readTimeline('c1')).toStrictEqual([said]);
    expect(await store.claimEffects(START + 9_999, 1_000, 9)).toHaveLength(1);
  });

  it('given an event whose reply is lost, the same again is a duplicate', async () => {
    const { store, proxy } = await openThroughProxy();
    await store.takesNewcomers();
    const commit = commitOf({ eventId: 'CA1:1', contacts: [newcomer('c1', START)] });
    proxy.cutBeforeReply();
    await unavailable(() => store.commit(commit));
    await back(store);
    expect(await store.commit(commit)).toStrictEqual({ outcome: 'duplicate' });
    expect(await store.lineLength('support')).toBe(1);
  });
});

async function ownRedis(options: LocalRedisOptions) {
  const redis = await startLocalRedis(options);
  onTestFinished(() => redis.stop());
  return redis;
}

function openStore(where: { url: string; prefix?: string }): { store: Store; errors: Error[] } {
  const errors: Error[] = [];
  const store = createRedisStore({ ...where, clock: systemClock(), onError: (error) => errors.push(error) });
  onTestFinished(() => store.close());
  return { store, errors };
}

async function openThroughProxy() {
  const { url, prefix } = testRedis();
  const proxy = await startFaultProxy(new URL(url));
  onTestFinished(() => proxy.close());
  const { store } = openStore({ url: `redis://127.0.0.1:${proxy.port}`, prefix });
  const { store: direct } = openStore({ url, prefix });
  return { store, proxy, direct };
}

function rawClient(url: string): Redis {
  const client = new Redis(url);
  onTestFinished(() => client.disconnect());
  return client;
}

/** What a method fails with: it must be StoreUnavailable, and soon. */
async function unavailable(call: () => Promise<unknown>): Promise<StoreUnavailable> {
  const started = performance.now();
  const error = await call().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(performance.now() - started).toBeLessThan(FAST_ENOUGH_MS);
  expect(error).toBeInstanceOf(StoreUnavailable);
  return error as StoreUnavailable;
}

/** Resolves when the store answers again; without restart or help, within two seconds. */
async function back(store: Store): Promise<void> {
  await vi.waitFor(() => store.takesNewcomers(), { timeout: 2_000, interval: 20 });
}
