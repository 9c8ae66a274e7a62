import type { LegAsks } from '../../twiml/instructions.ts';
import { summoned } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import { summons, tell } from '../consequences.ts';
import type { Contact, HoldAnswer, OnHoldContact } from '../contact.ts';
import { changed, type Decision, type Message } from '../decision.ts';
import { holdStatus, newNote } from './hold-words.ts';
import { leadElsewhere, withMemory } from '../greeting/lead-elsewhere.ts';
import { newsLine, noteTold, tellsNews } from './note.ts';
import { say, standsNow } from './say-on-hold.ts';
import { commonKey, type KeyOutcome } from '../wait/wait-keys.ts';
import { saysNext, secondsOf } from '../wait/waits.ts';

type KeyReply =
  | Exclude<KeyOutcome<OnHoldContact>, { kind: 'own' | 'reply' }>
  | (Extract<KeyOutcome<OnHoldContact>, { kind: 'reply' }> & { messages: Message[] });

/** Answers a key on hold: what it chose, and news that its answer would put off. */
export function key(
  contact: OnHoldContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const outcome = withNews(keyOutcome(contact, asks, circumstances), circumstances);
  if (outcome.kind !== 'reply') return leadElsewhere(contact, outcome, asks, circumstances);
  const { messages } = outcome;
  const chosen = { ...outcome.contact, unheard: standsNow(contact) };
  return withMemory(say(chosen, asks, outcome, circumstances, { messages }), contact, outcome);
}

/** A key crossed with a summons: its reply becomes the next words, and the leg is fetched for them. */
export function lateKey(
  contact: OnHoldContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  const leg = { ...contact.leg, keys: asks.digits };
  if (contact.status === 'returning' && contact.stage === 'summoned')
    return changed<Contact>({ ...contact, leg });
  const outcome = withNews(keyOutcome(contact, asks, circumstances), circumstances);
  if (outcome.kind !== 'reply') return leadElsewhere(contact, outcome, asks, circumstances);
  // News counts as told when it is: one more key may take the place of these words.
  const next = { ...outcome.contact, note: contact.note };
  return changed<Contact>(
    { ...next, leg: summoned(leg, now), pending: outcome.lines, unheard: null },
    { messages: outcome.messages, effects: [summons(contact)] },
  );
}

function keyOutcome(contact: OnHoldContact, asks: LegAsks, circumstances: ContactCircumstances): KeyReply {
  const { now } = circumstances;
  const digit = asks.digits.slice(0, 1);
  const outcome = commonKey(contact, digit, asks, circumstances);
  // Who asks to be called back is seen at the console at once, while the number is still being confirmed.
  if (outcome.kind === 'reply' && isCallback(outcome.contact)) {
    const lastAnswer = { answer: 'call-me-back', at: now } as const;
    return { ...outcome, contact: { ...outcome.contact, lastAnswer }, messages: [] };
  }
  const nextSeconds = secondsOf(contact, circumstances);
  if (outcome.kind === 'reply') {
    const { contact: chosen, lines } = outcome;
    if (chosen.question !== null || saysNext(lines)) return { ...outcome, messages: [] };
    const status = holdStatus(chosen, nextSeconds, now);
    return { ...outcome, contact: noteTold(chosen), lines: [...lines, ...status], messages: [] };
  }
  if (outcome.kind !== 'own') return outcome;
  if (digit === '1') return answer('keep-waiting', [line('hold.keep-waiting', { nextSeconds })]);
  if (digit === '0') {
    return answer('come-back', [
      line('hold.come-back', { operator: contact.server.displayName, nextSeconds }),
    ]);
  }
  return {
    kind: 'reply',
    contact: noteTold(contact),
    lines: statusWords(contact, nextSeconds, now),
    messages: [],
  };

  function answer(given: HoldAnswer, lines: Line[]): KeyReply {
    const moment = given === 'come-back' ? 'desk.answer-come-back' : 'desk.answer-keep-waiting';
    return {
      kind: 'reply',
      contact: { ...contact, lastAnswer: { answer: given, at: now } },
      lines,
      messages: [tell(contact, [line(moment, {})])],
    };
  }
}

/**
 * The answer to a key puts off the next check-in, but not the news that it would have told: that comes first, unless the
 * answer asks something itself.
 */
function withNews(reply: KeyReply, circumstances: ContactCircumstances): KeyReply {
  if (reply.kind !== 'reply' || reply.contact.question !== null) return reply;
  const { contact, lines } = reply;
  const { note } = contact;
  if (note === null || note.told || tellsNews(lines)) return reply;
  const news = lines.some(({ moment }) => moment === 'hold.keep-waiting')
    ? newNote(contact, note, secondsOf(contact, circumstances), circumstances.now)
    : [newsLine(contact, note), ...lines];
  return { ...reply, contact: noteTold(contact), lines: news };
}

function isCallback({ question }: OnHoldContact): boolean {
  return question?.kind === 'callback' || question?.kind === 'callback-number';
}

function statusWords(contact: OnHoldContact, nextSeconds: number, now: number): Line[] {
  return contact.pending.length > 0 ? contact.pending : holdStatus(contact, nextSeconds, now);
}
