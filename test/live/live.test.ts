import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEAD_LENGTH } from '../../src/live/line-watch.ts';
import { HEARTBEAT_MS } from '../../src/live/sse.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { type LiveHouse, liveHouse } from './live-house.ts';

let live: LiveHouse;
beforeEach(async () => {
  live = await liveHouse();
});
afterEach(() => live.close());

describe('A live stream', () => {
  it('begins with a snapshot: lines in order with their length, who is served, desks, and the server time', async () => {
    await live.house.arrives('c1');
    await live.house.deskOpens('anna');
    await live.house.switchboard.take('anna', null);
    await live.house.legsMeet('anna', 'c1');
    await live.house.passes(1000);
    for (const id of ['c2', 'c3']) await live.house.arrives(id);

    const stream = await live.open();
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
    const stream = await live.opened();
    await live.house.arrives('c1');
    await live.house.deskOpens('anna');
    await live.house.switchboard.take('anna', null);
    await live.house.legsMeet('anna', 'c1');
    await live.house.passes(50);
    const events = [await stream.next(), await stream.next()];
    expect(events).toMatchObject([
      { event: 'contact', data: { status: 'connected' } },
      { event: 'desk', data: { status: 'talking' } },
    ]);
    expect(events.map((one) => one?.id)).toStrictEqual([undefined, expect.any(String)]);
  });

  it('is right where a change is told that the snapshot has already: what it names is told as it is now', async () => {
    await live.house.arrives('c1');
    const stream = await live.open();
    const shown = (await stream.next('snapshot'))?.data as { contacts: object[] };
    for (const id of ['7', '8']) live.tellFeed({ id, kind: 'contact', key: 'c1' });
    await live.house.passes(50);
    await live.house.arrives('c2');
    await live.house.passes(50);
    const events = [await stream.next(), await stream.next()];
    expect(events.map((one) => one?.data)).toMatchObject([shown.contacts[0], { id: 'c2' }]);
  });

  it('keeps positions right: who is behind moves up though nothing of theirs changed', async () => {
    for (const id of ['c1', 'c2', 'c3']) await live.house.arrives(id);
    const stream = await live.opened();
    await live.house.switchboard.tellContact('c1', { type: 'leg-ended', callSid: 'CA-c1' });
    await live.house.passes(600);
    expect(await stream.next('line')).toMatchObject({
      data: { queueId: 'support', length: 2, ids: ['c2', 'c3'] },
    });
  });

  it('tells the order of a line only when it changed, and at most twice a second', async () => {
    const stream = await live.opened();
    for (let i = 0; i < 20; i++) {
      await live.house.arrives(`c${i}`);
      await live.house.passes(100);
    }
    await live.house.passes(1000);
    await live.house.switchboard.tellContact('c0', { type: 'due' });
    await live.house.passes(5000);
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
    for (let i = 0; i <= HEAD_LENGTH; i++) await live.house.arrives(`c${i}`);
    const stream = await live.open();
    const snapshot = (await stream.next('snapshot'))?.data as {
      contacts: unknown[];
      lines: { length: number }[];
    };
    expect(snapshot.contacts).toHaveLength(HEAD_LENGTH);
    expect(snapshot.lines[0]?.length).toBe(HEAD_LENGTH + 1);
    await live.house.switchboard.tellContact('c0', { type: 'leg-ended', callSid: 'CA-c0' });
    await live.house.passes(600);
    const seen: unknown[] = [];
    for (let heard = await stream.next(); heard?.event === 'contact'; heard = await stream.next()) {
      seen.push((heard.data as { id: string }).id);
    }
    expect(seen).toContain(`c${HEAD_LENGTH}`);
  });

  it('tells both lines when a contact is handed on', async () => {
    await live.house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await live.house.arrives('c1');
    await live.house.deskOpens('anna');
    await live.house.switchboard.take('anna', null);
    await live.house.legsMeet('anna', 'c1');
    const stream = await live.opened();
    const target = { queueId: 'sales', queueName: 'Sales', prefers: null };
    await live.house.switchboard.tellContact('c1', { type: 'transfer', operator: 'anna', target });
    await live.house.passes(600);
    const lines = [await stream.next('line'), await stream.next('line')].map((one) => one?.data);
    expect(lines).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ queueId: 'sales', length: 1, ids: ['c1'] }),
        expect.objectContaining({ queueId: 'support', length: 0 }),
      ]) as unknown[],
    );
  });

  it('tells of queues, and of operators only that they changed', async () => {
    const stream = await live.opened();
    await live.house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await live.house.person('boris', ['operator']);
    await live.house.passes(100);
    expect((await stream.next('queue'))?.data).toStrictEqual({
      id: 'sales',
      name: 'Sales',
      languages: ['en'],
      outcomes: [],
    });
    expect((await stream.next('operator'))?.data).toStrictEqual({ name: 'boris' });
  });

  it('beats every two and a half seconds with the server time', async () => {
    const stream = await live.opened();
    for (const at of ['02.500', '05.000', '07.500']) {
      await live.house.passes(HEARTBEAT_MS);
      expect(await stream.next()).toStrictEqual({
        event: 'heartbeat',
        id: undefined,
        data: { now: `2026-01-05T09:00:${at}Z`, fresh: true, phones: 'well' },
      });
    }
  });

  it('is not held open for a client that wants only its headers', async () => {
    const answer = await fetch(`${live.url}/api/live`, { method: 'HEAD', headers: { cookie: live.cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams 0');
  });

  it('shares one subscription with all others', async () => {
    for (let i = 0; i < 5; i++) await live.opened();
    expect(live.subscriptions).toBe(1);
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams 5');
  });
});

describe('A stream that begins while a line changes and changes back', () => {
  it('is told how the line is then, though nothing is new to the others', async () => {
    await live.opened();
    await live.house.arrives('c1');
    await live.house.passes(600);
    await live.house.arrives('c2');
    const late = await live.open();
    expect((await late.next('snapshot'))?.data).toMatchObject({ lines: [{ ids: ['c1', 'c2'] }] });
    await live.house.switchboard.tellContact('c2', { type: 'leg-ended', callSid: 'CA-c2' });
    await live.house.passes(HEARTBEAT_MS);
    const lines: unknown[] = [];
    for (let heard = await late.next(); heard?.event !== 'heartbeat'; heard = await late.next())
      if (heard?.event === 'line') lines.push(heard.data);
    expect(lines.at(-1)).toMatchObject({ queueId: 'support', length: 1, ids: ['c1'] });
  });
});

describe('Many streams that begin at once', () => {
  it('share what is read for them', async () => {
    await live.house.arrives('c1');
    const heard: string[] = [];
    const hear = (events: readonly { event: string }[]) =>
      void heard.push(...events.map(({ event }) => event));
    const many = Array.from({ length: 50 }, () => live.house.feed.listen(null, { hear, closed: () => {} }));
    await Promise.all(many);
    expect(heard).toStrictEqual(Array(50).fill('snapshot'));
    expect(live.snapshots).toBe(1);
  });
});

describe('A stream that was interrupted', () => {
  it('is told what it missed, as it is now, and nothing else', async () => {
    for (const id of ['c1', 'c2']) await live.house.arrives(id);
    const before = await live.opened();
    await live.house.arrives('c3');
    await live.house.passes(50);
    const last = await before.next('contact');
    before.close();
    await live.house.switchboard.tellContact('c1', { type: 'leg-ended', callSid: 'CA-c1' });
    await live.house.passes(1000);

    const again = await live.open(last?.id);
    expect(await again.next()).toMatchObject({ event: 'contact', data: { id: 'c1', status: 'ended' } });
    const rest = [await again.next(), await again.next(), await again.next()];
    expect(rest.map((one) => one?.event)).toStrictEqual(['contact', 'contact', 'line']);
    expect(rest.at(-1)?.data).toMatchObject({ ids: ['c2', 'c3'], length: 2 });
    expect(rest.at(-1)?.id).not.toBe(last?.id);
  });

  it.each(['unknown', '', '999999', '<script>'])(
    'is told everything anew where it is not known what it missed: %j',
    async (id) => {
      await live.house.arrives('c1');
      const stream = await live.open(id);
      expect((await stream.next())?.event).toBe('snapshot');
    },
  );
});

describe('Changes that were missed', () => {
  it('are in a snapshot within two seconds, and no stream is taken up again from before them', async () => {
    await live.house.arrives('c1');
    const stream = await live.opened();
    await live.house.arrives('c2');
    await live.house.passes(50);
    const before = (await stream.next('contact'))?.id;
    // What another instance has done, and nobody told of.
    await live.house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    live.tellFeed({ id: '9-0', kind: 'everything', key: '' });
    await live.house.arrives('c3');
    await live.house.passes(2000);
    expect((await stream.next('snapshot'))?.data).toMatchObject({
      contacts: [{ id: 'c1' }, { id: 'c2' }, { id: 'c3' }],
      queues: [{ id: 'sales' }, { id: 'support' }],
    });
    expect((await (await live.open(before)).next())?.event).toBe('snapshot');
    expect((await (await live.open('9-0')).next())?.event).toBe('snapshot');
  });
});

it('An open stream is a sign of life of its operator for as long as it is open', async () => {
  expect(await live.lastSeen()).toBeNull();
  const stream = await live.opened();
  await expect.poll(live.lastSeen).toBe(live.house.clock.now());
  await live.house.passes(60_000);
  const seenAt = (await live.lastSeen()) ?? 0;
  expect(live.house.clock.now() - seenAt).toBeLessThanOrEqual(6 * HEARTBEAT_MS);
  stream.close();
});
