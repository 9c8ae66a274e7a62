import type { Answers } from './schema.ts';
import type { VoiceScripts } from './voice-scripts.ts';

/** What a caller said in answer to a question; `unclear` where no answer, or more than one, was understood. */
export type SpokenAnswer = keyof Answers | 'unclear';

/** Answers are short; whoever says more talks to somebody else. */
const MOST_WORDS = 8;

/**
 * Understands what was said right after a question, by the words of `answers.yaml`. The longest phrases are looked for
 * first, so that "no problem" has no "no" left in it.
 *
 * @param text as Twilio recognised it (`SpeechResult`); it is looked at here and kept nowhere.
 */
export function spokenAnswer(scripts: VoiceScripts, language: string, text: string): SpokenAnswer {
  const answers = answersIn(scripts, language);
  let left = ` ${normalised(text)} `;
  if (answers === undefined || left.split(' ').length - 2 > MOST_WORDS) return 'unclear';
  const understood = new Set<keyof Answers>();
  for (const { phrase, meaning } of phrasesOf(answers)) {
    if (!left.includes(` ${phrase} `)) continue;
    understood.add(meaning);
    left = left.replaceAll(` ${phrase} `, ' | ');
  }
  // "Yes, call me back": the wish says more than the yes, or the no, beside it.
  const wishes = (['call-back', 'come-back'] as const).filter((wish) => understood.has(wish));
  const meant = wishes.length > 0 ? wishes : [...understood];
  return meant.length === 1 ? (meant[0] ?? 'unclear') : 'unclear';
}

/** What a caller may say, as Twilio's `hints`: phrases with commas between them. */
export function answerHints(scripts: VoiceScripts, language: string): string {
  return Object.values(answersIn(scripts, language) ?? {})
    .flat()
    .join(',');
}

/** Words as they are compared: small letters, one space between them, no signs but apostrophes. */
export function normalised(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}\p{M}']+/gu, ' ')
    .trim();
}

function answersIn({ languages, defaultLanguage }: VoiceScripts, language: string): Answers | undefined {
  return languages[Object.hasOwn(languages, language) ? language : defaultLanguage]?.answers;
}

type Phrase = { phrase: string; meaning: keyof Answers };
const sorted = new WeakMap<Answers, Phrase[]>();

function phrasesOf(answers: Answers): Phrase[] {
  const known =
    sorted.get(answers) ??
    (Object.entries(answers) as [keyof Answers, readonly string[]][])
      .flatMap(([meaning, phrases]) => phrases.map((phrase) => ({ phrase: normalised(phrase), meaning })))
      .toSorted((a, b) => b.phrase.length - a.phrase.length);
  sorted.set(answers, known);
  return known;
}
