import type { Contact } from '../contact/contact.ts';
import { connectedDueAt } from '../contact/talk/decide-connected.ts';
import { feedbackDueAt } from '../contact/goodbye/decide-feedback.ts';
import { inLineDueAt } from '../contact/in-line/decide-in-line.ts';
import { onHoldDueAt } from '../contact/on-hold/decide-on-hold.ts';
import { placeKeptDueAt } from '../contact/place-kept/decide-place-kept.ts';
import type { TimelineEntry } from '../contact/decision.ts';
import { NEVER } from '../contact/place-kept/keep-place.ts';
import { legOverdueAt } from '../contact/wait/waits.ts';
import type { Desk } from '../desk/desk.ts';
import { deskDueAt } from '../desk/due.ts';
import { isOnDuty } from '../desk/renewal.ts';
import { mayTakeMore } from '../desk/held-callers.ts';
import { isSpeaking } from '../desk/held-news.ts';
import type { ContactWrite, DeskWrite, Standing } from '../store/store.ts';
import { frontPlace } from '../waiting/line.ts';
import { headStartMs, type Ranked } from '../waiting/ranking.ts';

/** Where a contact goes that joins a line, and what is known beside it. */
export type Newcomer = {
  queue: Ranked;
  place: number | null;
  now: number;
  /** The keyed hash of a number. */
  keyOf: (number: string) => string | null;
};

/** What the store has to know of a contact beside its record, all of it read off the state before and after. */
export function contactWrite(
  before: Contact | null,
  after: Contact,
  timeline: TimelineEntry[],
  newcomer: Newcomer,
): ContactWrite {
  const leaves = before !== null && before.queueId !== after.queueId ? { leavesQueueId: before.queueId } : {};
  return {
    contact: after,
    expectedVersion: before?.version ?? 0,
    queueId: after.queueId,
    ...leaves,
    standing: standing(before, after, newcomer),
    takeable: isTakeable(after, newcomer.now),
    served: ['offered', 'connected', 'held', 'returning', 'calling-back'].includes(after.status),
    dueAt: contactDueAt(after),
    callSid: after.leg?.callSid ?? null,
    takesLeg: after.leg !== null && after.leg.callSid !== before?.leg?.callSid,
    labels: labels(before, after, newcomer.keyOf),
    owed: after.owes !== null,
    timeline,
  };
}

/** The same for a desk. */
export function deskWrite(before: Desk | null, after: Desk): DeskWrite {
  const leg = 'leg' in after ? after.leg : null;
  return {
    desk: after,
    expectedVersion: before?.version ?? 0,
    onDutyFor: isOnDuty(after) ? after.queues : [],
    speaks: after.skills ?? [],
    freeSince: freeSince(after),
    dueAt: deskDueAt(after),
    callSid: leg?.callSid ?? null,
    intentId: after.status === 'closed' ? null : after.intentId,
  };
}

const IN_LINE = new Set<Contact['status']>(['waiting', 'offered', 'place-kept', 'calling-back']);

export function isInLine(contact: Contact | null): boolean {
  return contact !== null && IN_LINE.has(contact.status) && !isOwedCall(contact);
}

/** A call that a person owes: it is made when they make it, and holds up nobody in the line until then. */
function isOwedCall(contact: Contact): boolean {
  return contact.status === 'place-kept' && contact.callback?.notBefore === NEVER;
}

/** Whoever waits, and whoever is to be called back when the turn has come. */
function isTakeable(contact: Contact, now: number): boolean {
  if (contact.status === 'place-kept')
    return contact.leg === null && contact.callback !== null && contact.callback.notBefore <= now;
  return contact.status === 'waiting';
}

/** By what a visit can be found while it lasts: the caller's number, as a keyed hash, and its code. */
function labels(
  before: Contact | null,
  after: Contact,
  keyOf: (number: string) => string | null,
): { add: string[]; remove: string[] } {
  // As with most changes; the key of a number takes longer than all else here.
  if (before !== null && isLabelledAlike(before, after)) return { add: [], remove: [] };
  const now = labelsOf(after, keyOf);
  const was = before === null ? [] : labelsOf(before, keyOf);
  return { add: now.filter((one) => !was.includes(one)), remove: was.filter((one) => !now.includes(one)) };
}

function isLabelledAlike(before: Contact, after: Contact): boolean {
  return (
    before.status === after.status &&
    before.caller === after.caller &&
    before.code === after.code &&
    before.callback?.number === after.callback?.number
  );
}

function labelsOf(contact: Contact, keyOf: (number: string) => string | null): string[] {
  if (contact.status === 'ended' || contact.status === 'feedback') return [];
  const { caller, callback, code, status } = contact;
  const called = callback === null ? null : keyOf(callback.number);
  // A code finds a place that is kept; who is on the line needs none, and there are thousands of them.
  const isAway = status === 'place-kept' || status === 'calling-back';
  return [
    ...(isAway ? [codeLabel(code)] : []),
    ...(caller === null ? [] : [callerLabel(caller)]),
    ...(called === null ? [] : [callbackLabel(called)]),
    ...(caller === null && status === 'place-kept' ? [WITHHELD_LABEL] : []),
  ];
}

export function codeLabel(code: string): string {
  return `code:${code}`;
}

/** Visits that are to be called back at a number. */
export function callbackLabel(caller: string): string {
  return `callback:${caller}`;
}

/** Places that are kept for callers whose number is withheld. */
export const WITHHELD_LABEL = 'number:withheld';

export function callerLabel(caller: string): string {
  return `number:${caller}`;
}

function standing(before: Contact | null, after: Contact, newcomer: Newcomer): Standing {
  if (!isInLine(after)) return 'out';
  if (before === null || before.status === 'greeting') {
    return newcomer.place !== null
      ? { place: newcomer.place }
      : { newcomer: { headStartMs: headStartMs(newcomer.queue, after), arrivedAt: after.arrivedAt } };
  }
  // Who comes back from an operator goes to the front; who was in line keeps the place through every detour.
  return isInLine(before) && before.queueId === after.queueId
    ? 'keep'
    : { place: frontPlace(after.arrivedAt) };
}

function contactDueAt(contact: Contact): number | null {
  switch (contact.status) {
    case 'waiting':
    case 'offered':
      return inLineDueAt(contact);
    case 'greeting':
      return legOverdueAt(contact);
    case 'place-kept':
    case 'calling-back':
      return placeKeptDueAt(contact);
    case 'feedback':
      return feedbackDueAt(contact);
    case 'connected':
      return connectedDueAt(contact);
    case 'held':
    case 'returning':
      return onHoldDueAt(contact);
    case 'ended':
      return null;
  }
}

/**
 * Since when a desk may be offered a contact: free, or with fewer on hold than it may, where its operator wants more and
 * is not just speaking a note.
 */
function freeSince(desk: Desk): number | null {
  if (desk.status === 'free') return desk.freeSince;
  const takesMore = desk.status === 'holding' && desk.offersMore === true && mayTakeMore(desk);
  return takesMore && !isSpeaking(desk) ? desk.since : null;
}
