import type { Contact } from '../contact.ts';

/** A contact that is an operator's: talked to, or on hold. */
export type Served = Extract<Contact, { status: 'connected' | 'held' | 'returning' }>;

/** Whether a contact is with an operator. */
export function isServed(contact: Contact): contact is Served {
  return contact.status === 'connected' || contact.status === 'held' || contact.status === 'returning';
}
