import type { Line } from '../voice-script/moments.ts';
import type { SpokenAnswer } from '../voice-script/spoken-answer.ts';

/**
 * What a leg does next, as data. It is kept in the committed state of the leg's owner and turned into TwiML only when
 * the answer is written, so a webhook that is delivered twice hears the same twice.
 */
export type Instruction =
  | Quiet
  | Confirm
  | JoinTalk
  | ListenIn
  | RecordWords
  | RecordNote
  | ComeAgain
  | HangUp;

/** What is played before machine words: the tone before words to callers, the zip before an offer to an operator. */
export type LeadIn = 'tone' | 'zip';

/** The quiet document: what is left of the promised silence, the words, silence again, and back to us. */
export type Quiet = {
  kind: 'quiet';
  /** What is left of the promised silence when the leg asked, ms; 0 speaks at once. */
  silenceBeforeMs: number;
  /** Empty only at a desk, whose silence nobody has to explain, and where a silence that was announced goes on. */
  lines: Line[];
  leadIn: LeadIn;
  /** Promised silence from the end of these words to the start of the next, ms. */
  silenceAfterMs: number;
  /** How long before the next words the leg asks again, ms: the budget for retries and fallback. */
  leadMs: number;
  /** Where the words ask for more than one key, or the leg is to ask soon after them though none comes. */
  entry?: Entry;
  /**
   * The last line is a question that may be answered by a spoken word: with it, and for five seconds after it, the leg is
   * listened to (which is billed). Each answer counts as a key; one that is left out counts as silence.
   */
  hears?: SpokenKeys;
};

/** Which key a spoken answer stands for. */
export type SpokenKeys = { readonly [answer in SpokenAnswer]?: string };

/** For so long after a question a spoken answer is listened for, ms. */
export const LISTENS_FOR_MS = 5_000;

/**
 * Several keys that are keyed together: at most so many, ended by five seconds without one, or with `endKey`. That is `#`
 * where it is left out. A Gather has one such key at most (docs: finishOnKey), and any other waits for the next key: so
 * `*` alone is answered after five seconds where a number may be ended with `#`, and at once where a code needs no end,
 * since it has its length. To take the first key by itself would lose those that follow it before the next Gather
 * begins (Twilio keeps none), and `partialResultCallback` tells of speech alone.
 */
export type Entry = { most: number; endKey?: '*' };

/** Several keys are over when none has come for so long, ms. */
export const ENTRY_PAUSE_MS = 5_000;

/** Records what the caller says, without a beep, until `#`, silence or the limit; then the leg asks again. */
export type RecordWords = {
  kind: 'record';
  purpose: 'while-waiting' | 'message';
  lines: Line[];
  mostSeconds: number;
};

/** The same for an operator's note to the contact `about`. */
export type RecordNote = { kind: 'record-note'; about: string; lines: Line[]; mostSeconds: number };

/** Speaks up to three times and waits for a key; without one the leg hangs up. For a ringing desk. */
export type Confirm = { kind: 'confirm'; lines: Line[] };

/** Into the conference of one conversation. */
export type JoinTalk = {
  kind: 'join-talk';
  talk: string;
  side: 'caller' | 'operator';
  lines: Line[];
  leadIn: LeadIn;
};

/**
 * How a supervisor is in somebody else's talk: hears both (`listen`), is heard by the operator alone as well (`whisper`),
 * or by both (`barge`).
 */
export type ListenMode = 'listen' | 'whisper' | 'barge';

/** A supervisor's leg, into a talk that is there already and is neither begun nor ended by it. */
export type ListenIn = {
  kind: 'listen-in';
  talk: string;
  mode: ListenMode;
  /** CallSid of the operator, who alone hears whispers. */
  coach: string;
};

/** A second of quiet, then ask again: it is not known yet whether this was a hold or a hang-up. */
export type ComeAgain = { kind: 'come-again' };

/** Last words, and the end of the leg. */
export type HangUp = { kind: 'hang-up'; lines: Line[] };

/** One phone call at Twilio as its owner (a contact or a desk) knows it. */
export type Leg = {
  callSid: string;
  /** When the call began, epoch ms; null where that is not known. */
  startedAt: number | null;
  /** The last step that asked us; steps count the documents of one leg from 1. 0: none yet. */
  step: number;
  /** When that step asked first, epoch ms. */
  askedAt: number;
  /** The answer to that step. */
  instruction: Instruction;
  /** The keys with which that step asked first; empty where it came by itself. */
  keys: string;
  /** Since when Twilio is being asked to fetch the next step at once, epoch ms; null where the leg comes by itself. */
  summonedAt: number | null;
  /** When Twilio was last asked what became of this leg because it was overdue, epoch ms. */
  checkedAt: number | null;
};

/**
 * Where a leg was when it asked: in the silence before the words, in the words, in the silence after them, in the talk,
 * in a recording, at the document's end, or anywhere (`summons`: we had it fetched). `kept` is the end of a document that
 * was made without the store: it promised the next words, and the leg asks for them ahead of time.
 */
export type AskedFrom = 'before' | 'words' | 'after' | 'talk' | 'record' | 'end' | 'kept' | 'summons';

/** A leg asks what to do next: the webhook of one step. */
export type LegAsks = {
  type: 'leg-asks';
  callSid: string;
  step: number;
  from: AskedFrom;
  /** Keys, as Twilio's Digits; empty where none was pressed. */
  digits: string;
  /** Keys of this very step that have answered an earlier question: they are no news, and their repetition is none. */
  spent?: string;
  /** What was said in their place, where the leg was listened to and anything was. */
  said?: SpokenAnswer;
};
