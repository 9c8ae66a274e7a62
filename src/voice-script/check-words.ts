import { unspeakableAt } from './clean-text.ts';
import type { Refusals } from './schema.ts';

/** A word or phrase that no caller should hear, where it begins, and what to write instead. */
export type RefusedWords = { offset: number; message: string };

/**
 * Finds what a language's `refusals.yaml` refuses, and characters that cannot be spoken. A phrase stands for itself,
 * upper and lower case alike; `*` stands for the rest of a word (`discount*`).
 *
 * @param informs whether the message also carries a fact (a place, a time, a number, news): only then may it apologise.
 */
export function refusedWords(text: string, refusals: Refusals, informs: boolean): RefusedWords[] {
  const found: RefusedWords[] = [];
  const unspeakable = unspeakableAt(text);
  if (unspeakable >= 0) {
    found.push({
      offset: unspeakable,
      message: 'an invisible character that no voice can speak. Remove it.',
    });
  }
  for (const [reason, advice] of Object.entries(advices) as [keyof Refusals, string][]) {
    if (reason === 'apologies' && informs) continue;
    const { hint, each } = patternsOf(refusals[reason]);
    if (!hint.test(text)) continue;
    for (const pattern of each) {
      const match = pattern.exec(text);
      if (match) found.push({ offset: match.index, message: `"${match[0]}" ${advice}` });
    }
  }
  return found;
}

const advices: Record<keyof Refusals, string> = {
  elsewhere: 'sends the caller away. Say what happens on this line.',
  adverts: 'advertises or sends the caller away. Say what happens on this line.',
  empty_politeness:
    'tells the caller nothing. Say what changed, what is being done, or when the next word comes.',
  apologies: 'apologises without information. Say in the same message what is being done, or until when.',
  vague_times: 'promises no time. Say the time, with a placeholder such as {nextSeconds}.',
  posing_as_a_person: 'makes a machine pass for a person. Say "we" of the team, or name the operator.',
};

/** The patterns of a list, and one that is in every text in which any of them is: hardly a sentence has a refused word. */
type Patterns = { hint: RegExp; each: RegExp[] };

/** A list is held against every sentence of its language: its patterns are made once. */
const madePatterns = new WeakMap<readonly string[], Patterns>();

function patternsOf(phrases: readonly string[]): Patterns {
  const known = madePatterns.get(phrases);
  if (known !== undefined) return known;
  // Without the ends of words, which take longest to be compiled. Of no phrase at all nothing is found.
  const hint = new RegExp(
    phrases.map((phrase) => wordsOf(phrase.replace(/\*$/, ''))).join('|') || '(?!)',
    'iu',
  );
  const made = { hint, each: phrases.map(patternFor) };
  madePatterns.set(phrases, made);
  return made;
}

function patternFor(phrase: string): RegExp {
  const before = /^[\p{L}\p{N}]/u.test(phrase) ? '(?<![\\p{L}\\p{N}])' : '';
  const after = /[\p{L}\p{N}]$/u.test(phrase) ? '(?![\\p{L}\\p{N}])' : '';
  return new RegExp(`${before}${wordsOf(phrase)}${after}`, 'iu');
}

function wordsOf(phrase: string): string {
  return phrase
    .trim()
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[\\p{L}\\p{M}]*')
    .replace(/\s+/g, '\\s+');
}
