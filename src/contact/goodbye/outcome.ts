import type { ContactEvent } from '../contact-event.ts';
import type { Contact } from '../contact.ts';
import { changed, type Decision, refused } from '../decision.ts';
import { isServed } from '../talk/served.ts';

/** For so long after the talk its operator may say what came of it, or say it anew, ms. */
const SAID_WITHIN_MS = 15 * 60_000;

/** What came of a contact, by the operator who served it last: alike in every status that follows a talk. */
export function outcome(
  contact: Contact,
  { operator, code, label }: ContactEvent & { type: 'outcome' },
  now: number,
): Decision<Contact> {
  if (isServed(contact)) {
    return contact.server.operator === operator
      ? refused('state', 'The call is not over yet. Choose what came of it when it is.')
      : refused('not-yours', 'Another operator serves this caller.');
  }
  const { lastServed } = contact;
  if (lastServed?.operator !== operator) return refused('not-yours', 'You have not served this caller.');
  if (now > lastServed.at + SAID_WITHIN_MS)
    return refused('state', 'The call ended too long ago to say what came of it.');
  if (contact.outcome?.code === code) return { kind: 'repeated' };
  return changed<Contact>(
    { ...contact, outcome: { code, label, operator, at: now } },
    { timeline: [{ at: now, kind: 'outcome', data: { code, label, operator } }] },
  );
}

/** The same decision; where it takes the contact from its operator, the record keeps who that was. */
export function withLastServed(before: Contact, decision: Decision<Contact>, now: number): Decision<Contact> {
  if (decision.kind !== 'changed' || !isServed(before)) return decision;
  const { next } = decision;
  const { operator } = before.server;
  if (isServed(next) && next.server.operator === operator) return decision;
  return { ...decision, next: { ...next, lastServed: { operator, at: now } } };
}
