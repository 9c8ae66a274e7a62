import type { Numbers, PhraseTexts } from './schema.ts';
import { type Phrases, numberPhrase } from './phrases.ts';

/**
 * E.164 country codes of two digits (ITU-T E.164, list of assigned country codes); 1 and 7 stand alone, all others
 * have three.
 */
const twoDigitCountries = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * A code or a phone number as a voice reads it best: digit by digit, with a pause after each group.
 *
 * @param text digits; with a plus before them E.164, and then the country code is a group of its own. Anything
 *   else in it counts for nothing. '' where there is no digit.
 * @param kind whose groups of `phrases.yaml` to use. The last size of the list is repeated; one digit left over
 *   joins the group before it.
 */
export function digitsInWords(
  phrases: Phrases,
  numbers: Numbers,
  kind: 'code' | 'phone',
  text: string,
): string {
  const digits = text.replace(/\D/g, '');
  const country = text.trimStart().startsWith('+') ? digits.slice(0, countryCodeLength(digits)) : '';
  const groups = inGroups(digits.slice(country.length), phrases[kind].groups);
  return (country === '' ? groups : [country, ...groups])
    .map((group) =>
      [...group].map((digit) => numberPhrase(phrases[kind].digit, numbers, Number(digit))).join(' '),
    )
    .join(', ');
}

/** How many of an E.164 number's digits (without the plus) are its country code. */
export function countryCodeLength(digits: string): 1 | 2 | 3 {
  if (/^[17]/.test(digits)) return 1;
  return twoDigitCountries.test(digits) ? 2 : 3;
}

function inGroups(digits: string, sizes: PhraseTexts['code']['groups']): string[] {
  const groups: string[] = [];
  let at = 0;
  while (at < digits.length) {
    const size = sizes[Math.min(groups.length, sizes.length - 1)] ?? digits.length;
    const isLast = digits.length - at <= size + 1;
    const end = isLast ? digits.length : at + size;
    groups.push(digits.slice(at, end));
    at = end;
  }
  return groups;
}
