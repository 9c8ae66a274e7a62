/** The pace of a calm synthesised voice. */
const WORDS_PER_SECOND = 2.6;

/**
 * How long a text takes to speak, in milliseconds: 2.6 words a second, the parts of a hyphenated word and the
 * words of a number in digits each counted. An estimate for plans and for the checker; no promise rests on it,
 * since the pace is the voice's own.
 */
export function spokenDurationMs(text: string): number {
  let words = 0;
  for (const [token] of text.matchAll(/\p{Nd}+|[\p{L}\p{M}'’]+/gu))
    words += /^\p{Nd}/u.test(token) ? wordsOfNumber(token) : 1;
  return Math.round((words / WORDS_PER_SECOND) * 1_000);
}

const measured = new WeakMap<{ text: string }, number>();

/** The same for a rendered line; most lines are spoken again and again, and are measured once. */
export function spokenLineMs(line: { readonly text: string }): number {
  const known = measured.get(line);
  if (known !== undefined) return known;
  const ms = spokenDurationMs(line.text);
  measured.set(line, ms);
  return ms;
}

/** "7" is one word, "45" two, "137" four ("one hundred thirty-seven"); longer numbers about one a digit. */
function wordsOfNumber(digits: string): number {
  if (digits.length > 2) return digits.length === 3 ? 4 : digits.length;
  const n = Number(digits);
  return n <= 20 || n % 10 === 0 ? 1 : 2;
}
