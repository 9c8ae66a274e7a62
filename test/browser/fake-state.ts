import type { ChangeJson } from '../../src/api/settings/changes.ts';
import type { ReportJson } from '../../src/api/reports/report-view.ts';
import type { ContactJson } from '../../src/api/contacts/contact-view.ts';
import type { DeskJson } from '../../src/api/desk/desk-view.ts';
import type { EarlierJson } from '../../src/api/contacts/earlier.ts';
import type { Snapshot } from '../../src/live/feed.ts';
import type { Role } from '../../src/store/store.ts';
import { defaultQueueSettings, type QueueSettings } from '../../src/waiting/queue-settings.ts';
import type { NuisanceJson } from './fake-nuisances.ts';
import { answerConsole } from './fake-answers.ts';
import { answerNotes, type FakePhrase } from './fake-notes.ts';
import { reportOf } from './fake-report.ts';

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
  /** As heartbeats tell of the phone network. */
  phones: 'well' | 'away' | 'refuses';
  /** Null: nobody is signed in. */
  signedIn: Person | null;
  /** Whether Anna's phone is her browser. */
  browserPhone: boolean;
  people: Map<string, Person>;
  lineSettings: { operatorNumber: string | null; consoleGoneSeconds: number | null };
  contacts: Map<string, ContactJson>;
  owed: Map<string, ContactJson>;
  /** Marks of nuisance callers, by their ids; those of a contact's caller by the contact's. */
  nuisances: Map<string, NuisanceJson>;
  desks: Map<string, DeskJson>;
  queues: Map<string, QueueSettings>;
  changes: ChangeJson[];
  report: ReportJson;
  phrases: FakePhrase[];
  /** Of whichever caller; null where their number is withheld. */
  earlier: EarlierJson | null;
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
    thenCheckInAt: null,
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

/** A contact of the same caller that is over, begun `daysAgo`. */
export function earlier(
  id: string,
  daysAgo: number,
  change: Partial<EarlierJson[number]> = {},
): EarlierJson[number] {
  return {
    id,
    queueId: 'support',
    at: inSeconds(-daysAgo * 86_400),
    status: 'ended',
    ended: 'operator',
    operator: 'ben',
    outcome: null,
    owes: null,
    callback: null,
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
    renews: false,
    lineEndsAt: null,
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
    phones: 'well',
    signedIn: ANNA,
    browserPhone: false,
    people: new Map([[ANNA.name, ANNA]]),
    lineSettings: { operatorNumber: null, consoleGoneSeconds: 600 },
    contacts: new Map(),
    owed: new Map(),
    nuisances: new Map(),
    desks: new Map(),
    queues: new Map([['support', defaultQueueSettings('support', 'Support')]]),
    changes: [],
    report: reportOf({}),
    timeline: [],
    earlier: [],
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
    call: (call, body) => answerNotes(state, call, body) ?? answerConsole(state, call, body),
  };
  return state;
}
