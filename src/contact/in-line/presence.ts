import type { LegAsks } from '../../twiml/instructions.ts';
import { answered, wordsThenKey } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Contact, InLine, Offered, Waiting } from '../contact.ts';
import type { Visit } from '../visit.ts';
import { gone, summons } from '../consequences.ts';
import { changed, type Decision, type Message } from '../decision.ts';
import { heardWith } from '../wait/spoken-answers.ts';
import { secondsOf, speak } from '../wait/waits.ts';

/** Silence after "are you there?", twice. */
const ANSWER_WITHIN_MS = 5_000;
const ASK_TIMES = 2;

/**
 * Whether a caller is asked if they are there before an operator is brought in: who wants to hear only of news, and
 * who has waited long. Who was absent once is connected without being asked again: some phones' keys do not arrive.
 */
export function needsPresence(contact: Visit & InLine, queue: QueueSettings, now: number): boolean {
  if (contact.absentAt !== null) return false;
  const longMs = queue.presenceAfterSeconds * 1000;
  const hasWaitedLong = longMs > 0 && now - contact.waitingSince >= longMs;
  // A key within the last minute is as good an answer.
  const wasHeard = contact.leg.keys !== '' && now - contact.leg.askedAt < 60_000;
  return (contact.cadence === 'news-only' || hasWaitedLong) && !wasHeard;
}

/** Whether a caller who hears this expects an operator. */
export function tellsOfOperator({ moment }: Line): boolean {
  return moment === 'presence.check' || moment === 'presence.again' || moment === 'hold.coming';
}

/** The leg of a caller who is asked: a key brings the operator, silence is asked about once more and then passed over. */
export function askPresence(
  contact: Offered,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  const misses = contact.question?.kind === 'presence' ? contact.question.misses : 0;
  const { displayName } = contact.server;
  if (asks.digits !== '') {
    const lines = [words(contact, circumstances)];
    const spoken = speak(contact, asks, { lines }, circumstances);
    return changed<Contact>(
      { ...spoken, stage: 'accepted', question: null, unheard: null },
      { messages: [present(contact)] },
    );
  }
  if (misses < ASK_TIMES) {
    const moment = misses === 0 ? 'presence.check' : 'presence.again';
    const question = line(moment, { operator: displayName });
    const heard = heardWith([question], circumstances.queue);
    const instruction = wordsThenKey(heard, asks.callSid, ANSWER_WITHIN_MS);
    return changed<Contact>({
      ...contact,
      question: { kind: 'presence', misses: misses + 1, askedAt: now },
      leg: answered(contact.leg, asks, instruction, now),
      nextCheckInAt: now + instruction.silenceAfterMs + 5_000,
    });
  }
  return absent(contact, asks, circumstances);
}

/** A key that crossed with the question is an answer to it: the leg is fetched for the words that say so. */
export function presentByLateKey(contact: Offered, circumstances: ContactCircumstances): Decision<Contact> {
  const pending = [words(contact, circumstances)];
  return changed<Contact>(
    { ...contact, stage: 'accepted', question: null, pending, unheard: null },
    { messages: [present(contact)], effects: [summons(contact)] },
  );
}

function present({ id, server }: Offered): Message {
  return { to: 'desk', operator: server.operator, event: { type: 'caller-present', contactId: id } };
}

/** The operator is a second or two away; where something fails on that way, this still is a promise that is kept. */
function words(contact: Offered, circumstances: ContactCircumstances): Line {
  const operator = contact.server.displayName;
  return line('hold.coming', { operator, nextSeconds: secondsOf(contact, circumstances) });
}

/** Nobody answered: the place stays, others go first for a while. */
function absent(contact: Offered, asks: LegAsks, circumstances: ContactCircumstances): Decision<Contact> {
  const { now } = circumstances;
  const { stage: _stage, server, talk: _talk, offeredAt: _at, ...rest } = contact;
  const waiting: Waiting = {
    ...rest,
    status: 'waiting',
    prefers: null,
    question: null,
    absentAt: now,
    unheard: null,
  };
  const lines = [line('presence.absent', { nextSeconds: secondsOf(waiting, circumstances) })];
  return changed<Contact>(speak(waiting, asks, { lines }, circumstances), {
    messages: [gone(contact, 'desk.caller-absent')],
    effects: [{ type: 'match' }],
    timeline: [{ at: now, kind: 'absent', data: { operator: server.operator } }],
  });
}
