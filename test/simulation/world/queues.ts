import { defaultQueueSettings, type QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Rhythm } from '../../../src/waiting/rhythm.ts';
import type { Chance } from '../chance.ts';
import type { Crowd } from './crowd.ts';
import { drawNumbers, drawOutcomes, drawWays } from './queue-ways.ts';

/** A queue with the numbers that lead to it, how much of the calling goes there, and what it was set to before. */
export type Opened = {
  settings: QueueSettings;
  numbers: readonly [string, ...string[]];
  share: number;
  /** Earlier settings that ranked callers otherwise, the last first, each until when, epoch ms. */
  were: { settings: QueueSettings; until: number }[];
};

/** An admin changes a queue at `now`, epoch ms. */
export function changeTo(opened: Opened, settings: QueueSettings, now: number): void {
  const before = opened.settings;
  const isRankedAlike = before.priority === settings.priority && before.ranking === settings.ranking;
  if (!isRankedAlike) opened.were.unshift({ settings: before, until: now });
  opened.settings = settings;
}

/**
 * Two to four queues that differ in rhythm, priority and language.
 * @param ways a stream of its own for whatever else may be set, so that all else stays as it is
 * @param outcomes and one for what may come of calls
 */
export function drawQueues(
  chance: Chance,
  { ways, outcomes }: { ways: Chance; outcomes: Chance },
  crowd: Pick<Crowd, 'keepPlaceSeconds'>,
): Opened[] {
  const kinds = [brisk, usual, growing, patient];
  const ids = QUEUE_IDS.slice(0, chance.whole(2, 4));
  return ids.map((id, index) => {
    const languages = chance.pick(LANGUAGES);
    const numbers = drawNumbers(ways, index);
    const settings: QueueSettings = {
      ...defaultQueueSettings(id, `${QUEUE_NAMES[index] ?? 'Acme'}`),
      languages: [...languages],
      numbers: [...numbers],
      priority: chance.pick([5, 5, 5, 0, 7, 9]),
      inLine: (kinds[index % kinds.length] ?? usual)(chance),
      onHold: chance.pick([brisk, brisk, usual])(chance),
      newsOnlyLongestSeconds: chance.pick([30, 120, 600]),
      keepPlaceSeconds: chance.pick(crowd.keepPlaceSeconds),
      wrapUpSeconds: chance.pick([0, 0, 5, 20]),
      spokenAnswers: chance.happens(0.2),
      outcomes: drawOutcomes(outcomes),
      ...drawWays(ways, { languages, numbers, ids }),
    };
    return { settings, numbers, share: SHARES[index] ?? 0.05, were: [] };
  });
}

const QUEUE_IDS = ['support', 'queue-1', 'queue-2', 'queue-3'] as const;
const LANGUAGES = [
  ['en'],
  ['en'],
  ['ru'],
  ['de'],
  ['en', 'ru'],
  ['ru', 'en'],
  ['de', 'en'],
  ['en', 'ru', 'de'],
] as const satisfies [string[], ...string[][]];

/** Most calls go where one is spoken to often; a line with half an hour between words needs few callers to be tried. */
const SHARES = [0.55, 0.25, 0.17, 0.03];
export const NEW_QUEUE = { id: 'queue-new', name: 'Bestellungen' } as const;
export const QUEUE_NAMES = ['Acme support', 'Invoices & payments', 'Ремонт', 'Night line', NEW_QUEUE.name];

/** What an admin may set instead while people wait. */
export function changeRhythms(settings: QueueSettings, chance: Chance): QueueSettings {
  return {
    ...settings,
    inLine: chance.pick([brisk, brisk, usual, growing])(chance),
    onHold: chance.pick([brisk, usual])(chance),
  };
}

function brisk(chance: Chance): Rhythm {
  const firstAfterSeconds = chance.whole(10, 25);
  return { firstAfterSeconds, everySeconds: chance.whole(10, 30), growth: 1, longestSilenceSeconds: 60 };
}

function usual(): Rhythm {
  return { firstAfterSeconds: 45, everySeconds: 60, growth: 1, longestSilenceSeconds: 180 };
}

function growing(chance: Chance): Rhythm {
  return {
    firstAfterSeconds: 10,
    everySeconds: chance.whole(10, 30),
    growth: chance.between(1.1, 3),
    longestSilenceSeconds: chance.pick([45, 137, 300]),
  };
}

function patient(): Rhythm {
  return { firstAfterSeconds: 600, everySeconds: 1800, growth: 1, longestSilenceSeconds: 1800 };
}
