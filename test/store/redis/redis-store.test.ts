import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import { testRedis } from '../../support/test-redis.ts';
import { storeContract } from '../contract.ts';

storeContract('the Redis store', async () => {
  const { url, prefix } = testRedis();
  const store = createRedisStore({ url, prefix, clock: systemClock(), commandTimeoutMs: 5_000 });
  onTestFinished(() => store.close());
  return { store, pass: (ms) => passInRedis(url, ms) };
});

/** Keys expire by Redis' own clock, so it is asked until it is late enough. */
async function passInRedis(url: string, ms: number): Promise<void> {
  const redis = new Redis(url);
  const end = (await nowIn(redis)) + ms;
  while ((await nowIn(redis)) <= end);
  redis.disconnect();
}

async function nowIn(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
}
