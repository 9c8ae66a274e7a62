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

type Values = Readonly<Record<string, LineValue>>;

/**
 * Fills one template of a moment with raw values. A value that is missing or of another type counts as "none":
 * a line with a gap is better than a caller who hears nothing.
 */
export function fillMoment(template: Template, moment: Moment, values: Values, grammar: Grammar): string {
  const words = template.fillWith(fillingFor(moment, values, grammar));
  return (
    words
      // A sentence whose last word ended in ? or ! has no full stop after it.
      .replace(/([!?…])\.(?=\s|$)/gu, '$1')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

function fillingFor(moment: Moment, values: Values, grammar: Grammar): Filling {
  return {
    print(placeholder, atSentenceStart) {
      const text = ownWords(moment, placeholder, values);
      if (text !== null) return text;
      const words = inWords(placeholder, moment, values, grammar);
      return atSentenceStart ? capitalised(words, grammar.voice.language) : words;
    },
    caseOf(name) {
      const kind = moment.values[name];
      if (isTogether(name)) return together(name, values, grammar) === '' ? 'none' : 'other';
      if (kind && valueKinds[kind].is === 'choice') return textOf(values, name).replace('-', '_') || 'other';
      if (kind === 'code' || kind === 'phone')
        return inWords(name, moment, values, grammar) === '' ? 'none' : 'other';
      const text = ownWords(moment, name, values);
      if (text !== null) return text === '' ? 'none' : 'other';
      const seconds = numberOf(values, name);
      if (kind === 'rhythm' && !(seconds > 0)) return 'news';
      if (kind === 'about' && seconds === 0) return 'due';
      if (kind === 'about' && !(seconds > 0)) return 'none';
      return kind === 'in' && !(seconds > 0) ? 'now' : 'other';
    },
    numberOf(name) {
      return whole(numberOf(values, name), 0);
    },
  };
}

/** A value that is no text of somebody's own, as it is said; '' where there is nothing to say. */
function inWords(placeholder: string, moment: Moment, values: Values, grammar: Grammar): string {
  if (isTogether(placeholder)) return together(placeholder, values, grammar);
  const { numbers, phrases } = grammar;
  const { amount: name, form } = splitNumberPlaceholder(placeholder);
  const kind = moment.values[name];
  const number = numberOf(values, name);
  if (kind === 'position') return numberPhrase(phrases.position, numbers, whole(number, 1));
  if (kind === 'count') return numberPhrase(phrases.count, numbers, whole(number, 0));
  if (kind === 'key') return String(whole(number, 0));
  if (kind === 'language') return languageName(textOf(values, name), grammar.voice.language);
  if (kind === 'code' || kind === 'phone') {
    const digits = textOf(values, name).slice(0, valueKinds[kind].longestCharacters);
    return digitsInWords(phrases, numbers, kind, digits);
  }
  const ownForm = kind === 'rhythm' ? 'every' : kind;
  const duration = isDurationForm(form) ? form : ownForm;
  if (!duration || !isDurationForm(duration)) return '';
  return number >= 0 && Number.isFinite(number) ? durationInWords(phrases, numbers, duration, number) : '';
}

/** What several values are said as, together. */
function together(name: Together, values: Values, { numbers, phrases }: Grammar): string {
  switch (name) {
    case 'range':
      return rangeInWords(phrases, numbers, numberOf(values, 'rangeLow'), numberOf(values, 'rangeHigh'));
    case 'opening': {
      const day = textOf(values, 'openDay');
      return openingInWords(
        phrases,
        numbers,
        day,
        numberOf(values, 'openHour'),
        numberOf(values, 'openMinute'),
      );
    }
    case 'after':
      return timeInWords(
        phrases,
        numbers,
        'after',
        numberOf(values, 'afterHour'),
        numberOf(values, 'afterMinute'),
      );
  }
}

function textOf(values: Values, name: string): string {
  return String(values[name] ?? '');
}

function numberOf(values: Values, name: string): number {
  return Number(values[name] ?? Number.NaN);
}

/**
 * Words that somebody typed, made fit to be spoken; null where the value is not of that sort. The template brings its
 * own full stop.
 */
function ownWords(moment: Moment, name: string, values: Values): string | null {
  const kind = moment.values[name];
  if (kind === 'name') return cleanSpokenText(textOf(values, name), valueKinds.name.longestCharacters);
  if (kind === 'reason' || kind === 'note') {
    return cleanSpokenText(textOf(values, name), valueKinds[kind].longestCharacters).replace(
      /[\s.,;:]+$/u,
      '',
    );
  }
  return null;
}

/** What a language is called in another; '' where there is no such language. */
function languageName(code: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language', fallback: 'none' }).of(code) ?? '';
  } catch {
    return '';
  }
}

function whole(n: number, least: number): number {
  return Number.isFinite(n) ? Math.max(least, Math.round(n)) : least;
}

function capitalised(words: string, language: string): string {
  const [first = ''] = words;
  return first.toLocaleUpperCase(language) + words.slice(first.length);
}
