import { changed, type Decision, type Message } from '../contact/decision.ts';
import type { Instruction, Leg, LegAsks, Quiet } from '../twiml/instructions.ts';
import { answered, leadMs } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { toContact } from './consequences.ts';
import {
  type Brief,
  type Desk,
  type Joining,
  type Manned,
  type MannedDesk,
  mannedOf,
  type Post,
  postOf,
  type Talking,
} from './desk.ts';
import { heldBesides, withOthers } from './held-callers.ts';

/** A desk is silent for this long at a time, then its leg asks again: nothing has to be said to an operator who waits. */
const DESK_SILENCE_MS = 300_000;
/** How long an announced contact waits for a key after the words, ms. */
export const ACCEPT_WITHIN_MS = 8_000;
/** The key that opens a desk must not take a caller as well. */
const IGNORE_KEYS_MS = 2_000;

/** A desk to which a phone has just come; the key that it came with must do nothing else. */
export function mannedBy(post: Post, leg: Leg, now: number): Manned {
  return { ...postOf(post), leg, pending: [], keysFrom: now + IGNORE_KEYS_MS, comeBy: null };
}

/** A key took a caller: into the talk at once, or, where the caller is asked first, when they are there. */
export function into(
  desk: Manned & Desk,
  contact: Brief,
  talk: string,
  asks: LegAsks,
  now: number,
  message: Message,
): Decision<Desk> {
  const purpose = contact.lookIn === undefined ? 'take' : 'look-in';
  if (!contact.askedFirst) return join(desk, contact, talk, purpose, asks, now, [message]);
  const joining: Joining = {
    ...mannedOf(desk),
    pending: [],
    status: 'joining',
    contact,
    talk,
    since: now,
    purpose,
  };
  const next = withOthers(joining, heldBesides(desk, contact.contactId));
  return say(next, asks, [line('desk.asks-caller', {})], now, [message]);
}

/** Into the talk, with a whisper; the contact is told that the operator is there. */
export function join(
  desk: Manned & Desk,
  contact: Brief,
  talk: string,
  purpose: Joining['purpose'],
  asks: LegAsks,
  now: number,
  before: Message[],
): Decision<Desk> {
  // The caller, who has heard who comes, is silent meanwhile: one thing more at most.
  const returning = desk.status === 'joining' ? desk.pending : [];
  const lines = purpose === 'return' ? returning : [whisper(contact), ...(contact.also ?? []).slice(0, 1)];
  const instruction: Instruction = { kind: 'join-talk', talk, side: 'operator', lines, leadIn: 'zip' };
  const talking: Talking = {
    ...mannedOf(desk),
    pending: [],
    comeBy: null,
    status: 'talking',
    contact,
    talk,
    since: now,
    polls: 0,
    leg: answered(desk.leg, asks, instruction, now),
  };
  return changed<Desk>(withOthers(talking, heldBesides(desk, contact.contactId)), {
    messages: [...before, toContact(contact, { type: 'operator-joined', operator: desk.operator })],
  });
}

/** Words, if any, and the long silence of a desk. */
export function say(
  desk: MannedDesk,
  asks: LegAsks,
  lines: Line[],
  now: number,
  messages: Message[] = [],
  match = false,
): Decision<Desk> {
  return speak(desk, asks, quiet(lines, asks.callSid), now, messages, match);
}

/** The same where the words come later. */
export function speak(
  desk: MannedDesk,
  asks: LegAsks,
  instruction: Quiet,
  now: number,
  messages: Message[],
  match: boolean,
): Decision<Desk> {
  const leg = answered(desk.leg, asks, instruction, now);
  const next = { ...desk, pending: [], comeBy: null, leg };
  return changed<Desk>(next, { messages, effects: match ? [{ type: 'match' }] : [] });
}

/** Words, if any, and the long silence of a leg to which nothing has to be said. */
export function quiet(lines: Line[], callSid: string): Quiet {
  return {
    kind: 'quiet',
    silenceBeforeMs: 0,
    lines,
    leadIn: 'tone',
    silenceAfterMs: DESK_SILENCE_MS,
    leadMs: leadMs(callSid),
  };
}

function whisper(contact: Brief): Line {
  const { lookIn } = contact;
  if (lookIn === undefined) return line('desk.whisper', briefValues(contact));
  const { displayName: operator, heldMs } = lookIn;
  return line('desk.look-in', { operator, waitedSeconds: Math.round(heldMs / 1000) });
}

/** How a contact is announced. */
export function briefValues({ queueName, waitedMs }: Brief): { queueName: string; waitedSeconds: number } {
  return { queueName, waitedSeconds: Math.round(waitedMs / 1000) };
}
