import { type RequestHandler, Router } from 'express';
import type { Clock } from './clock.ts';
import { readTogether } from './live/read-together.ts';
import type { Metrics } from './metrics.ts';
import type { PhoneNetworkState } from './switchboard/telephony.ts';
import { MOST_SERVED, type Store, StoreUnavailable } from './store/store.ts';
import type { StoreState } from './store-watch.ts';

const PATIENCE_MS = 1000;
const ABOUT_STORE: Readonly<Record<StoreState, readonly string[]>> = {
  well: [],
  full: [
    'The store is full: who is in line is served, but newcomers are not taken into it. They keep being spoken to, and are taken in once there is room. Give Redis more memory (maxmemory).',
  ],
  away: [
    'The store does not answer, or takes no changes: callers keep being spoken to, but nothing new is kept and consoles show old state.',
  ],
};
const ABOUT_PHONES: Readonly<Record<PhoneNetworkState, readonly string[]>> = {
  well: [],
  away: ["Twilio's API does not answer: callers keep being spoken to, but nobody can be connected at once."],
  refuses: [
    "Twilio's API refuses our requests: callers keep being spoken to, but nobody can be connected at once. Check the token and the account.",
  ],
};

/**
 * `/healthz` (the process lives), `/readyz` and `/metrics`. Ready stays 200 while the store is away, since the line can
 * still speak: taking this server out would only make callers hear less. The body says what is degraded.
 */
export function healthRouter(parts: {
  store: Store;
  clock: Clock;
  metrics: Metrics;
  warnings: readonly string[];
  phoneNetwork: () => PhoneNetworkState;
}): Router {
  const { store, clock, metrics, warnings, phoneNetwork } = parts;

  async function storeNow(): Promise<StoreState> {
    const state = await new Promise<StoreState>((resolve) => {
      const cancel = clock.setTimer(PATIENCE_MS, () => resolve('away'));
      store
        .takesNewcomers()
        .then(
          (takes) => resolve(takes ? 'well' : 'full'),
          () => resolve('away'),
        )
        .finally(cancel);
    });
    metrics.storeIs(state);
    return state;
  }

  const ready: RequestHandler = async (_req, res) => {
    const degraded = [...ABOUT_STORE[await storeNow()], ...ABOUT_PHONES[phoneNetwork()]];
    res.json({ status: degraded.length === 0 ? 'ready' : 'degraded', degraded, warnings });
  };

  /** The line as it stands at this scrape. While the store is away nothing is said of it: old figures would pass for new. */
  async function countLine(): Promise<void> {
    try {
      const [queues, served] = await Promise.all([store.queues(), store.served(MOST_SERVED)]);
      const lengths = await Promise.all(queues.map(({ id }) => store.lineLength(id)));
      const byStatus = new Map<string, number>();
      for (const contact of served) {
        const status = contact.status === 'returning' ? 'held' : contact.status;
        byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      }
      metrics.lineIs(new Map(queues.map(({ id }, at) => [id, lengths[at] ?? 0])), byStatus);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      metrics.lineIs(new Map(), new Map());
    }
  }

  // It reads everybody who is served, and is asked by whoever comes: however many ask at once, it is read once at a time.
  const counted = readTogether(countLine);

  const router = Router();
  router.use(['/healthz', '/readyz', '/metrics'], (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' });
  });
  router.get('/readyz', ready);
  router.get('/metrics', async (_req, res) => {
    if ((await storeNow()) === 'away') metrics.lineIs(new Map(), new Map());
    else await counted();
    res.type(metrics.contentType).send(await metrics.text());
  });
  return router;
}
