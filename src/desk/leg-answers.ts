import { changed, type Decision, type Message } from '../contact/decision.ts';
import type { Instruction, Leg, LegAsks, Quiet } from '../twiml/instructions.ts';
import { answered, leadMs } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { toContact } from './consequences.ts';
import {
  type Brief,
  type Desk,
  type DeskCircumstances,
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

/**
 * A key took a caller: into the talk at once, or, where the caller is asked first, when they are there.
 * @param lines what the operator has not been told of them yet
 */
export function into(
  desk: Manned & Desk,
  { contact, talk }: Pick<Joining, 'contact' | 'talk'>,
  lines: Line[],
  asks: LegAsks,
  now: number,
  message: Message,
): Decision<Desk> {
  if (!contact.askedFirst) return join(desk, { contact, talk }, lines, asks, now, [message]);
  const next = joining(desk, { contact, talk, purpose: purposeOf(contact) }, [], now);
  return say(next, asks, [...lines, line('desk.asks-caller', {})], now, [message]);
}

/** The desk on its way into a talk; `pending` is said there, or as soon as the leg asks. */
export function joining(
  desk: Manned & Desk,
  { contact, talk, purpose }: Pick<Joining, 'contact' | 'talk' | 'purpose'>,
  pending: Line[],
  now: number,
): Joining {
  const next: Joining = { ...mannedOf(desk), pending, status: 'joining', contact, talk, since: now, purpose };
  return withOthers(next, heldBesides(desk, contact.contactId));
}

/** Why a desk takes a contact that it has not had on hold itself. */
export function purposeOf({ lookIn }: Brief): 'take' | 'look-in' {
  return lookIn === undefined ? 'take' : 'look-in';
}

/** Into the talk, after `lines`; the contact is told that the operator is there. */
export function join(
  desk: Manned & Desk,
  { contact, talk }: Pick<Joining, 'contact' | 'talk'>,
  lines: Line[],
  asks: LegAsks,
  now: number,
  before: Message[],
): Decision<Desk> {
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

/** A contact is announced: who it is, and the key that takes them. */
export function announcement(contact: Brief): Line[] {
  return [...briefing(contact), line('desk.offer', {})];
}

/**
 * What the operator is told of a caller on the way to them: nothing that was heard of the announcement.
 * @param announced the leg, where its last words were the announcement
 */
export function notYetTold(
  contact: Brief,
  announced: Leg | null,
  language: string,
  { now, spokenMs }: Pick<DeskCircumstances, 'now' | 'spokenMs'>,
): Line[] {
  const said = announced !== null && 'lines' in announced.instruction ? announced.instruction.lines : [];
  const heard = said.filter(
    (_line, at) => now - (announced?.askedAt ?? now) >= spokenMs(said.slice(0, at + 1), language),
  );
  const left = briefing(contact).filter((one) => heard.every(({ moment }) => moment !== one.moment));
  // The caller, who has heard who comes, is silent meanwhile: one thing more at most.
  return left.slice(0, 2);
}

/** Who a caller is, and what else there is to know of them. */
function briefing({ queueName, waitedMs, lookIn, also = [] }: Brief): Line[] {
  if (lookIn === undefined)
    return [line('desk.whisper', { queueName, waitedSeconds: Math.round(waitedMs / 1000) }), ...also];
  const { displayName: operator, heldMs } = lookIn;
  return [line('desk.look-in', { operator, waitedSeconds: Math.round(heldMs / 1000) }), ...also];
}
