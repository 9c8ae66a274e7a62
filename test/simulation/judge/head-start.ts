import type { ContactWrite } from '../../../src/store/store.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Entry } from './entry.ts';

const USUAL_PRIORITY = 5;
const HIGHEST_PRIORITY = 9;
/** Places of newcomers are counted from here (waiting/line.ts). */
const BAND = 1e13;
/** How long the first webhook of a call may have been on its way, ms. */
const ON_ITS_WAY_MS = 5_000;

/**
 * By how much earlier a caller counts as having come, ms: so many steps as the highest priority of all that apply is above
 * the usual one, written out anew (waiting/ranking.ts).
 */
export function headStartOf(
  { priority, ranking: { callers, calledNumbers, languages, ageingSeconds } }: QueueSettings,
  { from, to, language }: { from: string; to: string; language: string },
): number {
  let highest = priority;
  const applies = (is: boolean, one: { priority: number }): void => {
    if (is) highest = Math.max(highest, one.priority);
  };
  for (const one of callers) applies(one.number === from, one);
  for (const one of calledNumbers) applies(one.number === to, one);
  for (const one of languages) applies(one.language === language, one);
  return (highest - USUAL_PRIORITY) * ageingSeconds * 1000;
}

/** How much of a head start there can be between two who wait, ms. */
export function longestHeadStart(queue: QueueSettings | undefined): number {
  return HIGHEST_PRIORITY * (queue?.ranking.ageingSeconds ?? 0) * 1000;
}

/**
 * Whether a place is what the arrival alone gives. Each server remembers but the tokens that it gave itself: whom the
 * store forgot, and another server had asked something before there was a place, is fetched home with that arrival.
 */
export function isPlaceByArrival(
  { standing }: Pick<ContactWrite, 'standing'>,
  { knownAt, headStartMs }: Pick<Entry, 'knownAt' | 'headStartMs'>,
): boolean {
  if (typeof standing === 'string' || !('place' in standing)) return false;
  return Math.abs(standing.place - (BAND + knownAt - headStartMs)) <= ON_ITS_WAY_MS;
}
