import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { startLocalRedis } from '../../../src/store/redis/local-redis.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import type { OutboxEntry, Store } from '../../../src/store/store.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { onDuty } from '../../support/on-duty.ts';
import { operator } from '../contract/settings.ts';
import { START, commitOf, desk, deskWrite, endedWrite, newcomer, waiting } from '../samples.ts';

const DAY_MS = 24 * 3_600_000;

describe('what is kept in Redis', () => {
  it('given everything that is stored, all keys share one hash tag and none holds a number or a name', async () => {
    const { store, client } = await openEmpty();
    await fill(store);
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThan(15);
    for (const key of keys) {
      expect(key).toMatch(/^\{stillhere\}:[a-z-]+(:[\w:.-]+)?$/);
      expect(key).not.toMatch(/\d{7}|ANNA|note/);
    }
  });

  it('given an ended contact, its record, timeline and legs are forgotten after seven days; a live one stays', async () => {
    const { store, client } = await openEmpty();
    const { contact, timeline, leg } = nameKeys('c1');
    await fill(store);
    expect([await client.pttl(contact), await client.pttl(timeline)]).toStrictEqual([-1, -1]);
    await store.commit(commitOf({ contacts: [endedWrite('c1', 2)] }));
    await store.note('c1', [{ at: START, kind: 'late' }]);
    const past = `{stillhere}:past:${waiting('c1', 1).caller ?? ''}`;
    for (const key of [contact, timeline, leg, past]) {
      const left = await client.pttl(key);
      expect(left).toBeGreaterThan(7 * DAY_MS - 60_000);
      expect(left).toBeLessThanOrEqual(7 * DAY_MS);
    }
  });

  it('given an ended contact about which something is owed, also where that comes later, it stays until nothing is', async () => {
    const { store, client } = await openEmpty();
    const { contact, timeline } = nameKeys('c1');
    const expiring = async () => [(await client.pttl(contact)) > 0, (await client.pttl(timeline)) > 0];
    await fill(store);
    await store.commit(commitOf({ contacts: [endedWrite('c1', 2, { owed: true })] }));
    expect(await expiring()).toStrictEqual([false, false]);
    await store.commit(commitOf({ contacts: [endedWrite('c1', 3)] }));
    expect(await expiring()).toStrictEqual([true, true]);
    await store.commit(commitOf({ contacts: [endedWrite('c1', 4, { owed: true })] }));
    await store.note('c1', [{ at: START, kind: 'late' }]);
    expect([await client.pttl(contact), await client.pttl(timeline)]).toStrictEqual([-1, -1]);
    await store.commit(commitOf({ contacts: [endedWrite('c1', 5)] }));
    expect(await expiring()).toStrictEqual([true, true]);
  });

  it('given the first entry about a contact that is over already, it is forgotten with it', async () => {
    const { store, client } = await openEmpty();
    await store.commit(commitOf({ contacts: [endedWrite('c1', 1)] }));
    await store.note('c1', [{ at: START, kind: 'late' }]);
    const { contact, timeline } = nameKeys('c1');
    expect(await client.pttl(timeline)).toBeGreaterThan(7 * DAY_MS - 60_000);
    expect(await client.pttl(timeline)).toBeLessThanOrEqual((await client.pttl(contact)) + 1_000);
  });

  it('given turns one after another without a pause, those that were over five minutes ago are forgotten', async () => {
    const { store, client } = await openEmpty();
    for (const minute of [0, 4, 8]) await store.turn('calls', `m${minute}`, 1_000, START + minute * 60_000);
    expect(await client.zrange('{stillhere}:turns:calls', 0, '-1')).toStrictEqual(['m4', 'm8']);
  });

  it('given a label that nobody carries any more, its key is gone', async () => {
    const { store, client } = await openEmpty();
    await fill(store);
    const labels = { add: [], remove: ['code:4711'] };
    await store.commit(commitOf({ contacts: [endedWrite('c1', 2, { labels })] }));
    expect(await client.keys('*label:*')).toStrictEqual([]);
  });

  it('given events, guards, sessions, labels, counts and values, each is forgotten in its time', async () => {
    const { store, client } = await openEmpty();
    await fill(store);
    const left = async (key: string) => Math.round((await client.pttl(`{stillhere}:${key}`)) / 60_000);
    expect(await left('event:e1')).toBe(10);
    expect(await left('once:ring-1')).toBe(5);
    expect(await left('session:hash')).toBe(30);
    expect(await left('intent:i1')).toBe(7 * 24 * 60);
    expect(await left('label:code:4711')).toBe(7 * 24 * 60);
    expect(await left('count:sign-in:hash')).toBe(60);
    expect(await left('remembered:cadence:hash')).toBe(90 * 24 * 60);
    expect(await left('clip:a-clip')).toBe(6 * 60);
    expect(await left('setting-changes')).toBe(90 * 24 * 60);
    expect(await left('turns:calls')).toBe(5);
  });

  it('given a desk that was counted by an earlier version, it speaks every language until it is written again', async () => {
    const { store, client } = await openEmpty();
    await fill(store);
    const there = async () => (await store.readContact('c1', '')).onDuty;
    const write = (version: number, onDutyFor: string[]) =>
      store.commit(commitOf({ desks: [deskWrite(desk('anna', version), { onDutyFor, speaks: ['ru'] })] }));
    await client.del('{stillhere}:speakers', '{stillhere}:spoken:support');
    expect(await there()).toStrictEqual(onDuty(1));
    await write(2, ['support']);
    expect(await there()).toStrictEqual({ all: 1, choosy: 1, naming: { ru: 1 } });
    await write(3, []);
    expect(await there()).toStrictEqual(onDuty(0));
  });

  it('given a node of a cluster, which refuses to touch two slots at once, everything works as it does elsewhere', async () => {
    const { store, client } = await openEmpty({
      'cluster-enabled': 'yes',
      'cluster-port': String(await freePort()),
    });
    await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    // A node lets two seconds pass before it serves.
    await vi.waitUntil(async () => /cluster_state:ok/.test(await client.cluster('INFO')), {
      timeout: 10_000,
    });
    await fill(store);
    expect(await store.readContact('c1', '')).toMatchObject({ position: 1, onDuty: onDuty(1) });
    expect(await store.takeable(['support', 'sales'], 9)).toHaveLength(1);
    expect((await store.knownLegs(['CA1', 'CA2', 'CA3'])).size).toBe(2);
    expect(await store.claimDue(START, 1, 9)).toHaveLength(2);
    const [entry] = await store.claimEffects(START + 9_999, 1, 9);
    await store.retryEffect(entry as OutboxEntry, START);
    await store.finishEffect((entry as OutboxEntry).id);
    expect(await store.session('hash', 1_000)).toBeNull();
    expect((await store.counted('sign-in:hash')).count).toBe(1);
    expect(await store.recall('cadence:hash')).toBe('news-only');
    expect(await store.turn('calls', 'i1:0', 1_000, START + 5)).toBe(START);
    expect(await store.labelled('code:4711')).toHaveLength(1);
    expect(await store.owed(9)).toHaveLength(1);
    await store.commit(commitOf({ contacts: [endedWrite('c1', 2)] }));
    expect(await store.past(waiting('c1', 1).caller ?? '')).toHaveLength(1);
  });

  it('given a thousand callers in the line, each takes less than 3.5 kB with all its indexes', async () => {
    const { store, client } = await openEmpty();
    await store.commit(commitOf({ eventId: 'warm', contacts: [newcomer('warm', START)] }));
    const before = await usedBytes(client);
    for (let i = 0; i < 1_000; i += 1) {
      const id = `01K8Z6Q0V3J9XAHW3M5T7B${String(i).padStart(4, '0')}`;
      const callSid = `CA${String(i).padStart(32, '0')}`;
      const timeline = ['arrived', 'said', 'promised', 'key'].map((kind) => {
        return { at: START + i, kind, data: { moment: 'line.check-in', position: i, silenceMs: 45_000 } };
      });
      const contact = waiting(id, 1, { leg: { ...waiting(id, 1).leg, callSid } });
      const caller = `${String(i).padStart(4, '0')}Q-4fT_x1Yb7cWq9eLA`;
      const labels = { add: [`number:${caller}`, `code:${i}`], remove: [] };
      const write = newcomer(id, START, { contact, callSid, dueAt: START + i, labels, timeline });
      await store.commit(commitOf({ eventId: `${callSid}:1`, contacts: [write] }));
    }
    const each = ((await usedBytes(client)) - before) / 1_000;
    expect(each).toBeLessThan(3_500);
  });

  it('given more changes than are kept, the stream stays about that long', async () => {
    const { store, client } = await openEmpty();
    for (let i = 0; i < 21; i += 1) {
      const contacts = Array.from({ length: 500 }, (_, k) =>
        newcomer(`c${i}-${k}`, START, { standing: 'out' }),
      );
      await store.commit(commitOf({ contacts }));
    }
    const length = await client.xlen('{stillhere}:changes');
    expect(length).toBeGreaterThanOrEqual(10_000);
    expect(length).toBeLessThan(10_200);
  });
});

async function openEmpty(settings: Record<string, string> = {}): Promise<{ store: Store; client: Redis }> {
  const redis = await startLocalRedis({ settings });
  const store = createRedisStore({ url: redis.url, clock: systemClock(), commandTimeoutMs: 5_000 });
  const client = new Redis(redis.url);
  onTestFinished(async () => {
    client.disconnect();
    await store.close();
    await redis.stop();
  });
  return { store, client };
}

/** Something of everything. */
async function fill(store: Store): Promise<void> {
  const timeline = [{ at: START, kind: 'note', data: { text: 'a note' } }];
  await store.commit(
    commitOf({
      eventId: 'e1',
      contacts: [
        newcomer('c1', START, {
          callSid: 'CA1',
          dueAt: START,
          served: true,
          labels: { add: ['code:4711'], remove: [] },
          owed: true,
          timeline,
        }),
      ],
      desks: [
        deskWrite(desk('anna', 1), {
          onDutyFor: ['support'],
          freeSince: START,
          dueAt: START,
          callSid: 'CA2',
          intentId: 'i1',
        }),
      ],
      effects: [{ type: 'ring-desk', operator: 'anna', intentId: 'i1' }],
    }),
  );
  await store.putQueue({ ...defaultQueueSettings('support', 'Support'), numbers: ['+15550100002'] });
  await store.putOperator(operator('anna', { address: '+15550100003' }), {
    recorded: { at: Date.now(), by: 'ben', of: { kind: 'operator', id: 'anna' }, how: 'added', settings: [] },
  });
  await store.once('ring-1', 5 * 60_000);
  await store.putSession('hash', { operator: 'anna', createdAt: START }, 30 * 60_000);
  await store.deleteSessionsOf('anna');
  await store.count('sign-in:hash', 60 * 60_000);
  await store.turn('calls', 'i1:0', 1_000, START);
  await store.remember('cadence:hash', 'news-only', 90 * DAY_MS);
  await store.putClip('a-clip', Uint8Array.of(0xff, 0), 6 * 3_600_000);
  await store.putPhrase('anna', { id: 'p1', language: 'en', text: 'a note', clip: null, addedAt: START });
}

function nameKeys(id: string): { contact: string; timeline: string; leg: string } {
  const prefix = '{stillhere}:';
  return { contact: `${prefix}contact:${id}`, timeline: `${prefix}timeline:${id}`, leg: `${prefix}leg:CA1` };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function usedBytes(client: Redis): Promise<number> {
  const info = await client.info('memory');
  return Number(/used_memory:(\d+)/.exec(info)?.[1]);
}
