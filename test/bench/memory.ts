import { Redis } from 'ioredis';
import { systemClock } from '../../src/clock.ts';
import { startLocalRedis } from '../../src/store/redis/local-redis.ts';
import { createRedisStore } from '../../src/store/redis/redis-store.ts';
import { createSwitchboard } from '../../src/switchboard/switchboard.ts';
import { DEFAULT_QUEUE_ID, defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { arrivalOf } from './seed.ts';

/** The greeting and the check-ins of about four minutes. */
const STEPS = 5;
const TOGETHER = 250;

/** Bytes of Redis' memory for each of `count` callers who have waited through some check-ins, everything counted. */
export async function memoryPerContact(count: number): Promise<number> {
  const server = await startLocalRedis();
  const clock = systemClock();
  const store = createRedisStore({ url: server.url, clock });
  const probe = new Redis(server.url);
  const switchboard = createSwitchboard({
    mayCall: () => false,
    callerKey: () => null,
    foretell: () => ({ announcement: null, forecast: null }),
    store,
    now: () => clock.now(),
    newId: () => 'none',
    spokenMs: () => 5_000,
    perform: () => {},
  });

  async function waits(n: number): Promise<void> {
    const arrival = arrivalOf(n, clock.now());
    const { id, callSid, queueId } = arrival;
    await switchboard.arrive(arrival, null);
    for (let step = 1; step <= STEPS; step++) {
      await switchboard.contactAsks(id, queueId, {
        type: 'leg-asks',
        callSid,
        step,
        from: 'end',
        digits: '',
      });
    }
  }

  try {
    await store.putQueue(defaultQueueSettings(DEFAULT_QUEUE_ID, 'Support'));
    // What there is once (scripts, connections, the stream's first node) is there before the first measurement.
    await waits(0);
    const before = await usedMemory(probe);
    for (let from = 1; from <= count; from += TOGETHER) {
      const some = Array.from({ length: Math.min(TOGETHER, count - from + 1) }, (_, i) => from + i);
      await Promise.all(some.map(waits));
    }
    // What follows from an arrival is done within milliseconds; nobody does it here.
    for (let left = true; left; ) {
      const effects = await store.claimEffects(Number.MAX_SAFE_INTEGER, 0, 1_000);
      for (const { id } of effects) await store.finishEffect(id);
      left = effects.length > 0;
    }
    return ((await usedMemory(probe)) - before) / count;
  } finally {
    probe.disconnect();
    await store.close();
    await server.stop();
  }
}

async function usedMemory(redis: Redis): Promise<number> {
  const info = await redis.info('memory');
  return Number(/used_memory:(\d+)/.exec(info)?.[1]);
}
