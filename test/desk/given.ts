import { decide } from '../../src/desk/decide.ts';
import type {
  Away,
  Brief,
  Called,
  Closed,
  Desk,
  DeskCircumstances,
  DeskEvent,
  Free,
  Holding,
  Joining,
  Manned,
  Offered,
  Post,
  Ringing,
  Talking,
  WrapUp,
} from '../../src/desk/desk.ts';
import type { Leg, LegAsks } from '../../src/twiml/instructions.ts';
import { leadMs } from '../../src/twiml/leg.ts';
import { line, type Line } from '../../src/voice-script/moments.ts';

/** When the tests' present is, epoch ms. */
export const NOW = 1_790_000_000_000;
export const CALL = 'CA9';
export const post: Post = {
  operator: 'anna',
  displayName: 'Anna',
  version: 4,
  queues: ['support'],
  mode: 'auto',
  address: 'client:anna',
  language: 'en',
  intentId: 'intent-1',
};
export const brief: Brief = {
  contactId: 'c1',
  queueName: 'Acme support',
  waitedMs: 240_000,
  language: 'en',
  wrapUpMs: 0,
  askedFirst: false,
};
export const leg: Leg = {
  callSid: CALL,
  startedAt: null,
  step: 3,
  askedAt: NOW - 10_000,
  instruction: {
    kind: 'quiet',
    silenceBeforeMs: 0,
    lines: [],
    leadIn: 'tone',
    silenceAfterMs: 300_000,
    leadMs: leadMs(CALL),
  },
  keys: '',
  summonedAt: null,
  checkedAt: null,
};
export const talkLeg: Leg = {
  ...leg,
  instruction: { kind: 'join-talk', talk: 'talk-1', side: 'operator', lines: [], leadIn: 'zip' },
};
export const manned: Manned = { ...post, leg, pending: [], keysFrom: NOW - 60_000, comeBy: null };

export const closed: Closed = { ...post, status: 'closed', why: 'closed', since: NOW - 1_000 };
export const ringing: Ringing = {
  ...post,
  status: 'ringing',
  ringingSince: NOW - 5_000,
  leg: null,
  contact: null,
};
export const free: Free = { ...manned, status: 'free', freeSince: NOW - 5_000 };
export const offered: Offered = {
  ...manned,
  status: 'offered',
  contact: brief,
  talk: 'talk-1',
  offeredAt: NOW - 1_000,
  announced: false,
  until: NOW + 19_000,
};
export const joining: Joining = {
  ...manned,
  status: 'joining',
  contact: brief,
  talk: 'talk-1',
  since: NOW - 1_000,
  purpose: 'take',
};
export const joiningAsked: Joining = { ...joining, contact: { ...brief, askedFirst: true } };
export const talking: Talking = {
  ...manned,
  leg: talkLeg,
  status: 'talking',
  contact: brief,
  talk: 'talk-1',
  since: NOW - 9_000,
  polls: 0,
};
export const holding: Holding = { ...manned, status: 'holding', contact: brief, since: NOW - 9_000 };
export const wrapUp: WrapUp = { ...manned, status: 'wrap-up', until: NOW + 9_000 };
export const perCall = { ...post, legKind: 'per-call' as const };
export const onHook: Desk = { ...perCall, leg: null, status: 'free', freeSince: NOW - 5_000 };
export const called: Called = {
  ...perCall,
  status: 'called',
  leg: null,
  contact: brief,
  talk: 'talk-1',
  offeredAt: NOW - 1_000,
  until: NOW + 27_000,
};
export const away: Away = { ...manned, status: 'away', reason: 'lunch', since: NOW - 9_000 };

/** The leg asks for the step after its last one. */
export const asks = (digits = '', step = 4, from: LegAsks['from'] = 'end'): LegAsks => ({
  type: 'leg-asks',
  callSid: CALL,
  step,
  from,
  digits,
});
export const openEvent: DeskEvent & { type: 'open' } = {
  type: 'open',
  operator: 'anna',
  address: 'client:anna',
  mode: 'auto',
  queues: ['support'],
  displayName: 'Anna',
  intentId: 'intent-2',
  language: 'en',
};
export const openPerCall: DeskEvent = { ...openEvent, legKind: 'per-call' };
export const openByPhone: DeskEvent & { type: 'open-by-phone' } = {
  type: 'open-by-phone',
  operator: 'anna',
  address: '+12025550142',
  queues: ['support'],
  displayName: 'Anna',
  intentId: 'intent-2',
  language: 'en',
  asks: { type: 'leg-asks', callSid: 'CA7', step: 1, from: 'words', digits: '' },
};
export const legEnded: DeskEvent = { type: 'leg-ended', callSid: CALL };
export const contactGone: DeskEvent = {
  type: 'contact-gone',
  contactId: 'c1',
  lines: [line('desk.caller-hung-up', {})],
};

/** Two callers wait, one of them for this desk; two seconds a line, so that times can be added up. */
const around: DeskCircumstances = {
  now: NOW,
  spokenMs: (lines) => 2_000 * lines.length,
  nextContact: { contact: { ...brief, contactId: 'c3' }, talk: 'talk-3' },
  dueNext: null,
  owed: null,
  waiting: { count: 2, longestMs: 240_000 },
  held: { reason: 'your invoice', heldMs: 90_000, nextCheckInMs: 30_000, answer: 'come-back' },
  listened: null,
  returnTalk: 'talk-4',
  newIntentId: 'intent-3',
};

export function when(desk: Desk | null, event: DeskEvent, changes: Partial<DeskCircumstances> = {}) {
  return decide(desk, event, { ...around, ...changes });
}

/** What the leg plays after a decision. */
export function linesOf(decision: ReturnType<typeof decide>): Line[] {
  if (decision.kind !== 'changed' || !('leg' in decision.next) || decision.next.leg === null) return [];
  const { instruction } = decision.next.leg;
  return 'lines' in instruction ? instruction.lines : [];
}
export function momentsOf(decision: ReturnType<typeof decide>): string[] {
  return linesOf(decision).map(({ moment }) => moment);
}

/** What the desk has become; only for decisions that changed it. */
export function nextOf(decision: ReturnType<typeof decide>): Desk {
  if (decision.kind !== 'changed') throw new Error(`Nothing changed: ${decision.kind}`);
  return decision.next;
}

export const toContact = (event: object, id = 'c1') => ({ to: 'contact', id, event });
export const summons = {
  type: 'summon-leg',
  owner: { kind: 'desk', operator: 'anna' },
  callSid: CALL,
  step: 4,
};
