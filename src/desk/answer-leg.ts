import { changed, type Decision, ignored, type Message } from '../contact/decision.ts';
import type { LegAsks } from '../twiml/instructions.ts';
import { answered, freshness, newLeg, wordsThenKey } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { answerHolding } from './answer-holding.ts';
import { away, claim, free, holding, missed, toContact } from './consequences.ts';
import type {
  Away,
  Desk,
  DeskCircumstances,
  Holding,
  MannedDesk,
  Offered,
  Ringing,
  Talking,
} from './desk.ts';
import { heldBy, holdingWords } from './held-callers.ts';
import { ACCEPT_WITHIN_MS, announcement, into, join, mannedBy, notYetTold, say } from './leg-answers.ts';
import { entersUnasked, renewed, sentOff } from './renewal.ts';
import { modeWords, opened, waitingWords } from './status-words.ts';

/** How often a leg back from a talk asks why before the caller counts as on hold. */
const MOST_POLLS = 3;
/** A key's webhook and its second try take five seconds, the fallback after them a little more. */
const LATE_KEY_MS = 8_000;

/** Answers the leg of a desk that is rung: any key opens the desk. */
export function answerRinging(desk: Ringing, asks: LegAsks, { now }: DeskCircumstances): Decision<Desk> {
  if (desk.leg !== null && freshness(desk.leg, asks) === 'repeat') return { kind: 'repeated' };
  const leg = desk.leg ?? newLeg(asks.callSid, 0, now);
  if (leg.callSid !== asks.callSid) return ignored('another leg asked');
  const { renewal } = desk;
  if (renewal?.stage === 'leaving') return sentOff(desk, renewal, leg, asks, now);
  if (asks.digits === '' && !entersUnasked(desk)) {
    const lines = [line(renewal === undefined ? 'desk.confirm' : 'desk.confirm-renewed', {})];
    return changed<Desk>({ ...desk, leg: answered(leg, asks, { kind: 'confirm', lines }, now) });
  }
  if (renewal !== undefined) return renewed(desk, renewal, leg, asks, now);
  const manned = mannedBy(desk, leg, now);
  const held = heldBy(desk);
  if (held.length > 0) {
    const { operator } = desk;
    const back = held.map((one) => toContact(one, { type: 'operator-back', operator }));
    return say(holding(manned, held, now), asks, [holdingWords(desk)], now, back);
  }
  return say(free(manned, [], now), asks, [opened(desk)], now, [], true);
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
  // The key that ended a note is none of the desk's.
  const keyed = asks.from === 'record' ? '' : asks.digits.slice(0, 1);
  if (keyed !== '' && opensDesk(desk, keyed, now)) return tooEarly(desk, asks, circumstances);
  return answerKey(desk, keyed, asks, circumstances);
}

/**
 * Whether a key belongs to those that opened the desk. A PIN is taken at its last digit, so the # that ends it is heard at
 * the desk, as late as its webhook comes.
 */
function opensDesk({ keysFrom, openedBy }: MannedDesk, key: string, now: number): boolean {
  return now < keysFrom || (key === '#' && openedBy === 'phone' && now < keysFrom + LATE_KEY_MS);
}

/** A key that came with the one that opened the desk does nothing, but the words that it cut off are missing. */
function tooEarly(desk: MannedDesk, asks: LegAsks, circumstances: DeskCircumstances): Decision<Desk> {
  const { now } = circumstances;
  switch (desk.status) {
    case 'free':
      return say(desk, asks, [...desk.pending, modeWords(desk)], now);
    case 'holding':
      return say(desk, asks, [...desk.pending, holdingWords(desk)], now);
    case 'offered':
      return answerKey({ ...desk, announced: false }, '', asks, circumstances);
    default:
      return answerKey(desk, '', asks, circumstances);
  }
}

/** Does what a key says; '' is none. */
function answerKey(
  desk: MannedDesk,
  key: string,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now } = circumstances;
  switch (desk.status) {
    case 'free':
      return key === ''
        ? say(desk, asks, [...desk.pending, ...owedWords(circumstances)], now)
        : freeKey(desk, key, asks, circumstances);
    case 'offered':
      return offered(desk, key, asks, circumstances);
    case 'joining':
      if (desk.contact.askedFirst) {
        const asked = key === '' ? [] : [line('desk.asks-caller', {})];
        return say(desk, asks, [...desk.pending, ...asked], now);
      }
      return join(desk, desk, desk.pending, asks, now, []);
    case 'talking':
      return leftTalk(desk, asks, now);
    case 'holding':
      return answerHolding(desk, key, asks, circumstances);
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

/** At the end of a long silence: the call that is owed, so that who works by phone alone does not forget it. */
function owedWords({ owed }: DeskCircumstances): Line[] {
  return owed === null ? [] : [line('desk.owed', { owedSeconds: Math.round(owed.owedMs / 1000) })];
}

function freeKey(
  desk: MannedDesk,
  key: string,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now, nextContact, owed } = circumstances;
  if (key === '2' && owed !== null) {
    if (!owed.mayBeCalled) return say(desk, asks, [line('desk.owed-refused', {})], now);
    const by = { operator: desk.operator, isAdmin: false };
    const call: Message = { to: 'contact', id: owed.contactId, event: { type: 'call-back', by } };
    return say(desk, asks, [line('desk.calling-back', {})], now, [call]);
  }
  if (key === '0') return say(away(desk, '', [], now), asks, [line('desk.away', {})], now);
  if (key === '8') {
    const other = { ...desk, mode: desk.mode === 'auto' ? ('manual' as const) : ('auto' as const) };
    return say(other, asks, [modeWords(other)], now, [], true);
  }
  if (key !== '1') return say(desk, asks, [waitingWords(circumstances.waiting), modeWords(desk)], now);
  if (nextContact === null) return say(desk, asks, [line('desk.nobody-waiting', {})], now);
  const { contact, talk } = nextContact;
  const lines = notYetTold(contact, null, desk.language, circumstances);
  return into(desk, nextContact, lines, asks, now, claim(desk, contact, talk));
}

function offered(
  desk: Offered,
  key: string,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now } = circumstances;
  const { contact, operator } = desk;
  if (key === '0') {
    return declined(desk, missed(desk, '', [], now), line('desk.away', {}), asks, now);
  }
  if (key !== '') {
    const lines = notYetTold(contact, desk.announced ? desk.leg : null, desk.language, circumstances);
    return into(desk, desk, lines, asks, now, toContact(contact, { type: 'accept', operator }));
  }
  if (desk.announced) {
    // The words are over and eight seconds of silence as well.
    return declined(desk, missed(desk, 'missed', [], now), line('desk.away-missed', {}), asks, now);
  }
  const lines = [...desk.pending, ...announcement(contact)];
  const instruction = wordsThenKey({ lines }, asks.callSid, ACCEPT_WITHIN_MS, 'zip');
  const until = now + circumstances.spokenMs(lines, desk.language) + ACCEPT_WITHIN_MS;
  const told = { ...desk, announced: true, until, pending: [] };
  return changed<Desk>({ ...told, leg: answered(desk.leg, asks, instruction, now) });
}

/** The next operator is tried; who has callers on hold hears of them, and is offered no more. */
function declined(
  { contact, operator }: Offered,
  next: Holding | Away,
  words: Line,
  asks: LegAsks,
  now: number,
): Decision<Desk> {
  const lines = [next.status === 'holding' ? holdingWords(next) : words];
  return say(next, asks, lines, now, [toContact(contact, { type: 'withdraw-offer', operator })]);
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
