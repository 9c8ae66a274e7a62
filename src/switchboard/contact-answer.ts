import type { Contact } from '../contact/contact.ts';
import { frontPlace, placeOf } from '../waiting/line.ts';
import { headStartMs } from '../waiting/ranking.ts';
import type { ContactRecord, Settlement } from './settle.ts';
import { isInLine } from './standing.ts';

/** The committed contact that a leg is answered from; `place` goes into its token. */
export type ContactAnswer = { contact: Contact; place: number };

/** The record whose leg this is, among those that an event has changed. */
export function ownerOf(
  { contacts }: Settlement & { kind: 'settled' },
  id: string,
  callSid: string,
): ContactRecord | undefined {
  return [...contacts.values()].find(({ contact }) => contact?.leg?.callSid === callSid) ?? contacts.get(id);
}

/** Whether a contact stands in a line where it stood in none, having been asked something. */
export function comesIn({ contact, view }: ContactRecord): boolean {
  return view.contact?.status === 'greeting' && isInLine(contact);
}

/** Where a contact stands should its record be lost: who is with an operator, or was a moment ago, at the front. */
export function placeToKeep({
  contact,
  queue,
  view: { place },
}: Pick<ContactRecord, 'contact' | 'queue'> & { view: Pick<ContactRecord['view'], 'place'> }): number {
  if (contact === null) return place ?? 0;
  const { arrivedAt } = contact;
  if (contact.status === 'greeting') return placeOf(headStartMs(queue, contact), arrivedAt);
  // The place was read before the decision: who has just been given a talk has left it.
  return isInLine(contact) ? (place ?? frontPlace(arrivedAt)) : frontPlace(arrivedAt);
}
