import { type Phrases, inNumbers } from './phrases.ts';
import type { Numbers } from './schema.ts';
import { nothing } from './template.ts';

/** The two halves of a day, by which a language that counts to twelve tells its hours apart. */
export const halvesOfADay = ['am', 'pm'] as const;

/**
 * When we open: "tomorrow at nine AM", «завтра в девять часов».
 *
 * @param day as the kind `day` has it.
 * @param hour 0 to 23, `minute` 0 to 59, in the queue's own time zone. '' where the day or the hour is none.
 */
export function openingInWords(
  phrases: Phrases,
  numbers: Numbers,
  day: string,
  hour: number,
  minute: number,
): string {
  const dayWords = Object.hasOwn(phrases.days, day) ? phrases.days[day as keyof Phrases['days']] : undefined;
  const time = timeInWords(phrases, numbers, 'at', hour, minute);
  if (dayWords === undefined || time === '') return '';
  return phrases.opening.fillWith({ ...nothing, print: (name) => (name === 'day' ? dayWords : time) });
}

/**
 * A time of day with the word before it: "at nine AM" or "after four thirty PM".
 *
 * @param hour 0 to 23, `minute` 0 to 59; a minute out of range counts as 0, an hour gives ''.
 */
export function timeInWords(
  phrases: Phrases,
  numbers: Numbers,
  form: 'at' | 'after',
  hour: number,
  minute: number,
): string {
  if (!(Number.isInteger(hour) && hour >= 0 && hour <= 23)) return '';
  const isOnTheHour = !(Number.isInteger(minute) && minute >= 1 && minute <= 59);
  const template = isOnTheHour ? phrases[form].hour : phrases[form].hour_and_minutes;
  const half = halvesOfADay[hour < 12 ? 0 : 1];
  return template.fillWith({ ...inNumbers(numbers, { hour, minute }), caseOf: () => half });
}
