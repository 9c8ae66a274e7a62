import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEARTBEAT_MS, MOST_OF_A_SESSION, MOST_UNREAD_BYTES } from '../../src/live/sse.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { openStream } from './event-stream.ts';
import { type LiveHouse, liveHouse } from './live-house.ts';

let live: LiveHouse;
beforeEach(async () => {
  live = await liveHouse();
});
afterEach(() => live.close());

describe('A stream ends', () => {
  it('within five seconds after its session', async () => {
    const stream = await live.opened();
    await live.house.store.deleteSessionsOf('anna');
    await live.house.passes(5000);
    expect(await stream.next('snapshot')).toBeNull();
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams_cut_total{why="session"} 1');
  });

  it.each([
    ['was removed', () => live.house.store.deleteOperator('anna')],
    ['lost the role', () => live.house.person('anna', ['admin'])],
  ])('within five seconds after its operator %s', async (_what, change) => {
    const stream = await live.opened();
    await change();
    await live.house.passes(5000);
    expect(await stream.next('snapshot')).toBeNull();
  });

  it('when the server stops, and a new one is refused', async () => {
    const stream = await live.opened();
    live.house.feed.close();
    expect(await stream.next()).toBeNull();
    expect((await live.open()).status).toBe(503);
  });

  it('when its session opens more than eight, the oldest first; those of others stay', async () => {
    const boris = await live.house.personSignedIn('boris', ['operator']);
    const others = await openStream(live.url, boris);
    const streams = [];
    for (let i = 0; i < MOST_OF_A_SESSION + 1; i += 1) streams.push(await live.opened());
    expect(await streams[0]?.next()).toBeNull();
    await live.house.passes(HEARTBEAT_MS);
    for (const stream of [...streams.slice(1), others])
      expect((await stream.next('heartbeat'))?.event).toBe('heartbeat');
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams_cut_total{why="many"} 1');
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams 9');
    // Whoever left has made room.
    streams[1]?.close();
    await expect.poll(() => live.house.metrics.text()).toContain('stillhere_live_streams 8');
    await live.opened();
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams_cut_total{why="many"} 1');
    others.close();
  });

  it('not because there is much to say at once', async () => {
    // More than may lie unread, and more than the kernel takes at once.
    for (let i = 0; i < 1000; i += 1)
      await live.house.store.putQueue(defaultQueueSettings(`q${i}`, 'x'.repeat(5000)));
    const stream = await live.open();
    const snapshot = (await stream.next('snapshot'))?.data as { queues: unknown[] };
    expect(snapshot.queues.length).toBe(1001);
    await live.house.passes(HEARTBEAT_MS);
    expect((await stream.next())?.event).toBe('heartbeat');
  });

  it('when its client does not read: others stay', async () => {
    const name = 'x'.repeat(5000);
    const reader = await live.opened();
    const deaf = await deafClient(Number(new URL(live.url).port), live.cookie);
    // The kernel buffers some megabytes by itself before anything is left with us.
    for (let i = 0; i < 6000; i += 1) {
      await live.house.store.putQueue({ ...defaultQueueSettings(`q${i}`, name) });
      if (i % 100 === 0) {
        await live.house.passes(50);
        if ((await live.house.metrics.text()).includes('why="slow"} 1')) break;
        await reader.next('queue');
      }
    }
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams_cut_total{why="slow"} 1');
    expect(await live.house.metrics.text()).toContain('stillhere_live_streams 1');
    deaf.destroy();
    expect(MOST_UNREAD_BYTES).toBeLessThanOrEqual(1_000_000);
  });
});

describe('While the store is away', () => {
  it('streams stay open, say that they may be old, and are told everything when it is back', async () => {
    const stream = await live.opened();
    await live.house.arrives('c1');
    live.away = true;
    await live.house.passes(HEARTBEAT_MS);
    expect((await stream.next())?.data).toMatchObject({ fresh: false });
    // What another instance changes meanwhile.
    await live.house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    live.away = false;
    await live.house.passes(HEARTBEAT_MS);
    const snapshot = await stream.next();
    expect(snapshot).toMatchObject({
      event: 'snapshot',
      data: { contacts: [{ id: 'c1' }], queues: [{ id: 'sales' }, { id: 'support' }] },
    });
    expect((await stream.next('heartbeat'))?.data).toMatchObject({ fresh: true });
    await live.house.arrives('c3');
    await live.house.passes(50);
    expect((await stream.next())?.data).toMatchObject({ id: 'c3' });
  });

  it('and nothing happens, streams say so all the same, and what was known before is not taken up again', async () => {
    const stream = await live.opened();
    await live.house.arrives('c1');
    await live.house.passes(50);
    const last = await stream.next('contact');
    live.away = true;
    await live.house.passes(2 * HEARTBEAT_MS);
    await stream.next('line');
    const beats = [await stream.next(), await stream.next()];
    expect(beats.map((one) => one?.data)).toMatchObject([{ fresh: false }, { fresh: false }]);
    live.away = false;
    await live.house.passes(1000);
    expect((await (await live.open(last?.id)).next())?.event).toBe('snapshot');
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
