import type { ContactJson } from '../../src/api/contact-view.ts';
import type { DeskJson } from '../../src/api/desk-view.ts';
import type { Snapshot } from '../../src/live/feed.ts';
import type { Role } from '../../src/store/store.ts';
import { defaultQueueSettings, type QueueSettings } from '../../src/waiting/queue-settings.ts';
import { answerNotes, type FakePhrase } from './fake-notes.ts';
import { answerSettings } from './fake-settings.ts';

export type Problem = {
  status: number;
  code?: string;
  detail?: string;
  state?: string;
  errors?: { field: string; message: string }[];
  retryAfterSeconds?: number;
};
export type Person = {
  name: string;
  displayName: string;
  roles: Role[];
  address: string | null;
  queues: string[];
  skills: string[];
  mayPick: boolean;
  mostHeld: number;
  shortNumber: string | null;
  pinSet: boolean;
};
export type Result = { contacts?: ContactJson[]; desks?: DeskJson[] } & (
  | { status: number; body?: unknown }
  | { problem: Problem }
);

export type FakeState = {
  /** Null: nobody is signed in. */
  signedIn: Person | null;
  /** Whether Anna's phone is her browser. */
  browserPhone: boolean;
  people: Map<string, Person>;
  lineSettings: { operatorNumber: string | null; consoleGoneSeconds: number | null };
  contacts: Map<string, ContactJson>;
  owed: Map<string, ContactJson>;
  desks: Map<string, DeskJson>;
  queues: Map<string, QueueSettings>;
  phrases: FakePhrase[];
  timeline: { at: string; kind: string; data?: Record<string, string | number> }[];
  line(): Snapshot['lines'][number] & { now: string };
  snapshot(): Snapshot;
  call(call: string, body: unknown): Result;
};

export const ANNA: Person = {
  name: 'anna',
  displayName: 'Anna',
  roles: ['operator', 'admin'],
  address: '+15550100',
  queues: ['support'],
  skills: [],
  mayPick: false,
  mostHeld: 1,
  shortNumber: null,
  pinSet: false,
};
export const PASSWORD = 'quiet-please';

/** An ISO time `seconds` from now. */
export const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

/** A caller who waits; `change` makes it any other. */
export function caller(id: string, change: Partial<ContactJson> = {}): ContactJson {
  return {
    id,
    queueId: 'support',
    status: 'waiting',
    from: '+1•••••••67',
    language: 'en',
    position: 1,
    waitedSeconds: 30,
    estimate: null,
    cadence: 'queue',
    nextCheckInAt: inSeconds(40),
    question: null,
    callback: null,
    words: null,
    owes: null,
    feedback: null,
    operator: null,
    insteadOf: null,
    outcome: null,
    listener: null,
    hold: null,
    ...change,
  };
}

/** Something that is owed about a caller who is not on the line. */
export function owed(
  id: string,
  kind: NonNullable<ContactJson['owes']>['kind'],
  operator: string | null = null,
  attempts = 0,
): ContactJson {
  const isMessage = kind === 'message';
  return caller(id, {
    status: isMessage ? 'ended' : 'place-kept',
    position: null,
    nextCheckInAt: null,
    owes: { kind, since: inSeconds(-600), operator },
    words: isMessage ? { seconds: 23, kind: 'message', at: inSeconds(-600) } : null,
    callback: isMessage
      ? null
      : { number: '+1•••••••44', requestedAt: inSeconds(-900), attempts, notBefore: null },
  });
}

/** A caller whom Anna has put on hold. */
export function held(
  id: string,
  hold: Partial<NonNullable<ContactJson['hold']>> = {},
  change: Partial<ContactJson> = {},
) {
  return caller(id, {
    status: 'held',
    position: null,
    operator: 'anna',
    hold: {
      since: inSeconds(-30),
      reason: 'looking that up',
      expectedBackAt: inSeconds(90),
      escalated: null,
      lastAnswer: null,
      note: null,
      ...hold,
    },
    ...change,
  });
}

export function deskOf(status: DeskJson['status'], change: Partial<DeskJson> = {}): DeskJson {
  return {
    operator: 'anna',
    displayName: 'Anna',
    status,
    mode: 'auto',
    leg: 'open-line',
    ringsAt: null,
    listensTo: null,
    consoleGone: false,
    since: inSeconds(0),
    contactId: null,
    held: [],
    lastContactId: null,
    queues: ['support'],
    reason: null,
    until: null,
    ...change,
  };
}

export function createFakeState(): FakeState {
  const state: FakeState = {
    signedIn: ANNA,
    browserPhone: false,
    people: new Map([[ANNA.name, ANNA]]),
    lineSettings: { operatorNumber: null, consoleGoneSeconds: 600 },
    contacts: new Map(),
    owed: new Map(),
    desks: new Map(),
    queues: new Map([['support', defaultQueueSettings('support', 'Support')]]),
    timeline: [],
    phrases: [],
    line() {
      const waiting = [...state.contacts.values()].filter(({ status }) =>
        ['waiting', 'offered', 'place-kept', 'calling-back'].includes(status),
      );
      const ids = waiting.map(({ id }) => id);
      return { queueId: 'support', ids: ids.slice(0, 200), length: ids.length, now: inSeconds(0) };
    },
    snapshot: () => ({
      now: inSeconds(0),
      contacts: [...state.contacts.values()],
      desks: [...state.desks.values()],
      queues: [...state.queues.values()],
      lines: [state.line()],
    }),
    call: (call, body) => answerNotes(state, call, body) ?? answer(state, call, body),
  };
  return state;
}

function answer(state: FakeState, call: string, body: unknown): Result {
  const given = (body ?? {}) as Record<string, unknown>;
  const [, resource, key, action] = /^\w+ \/api\/(\w+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(call) ?? [];
  switch (call.split(' ')[0] + ` ${resource}`) {
    case 'POST session':
      if (given['password'] !== PASSWORD) return { problem: { status: 401, code: 'not-signed-in' } };
      state.signedIn = state.people.get(String(given['name'])) ?? ANNA;
      return { status: 200, body: who(state) };
    case 'DELETE session':
      state.signedIn = null;
      return { status: 204 };
    case 'GET me':
      return {
        status: 200,
        body: {
          ...who(state),
          browserPhone: state.browserPhone,
          desk: state.desks.get('anna') ?? null,
          contacts: [],
        },
      };
    case 'POST phone':
      return { status: 200, body: { kind: 'stand-in', identity: 'anna', url: '' } };
    case 'POST desk':
      return desk(state, key ?? '', given);
    case 'GET contacts':
      return { status: 200, body: { ...state.contacts.get(key ?? ''), timeline: state.timeline } };
    case 'GET owed':
      return { status: 200, body: { contacts: [...state.owed.values()] } };
    case 'DELETE contacts':
      state.owed.delete(key ?? '');
      return { status: 200, body: caller(key ?? '', { status: 'ended' }) };
    case 'POST contacts':
      return contact(state, key ?? '', action ?? '', given);
    default:
      return answerSettings(state, { call, key: key ?? '', action: action ?? '', given });
  }
}

function who({ signedIn }: FakeState) {
  const { name, displayName, roles, queues, mayPick, mostHeld } = signedIn ?? ANNA;
  return { name, displayName, roles, queues, mayPick, mostHeld };
}

function desk(state: FakeState, action: string, given: Record<string, unknown>): Result {
  const to = (status: DeskJson['status'], change: Partial<DeskJson> = {}): Result => {
    const next = deskOf(status, { ...(given['mode'] === 'manual' ? { mode: 'manual' } : {}), ...change });
    return { status: 200, body: next, desks: [next] };
  };
  if (action === 'open') return to('ringing');
  if (action === 'close') return to('closed');
  if (action === 'away') return to('away');
  if (action === 'free') return to('free');
  const first = [...state.contacts.values()].find(
    ({ id, status }) =>
      (status === 'waiting' || status === 'offered') &&
      [undefined, id].includes(given['contactId'] as string),
  );
  if (first === undefined) return { problem: { status: 404, detail: 'Nobody waits.' } };
  const taken: ContactJson = {
    ...first,
    status: 'connected',
    position: null,
    operator: 'anna',
    nextCheckInAt: null,
  };
  return { status: 200, body: taken, contacts: [taken], desks: [deskOf('talking', { contactId: taken.id })] };
}

function contact(state: FakeState, id: string, action: string, given: Record<string, unknown>): Result {
  const debt = state.owed.get(id);
  if (debt !== undefined && action === 'call-back') {
    const called: ContactJson = { ...debt, status: 'calling-back' };
    state.owed.set(id, called);
    return { status: 200, body: called, contacts: [called] };
  }
  if (action === 'seen-to') {
    state.owed.delete(id);
    const done = caller(id, { status: 'ended' });
    return { status: 200, body: done, contacts: [done] };
  }
  const before = state.contacts.get(id) ?? caller(id);
  if (action === 'return')
    return both({ ...before, status: 'connected', hold: null, nextCheckInAt: null }, 'talking');
  if (action === 'end') return both({ ...before, status: 'ended', operator: 'anna', hold: null }, 'free');
  if (action === 'transfer')
    return both(
      { ...before, status: 'waiting', operator: null, hold: null, nextCheckInAt: inSeconds(45) },
      'free',
    );
  if (action === 'look-in')
    return both(
      { ...before, status: 'connected', operator: 'anna', insteadOf: before.operator, hold: null },
      'talking',
    );
  if (action === 'outcome') {
    const code = String(given['code']);
    const said = { ...before, outcome: { code, label: code, operator: 'anna', at: inSeconds(0) } };
    return { status: 200, body: said, contacts: [said] };
  }
  const back = given['backInSeconds'];
  const hold = {
    since: inSeconds(0),
    reason: String(given['reason'] ?? ''),
    expectedBackAt: typeof back === 'number' ? inSeconds(back) : null,
    escalated: null,
    lastAnswer: null,
    note: null,
  };
  return both({ ...before, status: 'held', waitedSeconds: 0, nextCheckInAt: inSeconds(60), hold }, 'holding');
}

function both(contactNow: ContactJson, status: DeskJson['status']): Result {
  return { status: 200, body: contactNow, contacts: [contactNow], desks: [deskOf(status)] };
}
