import type { Decision } from '../../src/contact/decision.ts';
import type { ContactCircumstances } from '../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import { decide } from '../../src/contact/decide.ts';
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
import type { Callback, Visit } from '../../src/contact/visit.ts';
import type { AskedFrom, Leg, LegAsks, Quiet } from '../../src/twiml/instructions.ts';
import { leadMs } from '../../src/twiml/leg.ts';
import type { Line } from '../../src/voice-script/moments.ts';
import { defaultQueueSettings, type QueueSettings } from '../../src/waiting/queue-settings.ts';
import { onDuty } from '../support/on-duty.ts';

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
    onDuty: onDuty(1),
    waiting: 3,
    opens: null,
    closesInMs: null,
    announcement: null,
    forecast: null,
    foretoldIn: () => ({ announcement: null, forecast: null }),
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
  looksAt: null,
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

export const PROMISE: Callback = {
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

export const vera = { operator: 'vera', displayName: 'Vera' };

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

export function when(
  contact: Contact | null,
  event: ContactEvent,
  changes: Partial<ContactCircumstances> = {},
): Decision<Contact> {
  return decide(contact, event, circumstances(changes));
}

/** What the contact has become; only for decisions that changed it. */
export function nextOf(decision: Decision<Contact>): Contact {
  if (decision.kind !== 'changed') throw new Error(`Nothing changed: ${decision.kind}`);
  return decision.next;
}

/** What the leg plays after a decision. */
export function linesOf(decision: Decision<Contact>): Line[] {
  return decision.kind === 'changed' ? wordsOf(decision.next) : [];
}

export function momentsOf(decision: Decision<Contact>): string[] {
  return linesOf(decision).map(({ moment }) => moment);
}

/** What the leg of a contact plays. */
export function wordsOf(contact: Contact): Line[] {
  const instruction = contact.leg?.instruction;
  return instruction !== undefined && 'lines' in instruction ? instruction.lines : [];
}

/** What the desk of the operator who serves is told. */
export const toAnna = (event: object) => ({ to: 'desk', operator: 'anna', event });
/** The leg is fetched. */
export const summons = {
  type: 'summon-leg',
  owner: { kind: 'contact', id: 'c1' },
  callSid: CALL,
  step: 4,
} as const;
