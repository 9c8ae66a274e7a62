import { cleanSpokenText, hasWords } from './clean-text.ts';
import { refusedWords } from './check-words.ts';
import { spokenDurationMs } from './spoken-duration.ts';
import type { LanguageScript } from './voice-scripts.ts';

/** A notice stands before the expectation, in a greeting of at most 15 s. */
export const LONGEST_NOTICE_SECONDS = 7;

/**
 * Holds the words of a notice, which an admin types, to what the voice scripts are held to: no adverts and no sending
 * away, no empty politeness, no time that nobody can check, no machine that passes for a person, nothing
 * that cannot be spoken, and at most seven seconds. It is news, so it may say sorry.
 *
 * @param script the language in which it is spoken.
 * @returns what is wrong, each as a sentence that says what would be right; empty where all is well.
 */
export function checkNotice({ refusals }: Pick<LanguageScript, 'refusals'>, text: string): string[] {
  const spoken = cleanSpokenText(text);
  if (!hasWords(spoken)) return ['has nothing that can be spoken. Say what happened.'];
  // That a website is out of order is news.
  const refused = refusedWords(text, { ...refusals, elsewhere: [] }, true).map(({ message }) => message);
  const seconds = spokenDurationMs(spoken) / 1000;
  if (seconds <= LONGEST_NOTICE_SECONDS) return refused;
  const tooLong = `takes ${seconds.toFixed(1)} s to speak. Shorten it to ${LONGEST_NOTICE_SECONDS} s, about eighteen words.`;
  return [...refused, tooLong];
}
