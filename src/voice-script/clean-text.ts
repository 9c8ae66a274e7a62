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

/**
 * Makes text that people typed fit for `<Say>`: drops what XML 1.0 or a voice cannot carry and emoji, turns
 * every run of white space into one space, and cuts at a word's end.
 *
 * @param longest the most characters to keep, 1,000 unless told.
 */
export function cleanSpokenText(text: string, longest: number = LONGEST_TEXT): string {
  // Nothing beyond a few times the limit is looked at, so that a huge text costs no time.
  const spoken = text
    .slice(0, longest * 4)
    .normalize('NFC')
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(emoji, '')
    .replace(unspeakable, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return spoken.length <= longest ? spoken : cutAtWordEnd(spoken, longest);
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
