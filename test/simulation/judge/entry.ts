import type { Contact } from '../../../src/contact/contact.ts';
import type { Callback } from '../../../src/contact/visit.ts';

/** What the ledger knows of one contact. */
export type Entry = {
  id: string;
  status: Contact['status'];
  queueId: string;
  /** What the caller is spoken to in. */
  language: string;
  /** Since when, epoch ms: nobody was free for them before who speaks it. */
  languageSince: number;
  /** By how much earlier the caller counts as having come, ms: the priority of the queue that was called. */
  headStartMs: number;
  /** When we first heard of the caller, by the network's clock. */
  knownAt: number;
  /** When the caller came into the line, after the questions that come before. */
  joinedAt: number;
  /** Was served before, and so stands before all others. */
  front: boolean;
  /** The store's key of the place while in line. */
  place: number | null;
  /** By an old webhook, after the store had forgotten it: the leg's own token may know another place. */
  broughtBack: boolean;
  /** When the status was last written. */
  since: number;
  /** The store has not forgotten it. */
  known: boolean;
  /** The leg that the contact has now. */
  callSid: string | null;
  callback: Callback | null;
  /** Of the call that is being made to the caller. */
  intentId: string | null;
  /** A person owes a call or a message. */
  owed: boolean;
  /** Until when others go first, since the caller did not answer when asked for, epoch ms. */
  absentUntil: number;
  /** When news is planned to be told, epoch ms. */
  speakAt: number | null;
  stage: string | null;
  /** The four digits by which the place is found again. */
  code: string;
  /** Comes first for one operator until then, and may be left to them. */
  prefers: { operator: string; until: number } | null;
};

/** A call that is to be made by nobody but a person (contact/place-kept/keep-place.ts). */
const BY_A_PERSON = 9e15;

/** Whether one is served before the other, by more than a tolerance in ms. */
export function standsBefore(one: Entry, other: Entry, toleranceMs: number): boolean {
  if (one.front !== other.front) return one.front;
  if (one.front) return one.knownAt < other.knownAt - toleranceMs;
  return one.joinedAt - one.headStartMs < other.joinedAt - other.headStartMs - toleranceMs;
}

/** A place is kept in the line without a leg too, but for a call that a person owes: it holds up nobody. */
export function isInLine({ status, callback }: Pick<Entry, 'status' | 'callback'>): boolean {
  if (status === 'place-kept') return callback?.notBefore !== BY_A_PERSON;
  return status === 'waiting' || status === 'offered' || status === 'calling-back';
}

/** As a finding shows it. */
export function shown({ front, headStartMs, joinedAt, place, since }: Entry): string {
  return `${front ? 'front' : `head start ${headStartMs / 1000} s`} since ${new Date(joinedAt).toISOString()} at ${String(place)} (waiting since ${new Date(since).toISOString()})`;
}
