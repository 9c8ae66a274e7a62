/** What a caller of this room may put into a line: seconds and counts as numbers, everything else as text. */
export type LineValue = string | number;

/**
 * The kinds of value that a moment may carry, each with
 * - `is`: what the rest of the code passes,
 * - `cases`: what a template may ask about with `{name, select, …}`, next to `other`,
 * - `longestCharacters`: where a text is cut off, so that a whole line stays below what a voice takes (Polly: 3,000),
 * - `worst`: values whose wording is the longest, for the checker's measure of spoken length.
 *
 * An operator's own words count in the measure with a typical length (a name of two words, a reason of four,
 * a note of twelve): what people type beyond that is theirs, and is spoken word for word.
 */
export const valueKinds = {
  /** A name of a person or a queue. */
  name: { is: 'text', longestCharacters: 100, cases: ['none'], worst: ['Anna Maria'] },
  /** What an operator does meanwhile, "looking up your invoice"; '' where nothing was given. */
  reason: { is: 'text', longestCharacters: 300, cases: ['none'], worst: ['', 'looking up your invoice'] },
  /** News in the words of an operator or an admin; '' where there is none. */
  note: {
    is: 'text',
    longestCharacters: 1_000,
    cases: ['none'],
    worst: ['found it and checking the date with a colleague in another room'],
  },
  /** What became of a caller's place since the last word: same, moved-up or moved-back. */
  change: { is: 'choice', ...choices('same', 'moved-up', 'moved-back') },
  /** Why it takes longer, where that is known. */
  cause: { is: 'choice', ...choices('none', 'operators-left', 'incident') },
  /** Of whom nobody, or somebody, is on duty: of anyone, or of those who speak this language while others are there. */
  who: { is: 'choice', ...choices('anyone', 'speaker') },
  /** Who has been called since the operator is later than was promised: supervisors, or anyone who serves the queue. */
  called: { is: 'choice', ...choices('supervisor', 'anyone') },
  /** Whether the queue offers what a key does: yes where it was left out. */
  offered: { is: 'choice', ...choices('yes', 'no') },
  /** Whether a spoken answer counts as well as a key: no where it was left out. */
  spoken: { is: 'choice', ...choices('no', 'yes') },
  /**
   * A day on which we open: today, tomorrow, or the next such weekday, 1 Monday to 7 Sunday (ISO 8601); none where no
   * opening is in sight.
   */
  day: {
    is: 'choice',
    ...choices('none', 'today', 'tomorrow', '1', '2', '3', '4', '5', '6', '7'),
    worst: ['none', '1', '3'],
  },
  /** A language by its code, 'en': "English", in the language that is spoken. */
  language: { is: 'text', cases: [], worst: ['en'] },
  /** A code as its digits, '0471': spoken one by one. */
  code: { is: 'text', longestCharacters: 8, cases: ['none'], worst: ['7777'] },
  /** A phone number, E.164 or its digits alone: spoken digit by digit in groups, the country first. */
  phone: { is: 'text', longestCharacters: 20, cases: ['none'], worst: ['+4917777777777'] },
  /** A key to press, 0 to 9. */
  key: { is: 'number', cases: [], worst: [7] },
  /** A place in the line from 1 on, spoken as an ordinal: "third". */
  position: { is: 'number', cases: [], worst: [27, 137] },
  /** How many of something, 0 or more; 0 where it was left out. Asked about with `plural`. */
  count: { is: 'number', cases: [], worst: [0, 1, 2, 27] },
  /** Seconds from now until something that we do, exact: "in forty-five seconds". */
  in: { is: 'number', cases: ['now'], worst: [45, 97, 1777] },
  /** Seconds between two of our words, exact: "every two minutes". */
  every: { is: 'number', cases: [], worst: [45, 97, 1777] },
  /** A rhythm that the caller chose, in seconds: "every two minutes"; 0 for only when something changes. */
  rhythm: { is: 'number', cases: ['news'], worst: [0, 45, 97, 1777] },
  /** An hour of the day, 0 to 23, in the queue's own time zone; −1 where there is none. */
  hour: { is: 'number', cases: ['none'], worst: [-1, 22] },
  /** A minute of that hour, 0 to 59. The day (where there is one), hour and minute are one placeholder. */
  minute: { is: 'number', cases: ['none'], worst: [0, 37] },
  /** Expected seconds, rounded up: "about two minutes"; −1 where nobody knows, 0 where it is due now. */
  about: { is: 'number', cases: ['none', 'due'], worst: [-1, 0, 90, 1440, 5400] },
  /** Elapsed seconds, rounded to the nearest: "four minutes". */
  for: { is: 'number', cases: [], worst: [50, 90, 1440, 5400] },
  /** The two ends of a wait in whole minutes; together they are one placeholder, `{range}`. Both −1: no estimate. */
  'range-low': { is: 'number', cases: ['none'], worst: [-1, 25] },
  'range-high': { is: 'number', cases: ['none'], worst: [-1, 60, 90] },
} as const satisfies Record<string, ValueKind>;

type ValueKind = {
  is: 'text' | 'number' | 'choice';
  choices?: readonly string[];
  longestCharacters?: number;
  cases: readonly string[];
  worst: readonly LineValue[];
};

export type ValueKindName = keyof typeof valueKinds;

/** Values that mean something only together are one placeholder: `{range}` is printed, not `{rangeLow}`. */
export const together = {
  range: ['rangeLow', 'rangeHigh'],
  opening: ['openDay', 'openHour', 'openMinute'],
  after: ['afterHour', 'afterMinute'],
} as const;
export type Together = keyof typeof together;

/** Whether a placeholder stands for several values. */
export function isTogether(placeholder: string): placeholder is Together {
  return Object.hasOwn(together, placeholder);
}

/**
 * The grammatical forms in which any number of seconds can be printed, `{nextSeconds_every}`; a kind of that name is
 * its value's own form.
 */
export const durationForms = ['in', 'every', 'about', 'for'] as const;
export type DurationForm = (typeof durationForms)[number];

/** How a value of this kind is typed by the code that names a moment. */
export type ValueOfKind<K extends ValueKindName> = (typeof valueKinds)[K] extends {
  choices: readonly (infer C)[];
}
  ? C
  : (typeof valueKinds)[K]['is'] extends 'text'
    ? string
    : number;

export type OpeningDay = ValueOfKind<'day'>;

/** Whether a value of this kind is seconds. */
export function isDurationForm(name: string): name is DurationForm {
  return (durationForms as readonly string[]).includes(name);
}

/** The words that the code may pass, each with its case: ICU names take no hyphen. */
function choices<const C extends string>(...all: C[]) {
  return { choices: all, cases: all.map((one) => one.replace('-', '_')), worst: all };
}
