import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEAD_LENGTH } from '../../src/live/line-watch.ts';
import { HEARTBEAT_MS, MOST_UNREAD_BYTES } from '../../src/live/sse.ts';
import { signsOf } from '../../src/store/presence-marks.ts';
import { type Change, StoreUnavailable, type Store } from '../../src/store/store.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { listen, startTestApp, type TestApp } from '../support/test-app.ts';
import { openStream, type Stream } from './event-stream.ts';

let house: TestApp;
let server: Awaited<ReturnType<typeof listen>>;
let cookie: string;
const streams: Stream[] = [];
let subscriptions = 0;
/** Tells the feed of a change. */
let tellFeed: (change: Change) => void;
let snapshots = 0;
let away = false;

/** Counts subscriptions and snapshots, and can refuse to be read. */
function watched(store: Store): Store {
  return {
    ...store,
    readContact: (...args) => read(() => store.readContact(...args)),
    served(limit) {
      snapshots += 1;
      return store.served(limit);
    },
    ping: () => read(() => store.ping()),
    session: (...args) => read(() => store.session(...args)),
    onChange(listener) {
      subscriptions += 1;
      tellFeed = listener;
      return store.onChange(listener);
    },
  };
}

function read<T>(call: () => Promise<T>): Promise<T> {
  return away ? Promise.reject(new StoreUnavailable('Failed to read: not connected.')) : call();
}

beforeEach(async () => {
  subscriptions = 0;
  snapshots = 0;
  away = false;
  // A line whose places are not kept: who hangs up is gone at once.
  house = await startTestApp({ wrap: watched, queue: { keepPlaceSeconds: 0 } });
  server = await listen(house.app);
  cookie = await house.personSignedIn('anna', ['operator']);
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close();
  await server.close();
  await house.close();
});

async function open(lastEventId?: string): Promise<Stream> {
  const stream = await openStream(server.url, cookie, lastEventId);
  streams.push(stream);
  return stream;
}

/** What is remembered of Anna's console. */
const lastSeen = async () => (await signsOf(house.store, 'anna')).console;

/** The stream, past its snapshot. */
async function opened(): Promise<Stream> {
  const stream = await open();
  await stream.next('snapshot');
  return stream;
}

describe('A live stream', () => {
  it('begins with a snapshot: lines in order with their length, who is served, desks, and the server time', async () => {
    await house.arrives('c1');
    await house.deskOpens('anna');
    await house.switchboard.take('anna', null);
    await house.legsMeet('anna', 'c1');
    await house.passes(1000);
    for (const id of ['c2', 'c3']) await house.arrives(id);

    const stream = await open();
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('cache-control')).toBe('no-store, no-transform');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    const first = await stream.next();
    expect(first?.event).toBe('snapshot');
    expect(first?.data).toMatchObject({
      now: '2026-01-05T09:00:01.000Z',
      contacts: [
        { id: 'c2', status: 'waiting', position: 1, from: '+1••••••••67' },
        { id: 'c3', status: 'waiting', position: 2 },
        { id: 'c1', status: 'connected', position: null, operator: 'anna' },
      ],
      desks: [{ operator: 'anna', status: 'talking', contactId: 'c1' }],
      queues: [{ id: 'support', name: 'Support', languages: ['en'], outcomes: [] }],
      lines: [{ queueId: 'support', length: 2, ids: ['c2', 'c3'] }],
    });
    expect(JSON.stringify(first)).not.toContain('5550001111');
  });

  it('then tells what changed, once however often it did', async () => {
    const stream = await opened();
    await house.arrives('c1');
    await house.deskOpens('anna');
    await house.switchboard.take('anna', null);
    await house.legsMeet('anna', 'c1');
    await house.passes(50);
    const events = [await stream.next(), await stream.next()];
    expect(events).toMatchObject([
      { event: 'contact', data: { status: 'connected' } },
      { event: 'desk', data: { status: 'talking' } },
    ]);
    expect(events.map((one) => one?.id)).toStrictEqual([undefined, expect.any(String)]);
  });

  it('is right where a change is told that the snapshot has already: what it names is told as it is now', async () => {
    await house.arrives('c1');
    const stream = await open();
    const shown = (await stream.next('snapshot'))?.data as { contacts: object[] };
    for (const id of ['7', '8']) tellFeed({ id, kind: 'contact', key: 'c1' });
    await house.passes(50);
    await house.arrives('c2');
    await house.passes(50);
    const events = [await stream.next(), await stream.next()];
    expect(events.map((one) => one?.data)).toMatchObject([shown.contacts[0], { id: 'c2' }]);
  });

  it('keeps positions right: who is behind moves up though nothing of theirs changed', async () => {
    for (const id of ['c1', 'c2', 'c3']) await house.arrives(id);
    const stream = await opened();
    await house.switchboard.tellContact('c1', { type: 'leg-ended', callSid: 'CA-c1' });
    await house.passes(600);
    expect(await stream.next('line')).toMatchObject({
      data: { queueId: 'support', length: 2, ids: ['c2', 'c3'] },
    });
  });

  it('tells the order of a line only when it changed, and at most twice a second', async () => {
    const stream = await opened();
    for (let i = 0; i < 20; i++) {
      await house.arrives(`c${i}`);
      await house.passes(100);
    }
    await house.passes(1000);
    await house.switchboard.tellContact('c0', { type: 'due' });
    await house.passes(5000);
    const lengths: number[] = [];
    for (;;) {
      const heard = await stream.next();
      if (heard?.event === 'line') lengths.push((heard.data as { length: number }).length);
      if (lengths.at(-1) === 20) break;
    }
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths.length).toBeLessThanOrEqual(7);
  });

  it('shows those who come into sight in a long line', async () => {
    for (let i = 0; i <= HEAD_LENGTH; i++) await house.arrives(`c${i}`);
    const stream = await open();
    const snapshot = (await stream.next('snapshot'))?.data as {
      contacts: unknown[];
      lines: { length: number }[];
    };
    expect(snapshot.contacts).toHaveLength(HEAD_LENGTH);
    expect(snapshot.lines[0]?.length).toBe(HEAD_LENGTH + 1);
    await house.switchboard.tellContact('c0', { type: 'leg-ended', callSid: 'CA-c0' });
    await house.passes(600);
    const seen: unknown[] = [];
    for (let heard = await stream.next(); heard?.event === 'contact'; heard = await stream.next()) {
      seen.push((heard.data as { id: string }).id);
    }
    expect(seen).toContain(`c${HEAD_LENGTH}`);
  });

  it('tells both lines when a contact is handed on', async () => {
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await house.arrives('c1');
    await house.deskOpens('anna');
    await house.switchboard.take('anna', null);
    await house.legsMeet('anna', 'c1');
    const stream = await opened();
    const target = { queueId: 'sales', queueName: 'Sales', prefers: null };
    await house.switchboard.tellContact('c1', { type: 'transfer', operator: 'anna', target });
    await house.passes(600);
    const lines = [await stream.next('line'), await stream.next('line')].map((one) => one?.data);
    expect(lines).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ queueId: 'sales', length: 1, ids: ['c1'] }),
        expect.objectContaining({ queueId: 'support', length: 0 }),
      ]) as unknown[],
    );
  });

  it('tells of queues, and of operators only that they changed', async () => {
    const stream = await opened();
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await house.person('boris', ['operator']);
    await house.passes(100);
    expect((await stream.next('queue'))?.data).toStrictEqual({
      id: 'sales',
      name: 'Sales',
      languages: ['en'],
      outcomes: [],
    });
    expect((await stream.next('operator'))?.data).toStrictEqual({ name: 'boris' });
  });

  it('beats every two and a half seconds with the server time', async () => {
    const stream = await opened();
    for (const at of ['02.500', '05.000', '07.500']) {
      await house.passes(HEARTBEAT_MS);
      expect(await stream.next()).toStrictEqual({
        event: 'heartbeat',
        id: undefined,
        data: { now: `2026-01-05T09:00:${at}Z`, fresh: true },
      });
    }
  });

  it('is not held open for a client that wants only its headers', async () => {
    const answer = await fetch(`${server.url}/api/live`, { method: 'HEAD', headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await house.metrics.text()).toContain('stillhere_live_streams 0');
  });

  it('shares one subscription with all others', async () => {
    for (let i = 0; i < 5; i++) await opened();
    expect(subscriptions).toBe(1);
    expect(await house.metrics.text()).toContain('stillhere_live_streams 5');
  });
});

describe('A stream that begins while a line changes and changes back', () => {
  it('is told how the line is then, though nothing is new to the others', async () => {
    await opened();
    await house.arrives('c1');
    await house.passes(600);
    await house.arrives('c2');
    const late = await open();
    expect((await late.next('snapshot'))?.data).toMatchObject({ lines: [{ ids: ['c1', 'c2'] }] });
    await house.switchboard.tellContact('c2', { type: 'leg-ended', callSid: 'CA-c2' });
    await house.passes(HEARTBEAT_MS);
    const lines: unknown[] = [];
    for (let heard = await late.next(); heard?.event !== 'heartbeat'; heard = await late.next())
      if (heard?.event === 'line') lines.push(heard.data);
    expect(lines.at(-1)).toMatchObject({ queueId: 'support', length: 1, ids: ['c1'] });
  });
});

describe('Many streams that begin at once', () => {
  it('share what is read for them', async () => {
    await house.arrives('c1');
    const heard: string[] = [];
    const hear = (events: readonly { event: string }[]) =>
      void heard.push(...events.map(({ event }) => event));
    const many = Array.from({ length: 50 }, () => house.feed.listen(null, { hear, closed: () => {} }));
    await Promise.all(many);
    expect(heard).toStrictEqual(Array(50).fill('snapshot'));
    expect(snapshots).toBe(1);
  });
});

describe('A stream that was interrupted', () => {
  it('is told what it missed, as it is now, and nothing else', async () => {
    for (const id of ['c1', 'c2']) await house.arrives(id);
    const before = await opened();
    await house.arrives('c3');
    await house.passes(50);
    const last = await before.next('contact');
    before.close();
    await house.switchboard.tellContact('c1', { type: 'leg-ended', callSid: 'CA-c1' });
    await house.passes(1000);

    const again = await open(last?.id);
    expect(await again.next()).toMatchObject({ event: 'contact', data: { id: 'c1', status: 'ended' } });
    const rest = [await again.next(), await again.next(), await again.next()];
    expect(rest.map((one) => one?.event)).toStrictEqual(['contact', 'contact', 'line']);
    expect(rest.at(-1)?.data).toMatchObject({ ids: ['c2', 'c3'], length: 2 });
    expect(rest.at(-1)?.id).not.toBe(last?.id);
  });

  it.each(['unknown', '', '999999', '<script>'])(
    'is told everything anew where it is not known what it missed: %j',
    async (id) => {
      await house.arrives('c1');
      const stream = await open(id);
      expect((await stream.next())?.event).toBe('snapshot');
    },
  );
});

describe('A stream ends', () => {
  it('within five seconds after its session', async () => {
    const stream = await opened();
    await house.store.deleteSessionsOf('anna');
    await house.passes(5000);
    expect(await stream.next('snapshot')).toBeNull();
    expect(await house.metrics.text()).toContain('stillhere_live_streams_cut_total{why="session"} 1');
  });

  it.each([
    ['was removed', () => house.store.deleteOperator('anna')],
    ['lost the role', () => house.person('anna', ['admin'])],
  ])('within five seconds after its operator %s', async (_what, change) => {
    const stream = await opened();
    await change();
    await house.passes(5000);
    expect(await stream.next('snapshot')).toBeNull();
  });

  it('when the server stops, and a new one is refused', async () => {
    const stream = await opened();
    house.feed.close();
    expect(await stream.next()).toBeNull();
    expect((await open()).status).toBe(503);
  });

  it('not because there is much to say at once', async () => {
    // More than may lie unread, and more than the kernel takes at once.
    for (let i = 0; i < 1000; i += 1)
      await house.store.putQueue(defaultQueueSettings(`q${i}`, 'x'.repeat(5000)));
    const stream = await open();
    const snapshot = (await stream.next('snapshot'))?.data as { queues: unknown[] };
    expect(snapshot.queues.length).toBe(1001);
    await house.passes(HEARTBEAT_MS);
    expect((await stream.next())?.event).toBe('heartbeat');
  });

  it('when its client does not read: others stay', async () => {
    const name = 'x'.repeat(5000);
    const reader = await opened();
    const deaf = await deafClient(Number(new URL(server.url).port), cookie);
    // The kernel buffers some megabytes by itself before anything is left with us.
    for (let i = 0; i < 6000; i += 1) {
      await house.store.putQueue({ ...defaultQueueSettings(`q${i}`, name) });
      if (i % 100 === 0) {
        await house.passes(50);
        if ((await house.metrics.text()).includes('why="slow"} 1')) break;
        await reader.next('queue');
      }
    }
    expect(await house.metrics.text()).toContain('stillhere_live_streams_cut_total{why="slow"} 1');
    expect(await house.metrics.text()).toContain('stillhere_live_streams 1');
    deaf.destroy();
    expect(MOST_UNREAD_BYTES).toBeLessThanOrEqual(1_000_000);
  });
});

describe('While the store is away', () => {
  it('streams stay open, say that they may be old, and are told everything when it is back', async () => {
    const stream = await opened();
    await house.arrives('c1');
    away = true;
    await house.passes(HEARTBEAT_MS);
    expect((await stream.next())?.data).toMatchObject({ fresh: false });
    // What another instance changes meanwhile.
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    away = false;
    await house.passes(HEARTBEAT_MS);
    const snapshot = await stream.next();
    expect(snapshot).toMatchObject({
      event: 'snapshot',
      data: { contacts: [{ id: 'c1' }], queues: [{ id: 'sales' }, { id: 'support' }] },
    });
    expect((await stream.next('heartbeat'))?.data).toMatchObject({ fresh: true });
    await house.arrives('c3');
    await house.passes(50);
    expect((await stream.next())?.data).toMatchObject({ id: 'c3' });
  });

  it('and nothing happens, streams say so all the same, and what was known before is not taken up again', async () => {
    const stream = await opened();
    await house.arrives('c1');
    await house.passes(50);
    const last = await stream.next('contact');
    away = true;
    await house.passes(2 * HEARTBEAT_MS);
    await stream.next('line');
    const beats = [await stream.next(), await stream.next()];
    expect(beats.map((one) => one?.data)).toMatchObject([{ fresh: false }, { fresh: false }]);
    away = false;
    await house.passes(1000);
    expect((await (await open(last?.id)).next())?.event).toBe('snapshot');
  });
});

/** Asks for the stream and then never reads. */
function deafClient(port: number, cookies: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET /api/live HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookies}\r\n\r\n`);
    });
    socket.once('readable', () => resolve(socket));
    socket.on('error', () => {});
  });
}

it('An open stream is a sign of life of its operator for as long as it is open', async () => {
  expect(await lastSeen()).toBeNull();
  const stream = await opened();
  await expect.poll(lastSeen).toBe(house.clock.now());
  await house.passes(60_000);
  const seenAt = (await lastSeen()) ?? 0;
  expect(house.clock.now() - seenAt).toBeLessThanOrEqual(6 * HEARTBEAT_MS);
  stream.close();
});
