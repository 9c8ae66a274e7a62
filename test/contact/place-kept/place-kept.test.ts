import { describe, expect, test } from 'vitest';
import type { PlaceKept } from '../../../src/contact/contact.ts';
import type { Words } from '../../../src/contact/visit.ts';
import { placeKeptDueAt } from '../../../src/contact/place-kept/decide-place-kept.ts';
import { onDuty } from '../../support/on-duty.ts';
import { asks, callingBack, ended, kept, leg, nextOf, NOW, QUEUE, waiting, when, wordsOf } from '../given.ts';

const seenTo = { type: 'seen-to', operator: 'anna' } as const;
const OWED_CALL = { kind: 'callback-failed', since: NOW - 9_000, operator: null } as const;
const MESSAGE: Words = { kind: 'message', recordingSid: 'RE1', seconds: 7, at: NOW };
const callback = { number: '+12025550143', askedAt: NOW - 60_000, attempts: 3, notBefore: 9e15 };

describe('what is owed', () => {
  test('given an owed call, when somebody has seen to it, then it is over and the record says who', () => {
    expect(when(kept({ callback, owes: OWED_CALL }), seenTo)).toMatchObject({
      next: { status: 'ended', by: 'seen-to', owes: null, callback: null },
      timeline: [{ at: NOW, kind: 'seen-to', data: { operator: 'anna' } }],
    });
  });

  test('given an owed call, when a message is recorded, then both are owed, one after the other', () => {
    const recorded = { type: 'recorded', recordingSid: 'RE1', seconds: 7, kind: 'message' } as const;
    const both = when(kept({ callback, owes: OWED_CALL }), recorded);
    expect(both).toMatchObject({ next: { owes: OWED_CALL, words: MESSAGE } });
    const called = when(nextOf(both), seenTo);
    expect(called).toMatchObject({
      next: { status: 'ended', owes: { kind: 'message', since: NOW, operator: null } },
    });
    const heard = when(nextOf(called), seenTo);
    expect(heard).toMatchObject({ next: { owes: null } });
  });

  test('given that nothing is owed any more, when it is seen to again, then nothing is recorded', () => {
    expect(when(ended({ leg: null }), seenTo)).toStrictEqual({ kind: 'repeated' });
  });
});

test('given a kept place, when an operator ends it, then the record says who', () => {
  const dropped = kept({ why: 'dropped', until: NOW + 60_000 });
  expect(when(dropped, { type: 'end', operator: 'anna' })).toMatchObject({
    next: { status: 'ended', by: 'operator' },
    timeline: [{ at: NOW, kind: 'place-given-up', data: { operator: 'anna' } }],
  });
  expect(when(dropped, { type: 'due' }, { now: NOW + 60_000 })).toMatchObject({
    next: { status: 'ended', by: 'caller' },
    timeline: [{ at: NOW + 60_000, kind: 'place-given-up' }],
  });
});

describe('star in the last words of a call back that was booked', () => {
  const booked = kept({ why: 'callback', callback, until: null, leg: leg() });

  test('takes the booking back', () => {
    expect(when(booked, asks('words', '*'))).toMatchObject({ next: { status: 'waiting', callback: null } });
  });

  test('given that an operator owes the call, then it stays owed', () => {
    const owes = { kind: 'call-back', since: NOW, operator: 'anna' } as const;
    expect(when({ ...booked, owes }, asks('words', '*'))).toMatchObject({
      next: { status: 'place-kept', callback, owes, leg: { instruction: { kind: 'hang-up' } } },
    });
  });
});

describe('a caller whose line ends in the wait', () => {
  const FOUR_HOURS = 4 * 3_600_000;
  const dropped = { type: 'leg-ended', callSid: 'CA1' } as const;
  const calledFor = (ms: number, caller: string | null = 'a-hash') =>
    waiting({ caller, leg: leg({ callSid: 'CA1', startedAt: NOW - ms }) });

  test('given less than a minute to the longest call, then the network has ended it, and they are called back', () => {
    expect(when(calledFor(FOUR_HOURS - 60_000), dropped)).toMatchObject({
      next: { status: 'place-kept', why: 'callback', callback: { number: '+15550000001', attempts: 0 } },
    });
  });

  test.each([
    ['more time than that', calledFor(FOUR_HOURS - 60_001), {}],
    [
      'a call of unknown age',
      waiting({ caller: 'a-hash', leg: leg({ callSid: 'CA1', startedAt: null }) }),
      {},
    ],
    ['a number that is withheld', calledFor(FOUR_HOURS, null), {}],
    ['a number that may not be called', calledFor(FOUR_HOURS), { callbackVerdict: () => 'refused' as const }],
  ])('given %s, then the place is kept for who calls again', (_what, contact, changes) => {
    const next = nextOf(when(contact, dropped, changes));
    expect(next).toMatchObject({ status: 'place-kept', why: 'dropped', callback: null });
  });
});

describe('a call back that nobody answers', () => {
  test.each([
    ['to be tried again', { callback: { ...callback, attempts: 1, notBefore: NOW } }],
    ['for the last time', { callback: { ...callback, attempts: 3, notBefore: NOW } }],
    ['by a person who owes it', { owes: { kind: 'call-back', since: NOW, operator: 'anna' } as const }],
  ])('%s: the desk that was kept for it is there for the next in line', (_, changes) => {
    const calling = callingBack({ callback, ...changes });
    const { intentId } = calling;
    expect(when(calling, { type: 'ring-failed', intentId })).toMatchObject({ effects: [{ type: 'match' }] });
  });
});

describe('a promised call that nobody is on duty to make', () => {
  const HALF_AN_HOUR = 30 * 60_000;
  const promised = kept({
    callback: { ...callback, attempts: 0, notBefore: NOW - 60_000 },
    since: NOW,
    until: null,
  });
  const due = { type: 'due' } as const;
  const later = { now: NOW + HALF_AN_HOUR, onDuty: onDuty(0) };

  test('given half an hour of nobody, then it is listed for a human, and keeps its place and its turn', () => {
    expect(placeKeptDueAt(promised)).toBe(NOW + HALF_AN_HOUR);
    const listed = when(promised, due, later);
    expect(listed).toMatchObject({
      next: { status: 'place-kept', owes: { kind: 'callback-waiting', operator: null } },
      timeline: [{ kind: 'owed', data: { kind: 'callback-waiting' } }],
    });
    const contact = nextOf(listed);
    expect(placeKeptDueAt(contact as PlaceKept)).toBeNull();
    // Somebody came: it is made by itself.
    const called = when(contact, { type: 'call-back', by: null });
    expect(called).toMatchObject({ next: { status: 'calling-back', callback: { attempts: 1 } } });
    const missed = when(nextOf(called), {
      type: 'ring-failed',
      intentId: 'intent-1',
    });
    expect(missed).toMatchObject({ next: { status: 'place-kept', owes: { kind: 'callback-waiting' } } });
  });

  test('given somebody on duty who does not speak their language, then it is listed all the same', () => {
    const others = { all: 1, choosy: 1, naming: { ru: 1 } };
    expect(when(promised, due, { ...later, onDuty: others })).toMatchObject({
      next: { owes: { kind: 'callback-waiting' } },
    });
  });

  test('given somebody on duty, then it is looked at again later', () => {
    expect(when(promised, due, { ...later, onDuty: onDuty(1) })).toMatchObject({
      next: { owes: null, since: NOW + HALF_AN_HOUR },
    });
  });

  test('given a queue that is closed, then its hours are looked at again within minutes', () => {
    const hours = { timeZone: 'UTC', weekly: [], exceptions: [] };
    const { now } = later;
    const next = nextOf(when(promised, due, { ...later, queue: { ...QUEUE, hours } }));
    expect(next).toMatchObject({ owes: null, callback: { notBefore: now + 10 * 60_000, attempts: 0 } });
    expect(placeKeptDueAt(next as PlaceKept)).toBe(now + 10 * 60_000);
  });
});

test('given a call back, when its caller is not next any more, then the place was kept, and where it is follows', () => {
  const taken = nextOf(when(callingBack(), asks('words', '1', 2), { position: 2 }));
  expect(wordsOf(taken).map(({ moment }) => moment)).toStrictEqual(['greeting.place-kept', 'line.status']);
});
