import type { Line } from '../voice-script/moments.ts';
import type { SpokenLine } from '../voice-script/render.ts';
import {
  type AskedFrom,
  type Confirm,
  type Entry,
  ENTRY_PAUSE_MS,
  type Instruction,
  type JoinTalk,
  type ListenIn,
  type LeadIn,
  LISTENS_FOR_MS,
  type Quiet,
  type RecordNote,
  type RecordWords,
} from './instructions.ts';
import { LONGEST_CALL_MS } from './leg.ts';
import { element, escaped } from './xml.ts';

/** What an instruction needs to become a document. */
export type TwimlContext = {
  /** Time since the step asked first, ms; a repeat gets what is left of the silence. Below 0 where clocks differ. */
  elapsedMs: number;
  /** Absolute URL of the leg's next step, for each place it can be asked from. */
  nextUrl: (from: AskedFrom) => string;
  /** Absolute URL at which a finished recording is told. */
  recordedUrl: (recording: RecordWords | RecordNote) => string;
  /** Words of a line in the leg's language. */
  say: (line: Line) => SpokenLine;
  /** What may be said in answer to a line, as Twilio's `hints`. */
  hints: (line: Line) => string;
  /** Null where sounds are left out because they cannot be fetched. */
  sounds: Sounds | null;
};

/** Absolute URLs of what is played. */
export type Sounds = { [sound in LeadIn]: string } & { clip: (name: string) => string };

/** No single Gather waits longer (the longest timeout that Twilio allows is not documented). */
const LONGEST_GATHER_S = 50;
/** A recording is over after so much silence. */
const RECORD_PAUSE_S = 5;

/**
 * The TwiML document for an instruction: the only place with Twilio's seconds.
 * Facts: keys count during nested verbs and a Gather's timeout starts after them (docs: Gather); `finishOnKey=""` makes
 * `#` a key like any other; a first verb Pause would leave the caller ringing, so none is used (docs: Pause).
 */
export function toTwiml(instruction: Instruction, context: TwimlContext): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element('Response', {}, verbs(instruction, context))}`;
}

function verbs(instruction: Instruction, context: TwimlContext): string {
  switch (instruction.kind) {
    case 'quiet':
      return quiet(instruction, context);
    case 'confirm':
      return confirm(instruction, context);
    case 'join-talk':
      return joinTalk(instruction, context);
    case 'listen-in':
      return listenIn(instruction, context);
    case 'record':
    case 'record-note':
      return record(instruction, context);
    case 'come-again':
      return silence(1, context.nextUrl('end')) + redirect(context.nextUrl('end'));
    case 'hang-up':
      return speech('tone', instruction.lines, context) + element('Hangup', {});
    default:
      return instruction satisfies never;
  }
}

function quiet(instruction: Quiet, context: TwimlContext): string {
  let written = '';
  // Never more than was promised: another server, or this one a moment ago, may have had another time.
  const leftMs = instruction.silenceBeforeMs - Math.max(0, context.elapsedMs);
  // Asked for once more when its words are due already, the document begins with them.
  if (leftMs > 0) written += silence(Math.max(1, Math.round(leftMs / 1000)), context.nextUrl('before'));
  let rest = Math.max(1, Math.round((instruction.silenceAfterMs - instruction.leadMs) / 1000));
  if (instruction.lines.length > 0) {
    const { entry } = instruction;
    const timeout = Math.min(rest, windowSeconds(instruction));
    const words = speech(instruction.leadIn, instruction.lines, context);
    written +=
      instruction.hears === undefined
        ? silence(timeout, context.nextUrl('words'), words, entry)
        : listening(instruction, timeout, context);
    rest -= timeout;
  }
  for (; rest > 0; rest -= LONGEST_GATHER_S) {
    written += silence(Math.min(rest, LONGEST_GATHER_S), context.nextUrl('after'));
  }
  return written + redirect(context.nextUrl('end'));
}

/** How long the Gather of the words waits after them: where it waits for more than a key, no longer than for that. */
function windowSeconds({ entry, hears }: Quiet): number {
  if (entry !== undefined) return ENTRY_PAUSE_MS / 1000;
  return hears === undefined ? LONGEST_GATHER_S : LISTENS_FOR_MS / 1000;
}

/**
 * Words whose last line is listened to while it is spoken and for some seconds after. What comes before it has a Gather of
 * its own: no noise can cut it, and nothing is billed for it. The first second of silence there is the shortest timeout.
 */
function listening(instruction: Quiet, timeout: number, context: TwimlContext): string {
  const action = context.nextUrl('words');
  const before = instruction.lines.slice(0, -1);
  const question = instruction.lines.at(-1) as Line;
  const lead = before.length === 0 ? '' : silence(1, action, speech(instruction.leadIn, before, context));
  const words = speech(before.length === 0 ? instruction.leadIn : null, [question], context);
  const attributes = {
    input: 'dtmf speech',
    speechTimeout: 'auto',
    language: context.say(question).language,
    hints: context.hints(question),
    numDigits: 1,
    finishOnKey: '',
    timeout,
    action,
    method: 'POST',
  };
  return lead + element('Gather', attributes, words);
}

function confirm(instruction: Confirm, context: TwimlContext): string {
  const words = speech('tone', instruction.lines, context);
  return silence(6, context.nextUrl('words'), words).repeat(3) + element('Hangup', {});
}

function joinTalk(instruction: JoinTalk, context: TwimlContext): string {
  // waitUrl="" is silence; left out, a lone participant hears Twilio's playlist (docs: Conference).
  const conference = element(
    'Conference',
    { waitUrl: '', beep: 'false', startConferenceOnEnter: true, endConferenceOnExit: true },
    escaped(instruction.talk),
  );
  const dial = element(
    'Dial',
    {
      action: context.nextUrl('talk'),
      method: 'POST',
      timeLimit: LONGEST_CALL_MS / 1000,
      ...(instruction.side === 'operator' ? { hangupOnStar: true } : {}),
    },
    conference,
  );
  return speech(instruction.leadIn, instruction.lines, context) + dial;
}

/**
 * Whoever listens neither starts the talk nor ends it. `muted` is heard by nobody, `coach` by that call alone, which has
 * to be in the conference already, else the Dial's action is asked at once (docs: Conference coach; errors/13240).
 */
function listenIn({ talk, mode, coach }: ListenIn, context: TwimlContext): string {
  const conference = element(
    'Conference',
    {
      waitUrl: '',
      beep: 'false',
      startConferenceOnEnter: false,
      endConferenceOnExit: false,
      muted: mode === 'listen',
      ...(mode === 'whisper' ? { coach } : {}),
    },
    escaped(talk),
  );
  return element(
    'Dial',
    { action: context.nextUrl('talk'), method: 'POST', timeLimit: LONGEST_CALL_MS / 1000 },
    conference,
  );
}

/**
 * Playing no beep, and ended by pound alone, as its first words say: any key would end it (docs: finishOnKey), and one
 * touched by accident would cost the words. A recording without a word does not request its action (docs: Record), so the
 * document goes on: for a note in another place, so that it is known.
 */
function record(instruction: RecordWords | RecordNote, context: TwimlContext): string {
  const attributes = {
    action: context.nextUrl('record'),
    method: 'POST',
    playBeep: false,
    maxLength: instruction.mostSeconds,
    finishOnKey: '#',
    timeout: RECORD_PAUSE_S,
    recordingStatusCallback: context.recordedUrl(instruction),
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: 'completed',
  };
  return (
    speech('tone', instruction.lines, context) +
    element('Record', attributes) +
    redirect(context.nextUrl(instruction.kind === 'record-note' ? 'end' : 'record'))
  );
}

/**
 * Silence in which keys are heard, after `words` where there are any: one counts at once whichever it is, several are
 * ended with a key of their own. That key without another before it is no input to Twilio (docs: finishOnKey), so a
 * Gather of several keys asks when it is empty too: the leg is answered at once. So does one of a single key that is
 * asked for by itself.
 */
function silence(seconds: number, action: string, words = '', entry?: Entry): string {
  const { most, endKey = '#' } = entry ?? { most: 1 };
  const finishOnKey = most === 1 ? '' : endKey;
  return element(
    'Gather',
    {
      input: 'dtmf',
      numDigits: most,
      finishOnKey,
      timeout: seconds,
      ...(entry === undefined ? {} : { actionOnEmptyResult: true }),
      action,
      method: 'POST',
    },
    words,
  );
}

function redirect(url: string): string {
  return element('Redirect', { method: 'POST' }, escaped(url));
}

/** Lines after what leads them in; `leadIn` is null where something was said a moment ago. */
function speech(leadIn: LeadIn | null, lines: readonly Line[], context: TwimlContext): string {
  if (lines.length === 0) return '';
  let spoken =
    context.sounds === null || leadIn === null ? '' : element('Play', {}, escaped(context.sounds[leadIn]));
  for (const line of lines) {
    if (line.clip !== undefined && context.sounds !== null) {
      spoken += element('Play', {}, escaped(context.sounds.clip(line.clip.name)));
      continue;
    }
    const { text, voice, language } = context.say(line);
    if (text !== '') spoken += element('Say', { voice, language }, escaped(text));
  }
  return spoken;
}
