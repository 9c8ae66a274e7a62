import { numberInWords } from './numbers.ts';
import type { Numbers, PhraseTexts } from './schema.ts';
import { type Filling, type Template, nothing } from './template.ts';
import type { DurationForm } from './value-kinds.ts';

type ReadyTemplates<T> = {
  [K in keyof T]: T[K] extends string
    ? Template
    : T[K] extends readonly unknown[]
      ? T[K]
      : T[K] extends object | undefined
        ? ReadyTemplates<T[K]>
        : T[K];
};

/** `phrases.yaml` with its templates read. Names, days and tables stay as they are. */
export type Phrases = {
  position: Template;
  count: Template;
  days: PhraseTexts['days'];
  durations: Record<string, DurationWords>;
} & ReadyTemplates<Pick<PhraseTexts, 'range' | 'code' | 'phone' | 'opening' | 'at' | 'after'>> &
  Record<DurationForm, { duration: string; words: Template; exactly: Record<string, string> }>;

export type DurationWords = ReadyTemplates<Omit<PhraseTexts['durations'][string], 'exactly'>> & {
  exactly: Record<string, string>;
};

/** Where an estimate stops being spoken in minutes. */
const LONG_WAIT_MINUTES = 90;
const AN_HOUR_IN_MINUTES = 60;
const AN_HOUR = 3_600;

/**
 * Seconds in words, in one grammatical form.
 *
 * - `in` and `every` are promises and are exact to the second below an hour (fractions count as a whole
 *   second more), so that nobody hears from us earlier or later than we said.
 * - `about` is rounded up, so that it never says sooner than true: to tens of seconds below a minute, half
 *   minutes below two, minutes below ten, five minutes below an hour, half hours from there.
 * - `for` looks back and is rounded to the nearest: tens of seconds below a minute, then minutes.
 * - From an hour on every form is spoken in hours and minutes, the promises rounded up.
 */
export function durationInWords(
  phrases: Phrases,
  numbers: Numbers,
  form: DurationForm,
  seconds: number,
): string {
  const spoken = roundedForSpeech(form, seconds);
  const own = phrases[form].exactly[spoken];
  if (own !== undefined) return own;
  const words = phrases.durations[phrases[form].duration];
  if (!words) return '';
  const duration = words.exactly[spoken] ?? unitsInWords(words, numbers, spoken);
  return phrases[form].words.fillWith({ ...nothing, print: () => duration });
}

/**
 * A wait from `low` to `high` whole minutes: "four to seven minutes". From 0: "less than … minutes", two at
 * the least. Up to 90 or more: "more than an hour", with the lower end where that is under an hour itself.
 * '' where there is no estimate: an end is below 0, or it spans from nothing to more than an hour.
 */
export function rangeInWords(phrases: Phrases, numbers: Numbers, low: number, high: number): string {
  if (!(low >= 0 && high >= 0)) return '';
  const [from, to] = [Math.floor(Math.min(low, high)), Math.ceil(Math.max(low, high))];
  const { over_an_hour, to_over_an_hour, less_than, about, between } = phrases.range;
  if (to >= LONG_WAIT_MINUTES) {
    if (from === 0) return '';
    if (from >= AN_HOUR_IN_MINUTES) return over_an_hour.fillWith(nothing);
    return to_over_an_hour.fillWith(inNumbers(numbers, { low: from }));
  }
  if (from === 0) return less_than.fillWith(inNumbers(numbers, { high: Math.max(2, to) }));
  if (from === to) return about.fillWith(inNumbers(numbers, { high: to }));
  return between.fillWith(inNumbers(numbers, { low: from, high: to }));
}

/** A place in the line, or a count, in words. */
export function numberPhrase(template: Template, numbers: Numbers, n: number): string {
  return template.fillWith(inNumbers(numbers, { n }));
}

/** The number name and the form of a placeholder such as `minutes_feminine`; the form is '' where there is none. */
export function splitNumberPlaceholder(placeholder: string): { amount: string; form: string } {
  const at = placeholder.indexOf('_');
  return at < 0
    ? { amount: placeholder, form: '' }
    : { amount: placeholder.slice(0, at), form: placeholder.slice(at + 1) };
}

function roundedForSpeech(form: DurationForm, seconds: number): number {
  const exact = Math.max(0, seconds);
  if (form === 'about') {
    if (exact <= 60) return roundedUp(exact, 10);
    if (exact <= 120) return roundedUp(exact, 30);
    if (exact <= 600) return roundedUp(exact, 60);
    return roundedUp(exact, exact <= AN_HOUR ? 300 : 1_800);
  }
  if (form === 'for') {
    const step = exact < 55 ? 10 : 60;
    return Math.max(10, Math.round(exact / step) * step);
  }
  return roundedUp(exact, exact < AN_HOUR ? 1 : 60);
}

function roundedUp(n: number, step: number): number {
  return Math.ceil(n / step) * step;
}

function unitsInWords(words: DurationWords, numbers: Numbers, total: number): string {
  const hours = Math.floor(total / AN_HOUR);
  const minutes = Math.floor((total % AN_HOUR) / 60);
  const seconds = total % 60;
  const amounts = inNumbers(numbers, { hours, minutes, seconds });
  if (hours > 0) return (minutes > 0 ? words.hours_and_minutes : words.hours).fillWith(amounts);
  if (total <= 90) return words.seconds.fillWith(inNumbers(numbers, { seconds: total }));
  if (seconds === 0) return words.minutes.fillWith(amounts);
  return (seconds === 30 ? words.minutes_and_a_half : words.minutes_and_seconds).fillWith(amounts);
}

/** Prints amounts in the forms of `numbers.yaml`: `{minutes_cardinal}`. */
export function inNumbers(numbers: Numbers, amounts: Record<string, number>): Filling {
  return {
    ...nothing,
    numberOf(name) {
      return amounts[name] ?? 0;
    },
    print(placeholder) {
      const { amount, form } = splitNumberPlaceholder(placeholder);
      return numberInWords(numbers, form, amounts[amount] ?? 0);
    },
  };
}
