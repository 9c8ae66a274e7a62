import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createRedisStore } from '../../src/store/redis/redis-store.ts';
import { listen, startTestApp, type TestApp } from '../support/test-app.ts';
import { testRedis } from '../support/test-redis.ts';
import { openStream } from './event-stream.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function start(redis: ReturnType<typeof testRedis>): Promise<{ house: TestApp; url: string }> {
  const house = await startTestApp({ store: () => createRedisStore({ ...redis, clock: systemClock() }) });
  const server = await listen(house.app);
  opened.push(server, house);
  return { house, url: server.url };
}

/** Resolves when the instance has heard of the change. */
function hears(house: TestApp, key: string): Promise<() => Promise<void>> {
  return new Promise((listening) => {
    const change = new Promise<void>((heard) => {
      const begun = house.store.onChange((one) => {
        if (one.key === key) heard();
      });
      void begun.then(() => listening(() => change));
    });
  });
}

describe('Two instances on one Redis', () => {
  it('tell their consoles of each other, and either takes up a stream of the other', async () => {
    const redis = testRedis();
    const [here, there] = [await start(redis), await start(redis)];
    const cookie = await here.house.personSignedIn('anna', ['operator']);
    const stream = await openStream(there.url, cookie);
    await stream.next('snapshot');

    const first = await hears(there.house, 'c1');
    const firstHere = await hears(here.house, 'c1');
    await here.house.arrives('c1');
    await first();
    await firstHere();
    await there.house.passes(50);
    const heard = await stream.next('contact');
    expect(heard?.data).toMatchObject({ id: 'c1', status: 'waiting', position: 1 });
    stream.close();

    const second = await hears(here.house, 'c2');
    await there.house.arrives('c2');
    await second();
    const resumed = await openStream(here.url, cookie, heard?.id);
    expect(await resumed.next()).toMatchObject({ event: 'contact', data: { id: 'c2' } });
    resumed.close();
  });
});
