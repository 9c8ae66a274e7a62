import type { ContactEvent } from '../contact/contact-event.ts';
import type { Message } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import { summoned } from '../twiml/leg.ts';
import type { Line } from '../voice-script/moments.ts';
import {
  type Away,
  type Brief,
  type Closed,
  type Free,
  type Manned,
  mannedOf,
  type OnHook,
  type Post,
  postOf,
  type Ringing,
  type WrapUp,
} from './desk.ts';

/** How long a leg that should come out of a talk by itself is awaited, ms. */
const COME_BY_MS = 2_000;

/** Have the desk's leg fetch its next document now. */
export function summons({ operator, leg }: Manned): Effect {
  return { type: 'summon-leg', owner: { kind: 'desk', operator }, callSid: leg.callSid, step: leg.step + 1 };
}

/** A word to the contact that a desk serves. */
export function toContact({ contactId }: Brief, event: ContactEvent): Message {
  return { to: 'contact', id: contactId, event };
}

/** The contact is gone: a free desk, after time for notes where the queue gives some. `lines` are what the leg hears next. */
export function doneWith(desk: Manned, contact: Brief, lines: Line[], now: number): Free | WrapUp {
  const rest = { ...mannedOf(desk), pending: lines, last: contact.contactId };
  return contact.wrapUpMs > 0
    ? { ...rest, status: 'wrap-up', until: now + contact.wrapUpMs }
    : { ...rest, status: 'free', freeSince: now };
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

/** A desk whose phone is to be rung; `contact` is a held caller who waits for its operator. */
export function ring(post: Post, contact: Brief | null, now: number): Ringing {
  return { ...postOf(post), status: 'ringing', ringingSince: now, leg: null, contact };
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
