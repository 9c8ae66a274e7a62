import { QUARTER_MS, type Quarter, quarterOf } from '../../waiting/tally.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { TallyStore } from '../store.ts';

/** Never read more at once: Redis serves nobody else meanwhile. */
const PAGE = 500;

/** What is counted of queues, in Redis. */
export function redisTallies({ run }: RedisConnection, keys: Keys): TallyStore {
  return {
    async quarters(queueId, from, until) {
      const found: Quarter[] = [];
      for (let pageAt = quarterOf(from + QUARTER_MS - 1); pageAt < until; pageAt += PAGE * QUARTER_MS) {
        const left = Math.ceil((until - pageAt) / QUARTER_MS);
        const page = Array.from({ length: Math.min(PAGE, left) }, (_, i) => pageAt + i * QUARTER_MS);
        const hashes = await run('read what is counted', (client) =>
          Promise.all(page.map((quarterAt) => client.hgetall(keys.tally(queueId, quarterAt / QUARTER_MS)))),
        );
        for (const [i, hash] of hashes.entries()) {
          const counts = Object.entries(hash).map(([name, count]) => [name, Number(count)] as const);
          if (counts.length > 0)
            found.push({ quarterAt: page[i] as number, counts: Object.fromEntries(counts) });
        }
      }
      return found;
    },
  };
}
