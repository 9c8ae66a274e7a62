import { describe, expect, test } from 'vitest';
import type { DeskEvent } from '../../src/desk/desk.ts';
import { deskDueAt } from '../../src/desk/due.ts';
import { line } from '../../src/voice-script/moments.ts';
import {
  asks,
  away,
  brief,
  closed,
  contactGone,
  free,
  holding,
  joining,
  legEnded,
  linesOf,
  momentsOf,
  nextOf,
  NOW,
  offered,
  summons,
  talking,
  toContact,
  when,
  wrapUp,
} from './given.ts';

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
    expect(linesOf(when(nextOf(decision), asks('', 4, 'summons')))).toEqual(lines);
  });
});

describe('a note that is spoken on hold', () => {
  const spoken: DeskEvent = { type: 'note-recorded', contactId: 'c1', recordingSid: 'RE1' };
  const speaking = () => {
    const decision = when(holding, asks('3'));
    return nextOf(decision);
  };

  test('key 3 records ten seconds for the caller on hold', () => {
    const lines = [line('desk.speak-note', {})];
    expect(speaking()).toMatchObject({
      status: 'holding',
      leg: { instruction: { kind: 'record-note', about: 'c1', lines, mostSeconds: 10 } },
    });
    expect(deskDueAt(speaking())).toBe(NOW + 10_000 + 30_000 + 15_000);
  });

  test('a word that comes meanwhile cuts nothing off, and is said after it', () => {
    const lines = [line('desk.remind', { secondsLeft: 20 })];
    const told = when(speaking(), { type: 'tell', contactId: 'c1', lines });
    expect(told).toMatchObject({ next: { pending: lines }, effects: [] });
    const next = nextOf(told);
    expect(linesOf(when(next, asks('#', 5, 'record')))).toEqual(lines);
    expect(linesOf(when(next, asks('', 5, 'end')))).toEqual([line('desk.note-none', {}), ...lines]);
  });

  test('the caller is gone meanwhile: the operator hears it at once', () => {
    expect(when(speaking(), contactGone)).toMatchObject({
      next: { status: 'free' },
      effects: [{ type: 'summon-leg', step: 5 }, { type: 'match' }],
    });
  });

  test('told of twice it is fetched once, whatever the desk does by then', () => {
    for (const desk of [holding, talking, away, closed]) {
      const kept = when(desk, spoken);
      expect(kept).toMatchObject({
        effects: [{ type: 'keep-note', operator: 'anna', id: 'c1', recordingSid: 'RE1' }],
      });
      expect(when(nextOf(kept), spoken)).toEqual({ kind: 'repeated' });
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

describe('the operator’s line ends', () => {
  test.each([
    ['talking', talking, 'operator-lost', null],
    ['holding', holding, 'operator-lost', brief],
  ] as const)('%s: the caller is told, and the phone rung once more', (_, desk, type, contact) => {
    expect(when(desk, legEnded)).toMatchObject({
      next: { status: 'ringing', intentId: 'intent-3', contact },
      effects: [{ type: 'ring-desk', operator: 'anna', intentId: 'intent-3' }],
      messages: [toContact({ type, operator: 'anna' })],
    });
  });

  test.each([
    ['offered', offered],
    ['joining', joining],
  ] as const)('%s: off duty, and the caller stays where they stood', (_, desk) => {
    expect(when(desk, legEnded)).toMatchObject({
      next: { status: 'closed', why: 'line-lost' },
      effects: [],
      messages: [toContact({ type: 'withdraw-offer', operator: 'anna' })],
    });
  });
});
