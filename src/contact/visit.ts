import type { ListenMode } from '../twiml/instructions.ts';
import type { Cadence } from '../waiting/rhythm.ts';

/** What a contact is in every status. */
export type Visit = {
  id: string;
  /** Grows by one with every commit; the store refuses a write on a stale one. */
  version: number;
  queueId: string;
  /** The caller's number as Twilio gave it: personal data, never logged, never in a URL or a key. */
  from: string;
  /** The number that was called. */
  to: string;
  language: string;
  arrivedAt: number;
  cadence: Cadence;
  /** Keyed hash of the caller's number, by which who calls again is recognised; null where the number is withheld. */
  caller: string | null;
  /** Four digits by which the place is found again from any phone. */
  code: string;
  /** The call back that was promised; null where none is. */
  callback: Callback | null;
  /** What the caller has left in words; null where nothing. */
  words: Words | null;
  /** What a person owes this caller, shown on the console until somebody has seen to it; null where nothing. */
  owes: Owed | null;
  heard: Heard;
  /** Who served the contact last, and until when; left out before anybody has. */
  lastServed?: { operator: string; at: number };
  /** What came of it, in the words of the queue's list; left out where nobody has said. */
  outcome?: CallOutcome;
  /** The supervisor who listens to the talk, or is about to; left out where nobody does. */
  listener?: Listener;
};

/**
 * A supervisor at a talk. `mode` is what they have asked for, `heard` how they have been in the talk since when: that
 * may be another for a moment, and is null while they are not in it.
 */
export type Listener = {
  operator: string;
  displayName: string;
  mode: ListenMode;
  stage: 'coming' | 'in' | 'leaving';
  since: number;
  heard: { mode: ListenMode; since: number } | null;
};

/** `code` is an id of the queue's list, `label` how it read when it was chosen. */
export type CallOutcome = { code: string; label: string; operator: string; at: number };

/** A promised call. `number` is E.164, read back to the caller and confirmed. */
export type Callback = {
  number: string;
  askedAt: number;
  /** Calls made so far. */
  attempts: number;
  /** Not called before, epoch ms: the caller's window, or the pause after a call that was not answered. */
  notBefore: number;
};

/** A recording at Twilio. `kind`: spoken while waiting, or left instead of waiting. */
export type Words = { kind: 'while-waiting' | 'message'; recordingSid: string; seconds: number; at: number };

export type Owed = {
  /**
   * `callback-held`: the day's minutes for calls back are used up, a person decides. `callback-waiting`: nobody has been on
   * duty to call, and the call is still made by itself when somebody is.
   */
  kind: 'message' | 'callback-failed' | 'callback-held' | 'callback-waiting' | 'call-back';
  since: number;
  operator: string | null;
};

/** What the caller has been told of the line as a whole, so that news is told once in a visit. */
export type Heard = {
  /** The notice that was told and has not been told to be over; null where none. */
  noticeId: string | null;
  /** What was said of the closing of the queue. */
  closing: 'nothing' | 'soon' | 'closed';
  /** When it was said that the queue has closed and nobody is left, epoch ms. */
  closedAt: number | null;
  /** Since when the caller has known that nobody is on duty, epoch ms; null where somebody is. */
  nobodySince: number | null;
  /** Whether the number of another line was told. */
  backupNumber: boolean;
  /** Nobody on duty speaks the caller's language, and the key to one that somebody speaks was named. */
  otherLanguage?: true;
  /**
   * What the questions before a place have said: whose line it is (null: not yet), and of which languages the caller knows
   * the keys. Left out once the place was greeted.
   */
  welcomed?: { queueName: string | null; languages: readonly string[] };
  /** A call back, or leaving words, was offered because the wait is long beyond numbers. */
  offeredForLong?: true;
};

/** Only what a contact is in every status: the ground on which the next status is built. */
export function visitOf(contact: Visit): Visit {
  const {
    id,
    version,
    queueId,
    from,
    to,
    language,
    arrivedAt,
    cadence,
    caller,
    code,
    callback,
    words,
    owes,
    heard,
    lastServed,
    outcome,
    listener,
  } = contact;
  return {
    id,
    version,
    queueId,
    from,
    to,
    language,
    arrivedAt,
    cadence,
    caller,
    code,
    callback,
    words,
    owes,
    heard,
    ...(lastServed === undefined ? {} : { lastServed }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(listener === undefined ? {} : { listener }),
  };
}
