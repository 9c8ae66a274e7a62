import type { Contact } from '../contact/contact.ts';
import type { Leg } from '../twiml/instructions.ts';
import type { ContactToken } from './leg-token.ts';

/** What a leg promises that is in a talk and so promises nothing: where the store is lost, it checks in this often. */
export const DEFAULT_INTERVAL_MS = 20_000;

/** Before there is a place, and after the talk, nothing is said of one. */
const WITHOUT_PLACE = new Set<Contact['status']>(['greeting', 'feedback', 'ended']);

/**
 * The token of a contact's leg.
 * @param leg null while it is being called
 * @param place the key of where the contact stands should its record be lost (waiting/line.ts)
 * @param step the step that the URL asks for
 */
export function contactToken(
  { id: contactId, queueId, language, status }: Contact,
  leg: Leg | null,
  place: number,
  step: number,
): ContactToken {
  const intervalMs = leg?.instruction.kind === 'quiet' ? leg.instruction.silenceAfterMs : DEFAULT_INTERVAL_MS;
  return { contactId, queueId, place, hasPlace: !WITHOUT_PLACE.has(status), language, intervalMs, step };
}
