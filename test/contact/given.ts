import type { ContactCircumstances } from '../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type {
  CallingBack,
  Connected,
  Contact,
  Ended,
  Feedback,
  Greeting,
  Held,
  Offered,
  PlaceKept,
  Returning,
  Waiting,
} from '../../src/contact/contact.ts';
import type { Listener, Callback, Visit, Words } from '../../src/contact/visit.ts';
import type { AskedFrom, Leg, LegAsks, Quiet } from '../../src/twiml/instructions.ts';
import { leadMs } from '../../src/twiml/leg.ts';
import { defaultQueueSettings, type QueueSettings } from '../../src/waiting/queue-settings.ts';

/** When the tests' present is, epoch ms. */
export const NOW = 1_790_000_000_000;
export const CALL = 'CA1';
export const LEAD = leadMs(CALL);
export const anna = { operator: 'anna', displayName: 'Anna' } as const;
export const QUEUE: QueueSettings = {
  ...defaultQueueSettings('support', 'Acme support'),
  languages: ['en', 'ru'],
};

/** Two seconds a line, so that times in expectations can be added up. */
export function circumstances(changes: Partial<ContactCircumstances> = {}): ContactCircumstances {
  return {
    now: NOW,
    queue: QUEUE,
    position: 2,
    operatorsOnDuty: 1,
    waiting: 3,
    opens: null,
    closesInMs: null,
    announcement: null,
    forecast: null,
    callbackVerdict: () => 'allowed',
    numberOf: (keyed) => keyed,
    ownerOfCode: null,
    mayTryCodes: true,
    callLater: null,
    newIntentId: 'intent-1',
    spokenMs: (lines) => 2_000 * lines.length,
    ...changes,
  };
}

const visit: Visit = {
  id: 'c1',
  version: 7,
  queueId: 'support',
  from: '+15550000001',
  to: '+15550100',
  language: 'en',
  arrivedAt: NOW - 60_000,
  cadence: 'queue',
  caller: null,
  code: '1234',
  callback: null,
  words: null,
  owes: null,
  heard: { noticeId: null, closing: 'nothing', closedAt: null, nobodySince: null, backupNumber: false },
};

/** Thirty seconds into a silence of 45 s that began at the end of the words of step 3. */
export const quiet: Quiet = {
  kind: 'quiet',
  silenceBeforeMs: 0,
  lines: [{ moment: 'key.keep-waiting', values: { nextSeconds: 45 } }],
  leadIn: 'tone',
  silenceAfterMs: 45_000,
  leadMs: LEAD,
};

export function leg(changes: Partial<Leg> = {}): Leg {
  return {
    callSid: CALL,
    startedAt: null,
    step: 3,
    askedAt: NOW - 32_650,
    instruction: quiet,
    keys: '',
    summonedAt: null,
    checkedAt: null,
    ...changes,
  };
}

const wait = {
  leg: leg(),
  silence: 1,
  wordsEndAt: NOW - 30_000,
  nextCheckInAt: NOW + 15_000,
  question: null,
  lastChoice: null,
  pending: [],
  speakAt: null,
  memory: 'not-asked',
} as const;

const inLine = {
  waitingSince: NOW - 60_000,
  told: { position: 2, onDuty: true, wait: null },
  forecasts: [],
  checkIns: 0,
  unheard: null,
  absentAt: null,
  codeTold: 'on-demand',
  earlier: { kind: 'none' },
} as const;

export function waiting(changes: Partial<Waiting> = {}): Waiting {
  return { ...visit, ...wait, pending: [], ...inLine, status: 'waiting', prefers: null, ...changes };
}

export function offered(stage: Offered['stage'], changes: Partial<Offered> = {}): Offered {
  return {
    ...visit,
    ...wait,
    pending: [],
    ...inLine,
    status: 'offered',
    stage,
    server: anna,
    talk: 'talk-1',
    offeredAt: NOW - 2_000,
    ...changes,
  };
}

export const inTalk = {
  kind: 'join-talk',
  talk: 'talk-1',
  side: 'caller',
  lines: [{ moment: 'talk.begin', values: { operator: 'Anna' } }],
  leadIn: 'tone',
} as const;

export function connected(changes: Partial<Connected> = {}): Connected {
  return {
    ...visit,
    status: 'connected',
    leg: leg({ instruction: { ...inTalk, lines: [...inTalk.lines] } }),
    server: anna,
    talk: 'talk-1',
    connectedAt: NOW - 32_650,
    left: { caller: null, operator: null, polls: 0 },
    ...changes,
  };
}

const onHold = {
  server: anna,
  heldAt: NOW - 40_000,
  reason: 'looking up your invoice',
  expectedBackAt: NOW + 120_000,
  note: null,
  lastAnswer: null,
  checkIns: 0,
  unheard: null,
  remindAt: NOW + 5_000,
  remindedAt: null,
  operatorLostAt: null,
  asked: 'not-yet',
} as const;

export function held(changes: Partial<Held> = {}): Held {
  return { ...visit, ...wait, pending: [], ...onHold, status: 'held', ...changes };
}

export function returning(stage: Returning['stage'], changes: Partial<Returning> = {}): Returning {
  return {
    ...visit,
    ...wait,
    pending: [],
    ...onHold,
    status: 'returning',
    talk: 'talk-2',
    returningAt: NOW - 1_000,
    stage,
    ...changes,
  };
}

export function ended(changes: Partial<Ended> = {}): Ended {
  return {
    ...visit,
    status: 'ended',
    endedAt: NOW - 1_000,
    by: 'operator',
    leg: leg(),
    answers: null,
    ...changes,
  };
}

const PROMISE: Callback = {
  number: '+12025550143',
  askedAt: NOW - 9_000,
  attempts: 0,
  notBefore: NOW - 9_000,
};
const away = { told: inLine.told, forecasts: [], prefers: null, leg: null, since: NOW - 9_000 } as const;

export function kept(changes: Partial<PlaceKept> = {}): PlaceKept {
  return { ...visit, ...away, status: 'place-kept', why: 'callback', until: null, ...changes };
}

export function callingBack(changes: Partial<CallingBack> = {}): CallingBack {
  const callback = { ...PROMISE, attempts: 1 };
  return { ...visit, ...away, callback, status: 'calling-back', intentId: 'intent-1', ...changes };
}

export function greeting(asking: Greeting['asking']): Greeting {
  const { codeTold, earlier } = inLine;
  return { ...visit, ...wait, pending: [], codeTold, earlier, status: 'greeting', asking, asked: 1 };
}

export function feedback(asking: Feedback['asking']): Feedback {
  const answers = { right: null, often: null };
  const lastServed = { operator: 'anna', at: NOW - 5_000 };
  return { ...visit, lastServed, status: 'feedback', leg: leg(), asking, operator: 'anna', answers };
}

const WORDS: Words = {
  kind: 'while-waiting',
  recordingSid: 'RE7',
  seconds: 9,
  at: NOW - 40_000,
};

export const vera = { operator: 'vera', displayName: 'Vera' };
/** A supervisor who has listened for twenty seconds. */
export const VERA: Listener = {
  ...vera,
  mode: 'listen',
  stage: 'in',
  since: NOW - 25_000,
  heard: { mode: 'listen', since: NOW - 20_000 },
};

/** The leg asks for the step after its last one. */
export function asks(from: AskedFrom, digits = '', step = 4): LegAsks {
  return { type: 'leg-asks', callSid: CALL, step, from, digits };
}

export const arrived: ContactEvent & { type: 'arrived' } = {
  type: 'arrived',
  id: 'c1',
  callSid: CALL,
  queueId: 'support',
  from: '+15550000001',
  to: '+15550100',
  language: 'en',
  caller: null,
  code: '1234',
  shared: false,
  earlier: { kind: 'none' },
  remembered: null,
  arrivedAt: NOW,
  recovered: null,
};

/** Every status, and what matters within it. */
export const STATUSES: Record<string, Contact | null> = {
  none: null,
  waiting: waiting(),
  announced: offered('announced'),
  accepted: offered('accepted'),
  summoned: offered('summoned'),
  connected: connected(),
  'caller out': connected({ left: { caller: NOW - 1_000, operator: null, polls: 1 } }),
  'operator out': connected({ left: { caller: null, operator: NOW - 1_000, polls: 0 } }),
  held: held(),
  'held, lost': held({ operatorLostAt: NOW - 10_000 }),
  returning: returning('accepted'),
  'returning, summoned': returning('summoned'),
  ended: ended(),
  gone: ended({ leg: null }),
  'gone, message left': ended({
    leg: null,
    words: { ...WORDS, kind: 'message' },
    owes: { kind: 'message', since: NOW - 5_000, operator: null },
  }),
  'waiting, words left': waiting({ words: WORDS }),
  'asked whether there': offered('presence', {
    question: { kind: 'presence', misses: 1, askedAt: NOW - 3_000 },
  }),
  'language asked': greeting('language'),
  'topic asked': greeting('topic'),
  door: greeting('door'),
  closed: greeting('closed'),
  full: greeting('full'),
  dropped: kept({ why: 'dropped', until: NOW + 60_000 }),
  booked: kept({ callback: PROMISE }),
  'booked, last words': kept({ callback: PROMISE, leg: leg() }),
  owed: kept({
    callback: { ...PROMISE, notBefore: 9e15 },
    owes: { kind: 'call-back', since: NOW - 5_000, operator: 'anna' },
  }),
  'calling back': callingBack(),
  'called, no key yet': callingBack({ leg: leg() }),
  'listened to': connected({ listener: VERA }),
  'held, listened to': held({ listener: { ...VERA, stage: 'coming', heard: null } }),
  'asked if right': feedback('right'),
  'asked how often': feedback('often'),
};

/** Every event, from the operator who serves and, where it differs, from another one. */
export const EVENTS: Record<string, ContactEvent> = {
  arrived,
  'asks at the end': asks('end'),
  'asks again': asks('end', '', 3),
  'late key': asks('words', '5', 3),
  'asks after words': asks('record'),
  'asks out of a talk': asks('talk'),
  'key 1': asks('after', '1'),
  'key 2': asks('after', '2'),
  'key 4': asks('after', '4'),
  'key 6': asks('after', '6'),
  'key *': asks('after', '*'),
  'key 9': asks('after', '9'),
  'key 0': asks('after', '0'),
  'other leg asks': { ...asks('end'), callSid: 'CA2' },
  'leg-ended': { type: 'leg-ended', callSid: CALL },
  'other leg-ended': { type: 'leg-ended', callSid: 'CA2' },
  due: { type: 'due' },
  offer: { type: 'offer', server: anna, talk: 'talk-3' },
  take: { type: 'take', server: { operator: 'boris', displayName: 'Boris' }, talk: 'talk-3' },
  accept: { type: 'accept', operator: 'anna' },
  'other accept': { type: 'accept', operator: 'boris' },
  'operator-joined': { type: 'operator-joined', operator: 'anna' },
  'other operator-joined': { type: 'operator-joined', operator: 'boris' },
  'withdraw-offer': { type: 'withdraw-offer', operator: 'anna' },
  'other withdraw-offer': { type: 'withdraw-offer', operator: 'boris' },
  'operator-left-talk': { type: 'operator-left-talk', operator: 'anna', final: false },
  'operator-left-talk for good': { type: 'operator-left-talk', operator: 'anna', final: true },
  'other operator-left-talk': { type: 'operator-left-talk', operator: 'boris', final: true },
  'operator-lost': { type: 'operator-lost', operator: 'anna' },
  'other operator-lost': { type: 'operator-lost', operator: 'boris' },
  'operator-back': { type: 'operator-back', operator: 'anna' },
  hold: { type: 'hold', operator: 'anna', reason: 'your invoice', backInMs: 120_000 },
  'other hold': { type: 'hold', operator: 'boris', reason: '', backInMs: null },
  return: { type: 'return', operator: 'anna', talk: 'talk-3' },
  'other return': { type: 'return', operator: 'boris', talk: 'talk-3' },
  note: { type: 'note', operator: 'anna', text: 'found it', now: false },
  'note now': { type: 'note', operator: 'anna', text: 'found it', now: true },
  'note in own voice': {
    type: 'note',
    operator: 'anna',
    text: '',
    now: false,
    clip: { name: 'clip-1', durationMs: 2_400 },
  },
  'take-back-note': { type: 'take-back-note', operator: 'anna' },
  'other take-back-note': { type: 'take-back-note', operator: 'boris' },
  'other note': { type: 'note', operator: 'boris', text: 'found it', now: true },
  longer: { type: 'longer', operator: 'anna', byMs: 120_000 },
  'other longer': { type: 'longer', operator: 'boris', byMs: 120_000 },
  transfer: {
    type: 'transfer',
    operator: 'anna',
    target: { queueId: 'billing', queueName: 'Billing', prefers: null },
  },
  'other transfer': {
    type: 'transfer',
    operator: 'boris',
    target: { queueId: 'billing', queueName: 'Billing', prefers: null },
  },
  end: { type: 'end', operator: 'anna' },
  'called-again': {
    type: 'called-again',
    asks: { ...asks('end', '', 1), callSid: 'CA9' },
    from: '+1',
    caller: null,
  },
  'call-back': { type: 'call-back', by: null },
  'call-back by its operator': { type: 'call-back', by: { operator: 'anna', isAdmin: false } },
  'call-back by another': { type: 'call-back', by: { operator: 'boris', isAdmin: false } },
  'ring-planned': { type: 'ring-planned', intentId: 'intent-1', at: 1_790_000_012_000 },
  'ring-started': { type: 'ring-started', intentId: 'intent-1', callSid: 'CA8' },
  'other ring-started': { type: 'ring-started', intentId: 'intent-0', callSid: 'CA8' },
  'ring-failed': { type: 'ring-failed', intentId: 'intent-1' },
  'other ring-failed': { type: 'ring-failed', intentId: 'intent-0' },
  'call-back by an admin': { type: 'call-back', by: { operator: 'boris', isAdmin: true } },
  recorded: { type: 'recorded', recordingSid: 'RE1', seconds: 7, kind: 'while-waiting' },
  'words-deleted': { type: 'words-deleted' },
  'seen-to': { type: 'seen-to', operator: 'anna' },
  'place-dropped': { type: 'place-dropped', owner: 'c2' },
  news: { type: 'news', lines: [] },
  'news with words': { type: 'news', lines: [{ moment: 'place.ask', values: {} }] },
  'other end': { type: 'end', operator: 'boris' },
  'look-in': {
    type: 'look-in',
    server: { operator: 'boris', displayName: 'Boris' },
    talk: 'talk-3',
    mayAlways: true,
  },
  'early look-in': {
    type: 'look-in',
    server: { operator: 'boris', displayName: 'Boris' },
    talk: 'talk-3',
    mayAlways: false,
  },
  'own look-in': { type: 'look-in', server: anna, talk: 'talk-3', mayAlways: true },
  outcome: { type: 'outcome', operator: 'anna', code: 'solved', label: 'Solved' },
  'other outcome': { type: 'outcome', operator: 'boris', code: 'solved', label: 'Solved' },
  listen: { type: 'listen', listener: vera, mode: 'whisper' },
  'listen to own': { type: 'listen', listener: anna, mode: 'listen' },
  'other listen': { type: 'listen', listener: { operator: 'boris', displayName: 'Boris' }, mode: 'listen' },
  'listener-in': { type: 'listener-in', operator: 'vera', mode: 'listen' },
  'listener-out': { type: 'listener-out', operator: 'vera' },
  'listener-leaving': { type: 'listener-leaving', operator: 'vera' },
  'listener-gone': { type: 'listener-gone', operator: 'vera' },
  'other listener-gone': { type: 'listener-gone', operator: 'boris' },
};
