import { durationInWords } from '../../../src/voice-script/phrases.ts';
import type { VoiceScripts } from '../../../src/voice-script/render.ts';
import { RHYTHM_LIMITS } from '../../../src/waiting/rhythm.ts';

/** A question before there is a place is put again so soon. */
const SHORTEST_SECONDS = 8;

/** What a spoken text promises: milliseconds until the next word, or null where it promises nothing. */
export type PromiseReader = (text: string) => number | null;

/**
 * Reads promised times back out of spoken words ("Next word in forty-five seconds"), in every language, so that silences
 * are held against what the caller heard and not against what the server believes. The last time in a text counts: what
 * an operator typed stands before it.
 *
 * @throws where two times are spoken alike, or times do not begin alike: then nobody could tell what was promised.
 */
export function promiseReader(scripts: VoiceScripts): PromiseReader {
  const languages = Object.values(scripts.languages).map(({ phrases, numbers }) => {
    const secondsOf = new Map<string, number>();
    for (let s = SHORTEST_SECONDS; s <= RHYTHM_LIMITS.longestSeconds; s++) {
      const words = durationInWords(phrases, numbers, 'in', s).toLowerCase();
      if (secondsOf.has(words)) throw new Error(`Failed to read promises: "${words}" means two times.`);
      secondsOf.set(words, s);
    }
    const [first = ''] = secondsOf.keys();
    const marker = first.slice(0, first.indexOf(' ') + 1);
    for (const words of secondsOf.keys()) {
      if (marker === '' || !words.startsWith(marker))
        throw new Error(`Failed to read promises: "${words}" does not begin with "${marker}".`);
    }
    return { marker, secondsOf };
  });
  const known = new Map<string, number | null>();

  function read(text: string): number | null {
    const words = text.toLowerCase();
    let latest = { at: -1, seconds: 0 };
    for (const { marker, secondsOf } of languages) {
      for (let at = words.lastIndexOf(marker); at > latest.at; at = words.lastIndexOf(marker, at - 1)) {
        // "within thirty seconds" promises no word.
        const beginsWord = at === 0 || !/\p{L}/u.test(words[at - 1] ?? '');
        const seconds = beginsWord ? longestMatch(words.slice(at), secondsOf) : null;
        if (seconds !== null) latest = { at, seconds };
        if (seconds !== null || at === 0) break;
      }
    }
    return latest.at < 0 ? null : latest.seconds * 1000;
  }

  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const promised = read(text);
    if (known.size > 50_000) known.clear();
    known.set(text, promised);
    return promised;
  };
}

/** The longest beginning of `words` that is a time and ends where a word ends. */
function longestMatch(words: string, secondsOf: ReadonlyMap<string, number>): number | null {
  const clause = /^[^.,;:!?]*/u.exec(words)?.[0] ?? '';
  for (let end = clause.length; end > 0; end = clause.lastIndexOf(' ', end - 1)) {
    const seconds = secondsOf.get(clause.slice(0, end));
    if (seconds !== undefined) return seconds;
  }
  return null;
}
