import twilio from 'twilio';
import type { Line } from '../voice-script/moments.ts';
import type { SpokenLine } from '../voice-script/render.ts';
import type {
  AskedFrom,
  Confirm,
  HangUp,
  Instruction,
  JoinTalk,
  LeadIn,
  Quiet,
  RecordWords,
} from './instructions.ts';

const { VoiceResponse } = twilio.twiml;
type VoiceResponse = InstanceType<typeof VoiceResponse>;

/** What an instruction needs to become a document. */
export type TwimlContext = {
  /** Time since the step asked first, ms; a repeat gets what is left of the silence. */
  elapsedMs: number;
  /** Absolute URL of the leg's next step, for each place it can be asked from. */
  nextUrl: (from: AskedFrom) => string;
  /** Absolute URL at which a finished recording is told. */
  recordedUrl: string;
  /** Words of a line in the leg's language. */
  say: (line: Line) => SpokenLine;
  /** Absolute URLs of the sounds; null where sounds are left out because they cannot be fetched. */
  sounds: { [sound in LeadIn]: string } | null;
};

/** No single Gather waits longer (the longest timeout that Twilio allows is not documented). */
const LONGEST_GATHER_S = 50;
/** Several keys are over when none has come for so long. */
const ENTRY_PAUSE_S = 5;
/** A leg lives four hours at Twilio; a Dial's own limit is the same (docs: Dial timeLimit). */
const TALK_LIMIT_S = 14_400;

/**
 * The TwiML document for an instruction: the only place with Twilio's seconds.
 * Facts: keys count during nested verbs and a Gather's timeout starts after them (docs: Gather); `finishOnKey=""` makes
 * `#` a key like any other; a first verb Pause would leave the caller ringing, so none is used (docs: Pause).
 */
export function toTwiml(instruction: Instruction, context: TwimlContext): string {
  const response = new VoiceResponse();
  switch (instruction.kind) {
    case 'quiet':
      quiet(response, instruction, context);
      break;
    case 'confirm':
      confirm(response, instruction, context);
      break;
    case 'join-talk':
      joinTalk(response, instruction, context);
      break;
    case 'record':
      record(response, instruction, context);
      break;
    case 'come-again':
      silence(response, 1, context.nextUrl('end'));
      response.redirect({ method: 'POST' }, context.nextUrl('end'));
      break;
    case 'hang-up':
      hangUp(response, instruction, context);
      break;
    default:
      instruction satisfies never;
  }
  return response.toString();
}

function quiet(response: VoiceResponse, instruction: Quiet, context: TwimlContext): void {
  if (instruction.silenceBeforeMs > 0) {
    const left = Math.round((instruction.silenceBeforeMs - context.elapsedMs) / 1000);
    silence(response, Math.max(1, left), context.nextUrl('before'));
  }
  let rest = Math.max(1, Math.round((instruction.silenceAfterMs - instruction.leadMs) / 1000));
  if (instruction.lines.length > 0) {
    const { entry } = instruction;
    const timeout = Math.min(rest, entry === undefined ? LONGEST_GATHER_S : ENTRY_PAUSE_S);
    const gather = silence(response, timeout, context.nextUrl('words'), entry?.most);
    speak(gather, instruction.leadIn, instruction.lines, context);
    rest -= timeout;
  }
  for (; rest > 0; rest -= LONGEST_GATHER_S) {
    silence(response, Math.min(rest, LONGEST_GATHER_S), context.nextUrl('after'));
  }
  response.redirect({ method: 'POST' }, context.nextUrl('end'));
}

function confirm(response: VoiceResponse, instruction: Confirm, context: TwimlContext): void {
  for (let time = 0; time < 3; time++) {
    const gather = silence(response, 6, context.nextUrl('words'));
    speak(gather, 'tone', instruction.lines, context);
  }
  response.hangup();
}

function joinTalk(response: VoiceResponse, instruction: JoinTalk, context: TwimlContext): void {
  speak(response, instruction.leadIn, instruction.lines, context);
  const dial = response.dial({
    action: context.nextUrl('talk'),
    method: 'POST',
    timeLimit: TALK_LIMIT_S,
    ...(instruction.side === 'operator' ? { hangupOnStar: true } : {}),
  });
  // waitUrl="" is silence; left out, a lone participant hears Twilio's playlist (docs: Conference).
  dial.conference(
    { waitUrl: '', beep: 'false', startConferenceOnEnter: true, endConferenceOnExit: true },
    instruction.talk,
  );
}

function record(response: VoiceResponse, instruction: RecordWords, context: TwimlContext): void {
  speak(response, 'tone', instruction.lines, context);
  response.record({
    action: context.nextUrl('record'),
    method: 'POST',
    playBeep: false,
    maxLength: instruction.mostSeconds,
    finishOnKey: '#',
    timeout: 5,
    recordingStatusCallback: context.recordedUrl,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['completed'],
  });
  // A recording without a word does not request its action (docs: Record): the document goes on here.
  response.redirect({ method: 'POST' }, context.nextUrl('record'));
}

function hangUp(response: VoiceResponse, instruction: HangUp, context: TwimlContext): void {
  speak(response, 'tone', instruction.lines, context);
  response.hangup();
}

/** @param most keys that are taken at once: one counts at once whichever it is, more are ended with `#` */
function silence(response: VoiceResponse, seconds: number, action: string, most = 1) {
  return response.gather({
    input: ['dtmf'],
    numDigits: most,
    finishOnKey: most === 1 ? '' : '#',
    timeout: seconds,
    action,
    method: 'POST',
  });
}

type Speaker = {
  play(attributes: Record<string, never>, url: string): unknown;
  say(attributes: object, message: string): unknown;
};

function speak(speaker: Speaker, leadIn: LeadIn, lines: readonly Line[], context: TwimlContext): void {
  if (lines.length === 0) return;
  if (context.sounds !== null) speaker.play({}, context.sounds[leadIn]);
  for (const line of lines) {
    const { text, voice, language } = context.say(line);
    if (text !== '') speaker.say({ voice, language }, text);
  }
}
