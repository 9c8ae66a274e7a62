import type { ContactEvent } from '../contact/contact-event.ts';
import { changed, type Decision, type Message } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import { summoned } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import {
  type Away,
  type Brief,
  type Closed,
  type Desk,
  type Free,
  type Holding,
  type Manned,
  mannedOf,
  type Offered,
  type OnHook,
  type Post,
  postOf,
  type Ringing,
  type WrapUp,
} from './desk.ts';
import { heldBesides, holdingWords, withOthers } from './held-callers.ts';

/** How long a leg that should come out of a talk by itself is awaited, ms. */
const COME_BY_MS = 2_000;

/** Have the desk's leg fetch its next document now. */
export function summons({ operator, leg }: Manned): Effect {
  return { type: 'summon-leg', owner: { kind: 'desk', operator }, callSid: leg.callSid, step: leg.step + 1 };
}

/** The desk's leg should have asked and did not: Twilio is asked what became of it. */
export function askAfter(desk: Extract<Desk, Manned>, now: number): Decision<Desk> {
  const { operator, leg } = desk;
  return changed<Desk>(
    { ...desk, leg: { ...leg, checkedAt: now } },
    { effects: [{ type: 'check-leg', owner: { kind: 'desk', operator }, callSid: leg.callSid }] },
  );
}

/** The desk's claim on a contact: it is taken from the line, or from a colleague who has it on hold. */
export function claim({ operator, displayName }: Post, contact: Brief, talk: string): Message {
  const server = { operator, displayName };
  return toContact(
    contact,
    contact.lookIn === undefined
      ? { type: 'take', server, talk }
      : { type: 'look-in', server, talk, mayAlways: contact.lookIn.mayAlways },
  );
}

/** A word to the contact that a desk serves. */
export function toContact({ contactId }: Brief, event: ContactEvent): Message {
  return { to: 'contact', id: contactId, event };
}

/**
 * The contact is gone: back to those on hold, else a free desk, after time for notes where the queue gives some. `lines`
 * are what the leg hears next.
 */
export function doneWith(
  desk: Manned & Desk,
  contact: Brief,
  lines: Line[],
  now: number,
): Holding | Free | WrapUp {
  const last = contact.contactId;
  const rest = { ...mannedOf(desk), pending: lines, last };
  const held = heldBesides(desk, last);
  if (held.length > 0) return backToHeld(rest, held, lines, now);
  if (contact.wrapUpMs === 0) return { ...rest, status: 'free', freeSince: now };
  const pending = [...whyNotFree(lines), line('desk.wrap-up', {})];
  return { ...rest, pending, status: 'wrap-up', until: now + contact.wrapUpMs };
}

/** A desk whose announced contact, or one on its way to it, came to nothing: back to those on hold, else free. */
export function without(desk: Manned & Desk, contact: Brief, lines: Line[], now: number): Holding | Free {
  const held = heldBesides(desk, contact.contactId);
  return held.length > 0 ? backToHeld(desk, held, lines, now) : free(desk, lines, now);
}

/** A desk that did not take what was announced: away, or, where callers are on hold with it, without further offers. */
export function missed(desk: Offered, reason: string, lines: Line[], now: number): Holding | Away {
  const held = heldBesides(desk, desk.contact.contactId);
  return held.length > 0
    ? holding({ ...mannedOf(desk), pending: [], offersMore: false }, held, now)
    : away(desk, reason, lines, now);
}

function backToHeld(desk: Manned, held: readonly Brief[], lines: readonly Line[], now: number): Holding {
  const next = holding(desk, held, now);
  return { ...next, pending: [...whyNotFree(lines), holdingWords(next)] };
}

/** To who is not free after all: what they are is said in the place of that. */
function whyNotFree(lines: readonly Line[]): Line[] {
  return lines.filter(({ moment }) => moment !== 'desk.free');
}

/** A desk with nobody but these on hold. */
export function holding(desk: Manned, held: readonly Brief[], now: number): Holding {
  const [contact, ...others] = held.toReversed() as [Brief, ...Brief[]];
  return withOthers({ ...mannedOf(desk), status: 'holding', contact, since: now }, others);
}

/** A free desk. */
export function free(desk: Manned, lines: Line[], now: number): Free {
  return { ...mannedOf(desk), pending: lines, status: 'free', freeSince: now };
}

/** A desk that takes no callers for now. */
export function away(desk: Manned, reason: string, lines: Line[], now: number): Away {
  return { ...mannedOf(desk), pending: lines, status: 'away', reason, since: now };
}

/** The same desk while its leg is fetched for what is pending. */
export function fetched<D extends Manned>(desk: D, now: number): D {
  return { ...desk, leg: summoned(desk.leg, now), comeBy: null };
}

/** The same desk while its leg is expected out of a talk. */
export function awaited<D extends Manned>(desk: D, now: number): D {
  return { ...desk, comeBy: now + COME_BY_MS };
}

/** A desk whose phone is to be rung; `held` are callers on hold who wait for its operator. */
export function ring(post: Post, held: readonly Brief[], now: number): Ringing {
  const [contact = null, ...others] = held.toReversed();
  return withOthers({ ...postOf(post), status: 'ringing', ringingSince: now, leg: null, contact }, others);
}

/** The call that rings a desk. */
export function ringEffect({ operator, intentId }: Post): Effect {
  return { type: 'ring-desk', operator, intentId };
}

/** The same where a phone is on file; who called in from another one may call in again meanwhile. */
export function rungAgain(post: Post): Effect[] {
  return post.address === '' ? [] : [ringEffect(post)];
}

/** A desk off duty. */
export function offDuty(post: Post, why: Closed['why'], now: number): Closed {
  return { ...postOf(post), status: 'closed', why, since: now };
}

/** A desk that is free while its phone is on the hook. */
export function freeOnHook(post: Post, now: number): OnHook {
  return { ...postOf(post), leg: null, status: 'free', freeSince: now };
}

/** A desk that takes no callers for now, its phone on the hook. */
export function awayOnHook(post: Post, reason: string, now: number): OnHook {
  return { ...postOf(post), leg: null, status: 'away', reason, since: now };
}

/** The same desk with its phone hung up. */
export function onHook(desk: Free | WrapUp | Away): OnHook {
  const { last } = desk;
  const post = { ...postOf(desk), ...(last === undefined ? {} : { last }), leg: null };
  switch (desk.status) {
    case 'free':
      return { ...post, status: 'free', freeSince: desk.freeSince };
    case 'wrap-up':
      return { ...post, status: 'wrap-up', until: desk.until };
    case 'away':
      return { ...post, status: 'away', reason: desk.reason, since: desk.since };
  }
}

/** Hang up a desk's leg, where there is one. */
export function hangUps(leg: { callSid: string } | null): Effect[] {
  return leg === null ? [] : [{ type: 'hang-up-leg', callSid: leg.callSid }];
}
