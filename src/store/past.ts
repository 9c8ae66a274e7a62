import type { Contact } from '../contact/contact.ts';

/**
 * Among whose earlier contacts this one is found from now on: the keyed hash of its caller's number. Null while it
 * lasts, where the number is withheld, and where it was only the way back to an earlier place.
 */
export function pastOf(contact: Contact): string | null {
  return contact.status === 'ended' && contact.by !== 'joined-earlier-place' ? contact.caller : null;
}
