import type { MomentName } from './moments.ts';
import type { Phrases } from './phrases.ts';
import type { Answers, Numbers, Refusals, Voice } from './schema.ts';
import type { Template } from './template.ts';

/** One language, ready to speak. */
export type LanguageScript = {
  /** The folder's name, by which the rest of the code calls the language: `en`. */
  code: string;
  /** Who speaks: BCP 47 tag, voice of `<Say>`, the language's own name. */
  voice: Readonly<Voice>;
  numbers: Readonly<Numbers>;
  phrases: Readonly<Phrases>;
  moments: Readonly<Record<MomentName, readonly Template[]>>;
  /** What no caller of this language should hear, also not in words that an admin types. */
  refusals: Readonly<Refusals>;
  /** By which words a spoken answer is understood. */
  answers: Readonly<Answers>;
};

/** All that Stillhere can say: loaded once, checked, never changed. */
export type VoiceScripts = {
  /** Spoken where a language is not known, and to operators. */
  readonly defaultLanguage: string;
  readonly languages: Readonly<Record<string, LanguageScript>>;
};
