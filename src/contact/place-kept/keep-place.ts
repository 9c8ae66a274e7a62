import { LONGEST_CALL_MS } from '../../twiml/leg.ts';
import { ended } from '../goodbye/ended.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Contact, InLineContact, PlaceKept } from '../contact.ts';
import { type Visit, visitOf } from '../visit.ts';
import { owedWords } from '../wait/recorded.ts';

/** A callback that nobody makes by itself: a person does, who owes it. */
export const NEVER = 9e15;
/** Whoever makes an owed call comes first for the caller. */
export const CALLER_FIRST_MS = 10 * 60_000;

/**
 * What becomes of a wait whose line dropped: the place is kept for `keepSeconds` for who calls again, or, with 0, it is
 * given up at once. `operator` comes first for who was on hold with them.
 */
export function keepPlace(
  contact: Visit,
  { told, forecasts }: Pick<PlaceKept, 'told' | 'forecasts'>,
  keepSeconds: number,
  operator: string | null,
  now: number,
): Contact {
  const until = now + keepSeconds * 1000;
  if (keepSeconds === 0) return owedWords(ended(contact, 'caller', now), now);
  const kept: PlaceKept = {
    ...visitOf(contact),
    status: 'place-kept',
    why: 'dropped',
    since: now,
    until,
    leg: null,
    told,
    forecasts,
    prefers: operator === null ? null : { operator, until },
  };
  return kept;
}

/** Whether it was a hold that dropped: then the operator who had it comes first. */
export function droppedOnHold({ why, prefers }: PlaceKept): boolean {
  return why === 'dropped' && prefers !== null;
}

/** A call this near to Twilio's limit was ended by it, not by the caller. */
const LIMIT_MARGIN_MS = 60_000;

/** Whether a call that ends now is ended by Twilio's limit. */
export function isAtLimit({ leg: { startedAt } }: InLineContact, now: number): boolean {
  return startedAt !== null && now >= startedAt + LONGEST_CALL_MS - LIMIT_MARGIN_MS;
}

/**
 * Nobody who was still waiting when Twilio ended the call at its limit is lost: they are called back in their turn where
 * the number may be called. Null where the call was ended otherwise.
 */
export function cutByLimit(
  contact: InLineContact,
  { now, queue, numberOf, callbackVerdict }: ContactCircumstances,
): PlaceKept | null {
  if (!isAtLimit(contact, now)) return null;
  const number = contact.caller === null ? null : numberOf(contact.from);
  if (!queue.callbacks.enabled || number === null || callbackVerdict(number) !== 'allowed') return null;
  return {
    ...visitOf(contact),
    callback: { number, askedAt: now, attempts: 0, notBefore: now },
    status: 'place-kept',
    why: 'callback',
    since: now,
    until: null,
    leg: null,
    told: contact.told,
    forecasts: contact.forecasts,
    prefers: null,
  };
}
