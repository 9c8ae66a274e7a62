import type { ContactCircumstances } from '../circumstances.ts';
import type { CallingBack, Contact, Ended } from '../contact.ts';
import { type Away, hangUpOf } from './back-in-place.ts';
import { ended } from '../goodbye/ended.ts';
import { changed, type Decision, refused } from '../decision.ts';
import { CALLER_FIRST_MS, NEVER } from './keep-place.ts';
import { visitOf } from '../visit.ts';

/**
 * An operator answers a message by calling whoever left it. Nobody promised the call, so that the rules and limits of a
 * promise hold for it; the number is the one that called, and where it is withheld there is none.
 */
export function answerMessage(
  contact: Ended,
  by: { operator: string } | null,
  { now, newIntentId, numberOf, callbackVerdict }: ContactCircumstances,
): Decision<Contact> {
  if (by === null || contact.owes?.kind !== 'message') return refused('state', 'The call is over.');
  if (contact.leg !== null) return refused('state', 'The caller is still on the line.');
  const number = contact.caller === null ? null : numberOf(contact.from);
  if (number === null) return refused('state', 'The caller’s number is withheld: there is none to call.');
  switch (callbackVerdict(number)) {
    case 'refused':
      return refused('state', 'The rules do not allow this number.');
    case 'limit':
      return refused('state', 'A call to this number is promised already, or a limit for calls is reached.');
    case 'allowed':
      break;
  }
  const attempts = (contact.callback?.attempts ?? 0) + 1;
  const calling: CallingBack = {
    ...visitOf(contact),
    // Made by a person alone, as often as a person wants.
    callback: { number, askedAt: contact.callback?.askedAt ?? now, attempts, notBefore: NEVER },
    status: 'calling-back',
    intentId: newIntentId,
    since: now,
    leg: null,
    told: { position: null, onDuty: true, wait: null },
    forecasts: [],
    prefers: { operator: by.operator, until: now + CALLER_FIRST_MS },
  };
  return changed<Contact>(calling, {
    effects: [{ type: 'ring-caller', id: contact.id, intentId: newIntentId }],
    timeline: [{ at: now, kind: 'calling-back', data: { attempt: attempts, operator: by.operator } }],
  });
}

/** Whether the call answers a message: it was never promised, and the message stays owed until somebody was reached. */
export function answersMessage({ callback, owes }: Away): boolean {
  return callback?.notBefore === NEVER && (owes === null || owes.kind === 'message');
}

/** Nobody came to the phone: the message is still there, with how often its caller was called. */
export function messageUnanswered(contact: Away, now: number): Decision<Contact> {
  return changed<Contact>(ended(contact, 'callback-failed', now), {
    effects: hangUpOf(contact),
    timeline: [{ at: now, kind: 'not-reached', data: { attempt: contact.callback?.attempts ?? 1 } }],
  });
}
