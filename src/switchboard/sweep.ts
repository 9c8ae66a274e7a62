import type { CancelTimer, Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { EFFECT_LEASE_MS } from '../store/retention.ts';
import { type Due, type Store, StoreUnavailable } from '../store/store.ts';
import type { LineNews } from './line-news.ts';
import type { PresenceWatch } from './presence-watch.ts';
import type { Performer } from './perform-effects.ts';
import type { Switchboard } from './switchboard.ts';

export type SweepParts = {
  store: Store;
  switchboard: Switchboard;
  performer: Performer;
  news: LineNews;
  presence: PresenceWatch;
  clock: Clock;
  log: Logger;
  metrics: Pick<Metrics, 'storeIs' | 'sweepFailed'>;
  everyMs?: number;
  /** Called at each round in which the store does not answer. */
  onStoreAway: () => void;
  /** Called once when the store answers again after it did not. */
  onStoreBack: () => void;
};

export interface Sweep {
  /** One round: deadlines that are due, effects that a crash left behind, and desks and contacts that missed each other. */
  once(): Promise<void>;
  start(): void;
  /** No further round; resolves when the one under way is over. */
  stop(): Promise<void>;
}

const EVERY_MS = 500;
/** How long another instance leaves alone what this one has claimed. */
const LEASE_MS = 5_000;
const AT_A_TIME = 200;
/** After a longer pause between two rounds nobody could be given back a place meanwhile: we were away, or the store was. */
const LONGEST_PAUSE_MS = 5_000;
/** Who called again in such a pause is fetched home by then, or asks by themselves (twilio/reconcile.ts). */
const FOUND_AGAIN_MS = 60_000;
/** How often the log is told of a record that fails each time. */
const TOLD_EVERY_MS = 600_000;
/** How often the lines are looked at for news. */
const NEWS_EVERY_MS = 1_000;
/** How often it is looked whether operators are at their consoles. */
const PRESENCE_EVERY_MS = 10_000;

export function createSweep(parts: SweepParts): Sweep {
  const { store, switchboard, performer, news, presence, clock, log } = parts;
  const everyMs = parts.everyMs ?? EVERY_MS;
  let cancel: CancelTimer | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;
  let storeAway = false;
  /** When the last round ended well, and when the first one after a pause began, epoch ms. */
  let wellAt = Number.NEGATIVE_INFINITY;
  let backAt = 0;
  let newsAt = 0;
  let presenceAt = 0;

  async function once(): Promise<void> {
    try {
      await round();
      if (storeAway) {
        storeAway = false;
        parts.metrics.storeIs('well');
        log.info('The store answers again.');
        parts.onStoreBack();
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) {
        log.error({ err: error }, 'Failed to sweep; the next round tries again.');
        return;
      }
      parts.onStoreAway();
      if (!storeAway) {
        storeAway = true;
        parts.metrics.storeIs('away');
        log.error({ err: error }, 'The store does not answer; callers are kept by their own tokens.');
      }
    }
  }

  async function round(): Promise<void> {
    const now = clock.now();
    if (now - wellAt > LONGEST_PAUSE_MS) backAt = now;
    for (const due of await store.claimDue(now, LEASE_MS, AT_A_TIME)) await tell(due);
    performer.start(await store.claimEffects(now, EFFECT_LEASE_MS, AT_A_TIME));
    await switchboard.match();
    if (now >= newsAt) {
      newsAt = now + NEWS_EVERY_MS;
      await news.once();
    }
    if (now >= presenceAt) {
      presenceAt = now + PRESENCE_EVERY_MS;
      await presence.once();
    }
    wellAt = clock.now();
  }

  /** A place whose time ran out while nobody could come back to it: it waits a little longer for who may have called. */
  async function mayBeCalledFor(due: Due): Promise<boolean> {
    if (due.kind === 'desk') return false;
    const { contact } = await store.readContact(due.id, '');
    return contact?.status === 'place-kept' && contact.until !== null && contact.until <= backAt;
  }

  /** One record that cannot be decided must not keep the others waiting. */
  async function tell(due: Due): Promise<void> {
    try {
      if (clock.now() < backAt + FOUND_AGAIN_MS && (await mayBeCalledFor(due))) return;
      if (due.kind === 'contact') await switchboard.tellContact(due.id, { type: 'due' });
      else await switchboard.tellDesk(due.operator, { type: 'due' });
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      parts.metrics.sweepFailed(due.kind);
      const owner = due.kind === 'contact' ? due.id : due.operator;
      if (await store.once(`failed-sweep:${due.kind}:${owner}`, TOLD_EVERY_MS))
        log.error(
          { err: error, record: due.kind },
          'Failed to sweep a record; it is tried again each time its lease runs out.',
        );
    }
  }

  function next(): void {
    if (stopped) return;
    cancel = clock.setTimer(everyMs, () => {
      running = once().finally(() => {
        running = null;
        next();
      });
    });
  }

  return {
    once,
    start: next,
    async stop() {
      stopped = true;
      cancel?.();
      await running;
    },
  };
}
