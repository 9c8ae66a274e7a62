import type { KnownWords } from './known-words.ts';
import type { Slack } from './slack.ts';

/** What the two-second rule allows. */
export const TOLERANCE_MS = 2_000;
/** Twilio's silences are whole seconds. */
export const EARLY_TOLERANCE_MS = 1_000;

/** A fetch may be tried again, and its document late. */
export const TROUBLE_EXPLAINS_MS = 15_000;

/** Twilio takes several keys for over when none has come for so long. */
export const SEVERAL_KEYS_MS = 5_000;
/** The pause between words and a question that is listened to (twiml/to-twiml.ts). */
export const BEFORE_QUESTION_MS = 1_000;
/** Twilio takes somebody to have said all when nothing has come for so long. */
export const SPEECH_OVER_MS = 1_000;
/** A question that names no next word is followed by one within this time. */
export const QUESTION_MS = 15_000;
/** A recording lasts no longer, with the silence that ends it. */
export const RECORDING_MS = 65_000;
/** News never comes within 15 s of the last words, whose end the server can only estimate. */
export const NEWS_NOT_WITHIN_MS = 12_500;

/** `called`: our own call has been picked up and no key pressed yet; `recording`: the caller speaks. */
export type Phase = 'ringing' | 'called' | 'waiting' | 'recording' | 'joining' | 'talking' | 'leaving';

export const AROUND_TALKS: ReadonlySet<Phase> = new Set(['joining', 'talking']);

/** Silence that follows something else than the announcement of silence, ms. */
export function unannouncedIn(phase: Phase, { unannouncedMs, afterTalkMs, lateMs }: Slack): number {
  if (phase === 'talking') return afterTalkMs;
  if (phase === 'waiting') return Math.max(unannouncedMs, QUESTION_MS + TOLERANCE_MS + lateMs);
  return phase === 'recording' ? RECORDING_MS + unannouncedMs : unannouncedMs;
}

/** Where a call is when these words are over. */
export function phaseAfter(text: string, words: KnownWords): Phase {
  if (words.operatorAnnounced(text) !== null) return 'joining';
  if (words.beginsRecording(text)) return 'recording';
  if (words.announcesCall(text)) return 'called';
  return words.isFarewell(text) === null ? 'waiting' : 'leaving';
}
