/** How much of a text is spoken. */
const LONGEST_TEXT = 1_000;

/**
 * What neither XML 1.0 (w3.org/TR/xml, production 2, Char) nor a voice can carry: control characters, halves of
 * surrogate pairs, noncharacters, private-use characters, and the invisible marks that steer writing direction.
 */
const unspeakable =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Bidi_Control}\u00AD\u200B\u2060\uFEFF]/gu;

/** Emoji with all that may hang on them. Voices read their names aloud, in the middle of a sentence. */
const emoji =
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}][\u200D\p{Emoji_Modifier}\u{E0020}-\u{E007F}]*|[\uFE0E\uFE0F\u20E3]/gu;

const letterOrDigit = /[\p{L}\p{N}]/u;
const picture = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/**
 * Makes text that people typed fit for `<Say>`: drops what XML 1.0 or a voice cannot carry and emoji, turns
 * every run of white space into one space, and cuts at a word's end. Where emoji are all there is, they are kept: a
 * voice that says their names says more than silence.
 *
 * @param longest the most characters to keep, 1,000 unless told.
 */
export function cleanSpokenText(text: string, longest: number = LONGEST_TEXT): string {
  // Nothing beyond a few times the limit is looked at, so that a huge text costs no time.
  const carried = text
    .slice(0, longest * 4)
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(unspeakable, '');
  const words = carried.replace(emoji, '');
  // Composed last: what is dropped may have kept marks from each other.
  const spoken = (hasWords(words) ? words : carried).normalize('NFC').replace(/ {2,}/g, ' ').trim();
  return spoken.length <= longest ? spoken : cutAtWordEnd(spoken, longest);
}

/** Whether there is a letter or a digit in a text: marks alone are silent. */
export function hasWords(text: string): boolean {
  return letterOrDigit.test(text);
}

/** Whether anything is heard where a text is spoken: words, or the names of emoji. */
export function isHeard(text: string): boolean {
  return hasWords(text) || picture.test(text);
}

/** Whether a text holds a character that must never reach TwiML. White space is fine. */
export function unspeakableAt(text: string): number {
  return text.replace(/[\t\n\r]/g, ' ').search(unspeakable);
}

function cutAtWordEnd(text: string, longest: number): string {
  const space = text.lastIndexOf(' ', longest);
  if (space > 0) return text.slice(0, space);
  // One endless word: cut it, but never between the halves of a surrogate pair.
  return text.slice(0, longest).replace(/\p{Cs}$/u, '');
}
