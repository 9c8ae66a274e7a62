import { cleanSpokenText } from './clean-text.ts';
import { openingInWords, timeInWords } from './clock.ts';
import { digitsInWords } from './digits.ts';
import type { Moment } from './moments.ts';
import { durationInWords, numberPhrase, rangeInWords, splitNumberPlaceholder } from './phrases.ts';
import type { Filling, Template } from './template.ts';
import { type LineValue, type Together, isDurationForm, isTogether, valueKinds } from './value-kinds.ts';
import type { LanguageScript } from './voice-scripts.ts';

/** What a moment's words are filled from: everything that a language brings but the words themselves. */
export type Grammar = Pick<LanguageScript, 'voice' | 'numbers' | 'phrases'>;

/**
 * Fills one template of a moment with raw values. A value that is missing or of another type counts as "none":
 * a line with a gap is better than a caller who hears nothing.
 */
export function fillMoment(
  template: Template,
  moment: Moment,
  values: Readonly<Record<string, LineValue>>,
  grammar: Grammar,
): string {
  const words = template.fillWith(fillingFor(moment, values, grammar));
  return (
    words
      // A sentence whose last word ended in ? or ! has no full stop after it.
      .replace(/([!?…])\.(?=\s|$)/gu, '$1')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

function fillingFor(moment: Moment, values: Readonly<Record<string, LineValue>>, grammar: Grammar): Filling {
  const { numbers, phrases } = grammar;
  const textOf = (name: string) => String(values[name] ?? '');
  const numberOf = (name: string) => Number(values[name] ?? Number.NaN);
  const together: Record<Together, () => string> = {
    range: () => rangeInWords(phrases, numbers, numberOf('rangeLow'), numberOf('rangeHigh')),
    opening: () =>
      openingInWords(phrases, numbers, textOf('openDay'), numberOf('openHour'), numberOf('openMinute')),
    after: () => timeInWords(phrases, numbers, 'after', numberOf('afterHour'), numberOf('afterMinute')),
  };

  const inWords = (placeholder: string): string => {
    if (isTogether(placeholder)) return together[placeholder]();
    const { amount: name, form } = splitNumberPlaceholder(placeholder);
    const kind = moment.values[name];
    if (kind === 'position') return numberPhrase(phrases.position, numbers, whole(numberOf(name), 1));
    if (kind === 'count') return numberPhrase(phrases.count, numbers, whole(numberOf(name), 0));
    if (kind === 'key') return String(whole(numberOf(name), 0));
    if (kind === 'code' || kind === 'phone') {
      return digitsInWords(phrases, numbers, kind, textOf(name).slice(0, valueKinds[kind].longestCharacters));
    }
    const ownForm = kind === 'rhythm' ? 'every' : kind;
    const duration = isDurationForm(form) ? form : ownForm;
    if (!duration || !isDurationForm(duration)) return '';
    const seconds = numberOf(name);
    return seconds >= 0 && Number.isFinite(seconds)
      ? durationInWords(phrases, numbers, duration, seconds)
      : '';
  };

  return {
    print: (placeholder, atSentenceStart) => {
      const text = ownWords(moment, placeholder, textOf);
      if (text !== null) return text;
      const words = inWords(placeholder);
      return atSentenceStart ? capitalised(words, grammar.voice.language) : words;
    },
    caseOf: (name) => {
      const kind = moment.values[name];
      if (isTogether(name)) return together[name]() === '' ? 'none' : 'other';
      if (kind && valueKinds[kind].is === 'choice') return textOf(name).replace('-', '_') || 'other';
      if (kind === 'code' || kind === 'phone') return inWords(name) === '' ? 'none' : 'other';
      const text = ownWords(moment, name, textOf);
      if (text !== null) return text === '' ? 'none' : 'other';
      const seconds = numberOf(name);
      if (kind === 'rhythm' && !(seconds > 0)) return 'news';
      if (kind === 'about' && seconds === 0) return 'due';
      if (kind === 'about' && !(seconds > 0)) return 'none';
      return kind === 'in' && !(seconds > 0) ? 'now' : 'other';
    },
    numberOf: (name) => whole(numberOf(name), 0),
  };
}

/** Words that somebody typed, made fit to be spoken; null where the value is not of that sort. The template brings its own full stop. */
function ownWords(moment: Moment, name: string, textOf: (name: string) => string): string | null {
  const kind = moment.values[name];
  if (kind === 'name') return cleanSpokenText(textOf(name), valueKinds.name.longestCharacters);
  if (kind === 'reason' || kind === 'note') {
    return cleanSpokenText(textOf(name), valueKinds[kind].longestCharacters).replace(/[\s.,;:]+$/u, '');
  }
  return null;
}

function whole(n: number, least: number): number {
  return Number.isFinite(n) ? Math.max(least, Math.round(n)) : least;
}

function capitalised(words: string, language: string): string {
  const [first = ''] = words;
  return first.toLocaleUpperCase(language) + words.slice(first.length);
}
