import { describe, expect, test } from 'vitest';
import type { Desk, DeskEvent } from '../../src/desk/desk.ts';
import { deskDueAt } from '../../src/desk/due.ts';
import {
  asks,
  away,
  brief,
  CALL,
  called,
  closed,
  contactGone,
  free,
  holding,
  leg,
  legEnded,
  momentsOf,
  nextOf,
  NOW,
  onHook,
  openPerCall,
  perCall,
  ringing,
  talking,
  toContact,
  when,
  wrapUp,
} from './given.ts';

describe('a phone that is rung per call', () => {
  const server = { operator: 'anna', displayName: 'Anna' };
  const withdrawn = toContact({ type: 'withdraw-offer', operator: 'anna' });

  test('opened: free at once, and nobody is rung', () => {
    expect(when(closed, openPerCall)).toStrictEqual({
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

  test.each(['announce', 'take'] as const)('%s: the phone is rung for the caller, who waits on', (name) => {
    expect(
      when(onHook, { type: name, contact: { ...brief, contactId: 'c4' }, talk: 'talk-2' }),
    ).toStrictEqual({
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
    expect(deskDueAt(nextOf(waits))).toBe(NOW + 12_000 + 75_000);
  });

  test('picked up: who it is, and eight seconds for a key', () => {
    const decision = when({ ...called, leg: { ...leg, step: 0 } }, asks('', 1));
    expect(decision).toMatchObject({
      next: {
        status: 'called',
        until: NOW + 4_000 + 8_000,
        leg: {
          instruction: { kind: 'confirm', lines: [{ moment: 'desk.whisper' }, { moment: 'desk.offer' }] },
        },
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
    ['the phone is not answered', legEnded],
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
    expect(when({ ...called, leg }, contactGone)).toMatchObject({
      next: { status: 'free', leg: null },
      effects: [{ type: 'hang-up-leg', callSid: CALL }, { type: 'match' }],
      messages: [],
    });
    expect(when(onHook, { type: 'ring-started', intentId: 'intent-1', callSid: CALL })).toMatchObject({
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
    const decision = when({ ...desk, legKind: 'per-call' }, legEnded);
    expect(decision).toMatchObject({ next: { status, leg: null }, messages: [] });
  });

  test('the line is lost in a talk: the desk is free, and rung for this caller, who is first in line', () => {
    expect(when({ ...talking, legKind: 'per-call' }, legEnded)).toMatchObject({
      next: { status: 'free', leg: null },
      effects: [{ type: 'match' }],
      messages: [toContact({ type: 'operator-lost', operator: 'anna' })],
    });
  });

  test('the line is lost on hold: rung again; not answered, the desk is away', () => {
    const lost = when({ ...holding, legKind: 'per-call' }, legEnded);
    expect(lost).toMatchObject({ next: { status: 'ringing', contact: brief } });
    const desk = nextOf(lost);
    expect(when(desk, { type: 'due' }, { now: NOW + 75_000 })).toMatchObject({
      next: { status: 'away', reason: 'missed' },
    });
  });
});
