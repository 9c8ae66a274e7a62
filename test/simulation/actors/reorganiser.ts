import type { Clock } from '../../../src/clock.ts';
import { defaultQueueSettings, type QueueSettings } from '../../../src/waiting/queue-settings.ts';
import type { Chance } from '../chance.ts';
import { drawPriorities } from '../world/queue-ways.ts';
import { changeRhythms, NEW_QUEUE, type Opened } from '../world/queues.ts';

/** Worlds in which who is served earlier is changed, and in which a queue is added. */
const PRIORITIES_CHANGE = 0.4;
const QUEUE_ADDED = 0.25;

/** The number of the queue that is added, E.164, where it is not one that led elsewhere. */
const NEW_NUMBER = '+15550130';

/**
 * An admin who gives the line another order while people call and wait: who is served earlier changes, and a queue is
 * added, with a number of its own or one that led elsewhere. Who waits keeps the place that they were given. No queue is
 * ever removed (twilio/queue-book.ts).
 */
export function reorganise(parts: {
  clock: Clock;
  chance: Chance;
  queues: readonly Opened[];
  /** Within which time, ms. */
  forMs: number;
  put: (queue: Opened, settings: QueueSettings) => void;
  /** Adds a queue, whose numbers lead to it from now on. */
  add: (queue: Opened) => void;
}): void {
  const { clock, chance } = parts;
  const queues = parts.queues as readonly [Opened, ...Opened[]];

  if (chance.happens(PRIORITIES_CHANGE))
    for (let times = chance.whole(1, 4); times > 0; times -= 1)
      clock.setTimer(chance.between(0.05, 0.9) * parts.forMs, () => {
        const opened = chance.pick(queues);
        const { languages, ranking } = opened.settings;
        parts.put(opened, {
          ...opened.settings,
          ...drawPriorities(chance, { languages, numbers: opened.numbers }, ranking),
        });
      });
  if (chance.happens(QUEUE_ADDED)) clock.setTimer(chance.between(0.1, 0.7) * parts.forMs, addQueue);

  /** For half of those who would have called another queue. */
  function addQueue(): void {
    const from = chance.pick(queues);
    const [number = NEW_NUMBER, ...rest] = from.numbers.slice(1);
    from.share /= 2;
    const { settings } = from;
    const added: Opened = {
      settings: changeRhythms(
        {
          ...defaultQueueSettings(NEW_QUEUE.id, NEW_QUEUE.name),
          ...{ numbers: [number], languages: settings.languages, country: settings.country },
          keepPlaceSeconds: settings.keepPlaceSeconds,
        },
        chance,
      ),
      ...{ numbers: [number], share: from.share, were: [] },
    };
    from.numbers = [from.numbers[0], ...rest];
    const numberLanguages = settings.numberLanguages.filter((one) => one.number !== number);
    parts.put(from, { ...settings, numbers: [...from.numbers], numberLanguages });
    parts.add(added);
    if (chance.happens(0.5)) nameTopic(chance.pick(queues), added);
  }

  /** Who calls another queue may choose the new one. */
  function nameTopic(opened: Opened, { settings: { id, name } }: Opened): void {
    const { settings } = opened;
    const topics = [...settings.topics.slice(0, 3), { label: { en: name }, queueId: id }];
    parts.put(opened, { ...settings, topics });
  }
}
