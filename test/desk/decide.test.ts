import { describe, expect, test } from 'vitest';
import { decide } from '../../src/desk/decide.ts';
import type { Brief, Desk, DeskCircumstances, DeskEvent, Manned, Post } from '../../src/desk/desk.ts';
import { deskDueAt } from '../../src/desk/due.ts';
import type { Leg, LegAsks } from '../../src/twiml/instructions.ts';
import { leadMs } from '../../src/twiml/leg.ts';
import { line, type Line } from '../../src/voice-script/moments.ts';

const NOW = 1_790_000_000_000;
const CALL = 'CA9';
const post: Post = {
  operator: 'anna',
  displayName: 'Anna',
  version: 4,
  queues: ['support'],
  mode: 'auto',
  address: 'client:anna',
  language: 'en',
  intentId: 'intent-1',
};
const brief: Brief = {
  contactId: 'c1',
  queueName: 'Acme support',
  waitedMs: 240_000,
  language: 'en',
  wrapUpMs: 0,
  askedFirst: false,
};
const leg: Leg = {
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
const talkLeg: Leg = {
  ...leg,
  instruction: { kind: 'join-talk', talk: 'talk-1', side: 'operator', lines: [], leadIn: 'zip' },
};
const manned: Manned = { ...post, leg, pending: [], keysFrom: NOW - 60_000, comeBy: null };

const closed: Desk = { ...post, status: 'closed', why: 'closed', since: NOW - 1_000 };
const ringing: Desk = { ...post, status: 'ringing', ringingSince: NOW - 5_000, leg: null, contact: null };
const free: Desk = { ...manned, status: 'free', freeSince: NOW - 5_000 };
const offered: Desk = {
  ...manned,
  status: 'offered',
  contact: brief,
  talk: 'talk-1',
  offeredAt: NOW - 1_000,
  announced: false,
  until: NOW + 19_000,
};
const joining: Desk = {
  ...manned,
  status: 'joining',
  contact: brief,
  talk: 'talk-1',
  since: NOW - 1_000,
  purpose: 'take',
};
const joiningAsked: Desk = { ...joining, contact: { ...brief, askedFirst: true } };
const talking: Desk = {
  ...manned,
  leg: talkLeg,
  status: 'talking',
  contact: brief,
  talk: 'talk-1',
  since: NOW - 9_000,
  polls: 0,
};
const holding: Desk = { ...manned, status: 'holding', contact: brief, since: NOW - 9_000 };
const wrapUp: Desk = { ...manned, status: 'wrap-up', until: NOW + 9_000 };
const perCall = { ...post, legKind: 'per-call' as const };
const onHook: Desk = { ...perCall, leg: null, status: 'free', freeSince: NOW - 5_000 };
const called: Desk = {
  ...perCall,
  status: 'called',
  leg: null,
  contact: brief,
  talk: 'talk-1',
  offeredAt: NOW - 1_000,
  until: NOW + 27_000,
};
const away: Desk = { ...manned, status: 'away', reason: 'lunch', since: NOW - 9_000 };

const several = { mostHeld: 3, offersMore: true };
const first: Brief = { ...brief, contactId: 'c2', heldAt: NOW - 60_000, reason: 'invoice' };
const second: Brief = { ...brief, heldAt: NOW - 9_000 };
const holdingTwo: Desk = { ...holding, ...several, contact: second, others: [first] };

const STATUSES: Record<string, Desk | null> = {
  none: null,
  closed,
  ringing,
  'ringing for a held caller': { ...ringing, leg, contact: brief },
  free,
  offered,
  joining,
  'joining, caller asked': joiningAsked,
  talking,
  holding,
  'wrap-up': wrapUp,
  away,
  'on hook, free': onHook,
  'on hook, wrap-up': { ...perCall, leg: null, status: 'wrap-up', until: NOW + 9_000 },
  'on hook, away': { ...perCall, leg: null, status: 'away', reason: 'lunch', since: NOW - 9_000 },
  called,
  'called, picked up': { ...called, leg },
};

Object.assign(STATUSES, {
  'holding two': holdingTwo,
  'talking, one on hold': { ...talking, ...several, others: [first] },
  'offered, one on hold': { ...offered, ...several, others: [first] },
  'looking in, one on hold': { ...joining, ...several, purpose: 'look-in', others: [first] },
  'ringing for two': { ...ringing, ...several, leg, contact: second, others: [first] },
});

const asks = (digits = '', step = 4, from: LegAsks['from'] = 'end'): LegAsks => ({
  type: 'leg-asks',
  callSid: CALL,
  step,
  from,
  digits,
});
const EVENTS: Record<string, DeskEvent> = {
  open: {
    type: 'open',
    operator: 'anna',
    address: 'client:anna',
    mode: 'auto',
    queues: ['support'],
    displayName: 'Anna',
    intentId: 'intent-2',
    language: 'en',
  },
  'open per call': {
    type: 'open',
    operator: 'anna',
    address: 'client:anna',
    mode: 'auto',
    legKind: 'per-call',
    queues: ['support'],
    displayName: 'Anna',
    intentId: 'intent-2',
    language: 'en',
  },
  'open by phone': {
    type: 'open-by-phone',
    operator: 'anna',
    address: '+12025550142',
    queues: ['support'],
    displayName: 'Anna',
    intentId: 'intent-2',
    language: 'en',
    asks: { type: 'leg-asks', callSid: 'CA7', step: 1, from: 'words', digits: '' },
  },
  close: { type: 'close' },
  'ring-planned': { type: 'ring-planned', intentId: 'intent-1', at: NOW + 12_000 },
  'other ring-planned': { type: 'ring-planned', intentId: 'intent-0', at: NOW + 12_000 },
  'ring-started': { type: 'ring-started', intentId: 'intent-1', callSid: CALL },
  'other ring-started': { type: 'ring-started', intentId: 'intent-0', callSid: CALL },
  'ring-failed': { type: 'ring-failed', intentId: 'intent-1' },
  'other ring-failed': { type: 'ring-failed', intentId: 'intent-0' },
  asks: asks(),
  'asks again': asks('', 3),
  'key 1': asks('1'),
  'key 0': asks('0'),
  'late key': asks('1', 3),
  'other leg asks': { ...asks(), callSid: 'CA8' },
  'leg-ended': { type: 'leg-ended', callSid: CALL },
  'other leg-ended': { type: 'leg-ended', callSid: 'CA8' },
  due: { type: 'due' },
  announce: { type: 'announce', contact: { ...brief, contactId: 'c4' }, talk: 'talk-2' },
  take: { type: 'take', contact: { ...brief, contactId: 'c4' }, talk: 'talk-2' },
  accept: { type: 'accept' },
  away: { type: 'away', reason: 'lunch' },
  free: { type: 'free' },
  'contact-gone': { type: 'contact-gone', contactId: 'c1', lines: [line('desk.caller-hung-up', {})] },
  'other contact-gone': { type: 'contact-gone', contactId: 'c2', lines: [] },
  'caller-present': { type: 'caller-present', contactId: 'c1' },
  'other caller-present': { type: 'caller-present', contactId: 'c2' },
  'contact-held': { type: 'contact-held', contactId: 'c1', reason: '' },
  'other contact-held': { type: 'contact-held', contactId: 'c2', reason: '' },
  return: { type: 'return', contactId: 'c1', talk: 'talk-2' },
  'other return': { type: 'return', contactId: 'c2', talk: 'talk-2' },
  'console-gone': { type: 'console-gone' },
  'console-back': { type: 'console-back' },
  tell: { type: 'tell', contactId: 'c1', lines: [line('desk.answer-keep-waiting', {})] },
  'other tell': { type: 'tell', contactId: 'c2', lines: [] },
  'note-recorded': { type: 'note-recorded', contactId: 'c1', recordingSid: 'RE1' },
};

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

function when(desk: Desk | null, event: DeskEvent, changes: Partial<DeskCircumstances> = {}) {
  return decide(desk, event, { ...around, ...changes });
}

function linesOf(decision: ReturnType<typeof decide>): Line[] {
  if (decision.kind !== 'changed' || !('leg' in decision.next) || decision.next.leg === null) return [];
  const { instruction } = decision.next.leg;
  return 'lines' in instruction ? instruction.lines : [];
}
const momentsOf = (decision: ReturnType<typeof decide>) => linesOf(decision).map(({ moment }) => moment);
const toContact = (event: object, id = 'c1') => ({ to: 'contact', id, event });
const summons = { type: 'summon-leg', owner: { kind: 'desk', operator: 'anna' }, callSid: CALL, step: 4 };

test('every event in every status is handled (C), known already (=), ignored (.) or refused (x)', () => {
  const letter = { changed: 'C', repeated: '=', ignored: '.', refused: 'x' } as const;
  const rows = Object.entries(EVENTS).map(([name, event]) => {
    const letters = Object.values(STATUSES).map((desk) => letter[when(desk, event).kind]);
    return `${letters.join(' ')}  ${name}`;
  });
  expect(`\n${rows.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    C C x x x x x x x x x x x x x x x x x x x x  open
    C C x x x x x x x x x x x x x x x x x x x x  open per call
    C C C C C x x x x x C C C C C x x x x x x C  open by phone
    = = C x C C x x x x C C C C C C C x x x x x  close
    . . C . . . . . . . . . . . . C . . . . . .  ring-planned
    . . . . . . . . . . . . . . . . . . . . . .  other ring-planned
    . . C = . . . . . . . . C C C C = . . . . =  ring-started
    . . . . . . . . . . . . C C C . . . . . . .  other ring-started
    . . C C . . . . . . . . . . . C C . . . . C  ring-failed
    . . . . . . . . . . . . . . . . . . . . . .  other ring-failed
    . . C C C C C C C C C C . . . C C C C C C C  asks
    . . C = = = = = = = = = . . . C = = = = = =  asks again
    . . C C C C C C C C C C . . . C C C C C C C  key 1
    . . C C C C C C C C C C . . . C C C C C C C  key 0
    . . C C = = = = = = = = . . . C = = = = = C  late key
    . . C . . . . . . . . . . . . C . . . . . .  other leg asks
    . . . C C C C C C C C C . . . . C C C C C C  leg-ended
    . . . . . . . . . . . . . . . . . . . . . .  other leg-ended
    . . . . . . . . . . . . . . . . . . . . . .  due
    x x x x C x x x x x x x C x x x x C x x x x  announce
    x x x x C x x x x x C x C C x x x C x x x x  take
    x x x x x C x x x x x x x x x x x x x C x x  accept
    x x x x C C x x x x C C C C C C C x x C x x  away
    x x x x = x x x x x C C = C C x x x x x x x  free
    . . . C . C C C C C . . . . . C C C C C C C  contact-gone
    . . . . . . . . . . . . . . . . . C C C C C  other contact-gone
    . . . . . . C C . . . . . . . . . . . . C .  caller-present
    . . . . . . . . . . . . . . . . . . . . . .  other caller-present
    . . . . . C C C C C . . . . . . . C C C C .  contact-held
    . . . . . . . . . . . . . . . . . . . . . .  other contact-held
    x x x x x x x x x C x x x x x x x C x x x x  return
    x x x x x x x x x x x x x x x x x C x C x x  other return
    . . . . C . . . . C . . C . . . . C . . . .  console-gone
    . . . . . . . . . . . . . . . . . . . . . .  console-back
    . . . . . . . . . C . . . . . . . C . . . .  tell
    . . . . . . . . . . . . . . . . . C . . . .  other tell
    . C C C C C C C C C C C C C C C C C C C C C  note-recorded
    "
  `);
});

test('every manned or ringing desk has a deadline, a closed one none, nor one that waits with its phone on the hook', () => {
  const due = Object.entries(STATUSES).map(([name, desk]) => [name, desk === null ? null : deskDueAt(desk)]);
  expect(Object.fromEntries(due)).toEqual({
    none: null,
    closed: null,
    ringing: NOW + 70_000,
    'ringing for a held caller': NOW + 70_000,
    free: NOW - 10_000 + 300_000 + 30_000 + 15_000,
    offered: NOW + 19_000,
    joining: NOW - 10_000 + 345_000,
    'joining, caller asked': NOW - 10_000 + 345_000,
    talking: null,
    holding: NOW - 10_000 + 345_000,
    'wrap-up': NOW + 9_000,
    away: NOW - 10_000 + 345_000,
    'on hook, free': null,
    'on hook, wrap-up': NOW + 9_000,
    'on hook, away': null,
    'holding two': NOW - 10_000 + 345_000,
    'talking, one on hold': null,
    'offered, one on hold': NOW + 19_000,
    'looking in, one on hold': NOW - 10_000 + 345_000,
    'ringing for two': NOW + 70_000,
    called: NOW + 27_000,
    'called, picked up': NOW + 27_000,
  });
});

describe('opening', () => {
  test('the phone is rung once for the intent', () => {
    expect(when(closed, EVENTS['open'] as DeskEvent)).toStrictEqual({
      kind: 'changed',
      next: {
        ...post,
        version: 5,
        intentId: 'intent-2',
        status: 'ringing',
        ringingSince: NOW,
        leg: null,
        contact: null,
      },
      effects: [{ type: 'ring-desk', operator: 'anna', intentId: 'intent-2' }],
      messages: [],
      timeline: [],
    });
  });

  test('a leg without a key is asked for one; any key opens the desk and desks are matched', () => {
    const asked = when(ringing, asks('', 1));
    expect(asked).toMatchObject({
      next: {
        status: 'ringing',
        leg: { instruction: { kind: 'confirm', lines: [line('desk.confirm', {})] } },
      },
    });
    const opened = when(asked.kind === 'changed' ? asked.next : null, asks('7', 2));
    expect(opened).toMatchObject({
      next: { status: 'free', freeSince: NOW, keysFrom: NOW + 2_000 },
      effects: [{ type: 'match' }],
    });
    expect(momentsOf(opened)).toEqual(['desk.open-auto']);
  });

  test('the key that opened the desk takes nobody', () => {
    const decision = when({ ...free, keysFrom: NOW + 500 }, asks('1'));
    expect(decision).toMatchObject({ next: { status: 'free' }, messages: [] });
  });

  test('rung again for a held caller: the hold goes on, and the caller knows', () => {
    expect(when({ ...ringing, leg, contact: brief }, asks('1'))).toMatchObject({
      next: { status: 'holding', contact: brief },
      messages: [toContact({ type: 'operator-back', operator: 'anna' })],
    });
  });

  test('nobody answers: closed, and the leg is hung up', () => {
    expect(when({ ...ringing, leg }, { type: 'due' }, { now: NOW + 70_000 })).toMatchObject({
      next: { status: 'closed', why: 'no-answer' },
      effects: [{ type: 'hang-up-leg', callSid: CALL }],
    });
  });
});

describe('a caller for the desk', () => {
  test('announced: the leg is fetched, and the contact offered', () => {
    const contact = { ...brief, contactId: 'c2' };
    expect(when(free, { type: 'announce', contact, talk: 'talk-2' })).toStrictEqual({
      kind: 'changed',
      next: {
        ...manned,
        leg: { ...leg, summonedAt: NOW },
        status: 'offered',
        contact,
        talk: 'talk-2',
        offeredAt: NOW,
        announced: false,
        until: NOW + 20_000,
      },
      effects: [summons],
      messages: [
        toContact({ type: 'offer', server: { operator: 'anna', displayName: 'Anna' }, talk: 'talk-2' }, 'c2'),
      ],
      timeline: [],
    });
  });

  test('the leg asks: words, then eight seconds for a key', () => {
    const decision = when(offered, asks('', 4, 'summons'));
    expect(decision).toMatchObject({ next: { announced: true, until: NOW + 2_000 + 8_000 }, messages: [] });
    expect(momentsOf(decision)).toEqual(['desk.offer']);
  });

  test('the eight seconds are over: away, and the contact goes back', () => {
    const decision = when({ ...offered, announced: true }, asks());
    expect(decision).toMatchObject({
      next: { status: 'away', reason: 'missed' },
      messages: [toContact({ type: 'withdraw-offer', operator: 'anna' })],
    });
    expect(momentsOf(decision)).toEqual(['desk.away-missed']);
  });

  test.each([
    ['a key', asks('1', 4, 'words')],
    ['the console, and the leg asks', asks('', 4, 'summons')],
  ])('accepted by %s: into the talk with a whisper, and the contact knows', (how, event) => {
    const desk = how === 'a key' ? offered : joining;
    const decision = when(desk, event);
    expect(decision).toMatchObject({
      next: {
        status: 'talking',
        talk: 'talk-1',
        polls: 0,
        leg: {
          instruction: {
            kind: 'join-talk',
            talk: 'talk-1',
            side: 'operator',
            leadIn: 'zip',
            lines: [line('desk.whisper', { queueName: 'Acme support', waitedSeconds: 240 })],
          },
        },
      },
    });
    expect(decision.kind === 'changed' ? decision.messages : []).toEqual([
      ...(how === 'a key' ? [toContact({ type: 'accept', operator: 'anna' })] : []),
      toContact({ type: 'operator-joined', operator: 'anna' }),
    ]);
  });

  test('key 1 at a free desk takes the next caller; without one it says so', () => {
    expect(when(free, asks('1'))).toMatchObject({
      next: { status: 'talking', contact: { contactId: 'c3' }, talk: 'talk-3' },
      messages: [
        toContact({ type: 'take', talk: 'talk-3' }, 'c3'),
        toContact({ type: 'operator-joined' }, 'c3'),
      ],
    });
    expect(momentsOf(when(free, asks('1'), { nextContact: null }))).toEqual(['desk.nobody-waiting']);
  });
});

describe('a caller who is asked first whether they are there', () => {
  const asked = { ...brief, contactId: 'c2', askedFirst: true };

  test.each([
    ['taken at the console', free, { type: 'take', contact: asked, talk: 'talk-2' } as const, 'take'],
    ['taken by key', free, asks('1'), 'take'],
    ['accepted at the console', { ...offered, contact: asked }, { type: 'accept' } as const, 'accept'],
    ['accepted by key', { ...offered, contact: asked }, asks('1'), 'accept'],
  ])('%s: the leg waits in silence, and the contact is told', (_, desk, event, type) => {
    const decision = when(desk as Desk, event, { nextContact: { contact: asked, talk: 'talk-2' } });
    expect(decision).toMatchObject({ next: { status: 'joining', contact: asked }, effects: [] });
    expect(decision.kind === 'changed' ? decision.messages : []).toMatchObject([
      { to: 'contact', id: 'c2', event: { type } },
    ]);
    expect(linesOf(decision)).toEqual([]);
    // A silence that ends meanwhile is followed by another.
    const next = decision.kind === 'changed' ? decision.next : null;
    expect(when(next, asks('', 5))).toMatchObject({ next: { status: 'joining' }, messages: [] });
  });

  test('the caller is there: the leg is fetched, and goes into the talk with a whisper', () => {
    const decision = when(joiningAsked, { type: 'caller-present', contactId: 'c1' });
    expect(decision).toMatchObject({
      next: { status: 'joining', leg: { summonedAt: NOW } },
      effects: [summons],
      messages: [],
    });
    const next = decision.kind === 'changed' ? decision.next : null;
    const joined = when(next, asks('', 4, 'summons'));
    expect(joined).toMatchObject({
      next: { status: 'talking', talk: 'talk-1' },
      messages: [toContact({ type: 'operator-joined', operator: 'anna' })],
    });
    expect(momentsOf(joined)).toEqual(['desk.whisper']);
  });

  test('what is to be known of the caller is said with the announcement, and whispered again', () => {
    const also = [line('desk.may-be-absent', {})];
    const told = { ...brief, also };
    expect(linesOf(when({ ...offered, contact: told } as Desk, asks())).slice(1)).toEqual(also);
    expect(linesOf(when({ ...joining, contact: told } as Desk, asks('', 4, 'summons'))).slice(1)).toEqual(
      also,
    );
  });
});

describe('after the talk', () => {
  test('the leg is out and asks why: a second, then again, and the contact is told', () => {
    expect(when(talking, asks('', 4, 'talk'))).toMatchObject({
      next: { status: 'talking', polls: 1, leg: { instruction: { kind: 'come-again' } } },
      messages: [toContact({ type: 'operator-left-talk', operator: 'anna', final: false })],
    });
    const polled = { ...talking, polls: 2, leg: { ...talking.leg, instruction: { kind: 'come-again' } } };
    expect(when(polled as Desk, asks())).toMatchObject({
      messages: [toContact({ type: 'operator-left-talk', final: true })],
    });
  });

  test('the contact is gone: free, matched, and the words wait for the leg, which is expected within 2 s', () => {
    const lines = [line('desk.caller-hung-up', {})];
    const decision = when(talking, { type: 'contact-gone', contactId: 'c1', lines });
    expect(decision).toMatchObject({
      next: { status: 'free', pending: lines, comeBy: NOW + 2_000 },
      effects: [{ type: 'match' }],
    });
    const next = decision.kind === 'changed' ? decision.next : null;
    expect(linesOf(when(next, asks('', 4, 'talk')))).toEqual(lines);
    expect(when(next, { type: 'due' }, { now: NOW + 2_000 })).toMatchObject({ effects: [summons] });
  });

  test('words that wait are said before the next caller is announced', () => {
    const lines = [line('desk.caller-hung-up', {})];
    const next: Desk = { ...offered, pending: lines };
    expect(momentsOf(when(next, asks()))).toEqual(['desk.caller-hung-up', 'desk.offer']);
  });

  test('time for notes where the queue gives some, and none for a caller who was never spoken to', () => {
    const noted = { ...brief, wrapUpMs: 30_000 };
    expect(when({ ...talking, contact: noted } as Desk, EVENTS['contact-gone'] as DeskEvent)).toMatchObject({
      next: { status: 'wrap-up', until: NOW + 30_000 },
      effects: [],
    });
    expect(when({ ...offered, contact: noted } as Desk, EVENTS['contact-gone'] as DeskEvent)).toMatchObject({
      next: { status: 'free' },
    });
    expect(when(wrapUp, { type: 'due' }, { now: NOW + 9_000 })).toMatchObject({
      next: { status: 'free', pending: [line('desk.free', {})] },
      effects: [summons, { type: 'match' }],
    });
  });
});

describe('on hold', () => {
  test.each([
    [
      '1',
      'talking',
      [
        { type: 'return', operator: 'anna', talk: 'talk-4' },
        { type: 'operator-joined', operator: 'anna' },
      ],
    ],
    ['2', 'holding', [{ type: 'longer', operator: 'anna', byMs: 120_000 }]],
    ['9', 'free', [{ type: 'end', operator: 'anna' }]],
    ['5', 'holding', []],
  ])('key %s', (key, status, events) => {
    expect(when(holding, asks(key))).toMatchObject({
      next: { status },
      messages: events.map((event) => toContact(event)),
    });
  });

  test('a word of the contact is spoken as soon as the leg comes', () => {
    const lines = [line('desk.answer-come-back', {})];
    const decision = when(holding, { type: 'tell', contactId: 'c1', lines });
    expect(decision).toMatchObject({ next: { pending: lines }, effects: [summons] });
    expect(linesOf(when(decision.kind === 'changed' ? decision.next : null, asks('', 4, 'summons')))).toEqual(
      lines,
    );
  });
});

describe('the operator’s line ends', () => {
  test.each([
    ['talking', talking, 'operator-lost', null],
    ['holding', holding, 'operator-lost', brief],
  ] as const)('%s: the caller is told, and the phone rung once more', (_, desk, type, contact) => {
    expect(when(desk, { type: 'leg-ended', callSid: CALL })).toMatchObject({
      next: { status: 'ringing', intentId: 'intent-3', contact },
      effects: [{ type: 'ring-desk', operator: 'anna', intentId: 'intent-3' }],
      messages: [toContact({ type, operator: 'anna' })],
    });
  });

  test.each([
    ['offered', offered],
    ['joining', joining],
  ] as const)('%s: off duty, and the caller stays where they stood', (_, desk) => {
    expect(when(desk, { type: 'leg-ended', callSid: CALL })).toMatchObject({
      next: { status: 'closed', why: 'line-lost' },
      effects: [],
      messages: [toContact({ type: 'withdraw-offer', operator: 'anna' })],
    });
  });
});

describe('a desk that is opened by phone', () => {
  const calls = EVENTS['open by phone'] as DeskEvent & { type: 'open-by-phone' };

  test('that call is its leg, and hears who waits; callers come as they came when it was last open', () => {
    const decision = when(closed, calls);
    expect(decision).toMatchObject({
      next: {
        status: 'free',
        mode: 'auto',
        openedBy: 'phone',
        address: '+12025550142',
        intentId: 'intent-2',
        keysFrom: NOW + 2_000,
        leg: { callSid: 'CA7', step: 1 },
      },
      effects: [{ type: 'match' }],
      messages: [],
    });
    expect(linesOf(decision)).toEqual([
      line('desk.open-auto', {}),
      line('desk.waiting', { waiting: 2, longestSeconds: 240 }),
      line('desk.keys', {}),
    ]);
    expect(momentsOf(when(null, calls))[0]).toBe('desk.open-manual');
  });

  test('the right PIN delivered twice opens it once', () => {
    const opened = when(closed, calls);
    expect(when(opened.kind === 'changed' ? opened.next : null, calls)).toEqual({ kind: 'repeated' });
  });

  test.each([
    ['idles', free],
    ['is away', away],
    ['has time for notes', wrapUp],
    ['rings', { ...ringing, leg }],
  ] as const)('a phone that %s there is hung up for it', (_, desk) => {
    expect(when(desk as Desk, calls)).toMatchObject({
      next: { status: 'free', leg: { callSid: 'CA7' } },
      effects: [{ type: 'hang-up-leg', callSid: CALL }, { type: 'match' }],
    });
  });

  test('rung again for a held caller: whoever calls in instead goes on with the hold', () => {
    expect(when({ ...ringing, contact: brief }, calls)).toMatchObject({
      next: { status: 'holding', contact: brief, leg: { callSid: 'CA7' } },
      effects: [],
      messages: [toContact({ type: 'operator-back', operator: 'anna' })],
    });
  });

  test('no phone on file: nobody is rung when the line is lost, and the desk waits to be called', () => {
    const lost = when({ ...holding, address: '' }, { type: 'leg-ended', callSid: CALL });
    expect(lost).toMatchObject({
      next: { status: 'ringing', contact: brief },
      effects: [],
      messages: [toContact({ type: 'operator-lost', operator: 'anna' })],
    });
  });
});

describe('a note that is spoken on hold', () => {
  const spoken: DeskEvent = { type: 'note-recorded', contactId: 'c1', recordingSid: 'RE1' };
  const speaking = () => {
    const decision = when(holding, asks('3'));
    return decision.kind === 'changed' ? decision.next : null;
  };

  test('key 3 records ten seconds for the caller on hold', () => {
    const lines = [line('desk.speak-note', {})];
    expect(speaking()).toMatchObject({
      status: 'holding',
      leg: { instruction: { kind: 'record-note', about: 'c1', lines, mostSeconds: 10 } },
    });
    expect(deskDueAt(speaking() as Desk)).toBe(NOW + 10_000 + 30_000 + 15_000);
  });

  test('a word that comes meanwhile cuts nothing off, and is said after it', () => {
    const lines = [line('desk.remind', { secondsLeft: 20 })];
    const told = when(speaking(), { type: 'tell', contactId: 'c1', lines });
    expect(told).toMatchObject({ next: { pending: lines }, effects: [] });
    const next = told.kind === 'changed' ? told.next : null;
    expect(linesOf(when(next, asks('#', 5, 'record')))).toEqual(lines);
    expect(linesOf(when(next, asks('', 5, 'end')))).toEqual([line('desk.note-none', {}), ...lines]);
  });

  test('the caller is gone meanwhile: the operator hears it at once', () => {
    expect(when(speaking(), EVENTS['contact-gone'] as DeskEvent)).toMatchObject({
      next: { status: 'free' },
      effects: [{ type: 'summon-leg', step: 5 }, { type: 'match' }],
    });
  });

  test('told of twice it is fetched once, whatever the desk does by then', () => {
    for (const desk of [holding, talking, away, closed]) {
      const kept = when(desk as Desk, spoken);
      expect(kept).toMatchObject({
        effects: [{ type: 'keep-note', operator: 'anna', id: 'c1', recordingSid: 'RE1' }],
      });
      expect(when(kept.kind === 'changed' ? kept.next : null, spoken)).toEqual({ kind: 'repeated' });
    }
  });
});

describe('how things stand, by key', () => {
  test.each(['2', '3', '5', '9', '*', '#'])(
    'key %s at a free desk: who waits, and how callers come',
    (key) => {
      expect(linesOf(when({ ...free, mode: 'manual' }, asks(key)))).toEqual([
        line('desk.waiting', { waiting: 2, longestSeconds: 240 }),
        line('desk.mode-manual', {}),
      ]);
    },
  );

  test('key 8 has callers come by themselves, or no longer', () => {
    const decision = when({ ...free, mode: 'manual' }, asks('8'));
    expect(decision).toMatchObject({ next: { mode: 'auto' }, effects: [{ type: 'match' }] });
    expect(momentsOf(decision)).toEqual(['desk.mode-auto']);
    expect(when(free, asks('8'))).toMatchObject({ next: { mode: 'manual' } });
  });

  test.each(['5', '0', '4', '#'])(
    'key %s on hold: since when, why, what was answered, what is next',
    (key) => {
      const decision = when(holding, asks(key));
      expect(decision).toMatchObject({ next: { status: 'holding' }, messages: [] });
      expect(linesOf(decision)).toEqual([
        line('desk.held', { heldSeconds: 90, reason: 'your invoice' }),
        line('desk.answer-come-back', {}),
        line('desk.next-check-in', { secondsLeft: 30 }),
        line('desk.waiting', { waiting: 2, longestSeconds: 240 }),
      ]);
      expect(momentsOf(when(holding, asks(key), { held: null }))).toEqual(['desk.holding']);
    },
  );

  test('key 0 while there is time for notes: away', () => {
    expect(when(wrapUp, asks('0'))).toMatchObject({ next: { status: 'away' } });
    expect(when(wrapUp, asks('1'))).toMatchObject({ next: { status: 'free' } });
    expect(when(away, asks('0'))).toMatchObject({ next: { status: 'free' } });
  });
});

describe('a phone that is rung per call', () => {
  const open = EVENTS['open per call'] as DeskEvent;
  const server = { operator: 'anna', displayName: 'Anna' };
  const withdrawn = toContact({ type: 'withdraw-offer', operator: 'anna' });

  test('opened: free at once, and nobody is rung', () => {
    expect(when(closed, open)).toStrictEqual({
      kind: 'changed',
      next: {
        ...perCall,
        version: 5,
        intentId: 'intent-2',
        leg: null,
        status: 'free',
        freeSince: NOW,
      },
      effects: [{ type: 'match' }],
      messages: [],
      timeline: [],
    });
  });

  test.each(['announce', 'take'])('%s: the phone is rung for the caller, who waits on', (name) => {
    expect(when(onHook, EVENTS[name] as DeskEvent)).toStrictEqual({
      kind: 'changed',
      next: {
        ...perCall,
        intentId: 'intent-3',
        status: 'called',
        leg: null,
        contact: { ...brief, contactId: 'c4' },
        talk: 'talk-2',
        offeredAt: NOW,
        until: NOW + 28_000,
      },
      effects: [{ type: 'ring-desk', operator: 'anna', intentId: 'intent-3' }],
      messages: [toContact({ type: 'offer', server, talk: 'talk-2' }, 'c4')],
      timeline: [],
    });
  });

  test('the call waits for its turn: the ringing is counted from there', () => {
    const planned: DeskEvent = { type: 'ring-planned', intentId: 'intent-1', at: NOW + 12_000 };
    expect(when(called, planned)).toMatchObject({
      next: { ringsAt: NOW + 12_000, until: NOW + 12_000 + 28_000 },
    });
    const waits = when(ringing, planned);
    expect(waits).toMatchObject({ next: { ringsAt: NOW + 12_000 } });
    expect(deskDueAt((waits as { next: Desk }).next)).toBe(NOW + 12_000 + 75_000);
  });

  test('picked up: who it is, and eight seconds for a key', () => {
    const decision = when({ ...called, leg: { ...leg, step: 0 } }, asks('', 1));
    expect(decision).toMatchObject({
      next: {
        status: 'called',
        until: NOW + 2_000 + 8_000,
        leg: { instruction: { kind: 'confirm', lines: [{ moment: 'desk.offer' }] } },
      },
      messages: [],
    });
  });

  test('a key: into the talk, and the key does nothing else', () => {
    const decision = when({ ...called, leg }, asks('1', 4, 'words'));
    expect(decision).toMatchObject({
      next: { status: 'talking', talk: 'talk-1', keysFrom: NOW + 2_000, legKind: 'per-call' },
      messages: [
        toContact({ type: 'accept', operator: 'anna' }),
        toContact({ type: 'operator-joined', operator: 'anna' }),
      ],
    });
    expect(momentsOf(decision)).toEqual(['desk.whisper']);
  });

  test('a caller who is asked first: the operator waits on the line until they are there', () => {
    const decision = when({ ...called, leg, contact: { ...brief, askedFirst: true } }, asks('1'));
    expect(decision).toMatchObject({
      next: { status: 'joining' },
      messages: [toContact({ type: 'accept', operator: 'anna' })],
    });
  });

  test('key 0: away, and the next operator is tried', () => {
    expect(when({ ...called, leg }, asks('0'))).toMatchObject({
      next: { status: 'away' },
      messages: [withdrawn],
    });
  });

  test.each<[string, DeskEvent]>([
    ['nobody presses a key in time', { type: 'due' }],
    ['the phone is not answered', { type: 'leg-ended', callSid: CALL }],
    ['the call cannot be placed', { type: 'ring-failed', intentId: 'intent-1' }],
  ])('%s: away, and the next operator is tried', (_, event) => {
    const decision = when({ ...called, leg, until: NOW }, event);
    expect(decision).toMatchObject({
      next: { status: 'away', reason: 'missed', leg: null },
      effects: [{ type: 'hang-up-leg', callSid: CALL }],
      messages: [withdrawn],
    });
  });

  test('the caller is gone before: the phone stops ringing, and the desk is free', () => {
    expect(when({ ...called, leg }, EVENTS['contact-gone'] as DeskEvent)).toMatchObject({
      next: { status: 'free', leg: null },
      effects: [{ type: 'hang-up-leg', callSid: CALL }, { type: 'match' }],
      messages: [],
    });
    expect(when(onHook, EVENTS['ring-started'] as DeskEvent)).toMatchObject({
      next: onHook,
      effects: [{ type: 'hang-up-leg', callSid: CALL }],
    });
  });

  test('fifteen seconds idle after a call: the phone is hung up, and the desk stays free', () => {
    const idle: Desk = { ...free, legKind: 'per-call', freeSince: NOW };
    expect(deskDueAt(idle)).toBe(NOW + 15_000);
    expect(when(idle, { type: 'due' }, { now: NOW + 15_000 })).toMatchObject({
      next: { status: 'free', leg: null, freeSince: NOW },
      effects: [{ type: 'hang-up-leg', callSid: CALL }],
    });
  });

  test.each<[string, Desk, string]>([
    ['free', free, 'free'],
    ['in wrap-up', wrapUp, 'wrap-up'],
    ['away', away, 'away'],
  ])('the operator hangs up while %s: the desk stays as it is', (_, desk, status) => {
    const decision = when({ ...desk, legKind: 'per-call' }, EVENTS['leg-ended'] as DeskEvent);
    expect(decision).toMatchObject({ next: { status, leg: null }, messages: [] });
  });

  test('the line is lost in a talk: the desk is free, and rung for this caller, who is first in line', () => {
    expect(when({ ...talking, legKind: 'per-call' }, EVENTS['leg-ended'] as DeskEvent)).toMatchObject({
      next: { status: 'free', leg: null },
      effects: [{ type: 'match' }],
      messages: [toContact({ type: 'operator-lost', operator: 'anna' })],
    });
  });

  test('the line is lost on hold: rung again; not answered, the desk is away', () => {
    const lost = when({ ...holding, legKind: 'per-call' }, EVENTS['leg-ended'] as DeskEvent);
    expect(lost).toMatchObject({ next: { status: 'ringing', contact: brief } });
    const desk = (lost as { next: Desk }).next;
    expect(when(desk, { type: 'due' }, { now: NOW + 75_000 })).toMatchObject({
      next: { status: 'away', reason: 'missed' },
    });
  });
});
