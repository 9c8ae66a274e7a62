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
  change: {
    is: 'change',
    cases: ['same', 'moved_up', 'moved_back'],
    worst: ['same', 'moved-up', 'moved-back'],
  },
  /** A place in the line from 1 on, spoken as an ordinal: "third". */
  position: { is: 'number', cases: [], worst: [27, 137] },
  /** How many of something, 0 or more; 0 where it was left out. Asked about with `plural`. */
  count: { is: 'number', cases: [], worst: [0, 1, 2, 27] },
  /** Seconds from now until something that we do, exact: "in forty-five seconds". */
  in: { is: 'number', cases: ['now'], worst: [45, 97, 1777] },
  /** Seconds between two of our words, exact: "every two minutes". */
  every: { is: 'number', cases: [], worst: [45, 97, 1777] },
  /** Expected seconds, rounded up: "about two minutes"; −1 where nobody knows, 0 where it is due now. */
  about: { is: 'number', cases: ['none', 'due'], worst: [-1, 0, 90, 1440, 5400] },
  /** Elapsed seconds, rounded to the nearest: "four minutes". */
  for: { is: 'number', cases: [], worst: [50, 90, 1440, 5400] },
  /** The two ends of a wait in whole minutes; together they are one placeholder, `{range}`. Both −1: no estimate. */
  'range-low': { is: 'number', cases: ['none'], worst: [-1, 25] },
  'range-high': { is: 'number', cases: ['none'], worst: [-1, 60, 90] },
} as const satisfies Record<string, ValueKind>;

type ValueKind = {
  is: 'text' | 'number' | 'change';
  longestCharacters?: number;
  cases: readonly string[];
  worst: readonly LineValue[];
};

export type ValueKindName = keyof typeof valueKinds;

/** The grammatical forms in which any number of seconds can be printed, `{nextSeconds_every}`; a kind of that name is its value's own form. */
export const durationForms = ['in', 'every', 'about', 'for'] as const;
export type DurationForm = (typeof durationForms)[number];

/** How a value of this kind is typed by the code that names a moment. */
export type ValueOfKind<K extends ValueKindName> = (typeof valueKinds)[K]['is'] extends 'text'
  ? string
  : (typeof valueKinds)[K]['is'] extends 'number'
    ? number
    : 'same' | 'moved-up' | 'moved-back';

/** Whether a value of this kind is seconds. */
export function isDurationForm(name: string): name is DurationForm {
  return (durationForms as readonly string[]).includes(name);
}
