import type { ContactCircumstances } from '../contact/circumstances.ts';
import type { Contact } from '../contact/contact.ts';
import type { Effect } from '../contact/effects.ts';
import type { Desk } from '../desk/desk.ts';
import { isOnDuty } from '../desk/renewal.ts';
import type { ContactView, Store } from '../store/store.ts';
import type { Forecast } from '../waiting/forecast.ts';
import { isAheadOfArrival } from '../waiting/line.ts';
import { speakersOf } from '../waiting/on-duty.ts';
import { usualHeadStartMs } from '../waiting/ranking.ts';
import { estimateAfter, forecastFor, newLineEstimate, teachesNothing } from '../waiting/line-estimate.ts';
import { spokenRange } from '../waiting/spoken-range.ts';
import { type ScoreFigures, scoreFigures } from '../waiting/live-score.ts';
import { createEstimateTexts } from './estimate-texts.ts';

type Estimated = Pick<ContactCircumstances, 'announcement' | 'forecast'>;
const NOTHING: Estimated = { announcement: null, forecast: null };

/** As many times a lost race is run again; a lost update costs accuracy, never a caller. */
const MOST_RACES = 5;

/** What a line's estimate says of a wait, and how it learns from what happens in the line. */
export type Estimates = {
  /** What may honestly be said of a contact's wait; nothing where there is nothing to go by. */
  foretell(view: ContactView, contact: Contact | null, now: number): Estimated;
  /**
   * Lets the estimate learn, off every caller's path. Where another instance was faster it is learned on top of that.
   * Rejects with StoreUnavailable.
   */
  learn(happening: LineHappening): Promise<{ anomalies: number; figures: ScoreFigures | null }>;
};

export function createEstimates(store: Pick<Store, 'lineNow' | 'readEstimate' | 'writeEstimate'>): Estimates {
  const texts = createEstimateTexts();
  return { foretell, learn };

  function foretell(view: ContactView, contact: Contact | null, now: number): Estimated {
    const { foretells, position } = view;
    if (foretells === null || contact === null || position === null) return NOTHING;
    if (contact.status !== 'waiting' && contact.status !== 'offered') return NOTHING;
    const line = texts.foretelling(contact.queueId, foretells);
    if (line === null) return NOTHING;
    const able = speakersOf(view.onDuty, contact.language);
    const ask = {
      at: now,
      ahead: position - 1,
      staff: Math.max(view.onDuty.all, able),
      able,
      waitedMs: Math.max(0, now - contact.waitingSince),
      headStart:
        view.place !== null &&
        view.queue !== null &&
        isAheadOfArrival(view.place, contact.waitingSince, usualHeadStartMs(view.queue)),
      // Who speaks what matters only where a line has several languages.
      group: (view.queue?.languages.length ?? 1) > 1 ? contact.language : null,
    };
    const forecast = forecastFor(line, ask);
    if (forecast === null) return NOTHING;
    const said = contact.told.wait;
    const announcement = spokenRange(forecast.quantiles, line.spoken, {
      now,
      joinedAt: contact.waitingSince,
      staff: able,
      learned: line.estimator.calibration.learned,
      firstPromise: said?.firstPromise ?? null,
      promise: said?.promise ?? null,
    });
    return { announcement, forecast };
  }

  async function learn(happening: LineHappening) {
    const { queueId, happened, at, place, forecasts } = happening;
    const { onDuty, waiting } = await store.lineNow(queueId);
    const now = { at, staff: onDuty.all, waiting };
    const event =
      happened === 'answered' || happened === 'left'
        ? { ...now, type: happened, place, forecasts: [...forecasts] }
        : { ...now, type: happened };
    for (let race = 0; race < MOST_RACES; race++) {
      const kept = await store.readEstimate(queueId);
      const before = (kept === null ? null : texts.read(queueId, kept)) ?? newLineEstimate();
      if (teachesNothing(before, event)) return { anomalies: 0, figures: scoreFigures(before.score) };
      const { line, anomalies } = estimateAfter(before, event);
      if (await store.writeEstimate(queueId, texts.write(queueId, line), kept?.version ?? 0))
        return { anomalies, figures: scoreFigures(line.score) };
    }
    return { anomalies: 0, figures: null };
  }
}

type LineHappening = Extract<Effect, { type: 'line-event' }>;

/** What a change of a contact means to the lines: somebody joined, was answered, or left unanswered. */
export function happeningsOf(view: ContactView, after: Contact, now: number): LineHappening[] {
  const before = view.contact;
  const wasIn = before !== null && isForetold(before) ? before.queueId : null;
  const isIn = isForetold(after) ? after.queueId : null;
  if (wasIn === isIn) return [];
  const happenings: LineHappening[] = [];
  if (wasIn !== null && before !== null && isForetold(before)) {
    const happened = after.status === 'connected' ? 'answered' : 'left';
    const { forecasts } = before;
    happenings.push({
      type: 'line-event',
      queueId: wasIn,
      happened,
      at: now,
      place: view.place ?? 0,
      forecasts,
    });
  }
  if (isIn !== null)
    happenings.push({
      type: 'line-event',
      queueId: isIn,
      happened: 'joined',
      at: now,
      place: 0,
      forecasts: [],
    });
  return happenings;
}

/** What a change of a desk means to the lines that it serves: somebody fell free, or duty changed. */
export function deskHappenings(before: Desk | null, after: Desk, now: number): LineHappening[] {
  const happened =
    after.status === 'free' && before?.status !== 'free'
      ? 'freed'
      : (before !== null && isOnDuty(before)) === isOnDuty(after)
        ? null
        : 'staffed';
  if (happened === null) return [];
  return after.queues.map((queueId) => ({
    type: 'line-event',
    queueId,
    happened,
    at: now,
    place: 0,
    forecasts: [],
  }));
}

/** How often the announced waits of a line came true; null before the first. */
export async function promisesKept(
  queueId: string,
  store: Pick<Store, 'readEstimate'>,
): Promise<ScoreFigures | null> {
  const kept = await store.readEstimate(queueId);
  const line = kept === null ? null : createEstimateTexts().read(queueId, kept);
  return line === null ? null : scoreFigures(line.score);
}

function isForetold(contact: Contact): contact is Extract<Contact, { forecasts: readonly Forecast[] }> {
  return 'forecasts' in contact;
}
