import type { Contact } from '../contact/contact.ts';
import { connectedDueAt } from '../contact/decide-connected.ts';
import { feedbackDueAt } from '../contact/decide-feedback.ts';
import { inLineDueAt } from '../contact/decide-in-line.ts';
import { onHoldDueAt } from '../contact/decide-on-hold.ts';
import { placeKeptDueAt } from '../contact/decide-place-kept.ts';
import type { TimelineEntry } from '../contact/decision.ts';
import { legOverdueAt } from '../contact/waits.ts';
import type { Desk } from '../desk/desk.ts';
import { deskDueAt } from '../desk/due.ts';
import type { ContactWrite, DeskWrite, Standing } from '../store/store.ts';
import { frontPlace } from '../waiting/line.ts';

/** What the store has to know of a contact beside its record, all of it read off the state before and after. */
export function contactWrite(
  before: Contact | null,
  after: Contact,
  timeline: TimelineEntry[],
  newcomer: { priority: number; place: number | null },
): ContactWrite {
  const leaves = before !== null && before.queueId !== after.queueId ? { leavesQueueId: before.queueId } : {};
  return {
    contact: after,
    expectedVersion: before?.version ?? 0,
    queueId: after.queueId,
    ...leaves,
    standing: standing(before, after, newcomer),
    takeable: isTakeable(after),
    served: ['offered', 'connected', 'held', 'returning', 'calling-back'].includes(after.status),
    dueAt: contactDueAt(after),
    callSid: after.leg?.callSid ?? null,
    labels: labels(before, after),
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
    freeSince: after.status === 'free' ? after.freeSince : null,
    dueAt: deskDueAt(after),
    callSid: leg?.callSid ?? null,
    intentId: after.status === 'closed' ? null : after.intentId,
  };
}

const IN_LINE = new Set<Contact['status']>(['waiting', 'offered', 'place-kept', 'calling-back']);

function isInLine(contact: Contact | null): boolean {
  return contact !== null && IN_LINE.has(contact.status);
}

/** Whoever waits, and whoever is to be called back when the turn has come. */
function isTakeable(contact: Contact): boolean {
  if (contact.status === 'place-kept')
    return contact.callback !== null && contact.callback.notBefore !== NEVER;
  return contact.status === 'waiting';
}

/** By what a visit can be found while it lasts: the caller's number, as a keyed hash, and its code. */
function labels(before: Contact | null, after: Contact): { add: string[]; remove: string[] } {
  const now = labelsOf(after);
  const was = before === null ? [] : labelsOf(before);
  return { add: now.filter((one) => !was.includes(one)), remove: was.filter((one) => !now.includes(one)) };
}

function labelsOf(contact: Contact): string[] {
  if (contact.status === 'ended' || contact.status === 'feedback') return [];
  return [codeLabel(contact.code), ...(contact.caller === null ? [] : [callerLabel(contact.caller)])];
}

export function codeLabel(code: string): string {
  return `code:${code}`;
}

export function callerLabel(caller: string): string {
  return `number:${caller}`;
}

function standing(
  before: Contact | null,
  after: Contact,
  newcomer: { priority: number; place: number | null },
): Standing {
  if (!isInLine(after)) return 'out';
  if (before === null || before.status === 'greeting') {
    return newcomer.place !== null
      ? { place: newcomer.place }
      : { newcomer: { priority: newcomer.priority, arrivedAt: after.arrivedAt } };
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

/** On duty: at the desk, whatever they do there. Away is not, nor is a phone that still rings. */
function isOnDuty(desk: Desk): boolean {
  return desk.status !== 'closed' && desk.status !== 'ringing' && desk.status !== 'away';
}
