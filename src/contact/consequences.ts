import type { Leg } from '../twiml/instructions.ts';
import { line, type Line } from '../voice-script/moments.ts';
import type {
  CallingBack,
  Contact,
  Ended,
  Offered,
  OnHoldContact,
  PlaceKept,
  Returning,
  Server,
} from './contact.ts';
import type { Served } from './talk/served.ts';
import { changed, type Decision, type Message } from './decision.ts';
import type { Effect } from './effects.ts';

type WithLeg = Exclude<Contact, Ended | PlaceKept | CallingBack>;
type WithOperator = Offered | Served;

/** Have the contact's leg fetch its next document now. */
export function summons({ id, leg }: WithLeg): Effect {
  return { type: 'summon-leg', owner: { kind: 'contact', id }, callSid: leg.callSid, step: leg.step + 1 };
}

/** The contact's leg should have asked and did not: Twilio is asked what became of it. */
export function askAfter<C extends Contact & { leg: Leg }>(contact: C, now: number): Decision<Contact> {
  const { id, leg } = contact;
  return changed<Contact>(
    { ...contact, leg: { ...leg, checkedAt: now } },
    { effects: [{ type: 'check-leg', owner: { kind: 'contact', id }, callSid: leg.callSid }] },
  );
}

/** See that both are in the talk, a while after the caller was sent there. */
export function checkTalk({ id, talk }: Offered | Returning): Effect {
  return { type: 'check-talk', id, talk };
}

/** The operator has the contact no more, and hears why. */
export function gone(
  { id, server }: WithOperator,
  moment:
    | 'desk.taken-back'
    | 'desk.free'
    | 'desk.caller-ended'
    | 'desk.caller-absent'
    | 'desk.owes-callback'
    | 'desk.caller-hung-up'
    | 'desk.caller-gone',
): Message {
  const lines = [line(moment, {})];
  return { to: 'desk', operator: server.operator, event: { type: 'contact-gone', contactId: id, lines } };
}

/** A colleague has taken the held contact over: the operator who had it is told, and free of it. */
export function lookedIn({ id, server }: OnHoldContact, by: Server): Message {
  const lines = [line('desk.looked-in', { operator: by.displayName })];
  return { to: 'desk', operator: server.operator, event: { type: 'contact-gone', contactId: id, lines } };
}

/** The operator has put the contact on hold. */
export function onHold({ id, server }: WithOperator, reason: string): Message {
  return { to: 'desk', operator: server.operator, event: { type: 'contact-held', contactId: id, reason } };
}

/** Words to the operator of a contact. */
export function tell({ id, server }: WithOperator, lines: Line[]): Message {
  return { to: 'desk', operator: server.operator, event: { type: 'tell', contactId: id, lines } };
}
