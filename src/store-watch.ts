import type { CancelTimer, Clock } from './clock.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type Store, StoreUnavailable } from './store/store.ts';

/** `full`: those in the line are served, newcomers are not taken; `away`: it does not answer, or takes no changes. */
export type StoreState = 'well' | 'full' | 'away';

/** Somebody who looks at the log or the metrics is to know within ten seconds. */
const EVERY_MS = 5_000;

/**
 * Looks every five seconds whether the store takes what is new, and tells the metrics, and the log where it is full:
 * that it is away the sweep tells, which stands still without it.
 *
 * @returns how to stop
 */
export function watchStore({
  store,
  clock,
  log,
  metrics,
}: {
  store: Pick<Store, 'takesNewcomers'>;
  clock: Pick<Clock, 'setTimer'>;
  log: Logger;
  metrics: Pick<Metrics, 'storeIs'>;
}): () => void {
  let isFull = false;
  let stopped = false;
  let cancel: CancelTimer;

  async function look(): Promise<void> {
    try {
      const takes = await store.takesNewcomers();
      metrics.storeIs(takes ? 'well' : 'full');
      if (isFull === !takes) return;
      isFull = !takes;
      if (isFull)
        log.error(
          'The store is full: newcomers are not taken into the line. Give Redis more memory (maxmemory).',
        );
      else log.info('The store has room again.');
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      metrics.storeIs('away');
    }
  }

  function later(): void {
    cancel = clock.setTimer(EVERY_MS, () => {
      void look().then(() => {
        if (!stopped) later();
      });
    });
  }

  later();
  return () => {
    stopped = true;
    cancel();
  };
}
