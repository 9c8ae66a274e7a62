import type { Contact } from '../contact/contact.ts';
import { connectedDueAt } from '../contact/decide-connected.ts';
import { onHoldDueAt } from '../contact/decide-on-hold.ts';
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
    takeable: after.status === 'waiting',
    served: ['offered', 'connected', 'held', 'returning'].includes(after.status),
    dueAt: contactDueAt(after),
    callSid: after.leg?.callSid ?? null,
    labels: { add: [], remove: [] },
    owed: false,
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

function isInLine(contact: Contact | null): boolean {
  return contact !== null && (contact.status === 'waiting' || contact.status === 'offered');
}

function standing(
  before: Contact | null,
  after: Contact,
  newcomer: { priority: number; place: number | null },
): Standing {
  if (!isInLine(after)) return 'out';
  if (before === null) {
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
      return legOverdueAt(contact);
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
