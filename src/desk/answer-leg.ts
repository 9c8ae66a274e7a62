import { changed, type Decision, ignored, type Message } from '../contact/decision.ts';
import type { Instruction, Leg, LegAsks, Quiet } from '../twiml/instructions.ts';
import { answered, freshness, leadMs, newLeg } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { away, doneWith, free, toContact } from './consequences.ts';
import {
  type Brief,
  type Desk,
  type DeskCircumstances,
  type Holding,
  type Joining,
  type Manned,
  mannedOf,
  type Offered,
  type Post,
  postOf,
  type Ringing,
  type Talking,
} from './desk.ts';
import { heldWords, modeWords, opened, waitingWords } from './status-words.ts';

/** A desk is silent for this long at a time, then its leg asks again: nothing has to be said to an operator who waits. */
const DESK_SILENCE_MS = 300_000;
/** How long an announced contact waits for a key after the words, ms. */
export const ACCEPT_WITHIN_MS = 8_000;
/** The key that opens a desk must not take a caller as well. */
const IGNORE_KEYS_MS = 2_000;
/** How often a leg back from a talk asks why before the caller counts as on hold. */
const MOST_POLLS = 3;

type MannedDesk = Extract<Desk, Manned>;

/** Answers the leg of a desk that is rung: any key opens the desk. */
export function answerRinging(desk: Ringing, asks: LegAsks, { now }: DeskCircumstances): Decision<Desk> {
  if (desk.leg !== null && freshness(desk.leg, asks) === 'repeat') return { kind: 'repeated' };
  const leg = desk.leg ?? newLeg(asks.callSid);
  if (leg.callSid !== asks.callSid) return ignored('another leg asked');
  if (asks.digits === '') {
    const lines = [line('desk.confirm', {})];
    return changed<Desk>({ ...desk, leg: answered(leg, asks, { kind: 'confirm', lines }, now) });
  }
  const manned = mannedBy(desk, leg, now);
  if (desk.contact !== null) {
    const holding: Holding = { ...manned, status: 'holding', contact: desk.contact, since: now };
    return say(holding, asks, [line('desk.holding', {})], now, [
      toContact(desk.contact, { type: 'operator-back', operator: desk.operator }),
    ]);
  }
  return say(free(manned, [], now), asks, [opened(desk)], now, [], true);
}

/** A desk to which a phone has just come; the key that it came with must do nothing else. */
export function mannedBy(post: Post, leg: Leg, now: number): Manned {
  return { ...postOf(post), leg, pending: [], keysFrom: now + IGNORE_KEYS_MS, comeBy: null };
}

/** Answers the leg of a manned desk: keys, the way into a talk and out of it, and silence. */
export function answerManned(
  desk: MannedDesk,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now } = circumstances;
  switch (freshness(desk.leg, asks)) {
    case 'foreign':
      return ignored('another leg asked');
    case 'repeat':
    case 'late-key':
      return { kind: 'repeated' };
    case 'new':
      break;
  }
  const key = now < desk.keysFrom ? '' : asks.digits.slice(0, 1);
  switch (desk.status) {
    case 'free':
      return key === '' ? say(desk, asks, desk.pending, now) : freeKey(desk, key, asks, circumstances);
    case 'offered':
      return offered(desk, key, asks, circumstances);
    case 'joining':
      if (desk.contact.askedFirst) return say(desk, asks, [], now);
      return join(desk, desk.contact, desk.talk, desk.purpose, asks, now, []);
    case 'talking':
      return leftTalk(desk, asks, now);
    case 'holding':
      return key === ''
        ? say(desk, asks, holdingWords(desk, asks), now)
        : holdingKey(desk, key, asks, circumstances);
    case 'wrap-up':
    case 'away': {
      if (key === '') return say(desk, asks, desk.pending, now);
      if (key === '0' && desk.status === 'wrap-up')
        return say(away(desk, '', [], now), asks, [line('desk.away', {})], now);
      const words = [line(desk.status === 'away' ? 'desk.back' : 'desk.free', {})];
      return say(free(desk, [], now), asks, words, now, [], true);
    }
  }
}

function freeKey(
  desk: MannedDesk,
  key: string,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now, nextContact } = circumstances;
  if (key === '0') return say(away(desk, '', [], now), asks, [line('desk.away', {})], now);
  if (key === '8') {
    const other = { ...desk, mode: desk.mode === 'auto' ? ('manual' as const) : ('auto' as const) };
    return say(other, asks, [modeWords(other)], now, [], true);
  }
  if (key !== '1') return say(desk, asks, [waitingWords(circumstances.waiting), modeWords(desk)], now);
  if (nextContact === null) return say(desk, asks, [line('desk.nobody-waiting', {})], now);
  const { contact, talk } = nextContact;
  const server = { operator: desk.operator, displayName: desk.displayName };
  return into(desk, contact, talk, asks, now, toContact(contact, { type: 'take', server, talk }));
}

function offered(
  desk: Offered,
  key: string,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now } = circumstances;
  const { contact, talk, operator } = desk;
  if (key === '0') {
    const words = [line('desk.away', {})];
    return say(away(desk, '', [], now), asks, words, now, [
      toContact(contact, { type: 'withdraw-offer', operator }),
    ]);
  }
  if (key !== '')
    return into(desk, contact, talk, asks, now, toContact(contact, { type: 'accept', operator }));
  if (desk.announced) {
    // The words are over and eight seconds of silence as well.
    const words = [line('desk.away-missed', {})];
    const missed = away(desk, 'missed', [], now);
    return say(missed, asks, words, now, [toContact(contact, { type: 'withdraw-offer', operator })]);
  }
  const lines = [...desk.pending, line('desk.offer', briefValues(contact)), ...(contact.also ?? [])];
  const lead = leadMs(asks.callSid);
  const instruction: Quiet = {
    kind: 'quiet',
    silenceBeforeMs: 0,
    lines,
    leadIn: 'zip',
    silenceAfterMs: ACCEPT_WITHIN_MS + lead,
    leadMs: lead,
  };
  const until = now + circumstances.spokenMs(lines, desk.language) + ACCEPT_WITHIN_MS;
  const told = { ...desk, announced: true, until, pending: [] };
  return changed<Desk>({ ...told, leg: answered(desk.leg, asks, instruction, now) });
}

/** A key took a caller: into the talk at once, or, where the caller is asked first, when they are there. */
export function into(
  desk: Manned,
  contact: Brief,
  talk: string,
  asks: LegAsks,
  now: number,
  message: Message,
): Decision<Desk> {
  if (!contact.askedFirst) return join(desk, contact, talk, 'take', asks, now, [message]);
  const joining: Joining = {
    ...mannedOf(desk),
    pending: [],
    status: 'joining',
    contact,
    talk,
    since: now,
    purpose: 'take',
  };
  return say(joining, asks, [], now, [message]);
}

/** Into the talk, with a whisper; the contact is told that the operator is there. */
function join(
  desk: Manned,
  contact: Brief,
  talk: string,
  purpose: Joining['purpose'],
  asks: LegAsks,
  now: number,
  before: Message[],
): Decision<Desk> {
  const lines =
    purpose === 'take' ? [line('desk.whisper', briefValues(contact)), ...(contact.also ?? [])] : [];
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
  return changed<Desk>(talking, {
    messages: [...before, toContact(contact, { type: 'operator-joined', operator: desk.operator })],
  });
}

function leftTalk(desk: Talking, asks: LegAsks, now: number): Decision<Desk> {
  const { instruction } = desk.leg;
  if (instruction.kind === 'join-talk' && asks.from !== 'talk') {
    // Never in the talk: the document that led there was lost, and something else kept the leg.
    return changed<Desk>({ ...desk, leg: answered(desk.leg, asks, instruction, now) });
  }
  const polls = desk.polls + 1;
  const event = { type: 'operator-left-talk', operator: desk.operator, final: polls >= MOST_POLLS } as const;
  return changed<Desk>(
    { ...desk, polls, leg: answered(desk.leg, asks, { kind: 'come-again' }, now) },
    { messages: [toContact(desk.contact, event)] },
  );
}

function holdingWords(desk: Holding, asks: LegAsks): Line[] {
  if (desk.pending.length > 0) return desk.pending;
  return asks.from === 'talk' || desk.leg.instruction.kind !== 'quiet' ? [line('desk.holding', {})] : [];
}

function holdingKey(
  desk: Holding,
  key: string,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now, returnTalk: talk } = circumstances;
  const { contact, operator } = desk;
  switch (key) {
    case '1':
      return join(desk, contact, talk, 'return', asks, now, [
        toContact(contact, { type: 'return', operator, talk }),
      ]);
    case '2':
      return say(desk, asks, [line('desk.two-more', {})], now, [
        toContact(contact, { type: 'longer', operator, byMs: 120_000 }),
      ]);
    case '9': {
      const done = doneWith(desk, contact, [], now);
      const event = { type: 'end', operator } as const;
      return say(
        done,
        asks,
        [line('desk.free', {})],
        now,
        [toContact(contact, event)],
        done.status === 'free',
      );
    }
    default:
      return say(desk, asks, heldWords(circumstances), now);
  }
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
  const instruction: Quiet = {
    kind: 'quiet',
    silenceBeforeMs: 0,
    lines,
    leadIn: 'tone',
    silenceAfterMs: DESK_SILENCE_MS,
    leadMs: leadMs(asks.callSid),
  };
  const next = { ...desk, pending: [], comeBy: null, leg: answered(desk.leg, asks, instruction, now) };
  return changed<Desk>(next, { messages, effects: match ? [{ type: 'match' }] : [] });
}

export function briefValues({ queueName, waitedMs }: Brief): { queueName: string; waitedSeconds: number } {
  return { queueName, waitedSeconds: Math.round(waitedMs / 1000) };
}
