import { toOperator } from './moment.ts';

/** What is said in the ear of an operator at a desk, between two things to do. */
export const deskMoments = {
  'desk.confirm': toOperator({}),
  // Its line is called anew in the middle of a duty: the last words of the old one, the first of the new one.
  'desk.renewal': toOperator({}),
  // There is no phone on file that could be called.
  'desk.call-in-again': toOperator({}),
  'desk.confirm-renewed': toOperator({}),
  'desk.open-auto': toOperator({}),
  'desk.open-manual': toOperator({}),
  /** Who the next caller is, where callers of several languages come also which one they speak, and the key to take them. */
  'desk.whisper': toOperator({ queueName: 'name', waitedSeconds: 'for' }),
  'desk.offer': toOperator({}),
  'desk.language': toOperator({ language: 'language' }),
  'desk.nobody-waiting': toOperator({}),
  'desk.taken-back': toOperator({}),
  /** How things stand, by key: how many wait and how callers come; who is on hold, and what they answered. */
  'desk.waiting': toOperator({ waiting: 'count', longestSeconds: 'for' }),
  'desk.mode-auto': toOperator({}),
  'desk.mode-manual': toOperator({}),
  'desk.keys': toOperator({}),
  'desk.held': toOperator({ heldSeconds: 'for', reason: 'reason' }),
  'desk.next-check-in': toOperator({ secondsLeft: 'in' }),
  'desk.holding': toOperator({}),
  'desk.remind': toOperator({ secondsLeft: 'in' }),
  /** Several are on hold: key 1 returns to the one who is due next. */
  'desk.holding-several': toOperator({ held: 'count' }),
  /** Which of several held callers the next words are about, counted in the order of their holds. */
  'desk.which': toOperator({ position: 'position', reason: 'reason' }),
  /** 80 % of the time that the operator promised is over, all of it, and half of it once more. */
  'desk.promise-nearly-over': toOperator({ secondsLeft: 'in' }),
  'desk.promise-over': toOperator({}),
  'desk.others-may-look-in': toOperator({}),
  /** A colleague has taken over the caller whom this operator had on hold. */
  'desk.looked-in': toOperator({ operator: 'name' }),
  /** Before the talk with a caller whom a colleague had on hold. */
  'desk.look-in': toOperator({ operator: 'name', waitedSeconds: 'for' }),
  /** After a talk that a supervisor has listened to. */
  'desk.listened-in': toOperator({ operator: 'name' }),
  'desk.two-more': toOperator({}),
  /** The spoken start of a recording. */
  'desk.speak-note': toOperator({}),
  /** What became of a note is not known within a second. */
  'desk.note-checking': toOperator({}),
  'desk.note-none': toOperator({}),
  'desk.note-kept': toOperator({ secondsLeft: 'in' }),
  'desk.note-refused': toOperator({}),
  'desk.note-late': toOperator({}),
  'desk.answer-come-back': toOperator({}),
  'desk.answer-keep-waiting': toOperator({}),
  'desk.caller-hung-up': toOperator({}),
  'desk.caller-ended': toOperator({}),
  'desk.caller-gone': toOperator({}),
  /** A key has taken a caller who is asked first whether they are there. */
  'desk.asks-caller': toOperator({}),
  'desk.caller-there': toOperator({}),
  /** The caller did not answer the presence check and keeps the place. */
  'desk.caller-absent': toOperator({}),
  /** Connected without an answer to the presence check. */
  'desk.may-be-absent': toOperator({}),
  /** One of the two did not arrive in the talk. */
  'desk.not-met': toOperator({}),
  'desk.words-left': toOperator({}),
  'desk.owes-callback': toOperator({}),
  /** Every few minutes at a quiet desk, until the call is made. */
  'desk.owed': toOperator({ owedSeconds: 'for' }),
  'desk.calling-back': toOperator({}),
  'desk.owed-refused': toOperator({}),
  'desk.wrap-up': toOperator({}),
  'desk.free': toOperator({}),
  'desk.away': toOperator({}),
  'desk.away-missed': toOperator({}),
  'desk.away-console': toOperator({}),
  'desk.back': toOperator({}),
  /** The store is away: why, and what is next, is not known. */
  'desk.talk-over': toOperator({}),
  /** The store is away: a key can do nothing. */
  'desk.key-lost': toOperator({}),
  /** The same after a spoken note: whether it is kept shows when the store is back. */
  'desk.note-lost': toOperator({}),
  'desk.goodbye': toOperator({}),
} as const;
