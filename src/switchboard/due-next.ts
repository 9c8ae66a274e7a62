import type { Contact } from '../contact/contact.ts';
import type { Desk, DeskEvent } from '../desk/desk.ts';
import { heldBy } from '../desk/held-callers.ts';

/**
 * Whom a key at a desk is about that has several callers on hold: the one who hears from us first.
 * @param read a contact as it stands, null where it is gone
 * @returns its id; null where the event is no key, or there is nothing to choose
 */
export async function dueNext(
  desk: Desk | null,
  event: DeskEvent,
  read: (id: string) => Promise<Contact | null>,
): Promise<string | null> {
  if (event.type !== 'leg-asks' || event.digits === '' || desk?.status !== 'holding') return null;
  const held = heldBy(desk);
  if (held.length < 2) return null;
  const contacts = await Promise.all(held.map(({ contactId }) => read(contactId)));
  const [next] = contacts
    .flatMap((contact) => (contact?.status === 'held' ? [contact] : []))
    .toSorted((a, b) => a.nextCheckInAt - b.nextCheckInAt);
  return next?.id ?? null;
}
