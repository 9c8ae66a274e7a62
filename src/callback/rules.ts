import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * Which numbers may be called back: a callback is a "make this company dial any number" button, so everything that is
 * not plainly an ordinary number of a country on the admin's list is refused, before the promise and before each call.
 */
export type CallbackRules = {
  /** Countries (ISO 3166) that may be called. */
  countries: readonly string[];
  /** E.164 numbers that are never called: the line's own and its operators'. */
  ownNumbers: readonly string[];
};

/**
 * Keypad spellings of "anonymous", "restricted", "blocked", "unknown" and "unavailable" that carriers send for a
 * withheld number; they look like numbers of far countries.
 */
const WITHHELD = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);

/**
 * Kinds of number that cost extra (a British 070 "personal number" as much as a premium one), or lead nowhere that a
 * person is. The country list is the real guard: some satellite ranges pass as mobile.
 */
const REFUSED_TYPES = new Set([
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'UAN',
  'PAGER',
  'VOICEMAIL',
]);

/** Shorter than this are emergency and service numbers. */
const FEWEST_DIGITS = 8;

/** The caller's number as E.164; null where it is withheld, a word, or no number at all. */
export function callerNumber(from: string): string | null {
  if (!/^\+[1-9]\d{6,14}$/.test(from) || WITHHELD.has(from)) return null;
  return parsePhoneNumberFromString(from)?.isValid() === true ? from : null;
}

/** What was keyed, as E.164: with `00` or as the country's own number; null where it is no valid number. */
export function keyedNumber(keyed: string, country: string): string | null {
  const digits = keyed.replace(/[^\d]/g, '');
  if (digits.length < 5 || digits.length > 17) return null;
  const international = digits.startsWith('00') ? `+${digits.slice(2)}` : null;
  const home = isSupportedCountry(country) ? country : 'US';
  const number =
    international === null
      ? (parsePhoneNumberFromString(digits, home as CountryCode) ?? parsePhoneNumberFromString(`+${digits}`))
      : parsePhoneNumberFromString(international);
  return number?.isValid() === true ? number.number : null;
}

/** Whether the rules let us call this E.164 number. Fails closed. */
export function mayCall(number: string, rules: CallbackRules): boolean {
  if (WITHHELD.has(number) || rules.ownNumbers.includes(number)) return false;
  if (number.replace(/\D/g, '').length < FEWEST_DIGITS) return false;
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined || !parsed.isValid() || parsed.country === undefined) return false;
  const type = parsed.getType();
  return type !== undefined && !REFUSED_TYPES.has(type) && rules.countries.includes(parsed.country);
}
