/** Letters from which on it can be told; a name or two ("IBM", "Anna") are usual in any alphabet. */
const FEWEST_LETTERS = 4;
/** One letter in so many in their own script is enough: sentences with long names in them. */
const MOSTLY = 3;

/**
 * Whether a text is mostly written in letters that a language is not written in, such as English words for a caller who
 * hears Russian: the machine's voice of that language reads them badly. False where it cannot be told.
 * @param language BCP 47
 */
export function isInAnotherAlphabet(text: string, language: string): boolean {
  const theirs = lettersOf(language);
  const letters = text.match(/\p{L}/gu) ?? [];
  if (theirs === null || letters.length < FEWEST_LETTERS) return false;
  return letters.filter((letter) => theirs.test(letter)).length < letters.length / MOSTLY;
}

/** The letters of the script that is likely for a language (Unicode TR35, likely subtags); null where it has no one script. */
function lettersOf(language: string): RegExp | null {
  try {
    const { script } = new Intl.Locale(language).maximize();
    return script === undefined ? null : new RegExp(`\\p{Script=${script}}`, 'u');
  } catch {
    // Not a language, or one written in several scripts at once (Jpan, Kore): no single property has its letters.
    return null;
  }
}
