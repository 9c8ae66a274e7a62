import type { Numbers } from './schema.ts';

/** The greatest number that every form must have words for; greater ones are spoken by their digits. */
export const GREATEST_NUMBER_IN_WORDS = 99;

/**
 * A number in the words of one grammatical form of `numbers.yaml`: "four", "forty-five", «четырёх».
 * Numbers from 1 to 99 without a word of their own are put together from tens and ones; others take the
 * form's `beyond`, or stand as digits, which a voice reads well enough.
 *
 * @param n a whole number.
 */
export function numberInWords(numbers: Numbers, form: string, n: number): string {
  return wordsFor(numbers, form, n) ?? (numbers[form]?.beyond ?? '{n}').replace('{n}', String(n));
}

/** The words for a number, or null where the form has none. */
export function wordsFor(numbers: Numbers, form: string, n: number): string | null {
  const word = singleWord(numbers, form, n);
  if (word !== null) return word;
  const compound = numbers[form]?.compound ?? numbers[numbers[form]?.otherwise ?? '']?.compound;
  if (n < 1 || n > GREATEST_NUMBER_IN_WORDS || n % 10 === 0 || compound === undefined) return null;
  const tens = singleWord(numbers, numbers[form]?.tens_from ?? form, n - (n % 10));
  const ones = singleWord(numbers, form, n % 10);
  return tens === null || ones === null ? null : compound.replace('{tens}', tens).replace('{ones}', ones);
}

function singleWord(numbers: Numbers, form: string, n: number): string | null {
  return numbers[form]?.words[n] ?? numbers[numbers[form]?.otherwise ?? '']?.words[n] ?? null;
}
