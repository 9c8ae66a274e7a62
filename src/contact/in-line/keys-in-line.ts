import type { LegAsks } from '../../twiml/instructions.ts';
import { summoned } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import { type ContactCircumstances, operatorsFor } from '../circumstances.ts';
import { gone, summons } from '../consequences.ts';
import type { Contact, InLineContact } from '../contact.ts';
import { changed, type Decision } from '../decision.ts';
import { leadElsewhere, withMemory } from '../greeting/lead-elsewhere.ts';
import { status } from './line-words.ts';
import { hasNews, NEWS_NOT_WITHIN_MS } from './news.ts';
import { presentByLateKey } from './presence.ts';
import { say } from './say-in-line.ts';
import { commonKey, type KeyOutcome } from '../wait/wait-keys.ts';
import { saysNext, secondsOf } from '../wait/waits.ts';

/** Answers a key in line: its reply, with the news that was on its way. */
export function key(
  contact: InLineContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const outcome = keyOutcome(contact, asks, circumstances);
  if (outcome.kind !== 'reply') return leadElsewhere(contact, outcome, asks, circumstances);
  const around = inLanguageOf(outcome.contact, contact, circumstances);
  const decision = say(outcome.contact, asks, outcome, around);
  const told = newsLater(decision, contact, outcome.later, circumstances);
  return withMemory(matchedAnew(told, contact, circumstances), contact, outcome);
}

/**
 * An operator to whom a caller of one language was announced, or who is on the way to them, need not speak the one just
 * chosen: who does is found anew.
 */
function matchedAnew(
  decision: Decision<Contact>,
  before: InLineContact,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  if (decision.kind !== 'changed' || before.status !== 'offered') return decision;
  const { next } = decision;
  if (next.status !== 'offered' || next.language === before.language) return decision;
  const isSpokenByAll = operatorsFor(next, circumstances) === circumstances.onDuty.all;
  if (isSpokenByAll) return decision;
  const { stage: _stage, server: _server, talk: _talk, offeredAt: _at, ...rest } = next;
  return {
    ...decision,
    next: { ...rest, status: 'waiting', prefers: null },
    messages: [...decision.messages, gone(before, 'desk.taken-back')],
    effects: [...decision.effects, { type: 'match' }],
  };
}

/** A reply to a key is not the news that was on its way: what it has not told comes after it. */
function newsLater(
  decision: Decision<Contact>,
  before: InLineContact,
  later: Line[],
  circumstances: ContactCircumstances,
): Decision<Contact> {
  if (decision.kind !== 'changed') return decision;
  const { next } = decision;
  if (next.status !== 'waiting' && next.status !== 'offered') return decision;
  const isLeft = before.speakAt !== null && hasNews(next, circumstances);
  if (later.length === 0 && !isLeft) return decision;
  const speakAt = next.wordsEndAt + NEWS_NOT_WITHIN_MS;
  return { ...decision, next: { ...next, pending: later, speakAt } };
}

type LineReply = Extract<KeyOutcome<InLineContact>, { kind: 'reply' }>;

/** `later`: news that waits, since the reply asks something itself. */
type KeyReply =
  | Exclude<KeyOutcome<InLineContact>, { kind: 'own' | 'reply' }>
  | (LineReply & { later: Line[] });

function keyOutcome(before: InLineContact, asks: LegAsks, circumstances: ContactCircumstances): KeyReply {
  const digit = asks.digits.slice(0, 1);
  const outcome = commonKey(before, digit, asks, circumstances);
  if (outcome.kind === 'reply') {
    const contact =
      outcome.contact.language === before.language ? outcome.contact : withoutStaff(outcome.contact);
    const around = inLanguageOf(contact, before, circumstances);
    return withNews(withStatus({ ...outcome, contact }, around), before, circumstances.now);
  }
  if (outcome.kind !== 'own') return outcome;
  // Whoever presses a key is there.
  const { pending } = before;
  const contact = asking({ ...outcome.contact, absentAt: null, pending }, pending, circumstances.now);
  const nextSeconds = secondsOf(contact, circumstances);
  const lines =
    digit === '1' && contact.pending.length === 0
      ? [line('key.keep-waiting', { nextSeconds })]
      : [...contact.pending, ...status(contact, nextSeconds, circumstances)];
  return { kind: 'reply', contact, lines, later: [] };
}

/** What was foretold comes from those who speak the language that the caller had. */
function inLanguageOf(
  contact: InLineContact,
  before: InLineContact,
  circumstances: ContactCircumstances,
): ContactCircumstances {
  return contact.language === before.language
    ? circumstances
    : { ...circumstances, ...circumstances.foretoldIn(contact.language) };
}

/** Those who were on duty when the wait was promised have not left where fewer are counted now: others serve the caller. */
function withoutStaff(contact: InLineContact): InLineContact {
  const { wait } = contact.told;
  if (wait?.staff === undefined) return contact;
  const { staff: _staff, ...promised } = wait;
  return { ...contact, told: { ...contact.told, wait: promised } };
}

function withStatus(reply: LineReply, circumstances: ContactCircumstances): LineReply {
  const { contact, lines } = reply;
  if (contact.question !== null || saysNext(lines)) return reply;
  return {
    ...reply,
    lines: [...lines, ...status(contact, secondsOf(contact, circumstances), circumstances)],
  };
}

/** News that was on its way when the key came is said with the reply, or after it where the reply asks something. */
function withNews(reply: LineReply, { pending }: InLineContact, now: number): KeyReply {
  // What promises a next word is the answer to a key before this one, and this one's answer takes its place.
  const news = pending.filter((one) => isNews(one) && !saysNext([one]));
  if (news.length === 0) return { ...reply, later: [] };
  if (reply.contact.question !== null) return { ...reply, later: news };
  const contact = asking({ ...reply.contact, pending: news }, news, now);
  return { ...reply, contact, lines: [...news, ...reply.lines], later: [] };
}

/** Words that nobody asked for by key: whose place was kept, and why the caller is at the front of a line. */
function isNews({ moment }: Line): boolean {
  return moment === 'place.ask' || moment.startsWith('line.front') || moment.startsWith('line.transferred');
}

/** The contact with the question open that these words ask. */
export function asking<C extends InLineContact>(contact: C, lines: readonly Line[], now: number): C {
  const { earlier } = contact;
  if (earlier.kind !== 'ask' || !lines.some(({ moment }) => moment === 'place.ask')) return contact;
  return { ...contact, question: { kind: 'earlier-place', owner: earlier.owner, askedAt: now } };
}

/** A key crossed with a summons: its reply becomes the next words, and the leg is fetched for them. */
export function lateKey(
  contact: InLineContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  const leg = { ...contact.leg, keys: asks.digits };
  if (contact.status === 'offered' && contact.stage === 'summoned')
    return changed<Contact>({ ...contact, leg });
  if (contact.status === 'offered' && contact.stage === 'presence')
    return presentByLateKey({ ...contact, leg: summoned(leg, now) }, circumstances);
  const outcome = keyOutcome(contact, asks, circumstances);
  if (outcome.kind !== 'reply') return leadElsewhere(contact, outcome, asks, circumstances);
  const decision = changed<Contact>(
    {
      ...outcome.contact,
      leg: summoned(leg, now),
      pending: [...outcome.lines, ...outcome.later],
      unheard: null,
    },
    { effects: [summons(contact)] },
  );
  return withMemory(matchedAnew(decision, contact, circumstances), contact, outcome);
}
