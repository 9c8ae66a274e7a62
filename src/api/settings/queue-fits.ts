import { isSupportedCountry } from 'libphonenumber-js/max';
import { ourNumbers } from '../../switchboard/choices.ts';
import { mayHandOn } from '../../switchboard/old-line.ts';
import { LONGEST_CLOSURE_DAYS } from '../../waiting/open-now.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import type { QueueParts } from './change-queue.ts';
import { isSame } from '../../waiting/settings-compared.ts';
import { type FieldError, invalid } from '../problems.ts';

const DAY_MS = 86_400_000;

/**
 * What a schema cannot know: which languages can be spoken, that a called number leads to one queue, and that the old line
 * of a pilot is a number to which calls may be handed on.
 */
export async function mustFit(
  queue: QueueSettings,
  { store, languages, phoneNumber }: Pick<QueueParts, 'store' | 'languages' | 'phoneNumber'>,
): Promise<void> {
  const errors: FieldError[] = queue.languages.flatMap((language, i) =>
    languages.includes(language)
      ? []
      : [{ field: `languages.${i}`, message: `has no voice script; there are ${languages.join(', ')}` }],
  );
  const unknown = (field: string, language: string): FieldError[] =>
    languages.includes(language)
      ? []
      : [{ field, message: `${language} has no voice script; there are ${languages.join(', ')}` }];
  queue.ranking.languages.forEach(({ language }, i) =>
    errors.push(...unknown(`ranking.languages.${i}.language`, language)),
  );
  queue.numberLanguages.forEach(({ language }, i) => {
    if (!queue.languages.includes(language))
      errors.push({
        field: `numberLanguages.${i}.language`,
        message: `must be a language of this queue: ${queue.languages.join(', ')}`,
      });
  });
  errors.push(
    ...callbackTimeErrors(queue),
    ...countryErrors(queue),
    ...pilotErrors(queue, [
      phoneNumber,
      ...queue.numbers,
      ...(queue.pilot.oldLine === null ? [] : await ourNumbers(store)),
    ]),
  );
  const others =
    queue.numbers.length > 0 || queue.topics.length > 0
      ? (await store.queues()).filter(({ id }) => id !== queue.id)
      : [];
  queue.topics.forEach(({ label, queueId }, i) => {
    if (queueId !== queue.id && !others.some(({ id }) => id === queueId))
      errors.push({ field: `topics.${i}.queueId`, message: 'is not the id of a queue' });
    if (Object.keys(label).length === 0)
      errors.push({ field: `topics.${i}.label`, message: 'must be a name in one language at least' });
    for (const language of Object.keys(label))
      errors.push(...unknown(`topics.${i}.label.${language}`, language));
  });
  if (queue.numbers.length > 0) {
    const { operatorNumber } = await store.lineSettings();
    queue.numbers.forEach((number, i) => {
      const other = others.find(({ numbers }) => numbers.includes(number));
      if (other !== undefined)
        errors.push({ field: `numbers.${i}`, message: `leads to the queue ${other.id} already` });
      if (number === operatorNumber)
        errors.push({ field: `numbers.${i}`, message: 'is the number that operators call' });
    });
  }
  if (errors.length > 0) throw invalid(errors);
}

/** A closure that is new ends in the time to come, and not so far away that it is forgotten. `now` is epoch ms. */
export function mustCloseAhead(before: QueueSettings | null, { closure }: QueueSettings, now: number): void {
  if (closure === null || closure.until === null || isSame(before?.closure, closure)) return;
  const aheadMs = Date.parse(closure.until) - now;
  const message =
    aheadMs <= 0
      ? 'must be in the future'
      : aheadMs > LONGEST_CLOSURE_DAYS * DAY_MS
        ? `must be within ${LONGEST_CLOSURE_DAYS} days; for longer change the hours, or give null until it is opened again`
        : null;
  if (message !== null) throw invalid([{ field: 'closure.until', message }]);
}

/** A time of day at which the queue is never open is no time to promise a call for. Both are on the clock of one zone. */
function callbackTimeErrors({ hours, callbacks }: QueueSettings): FieldError[] {
  if (hours === null || hours.timeZone !== callbacks.timeZone) return [];
  const intervals = [...hours.weekly, ...hours.exceptions.filter((one) => !('closed' in one))];
  return callbacks.laterAt.flatMap((time, i) =>
    intervals.some((one) => 'from' in one && one.from <= time && time < one.to)
      ? []
      : [{ field: `callbacks.laterAt.${i}`, message: 'is a time at which this queue is never open' }],
  );
}

/** A country that is none would stand in the list and never be called. */
function countryErrors({ country, callbacks }: QueueSettings): FieldError[] {
  return [
    { field: 'country', code: country },
    ...callbacks.countries.map((code, i) => ({ field: `callbacks.countries.${i}`, code })),
  ]
    .filter(({ code }) => !isSupportedCountry(code))
    .map(({ field }) => ({ field, message: 'is no country with numbers of its own' }));
}

/** Where the others go has to be known, and may be called, and is not this line. */
function pilotErrors(queue: QueueSettings, ours: readonly string[]): FieldError[] {
  const { share, oldLine } = queue.pilot;
  if (oldLine === null)
    return share === 100
      ? []
      : [{ field: 'pilot.oldLine', message: 'must be the number that the other calls are handed on to' }];
  if (ours.includes(oldLine))
    return [{ field: 'pilot.oldLine', message: 'leads to this line, or to one of its operators' }];
  return mayHandOn(oldLine, queue, [])
    ? []
    : [
        {
          field: 'pilot.oldLine',
          message: `must be an ordinary number of a country that this queue may call: ${queue.callbacks.countries.join(', ')}`,
        },
      ];
}
