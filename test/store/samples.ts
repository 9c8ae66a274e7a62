import type { Contact, Ended, Waiting } from '../../src/contact/contact.ts';
import { visitOf } from '../../src/contact/visit.ts';
import type { Desk } from '../../src/desk/desk.ts';
import type { Commit, ContactWrite, DeskWrite } from '../../src/store/store.ts';
import type { Leg } from '../../src/twiml/instructions.ts';

/** When the samples arrive: a day in 2026, epoch ms. */
export const START = 1_790_000_000_000;

/** What stands for the caller's number: a keyed hash of 128 bits. */
const CALLER = 'mZ0kQ-4fT_x1Yb7cWq9eLA';

export function leg(callSid: string): Leg {
  return {
    callSid,
    startedAt: START,
    step: 1,
    askedAt: START,
    instruction: {
      kind: 'quiet',
      silenceBeforeMs: 0,
      lines: [],
      leadIn: 'tone',
      silenceAfterMs: 45_000,
      leadMs: 15_000,
    },
    keys: '',
    summonedAt: null,
    checkedAt: null,
  };
}

export function waiting(id: string, version: number, changes: Partial<Waiting> = {}): Waiting {
  return {
    id,
    version,
    queueId: 'support',
    from: '+15550100001',
    to: '+15550100002',
    language: 'en',
    arrivedAt: START,
    cadence: 'queue',
    caller: CALLER,
    code: '4711',
    callback: null,
    words: null,
    owes: null,
    heard: { noticeId: null, closing: 'nothing', closedAt: null, nobodySince: null, backupNumber: false },
    leg: leg(`CA-${id}`),
    silence: 1,
    wordsEndAt: START + 8_000,
    nextCheckInAt: START + 53_000,
    question: null,
    lastChoice: null,
    pending: [],
    speakAt: null,
    memory: 'not-asked',
    waitingSince: START,
    told: { position: 1, onDuty: true, wait: null },
    forecasts: [],
    checkIns: 0,
    absentAt: null,
    codeTold: 'on-demand',
    earlier: { kind: 'none' },
    unheard: null,
    status: 'waiting',
    prefers: null,
    ...changes,
  };
}

export function ended(id: string, version: number): Ended {
  return {
    ...visitOf(waiting(id, version)),
    status: 'ended',
    endedAt: START + 60_000,
    by: 'caller',
    leg: null,
    answers: null,
  };
}

export function desk(operator: string, version: number): Desk {
  return {
    operator,
    displayName: operator.toUpperCase(),
    version,
    queues: ['support'],
    mode: 'auto',
    address: '+15550100003',
    language: 'en',
    intentId: '',
    status: 'closed',
    why: 'closed',
    since: START,
  };
}

/** A write of a contact that stands where it stood, unless `changes` says otherwise. */
export function contactWrite(contact: Contact, changes: Partial<ContactWrite> = {}): ContactWrite {
  return {
    contact,
    expectedVersion: contact.version - 1,
    queueId: contact.queueId,
    standing: 'keep',
    takeable: true,
    served: false,
    dueAt: null,
    callSid: null,
    takesLeg: false,
    labels: { add: [], remove: [] },
    owed: false,
    timeline: [],
    ...changes,
  };
}

/** A write of a contact that is over. */
export function endedWrite(id: string, version: number, changes: Partial<ContactWrite> = {}): ContactWrite {
  return contactWrite(ended(id, version), { standing: 'out', takeable: false, ...changes });
}

/** A new contact at the end of its line. */
export function newcomer(id: string, arrivedAt: number, changes: Partial<ContactWrite> = {}): ContactWrite {
  return contactWrite(waiting(id, 1), { standing: { newcomer: { headStartMs: 5, arrivedAt } }, ...changes });
}

export function deskWrite(written: Desk, changes: Partial<DeskWrite> = {}): DeskWrite {
  const nothing = { onDutyFor: [], speaks: [], freeSince: null, dueAt: null, callSid: null, intentId: null };
  return { desk: written, expectedVersion: written.version - 1, ...nothing, ...changes };
}

export function commitOf(changes: Partial<Commit>): Commit {
  return { now: START, contacts: [], desks: [], effects: [], tallies: [], ...changes };
}
