// oxlint-disable vitest/no-conditional-expect -- what has to hold depends on what was drawn
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrivalAt, bandOf, frontPlace, placeOf, isAheadOfArrival } from '../../src/waiting/line.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { headStartMs, priorityOf } from '../../src/waiting/ranking.ts';

const MINUTE = 60_000;
/** Epoch ms of some centuries. */
const ARRIVAL = fc.integer({ min: 1_000_000_000_000, max: 9_000_000_000_000 });
const HEAD_START = fc.integer({ min: -9 * 86_400, max: 9 * 86_400 }).map((seconds) => seconds * 1000);

test('who goes back to the front stands before everybody, a longer head start before a shorter one', () => {
  const arrived = Date.UTC(2026, 0, 5, 9);
  const steps = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((one) => placeOf(one * 10 * MINUTE, arrived));
  const places = [frontPlace(arrived), ...steps];
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(places).size).toBe(11);
});

test('among equals first come, first served, to the millisecond, at the front as well', () => {
  fc.assert(
    fc.property(HEAD_START, ARRIVAL, (headStart, at) => {
      expect(placeOf(headStart, at + 1) - placeOf(headStart, at)).toBe(1);
      expect(frontPlace(at)).toBeLessThan(frontPlace(at + 1));
    }),
  );
});

test('nobody starves: who came earlier by more than the other’s head start is served first, else the other', () => {
  fc.assert(
    fc.property(HEAD_START, HEAD_START, ARRIVAL, ARRIVAL, (a, b, first, second) => {
      if (second - first > b - a) expect(placeOf(a, first)).toBeLessThan(placeOf(b, second));
      if (second - first < b - a) expect(placeOf(a, first)).toBeGreaterThan(placeOf(b, second));
      expect(frontPlace(first)).toBeLessThan(placeOf(a, second));
    }),
  );
});

test('places are exact: below 2^53, and the arrival can be read back off them', () => {
  fc.assert(
    fc.property(HEAD_START, ARRIVAL, (headStart, at) => {
      expect(placeOf(headStart, at)).toBeLessThan(Number.MAX_SAFE_INTEGER);
      expect(arrivalAt(placeOf(headStart, at), headStart)).toBe(at);
      expect(arrivalAt(frontPlace(at), headStart)).toBe(at);
    }),
  );
});

test('a head start out of bounds is brought into them', () => {
  expect(bandOf(1e12)).toBe(bandOf(9 * 86_400_000));
  expect(bandOf(-1e12)).toBe(bandOf(-9 * 86_400_000));
  expect(bandOf(4.6)).toBe(bandOf(5));
});

describe('ranking', () => {
  const queue = {
    ...defaultQueueSettings('support', 'Support'),
    priority: 3,
    ranking: {
      ageingSeconds: 60,
      calledNumbers: [{ number: '+15550000101', priority: 5 }],
      languages: [{ language: 'de', priority: 2 }],
      callers: [{ number: '+15550000077', priority: 8 }],
    },
  };
  const anybody = { from: '+15550000001', to: '+15550000100', language: 'en' };
  test.each([
    ['nothing special', {}, 3],
    ['a called number', { to: '+15550000101' }, 5],
    ['a language that ranks below the queue', { language: 'de' }, 3],
    ['a caller on the list', { from: '+15550000077', to: '+15550000101' }, 8],
  ])('given %s, the highest priority that applies counts', (_, special, priority) => {
    expect(priorityOf(queue, { ...anybody, ...special })).toBe(priority);
    expect(headStartMs(queue, { ...anybody, ...special })).toBe((priority - 5) * MINUTE);
  });
});

test.each([-60_000, 0, 3_000_000])(
  'with a usual head start of %i ms a place is ahead by more of it or at the front, not by a rank of a moment later',
  (usualMs) => {
    const waitingSince = 1_790_000_000_000;
    const isAhead = (place: number): boolean => isAheadOfArrival(place, waitingSince, usualMs);
    expect(isAhead(placeOf(usualMs, waitingSince))).toBe(false);
    expect(isAhead(placeOf(usualMs, waitingSince + 3))).toBe(false);
    expect(isAhead(placeOf(usualMs + 60_000, waitingSince))).toBe(true);
    expect(isAhead(frontPlace(waitingSince - 60_000))).toBe(true);
  },
);

test('callers of the usual priority stand by their arrival alone in every queue, however soon waiting makes up for one', () => {
  const anybody = { from: '+15550000001', to: '+15550000100', language: 'en' };
  const heads = [10, 600, 86_400].map((ageingSeconds) =>
    headStartMs(
      { priority: 5, ranking: { ageingSeconds, calledNumbers: [], languages: [], callers: [] } },
      anybody,
    ),
  );
  expect(heads).toStrictEqual([0, 0, 0]);
});
