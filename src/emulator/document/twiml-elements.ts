import type { TwimlElement } from './parse-twiml.ts';
import { voiceProblem } from '../say-voices.ts';

/** What a document does that Twilio refuses, with its error code. */
export type TwimlFlaw = { code: number; message: string };

type Rule = (value: string) => boolean;
/** What one element may carry: attributes with their values, children, text, and what else must hold. */
export type ElementSchema = {
  attributes: Readonly<Record<string, Rule>>;
  children?: Readonly<Record<string, ElementSchema>>;
  text?: 'required' | 'optional';
  check?: (element: TwimlElement) => TwimlFlaw | null;
};

const anything: Rule = () => true;
const url: Rule = (value) => value.length <= 4_000 && !/[\s<>]/.test(value);
const flag: Rule = (value) => value === 'true' || value === 'false';
const method: Rule = (value) => value === 'GET' || value === 'POST';
const positive: Rule = (value) => /^[1-9][0-9]{0,8}$/.test(value);
const natural: Rule = (value) => /^[0-9]{1,9}$/.test(value);
const oneOf =
  (...values: string[]): Rule =>
  (value) =>
    values.includes(value);
const someOf =
  (...values: string[]): Rule =>
  (value) =>
    value.split(' ').every((part) => values.includes(part));

const SSML: Record<string, ElementSchema> = {};
for (const [name, attributes] of Object.entries({
  break: ['strength', 'time'],
  emphasis: ['level'],
  lang: ['xml:lang'],
  p: [],
  phoneme: ['alphabet', 'ph'],
  prosody: ['volume', 'rate', 'pitch'],
  s: [],
  'say-as': ['interpret-as', 'format', 'role'],
  sub: ['alias'],
  w: ['role'],
})) {
  const rules = Object.fromEntries(attributes.map((attribute) => [attribute, anything]));
  SSML[name] = { attributes: rules, children: SSML, text: 'optional' };
}

const SAY: ElementSchema = {
  attributes: { voice: anything, language: anything, loop: natural },
  children: SSML,
  text: 'optional',
  check: checkSay,
};
const PLAY: ElementSchema = {
  attributes: { loop: natural, digits: (value) => /^[0-9A-DwW#*]+$/.test(value) },
  text: 'optional',
  check: (play) =>
    (play.nodes.length === 0) === (play.attributes['digits'] === undefined)
      ? flaw('<Play> needs either the URL of a file or digits')
      : null,
};
const PAUSE: ElementSchema = { attributes: { length: positive } };

const CALL_EVENTS = someOf('initiated', 'ringing', 'answered', 'completed');
const DIALLED = {
  method,
  url,
  statusCallback: url,
  statusCallbackEvent: CALL_EVENTS,
  statusCallbackMethod: method,
};

const CONFERENCE: ElementSchema = {
  attributes: {
    beep: oneOf('true', 'false', 'onEnter', 'onExit'),
    coach: (value) => /^CA[0-9a-f]{32}$/.test(value),
    endConferenceOnExit: flag,
    eventCallbackUrl: url,
    jitterBufferSize: oneOf('large', 'medium', 'small', 'off'),
    maxParticipants: (value) => positive(value) && Number(value) >= 2 && Number(value) <= 250,
    muted: flag,
    participantLabel: (value) => value.length > 0 && value.length <= 128,
    record: oneOf('do-not-record', 'record-from-start'),
    recordingStatusCallback: url,
    recordingStatusCallbackEvent: someOf('in-progress', 'completed', 'absent'),
    recordingStatusCallbackMethod: method,
    region: oneOf('us1', 'us2', 'ie1', 'sg1', 'br1', 'au1', 'jp1', 'de1'),
    startConferenceOnEnter: flag,
    statusCallback: url,
    statusCallbackEvent: someOf(
      'start',
      'end',
      'join',
      'leave',
      'mute',
      'hold',
      'modify',
      'speaker',
      'announcement',
    ),
    statusCallbackMethod: method,
    trim: oneOf('trim-silence', 'do-not-trim'),
    waitMethod: method,
    waitUrl: url,
  },
  text: 'required',
};

/** Every verb of a voice document, with the attributes that the `twilio` package's VoiceResponse knows. */
export const VERBS: Readonly<Record<string, ElementSchema>> = {
  Say: SAY,
  Play: PLAY,
  Pause: PAUSE,
  Gather: {
    attributes: {
      action: url,
      actionOnEmptyResult: flag,
      bargeIn: flag,
      debug: flag,
      enhanced: flag,
      finishOnKey: (value) => /^[0-9*#]?$/.test(value),
      hints: anything,
      input: oneOf('dtmf', 'speech', 'dtmf speech', 'speech dtmf'),
      language: anything,
      maxSpeechTime: positive,
      method,
      numDigits: positive,
      partialResultCallback: url,
      partialResultCallbackMethod: method,
      profanityFilter: flag,
      speechModel: anything,
      speechTimeout: (value) => value === 'auto' || positive(value),
      // Whether Twilio takes 0 is not known, so a document must not rely on it.
      timeout: positive,
    },
    // Play digits is not allowed inside Gather.
    children: {
      Say: SAY,
      Play: { attributes: { loop: natural }, text: 'required' },
      Pause: PAUSE,
    },
    check: (gather) =>
      gather.attributes['speechModel'] !== undefined && gather.attributes['speechTimeout'] === 'auto'
        ? flaw('a Gather with a speechModel needs a speechTimeout in seconds, not auto')
        : null,
  },
  Redirect: { attributes: { method }, text: 'optional', check: checkUrlText },
  Hangup: { attributes: {} },
  Reject: { attributes: { reason: oneOf('rejected', 'busy') } },
  Leave: { attributes: {} },
  Record: {
    attributes: {
      action: url,
      finishOnKey: (value) => /^[0-9*#]*$/.test(value),
      maxLength: positive,
      method,
      playBeep: flag,
      recordingStatusCallback: url,
      recordingStatusCallbackEvent: someOf('in-progress', 'completed', 'absent'),
      recordingStatusCallbackMethod: method,
      timeout: natural,
      transcribe: flag,
      transcribeCallback: url,
      trim: oneOf('trim-silence', 'do-not-trim'),
    },
  },
  Enqueue: {
    attributes: {
      action: url,
      maxQueueSize: positive,
      method,
      waitUrl: url,
      waitUrlMethod: method,
      workflowSid: anything,
    },
    text: 'optional',
  },
  Dial: {
    attributes: {
      action: url,
      answerOnBridge: flag,
      callerId: anything,
      hangupOnStar: flag,
      method,
      record: anything,
      recordingStatusCallback: url,
      recordingStatusCallbackEvent: someOf('in-progress', 'completed', 'absent'),
      recordingStatusCallbackMethod: method,
      recordingTrack: oneOf('both', 'inbound', 'outbound'),
      ringTone: anything,
      sequential: flag,
      timeLimit: positive,
      timeout: (value) => positive(value) && Number(value) <= 600,
      trim: oneOf('trim-silence', 'do-not-trim'),
    },
    children: {
      Number: { attributes: { ...DIALLED, sendDigits: anything, byoc: anything }, text: 'required' },
      Client: { attributes: DIALLED, text: 'required' },
      Sip: { attributes: { ...DIALLED, username: anything, password: anything }, text: 'required' },
      Conference: CONFERENCE,
    },
    text: 'optional',
    check: checkDial,
  },
};

/** Limits: basic voices 4,096 characters, Polly 3,000 without SSML tags, Google 5,000 with them; URL-encoded 4,500. */
function checkSay(say: TwimlElement): TwimlFlaw | null {
  const { voice, language } = say.attributes;
  const wrong = voiceProblem(voice, language);
  if (wrong !== null) return { code: 13511, message: `Failed to run TwiML: ${wrong}.` };
  if (say.nodes.length === 0) return flaw('<Say> has nothing to say', 13520);
  let length = 0;
  for (const node of say.nodes) length += typeof node === 'string' ? node.length : lengthWithTags(node);
  const limit = voice?.startsWith('Polly.') ? 3_000 : voice?.startsWith('Google.') ? 5_000 : 4_096;
  // Nothing of up to 500 characters can reach 4,500 once encoded.
  if (length > limit || (length > 500 && encodedLength(say) > 4_500)) return flaw('<Say> is too long', 13521);
  return null;
}

function lengthWithTags(element: TwimlElement): number {
  let length = 2 * element.name.length + 5;
  for (const node of element.nodes) length += typeof node === 'string' ? node.length : lengthWithTags(node);
  return length;
}

function encodedLength(element: TwimlElement): number {
  return element.nodes.reduce<number>(
    (sum, node) => sum + (typeof node === 'string' ? encodeURIComponent(node).length : encodedLength(node)),
    0,
  );
}

function checkUrlText(element: TwimlElement): TwimlFlaw | null {
  const text = element.nodes[0];
  return typeof text === 'string' && !url(text.trim()) ? flaw(`<${element.name}> does not hold a URL`) : null;
}

function checkDial(dial: TwimlElement): TwimlFlaw | null {
  if (dial.nodes.length === 0) return flaw('<Dial> dials nothing');
  const conferences = dial.nodes.filter((node) => typeof node !== 'string' && node.name === 'Conference');
  return conferences.length > 0 && dial.nodes.length > 1
    ? flaw('<Conference> must be the only thing that a <Dial> dials')
    : null;
}

/** A flaw of the schema, unless another code says otherwise. */
export function flaw(reason: string, code = 12200): TwimlFlaw {
  return { code, message: `Failed to run TwiML: ${reason}.` };
}
