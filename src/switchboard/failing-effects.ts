import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { EFFECT_LEASE_MS } from '../store/retention.ts';
import { type OutboxEntry, type Store, StoreUnavailable } from '../store/store.ts';
import { refuseNote } from './keep-note.ts';
import type { Switchboard } from './switchboard.ts';

export type FailingParts = {
  store: Pick<Store, 'once' | 'retryEffect' | 'finishEffect'>;
  switchboard: Pick<Switchboard, 'tellDesk'>;
  clock: Clock;
  log: Logger;
  metrics: Pick<Metrics, 'effectTried'>;
};

/** So long is an effect tried that throws: a race that was lost is run again, a bug is not mended by then. */
const TRIED_FOR_MS = 10 * 60_000;

/**
 * Says what becomes of an effect that threw, which is a bug of ours or a race that was lost too often. It is tried ever
 * less often and given up by its age: attempts guard what must not be done twice, and so are not counted for this. A call
 * that was promised is not lost with it: the desk or contact that is to be rung has a deadline, and after the last try
 * the call is owed by a person. The log is told twice, at the first time and at the end. Never rejects.
 */
export function createFailing({ store, switchboard, clock, log, metrics }: FailingParts) {
  return async function failed(entry: OutboxEntry, error: unknown): Promise<void> {
    const { type } = entry.effect;
    try {
      if (error instanceof StoreUnavailable) throw error;
      const ageMs = clock.now() - entry.createdAt;
      if (ageMs >= TRIED_FOR_MS) {
        metrics.effectTried(type, 'given-up');
        log.error({ err: error, effect: type }, 'Failed to perform an effect; it was given up.');
        await giveUp(entry);
        return;
      }
      metrics.effectTried(type, 'retried');
      await store.retryEffect(entry, clock.now() + Math.max(EFFECT_LEASE_MS, ageMs));
      if (await store.once(`failed-effect:${entry.id}`, 2 * TRIED_FOR_MS))
        log.warn({ err: error, effect: type }, 'Failed to perform an effect; it is tried for ten minutes.');
    } catch (inTurn) {
      // Where it is not done, its lease runs out and the sweep takes it up again.
      log.warn({ err: inTurn, effect: type }, 'Failed to perform an effect; the sweep will try again.');
    }
  };

  async function giveUp(entry: OutboxEntry): Promise<void> {
    const { effect, id } = entry;
    if (effect.type !== 'keep-note') {
      await store.finishEffect(id);
      return;
    }
    // What an operator has said is not left at Twilio. They are told, and can say it again.
    const { recordingSid } = effect;
    const now = clock.now();
    await store.retryEffect(
      { id, effect: { type: 'delete-recording', recordingSid }, attempt: 0, createdAt: now },
      now,
    );
    await refuseNote(effect, switchboard);
  }
}
