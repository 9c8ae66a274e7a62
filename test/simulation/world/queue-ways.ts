import { defaultQueueSettings, type QueueSettings } from '../../../src/waiting/queue-settings.ts';
import { numberOf } from '../actors/people-who-call.ts';
import type { Chance } from '../chance.ts';

/** What a queue is drawn with before. */
export type Door = {
  languages: readonly string[];
  numbers: readonly string[];
  /** Of all queues of this world. */
  ids: readonly string[];
};

/** The one or two numbers that lead to a queue. */
export function drawNumbers(chance: Chance, index: number): [string, ...string[]] {
  const other = chance.happens(0.4) ? [`+155502${10 + index}`] : [];
  return [`+155501${10 + index}`, ...other];
}

/** What most queues are left with as they come, and some have otherwise. */
export function drawWays(chance: Chance, door: Door): Partial<QueueSettings> {
  const { callbacks } = defaultQueueSettings('', '');
  return {
    callbacks: {
      ...callbacks,
      enabled: chance.happens(0.9),
      attempts: chance.pick([1, 2, 3, 3]),
      pauseSeconds: chance.pick([60, 120, 300]),
      countries: chance.pick([['US'], ['US', 'DE'], ['US', 'DE'], ['DE']]),
      laterAt: chance.pick([[], [], [], LATER_AT.map(asTime)]),
      timeZone: chance.pick(['UTC', 'UTC', 'Europe/Berlin', 'America/New_York']),
      perNumberPerDay: chance.pick([5, 5, 1, 2]),
      perMinute: chance.pick([20, 20, 2]),
      minutesPerDay: chance.pick([1_000, 1_000, 1_000, 10]),
    },
    country: chance.pick(['US', 'US', 'DE']),
    maxWaiting: chance.pick([null, null, null, null, null, null, 1, 2, 3, 20]),
    nobodyAfterSeconds: chance.pick([600, 0, 30]),
    numberLanguages: drawNumberLanguages(chance, door),
    ranking: drawRanking(chance, door),
    topics: drawTopics(chance, door),
    ...drawOffers(chance),
  };
}

/** What is offered and asked, which an admin may change at any time. */
export function drawOffers(
  chance: Chance,
): Pick<QueueSettings, 'presenceAfterSeconds' | 'leaveWords' | 'askAfterwards' | 'backupNumber'> {
  return {
    presenceAfterSeconds: chance.pick([600, 600, 0, 20, 60]),
    leaveWords: chance.happens(0.8),
    askAfterwards: chance.happens(0.7),
    backupNumber: chance.pick([null, null, BACKUP_NUMBER]),
  };
}

/** What may come of a call in a queue: in some nothing is asked. */
export function drawOutcomes(chance: Chance): QueueSettings['outcomes'] {
  return OUTCOMES.slice(0, chance.pick([0, 1, 3]));
}

/** Who is served earlier from now on, otherwise than before: by the queue, the number, the language, the caller or their waiting. */
export function drawPriorities(
  chance: Chance,
  door: Pick<Door, 'languages' | 'numbers'>,
  before: QueueSettings['ranking'],
): Pick<QueueSettings, 'priority'> & { ranking: QueueSettings['ranking'] } {
  const { ageingSeconds, callers } = drawRanking(chance, door);
  const listed = before.callers.map(({ number }) => ({ number, priority: chance.pick([0, 6, 9]) }));
  return {
    priority: chance.pick([0, 5, 7, 9]),
    ranking: {
      ageingSeconds: chance.happens(0.5) ? ageingSeconds : before.ageingSeconds,
      calledNumbers: chance.happens(0.5) ? before.calledNumbers : drawRanking(chance, door).calledNumbers,
      languages: chance.happens(0.5) ? [] : drawRanking(chance, door).languages,
      callers: chance.happens(0.5) ? listed : callers,
    },
  };
}

/** Times of day, hour and minute, before which a caller may ask not to be called; the world's begins at nine by UTC. */
export const LATER_AT: readonly (readonly [hour: number, minute: number])[] = [
  [4, 50],
  [10, 30],
];

const BACKUP_NUMBER = '+12125550188';
/** Every so many callers are on a list of their own. */
const LISTED_EVERY = 12;
const LISTED = 20;

function asTime([hour, minute]: readonly [number, number]): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function drawNumberLanguages(chance: Chance, { languages, numbers }: Door): QueueSettings['numberLanguages'] {
  const language = languages.at(-1);
  const number = numbers[1];
  return number === undefined || language === undefined || chance.happens(0.5) ? [] : [{ number, language }];
}

function drawRanking(
  chance: Chance,
  { languages, numbers }: Pick<Door, 'languages' | 'numbers'>,
): QueueSettings['ranking'] {
  const priority = (): number => chance.pick([0, 6, 8, 9]);
  const listed = Array.from({ length: LISTED }, (_unused, nth) => numberOf(LISTED_EVERY * (nth + 1)));
  return {
    ageingSeconds: chance.pick([600, 600, 10, 60]),
    calledNumbers: numbers.slice(1).map((number) => ({ number, priority: priority() })),
    languages: chance.happens(0.3)
      ? languages.slice(-1).map((language) => ({ language, priority: priority() }))
      : [],
    callers: chance.happens(0.2) ? listed.map((number) => ({ number, priority: priority() })) : [],
  };
}

/** What it may be about: this line or another, in the words of one language or of all. */
function drawTopics(chance: Chance, { ids }: Door): QueueSettings['topics'] {
  if (chance.happens(0.75)) return [];
  const length = chance.whole(1, 4);
  return Array.from({ length }, (_unused, nth) => ({
    label: chance.pick([TOPICS[nth % TOPICS.length] ?? {}, { en: `Topic ${nth + 1}` }]),
    queueId: chance.pick(ids as [string, ...string[]]),
  }));
}

const OUTCOMES = [
  { id: 'solved', label: 'Solved' },
  { id: 'calls-again', label: 'Ruft wieder an' },
  { id: 'complaint', label: 'Жалоба' },
];
const TOPICS: readonly Record<string, string>[] = [
  { en: 'An invoice', ru: 'Счёт', de: 'Eine Rechnung' },
  { en: 'A repair', ru: 'Ремонт', de: 'Eine Reparatur' },
  { en: 'Anything else', ru: 'Другое', de: 'Etwas anderes' },
];
