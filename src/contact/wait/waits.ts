import { type Entry, ENTRY_PAUSE_MS, type LegAsks, type Quiet } from '../../twiml/instructions.ts';
import { answered, leadMs, nothingKeyed, overdueAt, wasAway } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import { type Rhythm, silenceMs } from '../../waiting/rhythm.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type {
  Contact,
  Greeting,
  Held,
  InLineContact,
  Offered,
  OnHoldContact,
  Returning,
  Wait,
  Waiting,
} from '../contact.ts';
import { changed, type Decision } from '../decision.ts';
import { isRecorded, linesOf, soundsAt, TONE_MS } from './heard.ts';
import { heardWith, notUnderstood } from './spoken-answers.ts';

/** The two waits are one loop of announced silence and check-ins: what they share. */
export type InWait = Greeting | Waiting | Offered | Held | Returning;

/**
 * After a recording the leg asks within seconds, though nothing was keyed: one that could not be fetched has ended the
 * document, and the leg is missed at once and not only at the end of the silence.
 */
const CLIP_ENTRY: Entry = { most: 1 };
/** The pause before a question that is listened to, ms (twiml/to-twiml.ts). */
const BEFORE_QUESTION_MS = 1_000;

/** What a leg that asked is told, and how. */
export type Speech = {
  /** Pending words are the speaker's to include. */
  lines: Line[];
  /** Number of the silence that follows; left out, the one that runs begins anew. */
  silence?: number;
  /**
   * Whether they are spoken at once (a key, a summons), as where it is left out, or at the end of the silence that was
   * promised; a leg that was kept without us hears them at the end in any case.
   */
  atOnce?: boolean;
  /** Which keys may be keyed together in answer; one where left out. */
  entry?: Entry;
};

/** The contact whose waiting leg is answered with words, and with the silence that they announce. */
export function speak<C extends InWait>(
  contact: C,
  asks: LegAsks,
  speech: Speech,
  circumstances: ContactCircumstances,
): C {
  const { now } = circumstances;
  const { silence = contact.silence, atOnce = true } = speech;
  const heard = heardWith(speech.lines, circumstances.queue);
  const { lines } = heard;
  const lead = leadMs(asks.callSid);
  // A question before there is a place is put again as soon as the leg comes back.
  const beforePlace = contact.status === 'greeting' ? lead : 0;
  // What is said holds, also where an admin has set another rhythm since it was found.
  const promisedMs = (toldMs(lines) ?? silenceAfter(contact, silence, circumstances)) + beforePlace;
  // A question that promises no next word is followed by one soon: no silence is longer than was said.
  const silenceAfterMs = saysNext(lines)
    ? promisedMs
    : Math.min(promisedMs, QUESTION_SILENCE_MS + beforePlace);
  const window =
    speech.entry ?? (heard.hears === undefined && lines.some(isRecorded) ? CLIP_ENTRY : undefined);
  // Who says what is no answer while the silence is all but over hears the next words when they were promised.
  const leftMs = notUnderstood(asks) ? Math.max(0, Math.min(lead, contact.nextCheckInAt - now)) : lead;
  // What has kept a leg while we could not answer it promised the next words, and asks for them ahead of time; also where
  // its step was decided here, and only the answer was lost.
  const isKept = asks.from === 'kept' || (asks.from === 'end' && wasAway(contact.leg, asks));
  const isAhead = isKept && asks.digits === '';
  const instruction: Quiet = {
    kind: 'quiet',
    silenceBeforeMs: atOnce && !isAhead ? 0 : leftMs,
    ...heard,
    leadIn: 'tone',
    silenceAfterMs,
    leadMs: lead,
    ...(window === undefined ? {} : { entry: window }),
  };
  const wordsEndAt =
    now +
    instruction.silenceBeforeMs +
    TONE_MS +
    (heard.hears === undefined ? 0 : BEFORE_QUESTION_MS) +
    circumstances.spokenMs(lines, contact.language);
  return {
    ...contact,
    leg: answered(contact.leg, asks, instruction, now),
    silence,
    wordsEndAt,
    nextCheckInAt: wordsEndAt + silenceAfterMs,
    pending: [],
    speakAt: null,
  };
}

/**
 * What a wait becomes when nothing was keyed in the window for several keys, or nothing was understood: the silence that
 * was announced goes on.
 */
export function quietOn(contact: InWait, asks: LegAsks, now: number): Pick<Wait, 'leg' | 'nextCheckInAt'> {
  const { instruction } = contact.leg;
  const before = instruction.kind === 'quiet' ? instruction.silenceAfterMs : QUESTION_SILENCE_MS;
  const lead = leadMs(asks.callSid);
  // The window begins when the words are over, so this much of the silence has passed; how long somebody spoke is not known.
  const passedMs = notUnderstood(asks) ? before - (contact.nextCheckInAt - now) : ENTRY_PAUSE_MS;
  const silenceAfterMs = before - Math.max(0, passedMs);
  const rest: Quiet = {
    kind: 'quiet',
    silenceBeforeMs: 0,
    lines: [],
    leadIn: 'tone',
    silenceAfterMs,
    leadMs: lead,
  };
  return { leg: answered(contact.leg, asks, rest, now), nextCheckInAt: now + silenceAfterMs };
}

/**
 * The decision where a leg asks for a step that is answered: the same answer. Where a key asked for that step, and the leg
 * now comes by itself, the key's answer never reached it (a summons crossed with its request): it has heard another
 * document to its end, and the words come when that promised them, not ahead of it.
 */
export function repeated(
  contact: InLineContact | OnHoldContact,
  asks: LegAsks,
  now: number,
): Decision<Contact> {
  const { leg, wordsEndAt, nextCheckInAt } = contact;
  const { instruction } = leg;
  const isAhead = asks.from === 'end' && asks.step === leg.step && leg.keys !== '' && leg.summonedAt === null;
  if (!isAhead || instruction.kind !== 'quiet' || instruction.silenceBeforeMs > 0)
    return { kind: 'repeated' };
  const silenceBeforeMs = leadMs(asks.callSid);
  const laterMs = now + silenceBeforeMs - leg.askedAt;
  return changed<Contact>({
    ...contact,
    leg: { ...leg, askedAt: now, instruction: { ...instruction, silenceBeforeMs } },
    wordsEndAt: wordsEndAt + laterMs,
    nextCheckInAt: nextCheckInAt + laterMs,
  });
}

/**
 * Whether a leg asks though there is nothing to answer, and its silence goes on: nothing was keyed where several keys
 * could be, or what was said is no answer. A silence that is all but over ends with the next words.
 */
export function goesOn(contact: InWait, asks: LegAsks, now: number): boolean {
  if (!notUnderstood(asks)) return nothingKeyed(contact.leg, asks);
  return !speakingAt(contact, now) && contact.nextCheckInAt - now > leadMs(asks.callSid);
}

/** Whether what was said is no answer and has cut our own words. */
export function cutsWords(contact: InWait, asks: LegAsks, now: number): boolean {
  return notUnderstood(asks) && speakingAt(contact, now);
}

/** After words that were cut: that it is quiet again, and when the next ones come. */
export function quietAgain(contact: InWait, circumstances: ContactCircumstances): Line {
  return line('key.quiet', { nextSeconds: secondsOf(contact, circumstances) });
}

/** Whether the lines say by themselves when the next word comes. */
export function saysNext(lines: readonly Line[]): boolean {
  return lines.some(({ values }) => PROMISES.some((name) => name in values));
}

/** When the next word comes by these lines, ms after them: the last time that is said; null where none says it exactly. */
function toldMs(lines: readonly Line[]): number | null {
  const said = lines.flatMap(({ values }) => NEXT_WORD.flatMap((name) => values[name] ?? []));
  const seconds = said.at(-1);
  return typeof seconds === 'number' ? seconds * 1000 : null;
}

const NEXT_WORD = ['nextSeconds', 'firstSeconds', 'longestSeconds'];
const PROMISES = [...NEXT_WORD, 'everySeconds'];
const QUESTION_SILENCE_MS = 15_000;

/** How long the `silence`-th silence of this wait is, ms. */
export function silenceAfter(contact: InWait, silence: number, { queue }: ContactCircumstances): number {
  if (contact.status === 'greeting') return GREETING_SILENCE_MS;
  return silenceMs(rhythmOf(contact, queue), contact.cadence, silence, queue.newsOnlyLongestSeconds);
}

/** The same for the silence that a reply to a key starts anew, in whole seconds. */
export function secondsOf(contact: InWait, circumstances: ContactCircumstances): number {
  return silenceAfter(contact, contact.silence, circumstances) / 1000;
}

/** A chosen rhythm as its question and its greeting name it: 0 for only when something changes. */
export function rhythmSeconds(contact: InWait, circumstances: ContactCircumstances): number {
  return contact.cadence === 'news-only' ? 0 : secondsOf(contact, circumstances);
}

/** Before there is a place the choice is repeated at this rhythm. */
const GREETING_SILENCE_MS = 8_000;

function rhythmOf(contact: InWait, queue: ContactCircumstances['queue']): Rhythm {
  return contact.status === 'held' || contact.status === 'returning' ? queue.onHold : queue.inLine;
}

/** When a waiting contact's leg should have asked at the latest, epoch ms. */
export function legOverdueAt(contact: InWait): number {
  const { leg, nextCheckInAt, wordsEndAt } = contact;
  const asksAt = nextCheckInAt - leadMs(leg.callSid);
  const { instruction } = leg;
  const asksSoon =
    instruction.kind === 'quiet' && instruction.entry !== undefined && linesOf(instruction).some(isRecorded);
  return overdueAt(leg, asksSoon ? Math.min(asksAt, wordsEndAt + ENTRY_PAUSE_MS) : asksAt);
}

/** A summons arrives about so much later, ms: words that begin before it would be cut in their first syllables. */
const SUMMONS_ARRIVES_MS = 1_500;

/** Whether our words are being spoken, or are just about to be, as far as can be known. */
export function speakingAt({ leg, wordsEndAt }: InWait, now: number): boolean {
  return now >= soundsAt(leg) - SUMMONS_ARRIVES_MS && now < wordsEndAt;
}
