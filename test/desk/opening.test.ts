import { describe, expect, test } from 'vitest';

import { line } from '../../src/voice-script/moments.ts';
import {
  asks,
  away,
  brief,
  CALL,
  closed,
  free,
  holding,
  leg,
  legEnded,
  linesOf,
  momentsOf,
  nextOf,
  NOW,
  offered,
  openByPhone,
  openEvent,
  post,
  ringing,
  toContact,
  when,
  wrapUp,
} from './given.ts';

describe('opening', () => {
  test('the phone is rung once for the intent', () => {
    expect(when(closed, openEvent)).toStrictEqual({
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
    const opened = when(nextOf(asked), asks('7', 2));
    expect(opened).toMatchObject({
      next: { status: 'free', freeSince: NOW, keysFrom: NOW + 2_000 },
      effects: [{ type: 'match' }],
    });
    expect(momentsOf(opened)).toEqual(['desk.open-auto']);
  });

  test('the key that opened the desk takes nobody', () => {
    const decision = when({ ...free, keysFrom: NOW + 500 }, asks('1'));
    expect(decision).toMatchObject({ next: { status: 'free' }, messages: [] });
    // What it cut off is said again.
    expect(momentsOf(decision)).toEqual(['desk.mode-auto']);
  });

  test('a key that opened the desk takes nobody who is announced already, and misses nobody', () => {
    const early = when({ ...offered, announced: true, keysFrom: NOW + 500 }, asks('1'));
    expect(early).toMatchObject({ next: { status: 'offered', announced: true }, messages: [] });
    expect(momentsOf(early)).toEqual(['desk.whisper', 'desk.offer']);
  });

  test('the # that ended a PIN and comes late takes nobody; another key does, and a # later on', () => {
    const byPhone = { ...offered, announced: true, openedBy: 'phone', keysFrom: NOW - 5_000 } as const;
    const late = when(byPhone, asks('#'));
    expect(late).toMatchObject({ next: { status: 'offered', announced: true }, messages: [] });
    expect(momentsOf(late)).toEqual(['desk.whisper', 'desk.offer']);
    expect(when(byPhone, asks('1'))).toMatchObject({ next: { status: 'talking' } });
    expect(when({ ...byPhone, keysFrom: NOW - 8_000 }, asks('#'))).toMatchObject({
      next: { status: 'talking' },
    });
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

describe('a desk that is opened by phone', () => {
  test('that call is its leg, and hears who waits; callers come as they came when it was last open', () => {
    const decision = when(closed, openByPhone);
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
    expect(momentsOf(when(null, openByPhone))[0]).toBe('desk.open-manual');
  });

  test('the right PIN delivered twice opens it once', () => {
    const opened = when(closed, openByPhone);
    expect(when(nextOf(opened), openByPhone)).toEqual({ kind: 'repeated' });
  });

  test.each([
    ['idles', free],
    ['is away', away],
    ['has time for notes', wrapUp],
    ['rings', { ...ringing, leg }],
  ] as const)('a phone that %s there is hung up for it', (_, desk) => {
    expect(when(desk, openByPhone)).toMatchObject({
      next: { status: 'free', leg: { callSid: 'CA7' } },
      effects: [{ type: 'hang-up-leg', callSid: CALL }, { type: 'match' }],
    });
  });

  test('rung again for a held caller: whoever calls in instead goes on with the hold', () => {
    expect(when({ ...ringing, contact: brief }, openByPhone)).toMatchObject({
      next: { status: 'holding', contact: brief, leg: { callSid: 'CA7' } },
      effects: [],
      messages: [toContact({ type: 'operator-back', operator: 'anna' })],
    });
  });

  test('no phone on file: nobody is rung when the line is lost, and the desk waits to be called', () => {
    const lost = when({ ...holding, address: '' }, legEnded);
    expect(lost).toMatchObject({
      next: { status: 'ringing', contact: brief },
      effects: [],
      messages: [toContact({ type: 'operator-lost', operator: 'anna' })],
    });
  });
});
