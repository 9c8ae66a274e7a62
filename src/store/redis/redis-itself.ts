import { type Store, StoreUnavailable } from '../store.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';

const PROBE_KEPT_MS = 60_000;

/** What Redis tells of itself. */
export function redisItself({ run }: RedisConnection, keys: Keys): Pick<Store, 'takesNewcomers' | 'time'> {
  return {
    async takesNewcomers() {
      try {
        await run('write to Redis', (client) => client.set(keys.probe, '1', 'PX', PROBE_KEPT_MS));
        return true;
      } catch (error) {
        if (isFull(error)) return false;
        throw error;
      }
    },
    async time() {
      const [seconds, microseconds] = await run('ask Redis for the time', (client) => client.time());
      return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
    },
  };
}

/** `maxmemory` is reached: Redis refuses whatever may take more. */
function isFull(error: unknown): boolean {
  return (
    error instanceof StoreUnavailable &&
    error.cause instanceof Error &&
    error.cause.message.startsWith('OOM ')
  );
}
