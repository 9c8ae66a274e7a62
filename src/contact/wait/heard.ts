import type { Instruction, Leg, LegAsks } from '../../twiml/instructions.ts';
import { cameHome } from '../../twiml/leg.ts';
import type { Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { ContactEvent } from '../contact-event.ts';
import type { Contact } from '../contact.ts';
import type { Decision, TimelineEntry } from '../decision.ts';
import { notUnderstood } from './spoken-answers.ts';

/** The last words of a leg: where their end is not known (null), they count as heard. */
type LastWords = { leg: Leg; language: string; wordsEndAt: number | null };
/** The tone and the pause after it, ms (the tone's file). */
export const TONE_MS = 650;

type Clock = Pick<ContactCircumstances, 'now' | 'spokenMs'>;

/**
 * The same decision; where it answers the contact's leg, the record shows what the caller heard of our last words and
 * what was pressed: a document handed over is not yet heard, so its words count as told when the leg asks again.
 */
export function withHeard(
  before: Contact,
  event: ContactEvent,
  decision: Decision<Contact>,
  circumstances: Clock,
): Decision<Contact> {
  if (event.type !== 'leg-asks' || decision.kind !== 'changed') return decision;
  const { leg, language } = before;
  // Who entered a line is answered by what the contact has become there.
  if (leg === null || leg.callSid !== event.callSid || leg === decision.next.leg) return decision;
  const last = { leg, language, wordsEndAt: 'wordsEndAt' in before ? before.wordsEndAt : null };
  const isNew = event.step > leg.step;
  const timeline = [
    ...(isNew ? told(last, event, circumstances) : []),
    ...pressed(event, circumstances.now),
    ...decision.timeline,
  ];
  return { ...decision, timeline };
}

/**
 * Which of the leg's last words had been spoken to their end when it asked, as far as can be known: a key, or a summons,
 * cuts them. Null where they had not begun.
 */
export function linesHeard(
  { leg, language, wordsEndAt }: LastWords,
  asks: LegAsks,
  { now, spokenMs }: Clock,
): readonly Line[] | null {
  if (beforeWords(leg, asks, now)) return null;
  const lines = linesOf(leg.instruction);
  const cuts =
    asks.from === 'summons' || (asks.from === 'words' && (asks.digits !== '' || notUnderstood(asks)));
  if (!cuts || wordsEndAt === null) return lines;
  return lines.filter((_line, at) => now >= wordsEndAt - spokenMs(lines.slice(at + 1), language));
}

/** Voices differ in their pace: none is taken to need less than this share of the time that we reckon with. */
const FASTEST_VOICE = 0.5;

/**
 * Whether the words of a document may have begun with its line `at`, from 0, when the leg asked: what crossed with the
 * document was pressed before all of them.
 */
export function mayHaveBegun(
  { leg, language }: Pick<LastWords, 'leg' | 'language'>,
  at: number,
  asks: LegAsks,
  { now, spokenMs }: Clock,
): boolean {
  if (asks.step === leg.step || beforeWords(leg, asks, now)) return false;
  const before = spokenMs(linesOf(leg.instruction).slice(0, at), language) * FASTEST_VOICE;
  return now >= soundsAt(leg) + TONE_MS + before;
}

/** When the tone before a leg's words sounds, epoch ms; where they are not in a quiet document, as soon as it was given. */
export function soundsAt({ instruction, askedAt }: Leg): number {
  return instruction.kind === 'quiet' ? askedAt + instruction.silenceBeforeMs : askedAt;
}

/** The words of a document. */
export function linesOf(instruction: Instruction): Line[] {
  return 'lines' in instruction ? instruction.lines : [];
}

export function isRecorded({ clip }: Line): boolean {
  return clip !== undefined;
}

/** Whether the leg asks before the words of its last document have begun: by a key, or because it was fetched. */
function beforeWords(leg: Leg, asks: LegAsks, now: number): boolean {
  return asks.from === 'before' || (asks.from === 'summons' && now < soundsAt(leg));
}

/** The words of the last document as entries of the record, and the line that was cut. */
function told(last: LastWords, asks: LegAsks, clock: Clock): TimelineEntry[] {
  const heard = linesHeard(last, asks, clock);
  if (heard === null) return [];
  const cut = linesOf(last.leg.instruction)[heard.length];
  // What cannot be fetched ends a document.
  const played = cameHome(last.leg, asks) ? heard.filter((one) => !isRecorded(one)) : heard;
  return [
    ...played.map((one) => entry('told', one, clock.now)),
    ...(cut === undefined ? [] : [entry('cut', cut, clock.now)]),
  ];
}

function entry(kind: 'told' | 'cut', { moment, values, clip }: Line, at: number): TimelineEntry {
  return { at, kind, data: { moment, ...values, ...(clip === undefined ? {} : { clip: clip.name }) } };
}

/** A pressed key, or what was said in its place. */
function pressed({ digits, said }: LegAsks, at: number): TimelineEntry[] {
  if (digits === '') return [];
  return [
    { at, kind: 'pressed', data: { key: digits.slice(0, 1), ...(said === undefined ? {} : { said }) } },
  ];
}
