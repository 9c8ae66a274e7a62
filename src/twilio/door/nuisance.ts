import type { Metrics } from '../../metrics.ts';
import { type Store, StoreUnavailable } from '../../store/store.ts';
import { line } from '../../voice-script/moments.ts';
import { openingAt, timeZoneOf } from '../../waiting/hours.ts';
import { wallClock } from '../../waiting/wall-clock.ts';
import { refusedBy } from '../../waiting/nuisance.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import type { Answer, Answers } from '../answer.ts';
import type { CallerKeys } from '../caller-key.ts';
import type { ContactToken } from '../leg-token.ts';
import type { Webhook } from '../webhook-params.ts';

export type NuisanceParts = {
  store: Store;
  callers: CallerKeys;
  answers: Pick<Answers, 'lastWords'>;
  now: () => number;
  metrics: Pick<Metrics, 'nuisanceRefused'>;
};

/**
 * What a caller hears whose number was marked as a nuisance: that no calls are taken from it and when they are again,
 * where else a person answers, and goodbye. Null for everybody else, also while the store cannot be asked: whoever
 * cannot be told from others is answered.
 */
export async function refuseNuisance(
  { language }: ContactToken,
  queue: QueueSettings,
  { From: from }: Webhook,
  { store, callers, answers, now, metrics }: NuisanceParts,
): Promise<Answer | null> {
  const caller = callers.of(from);
  if (caller === null || !queue.refusesNuisances) return null;
  try {
    const mark = refusedBy(await store.nuisancesOf(caller, queue.id), queue, now());
    if (mark === null) return null;
    metrics.nuisanceRefused(queue.id);
    const words = [
      line('nuisance.refused', takenAgain(queue, now(), mark.until)),
      ...(queue.backupNumber === null ? [] : [line('backup.number', { number: queue.backupNumber })]),
      line('nuisance.goodbye', {}),
    ];
    const spoken = queue.languages.includes(mark.language) ? mark.language : language;
    return { twiml: answers.lastWords(words, spoken), outcome: 'refused' };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return null;
  }
}

/** When calls are taken again; a week ahead the name of the day would be taken for that of today. */
function takenAgain(queue: QueueSettings, now: number, until: number): ReturnType<typeof openingAt> {
  const timeZone = timeZoneOf(queue);
  const clock = wallClock(timeZone);
  return openingAt(timeZone, now, clock.dayOf(until) - clock.dayOf(now) < 7 ? until : null);
}
