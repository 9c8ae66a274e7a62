import { changed, type Decision } from '../contact/decision.ts';
import type { LegAsks, Quiet } from '../twiml/instructions.ts';
import { answered } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { doneWith, toContact } from './consequences.ts';
import type { Brief, Desk, DeskCircumstances, Holding } from './desk.ts';
import { heldBy, holdingWords, which } from './held-callers.ts';
import { isSpeaking } from './held-news.ts';
import { join, quiet, say, speak } from './leg-answers.ts';
import { heldWords } from './status-words.ts';

/** The longest that a note may be. */
const NOTE_SECONDS = 10;
/** So long the answer to the end of a note may take before the operator is told that it is looked at. */
const NOTE_KNOWN_WITHIN_MS = 1_000;
/** Two more minutes for who was to be back. */
const LONGER_MS = 120_000;

/** Answers the leg of a desk that has nobody but callers on hold; its keys are about the one who is due next. */
export function answerHolding(
  desk: Holding,
  key: string,
  asks: LegAsks,
  circumstances: DeskCircumstances,
): Decision<Desk> {
  const { now, returnTalk: talk, dueNext } = circumstances;
  // Whom the desk was not offered while its operator spoke.
  const match = isSpeaking(desk) && desk.offersMore === true;
  if (key === '') {
    return asks.from === 'record' && desk.pending.length === 0
      ? speak(desk, asks, checking(asks), now, [], match)
      : say(desk, asks, wordsWithoutKey(desk, asks), now, [], match);
  }
  const contact = callerOf(desk, dueNext);
  const { operator } = desk;
  switch (key) {
    case '1':
      return join(desk, { contact, talk }, [], asks, now, [
        toContact(contact, { type: 'return', operator, talk }),
      ]);
    case '2': {
      const words = [...which(desk, contact.contactId), line('desk.two-more', {})];
      return say(desk, asks, words, now, [toContact(contact, { type: 'longer', operator, byMs: LONGER_MS })]);
    }
    case '3': {
      const { contactId } = contact;
      const lines = [...which(desk, contactId), line('desk.speak-note', {})];
      const speaks = { kind: 'record-note', about: contactId, lines, mostSeconds: NOTE_SECONDS } as const;
      return changed<Desk>({
        ...desk,
        pending: [],
        comeBy: null,
        leg: answered(desk.leg, asks, speaks, now),
      });
    }
    case '9': {
      const done = doneWith(desk, contact, [], now);
      const words = [done.status === 'holding' ? holdingWords(done) : line('desk.free', {})];
      const end = toContact(contact, { type: 'end', operator });
      return say(done, asks, words, now, [end], done.status === 'free');
    }
    default:
      return say(desk, asks, heldWords(desk, contact.contactId, circumstances), now);
  }
}

function callerOf(desk: Holding, contactId: string | null): Brief {
  return heldBy(desk).find((one) => one.contactId === contactId) ?? desk.contact;
}

function wordsWithoutKey(desk: Holding, asks: LegAsks): Line[] {
  if (isSpeaking(desk)) return afterNote(desk, asks);
  if (desk.pending.length > 0) return desk.pending;
  return asks.from === 'talk' || desk.leg.instruction.kind !== 'quiet' ? [holdingWords(desk)] : [];
}

/** What became of a spoken note is mostly known at once, and then cuts this short; else the network has it still. */
function checking({ callSid }: LegAsks): Quiet {
  return { ...quiet([line('desk.note-checking', {})], callSid), silenceBeforeMs: NOTE_KNOWN_WITHIN_MS };
}

/** What became of a spoken note is told when it is known; that nothing was said is known at once. */
function afterNote(desk: Holding, asks: LegAsks): Line[] {
  return [...(asks.from === 'end' ? [line('desk.note-none', {})] : []), ...desk.pending];
}
