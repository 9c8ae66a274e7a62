import type { ContactWrite } from '../../../src/store/store.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Opened } from '../world/queues.ts';
import type { Entry } from './entry.ts';
import type { Slack } from './slack.ts';

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
function headStartOf(
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

/** What ranks callers, as an admin sets it: who waits already keeps the head start that they came with. */
export type HeadStarts = {
  /**
   * The head start that a place was given with, ms.
   * @param cameAt when its caller is known to have come, epoch ms
   * @param had with which the caller stood before the store forgot them
   */
  given(write: Pick<ContactWrite, 'standing' | 'contact'>, cameAt: number, had?: number): number;
  /** How much of a head start there can be between two who wait in these lines, ms. */
  longest(queueIds: readonly string[]): number;
};

export function headStarts(parts: {
  queues: readonly Opened[];
  now: () => number;
  slack: () => Pick<Slack, 'raceMs'>;
}): HeadStarts {
  /** The settings by which callers have been ranked since then, those of now first. */
  function rules(queueId: string, since: number): QueueSettings[] {
    const queue = parts.queues.find(({ settings }) => settings.id === queueId);
    if (queue === undefined) return [];
    const were = queue.were.filter(({ until }) => until >= since);
    return [queue.settings, ...were.map(({ settings }) => settings)];
  }

  return {
    given({ standing, contact }, cameAt, had) {
      const by = (since: number): number[] =>
        rules(contact.queueId, since).map((one) => headStartOf(one, contact));
      const isGivenNow = typeof standing === 'string' || 'newcomer' in standing;
      // Where the store is slow the rules may be those of a moment ago; a token knows a place of long ago.
      const [byRulesOfNow = 0, ...others] = by(isGivenNow ? parts.now() - parts.slack().raceMs : 0);
      if (typeof standing === 'string' || others.length === 0) return had ?? byRulesOfNow;
      if ('newcomer' in standing)
        return others.find((one) => one === standing.newcomer.headStartMs) ?? byRulesOfNow;
      const offMs = (headStartMs: number): number => Math.abs(standing.place - (BAND + cameAt - headStartMs));
      const known = had === undefined ? others : [byRulesOfNow, ...others];
      return known.reduce((best, one) => (offMs(one) < offMs(best) ? one : best), had ?? byRulesOfNow);
    },
    longest(queueIds) {
      const ageing = queueIds.flatMap((id) => rules(id, 0).map(({ ranking }) => ranking.ageingSeconds));
      return HIGHEST_PRIORITY * Math.max(0, ...ageing) * 1000;
    },
  };
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
