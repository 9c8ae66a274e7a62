import { Redis } from 'ioredis';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { startLocalRedis } from '../../../src/store/redis/local-redis.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import { type Store, StoreUnavailable } from '../../../src/store/store.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { START, commitOf, contactWrite, desk, deskWrite, newcomer, waiting } from '../samples.ts';

const SOON = START + 60_000;
const HOUR_MS = 3_600_000;

describe('a Redis whose memory is full', () => {
  let store: Store;
  let fill: () => Promise<unknown>;
  beforeEach(async () => {
    const redis = await startLocalRedis();
    onTestFinished(() => redis.stop());
    const client = new Redis(redis.url);
    onTestFinished(() => client.disconnect());
    store = createRedisStore({ url: redis.url, clock: systemClock() });
    onTestFinished(() => store.close());
    fill = () => client.config('SET', 'maxmemory', '1');
    await store.putQueue(defaultQueueSettings('support', 'Support'));
    await store.commit(
      commitOf({ contacts: [newcomer('c1', START, { dueAt: START })], effects: [{ type: 'match' }] }),
    );
  });

  it('says so, and answers all the same', async () => {
    expect(await store.takesNewcomers()).toBe(true);
    await fill();
    expect(await store.takesNewcomers()).toBe(false);
    expect(await store.lineLength('support')).toBe(1);
  });

  it('tells what is due, and lets effects be done, put off and finished', async () => {
    await fill();
    expect(await store.claimDue(SOON, 5_000, 9)).toStrictEqual([{ kind: 'contact', id: 'c1' }]);
    const [effect] = await store.claimEffects(SOON, 5_000, 9);
    if (effect === undefined) throw new Error('The effect is not in the outbox.');
    await store.retryEffect({ ...effect, attempt: 1 }, SOON);
    expect(await store.claimEffects(SOON, 5_000, 9)).toStrictEqual([{ ...effect, attempt: 1 }]);
    await store.finishEffect(effect.id);
    expect(await store.claimEffects(SOON + HOUR_MS, 5_000, 9)).toStrictEqual([]);
  });

  it('keeps what serving those in the line takes: desks, guards, turns, marks, counts, timelines, estimates', async () => {
    await fill();
    expect(
      await store.commit(commitOf({ desks: [deskWrite(desk('anna', 1), { onDutyFor: ['support'] })] })),
    ).toMatchObject({ outcome: 'committed' });
    expect([await store.once('ring:1', HOUR_MS), await store.once('ring:1', HOUR_MS)]).toStrictEqual([
      true,
      false,
    ]);
    expect(await store.turn('calls', 'i1', 1_000, START)).toBe(START);
    await store.remember('seen:anna', '1', HOUR_MS);
    await store.remember('seen:anna', '2', HOUR_MS);
    expect(await store.recall('seen:anna')).toBe('2');
    expect([await store.count('tries', HOUR_MS), await store.count('tries', HOUR_MS, 2)]).toStrictEqual([
      1, 3,
    ]);
    await store.note('c1', [{ at: START, kind: 'ignored' }]);
    expect(await store.readTimeline('c1')).toStrictEqual([{ at: START, kind: 'ignored' }]);
    expect(await store.writeEstimate('support', { foretells: '{}', learnsWith: '{}' }, 0)).toBe(true);
    const stays = contactWrite(waiting('c1', 2), { dueAt: SOON });
    expect((await store.commit(commitOf({ contacts: [stays] }))).outcome).toBe('committed');
  });

  it('lets people sign in and close the line', async () => {
    await fill();
    const session = { operator: 'anna', createdAt: START };
    await store.putSession('hash', session, HOUR_MS);
    expect(await store.session('hash', HOUR_MS)).toStrictEqual(session);
    await store.putQueue({ ...defaultQueueSettings('support', 'Support'), closure: { until: null } });
    expect((await store.queue('support'))?.closure).toStrictEqual({ until: null });
  });

  it('takes no newcomer and no recording', async () => {
    await fill();
    await expect(store.commit(commitOf({ contacts: [newcomer('c2', START)] }))).rejects.toThrow(
      StoreUnavailable,
    );
    await expect(store.putClip('clip', Uint8Array.of(0xff), HOUR_MS)).rejects.toThrow(StoreUnavailable);
  });
});

describe('a Redis that takes no writes', () => {
  it('can be looked at by whoever is signed in, and says that it takes nobody', async () => {
    const redis = await startLocalRedis();
    onTestFinished(() => redis.stop());
    const client = new Redis(redis.url);
    onTestFinished(() => client.disconnect());
    const store = createRedisStore({ url: redis.url, clock: systemClock() });
    onTestFinished(() => store.close());
    const session = { operator: 'anna', createdAt: START };
    await store.putSession('hash', session, HOUR_MS);
    await client.config('SET', 'min-replicas-to-write', '1');
    expect(await store.session('hash', HOUR_MS)).toStrictEqual(session);
    await expect(store.takesNewcomers()).rejects.toThrow('Redis answered NOREPLICAS');
    // Noticed at once also where nothing is due.
    await expect(store.claimDue(START, 5_000, 9)).rejects.toThrow(StoreUnavailable);
  });
});
