import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  controlAfter,
  ENOUGH_WAITS,
  GRID,
  newSpokenControl,
  type Occasion,
  rangeOf,
  type SpokenControl,
  spokenRange,
} from '../../src/waiting/spoken-range.ts';
import { gammaQuantiles } from '../../src/waiting/wait-law.ts';

const MINUTE_MS = 60_000;
const T0 = Date.UTC(2026, 0, 5, 9);

/** The ends at the 10 % and 90 % quantiles themselves. */
const EVEN: SpokenControl = { high: Array(5).fill(1.2816), low: Array(5).fill(-1.2816) };
/** Quantiles, in minutes, of which .10 and .90 are the ones that count here. */
const waits = (low: number, median: number, high: number) =>
  [low * 0.9, low, (low + median) / 2, median, (median + high) / 2, high, high * 1.2].map((m) => m * 60);
const occasion = (over: Partial<Occasion> = {}): Occasion => ({
  now: T0,
  joinedAt: T0,
  staff: 3,
  learned: 500,
  firstPromise: null,
  promise: null,
  ...over,
});

describe('the range of minutes', () => {
  test.each([
    [3.2, 4, 5.5, 3, 6],
    [0.4, 1, 1.6, 0, 2],
    [0.1, 0.3, 0.7, 0, 2],
    [1.01, 2, 2.99, 1, 3],
    [6.1, 6.5, 7, 6, 8],
    [31, 45, 61, 30, 90],
    [100, 120, 200, 60, 90],
  ])('given .10, .50 and .90 at %d, %d and %d minutes, then from %d to %d', (low, median, high, from, to) => {
    expect(rangeOf(waits(low, median, high), EVEN)).toStrictEqual({ low: from, high: to });
  });

  test('given any law and any control, then both ends are on the grid and the median is between them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 90 * 60, noNaN: true }),
        fc.double({ min: 0.01, max: 4, noNaN: true }),
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (mean, variation, cuts) => {
          const quantiles = gammaQuantiles({ mean, variance: (mean * variation) ** 2 });
          const range = rangeOf(quantiles, { high: cuts.slice(0, 5), low: cuts.slice(5) });
          const median = (quantiles[3] ?? 0) / 60;
          expect(GRID.includes(range.low) && GRID.includes(range.high)).toBe(true);
          expect(range.low <= median && (median <= range.high || range.high === 90)).toBe(true);
          expect(range.low).toBeLessThan(range.high);
        },
      ),
    );
  });
});

describe('the control', () => {
  test('given waits of a known law, then rounding is calibrated away: one in ten is later, one in ten earlier', () => {
    const quantiles = gammaQuantiles({ mean: 400, variance: 200 ** 2 });
    let control = newSpokenControl();
    const [misses, ranges] = [{ late: 0, early: 0 }, 20_000];
    let uniform = 0.5;
    for (let n = 0; n < ranges; n += 1) {
      uniform = (uniform + 0.618_033_988_749_895) % 1;
      const wait = waitAt(quantiles, uniform);
      const range = rangeOf(quantiles, control);
      misses.late += wait > range.high * 60 ? 1 : 0;
      misses.early += wait < range.low * 60 ? 1 : 0;
      control = controlAfter(control, quantiles, range, wait);
    }
    expect(Math.abs(misses.late / ranges - 0.1)).toBeLessThan(0.015);
    expect(Math.abs(misses.early / ranges - 0.1)).toBeLessThan(0.015);
  });

  test('given a "less than", then its lower end is neither right nor wrong and does not move', () => {
    const control = newSpokenControl();
    const after = controlAfter(control, waits(0.4, 1, 1.6), { low: 0, high: 2 }, 300);
    expect(after.low).toStrictEqual(control.low);
    expect(after.high).not.toStrictEqual(control.high);
  });
});

describe('what may be said', () => {
  const six = waits(3.2, 4, 5.5);

  test('given a first range, then the promise is now plus its upper end', () => {
    expect(spokenRange(six, EVEN, occasion())).toStrictEqual({
      range: { kind: 'range', low: 3, high: 6 },
      promise: T0 + 6 * MINUTE_MS,
      longer: false,
    });
  });

  test('given from 0, then "less than"; given up to 90, then "more than" and no promise', () => {
    expect(spokenRange(waits(0.4, 1, 1.6), EVEN, occasion())?.range).toStrictEqual({
      kind: 'less-than',
      low: 0,
      high: 2,
    });
    expect(spokenRange(waits(31, 45, 61), EVEN, occasion())).toStrictEqual({
      range: { kind: 'more-than', low: 30, high: 90 },
      promise: null,
      longer: false,
    });
  });

  test.each([
    ['nobody on duty', { staff: 0 }],
    ['too little known', { learned: ENOUGH_WAITS - 1 }],
    ['ten minutes past the promise', { promise: T0 - 10 * MINUTE_MS - 1 }],
    [
      'twice as long as first promised',
      { joinedAt: T0 - 13 * MINUTE_MS, firstPromise: T0 - 7 * MINUTE_MS, promise: T0 + MINUTE_MS },
    ],
  ])('given %s, then no number', (_, over) => {
    expect(spokenRange(six, EVEN, occasion(over))).toBe(null);
  });

  test('given a law from nothing to more than an hour, or no law, then no number', () => {
    expect(spokenRange(waits(0.5, 20, 80), EVEN, occasion())).toBe(null);
    expect(spokenRange([Number.NaN, 1, 2, 3, 4, 5, 6], EVEN, occasion())).toBe(null);
  });

  test('given it takes longer than promised, then it says so and promises anew', () => {
    const said = spokenRange(
      six,
      EVEN,
      occasion({
        joinedAt: T0 - 4 * MINUTE_MS,
        firstPromise: T0 + 2 * MINUTE_MS,
        promise: T0 + 2 * MINUTE_MS,
      }),
    );
    expect(said).toStrictEqual({
      range: { kind: 'range', low: 3, high: 6 },
      promise: T0 + 6 * MINUTE_MS,
      longer: true,
    });
  });

  test('given the promise still stands, then rounding up does not move it', () => {
    const promise = T0 + 5.7 * MINUTE_MS;
    expect(spokenRange(six, EVEN, occasion({ firstPromise: promise, promise }))).toStrictEqual({
      range: { kind: 'range', low: 3, high: 5 },
      promise: T0 + 5 * MINUTE_MS,
      longer: false,
    });
  });

  test('given the promise stands with less than two minutes left, then it is not moved by what is said', () => {
    const promise = T0 + 1.7 * MINUTE_MS;
    expect(spokenRange(waits(0.4, 1, 1.6), EVEN, occasion({ firstPromise: promise, promise }))).toStrictEqual(
      {
        range: { kind: 'less-than', low: 0, high: 2 },
        promise,
        longer: false,
      },
    );
  });

  test('given anything, then a promise never moves later without saying so', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 90 * 60, noNaN: true }),
        fc.integer({ min: -20, max: 90 }),
        fc.integer({ min: 0, max: 60 }),
        (mean, minutesLeft, minutesWaited) => {
          const promise = T0 + minutesLeft * MINUTE_MS;
          const said = spokenRange(
            gammaQuantiles({ mean, variance: mean ** 2 / 2 }),
            newSpokenControl(),
            occasion({ joinedAt: T0 - minutesWaited * MINUTE_MS, firstPromise: promise, promise }),
          );
          if (said === null || said.longer) return;
          expect(said.promise).not.toBe(null);
          expect(said.promise ?? Infinity).toBeLessThanOrEqual(promise);
          expect(T0 + said.range.high * MINUTE_MS).toBeLessThanOrEqual(Math.max(promise, T0 + 2 * MINUTE_MS));
        },
      ),
    );
  });
});

/** The wait at a probability, by straight lines between the logarithms of the quantiles. */
function waitAt(quantiles: readonly number[], probability: number): number {
  const levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
  const above = levels.findIndex((level) => level > probability);
  const i = above === -1 ? 6 : Math.max(above, 1);
  const [p0 = 0, p1 = 1, q0 = 1, q1 = 1] = [levels[i - 1], levels[i], quantiles[i - 1], quantiles[i]];
  return Math.exp(Math.log(q0) + (Math.log(q1 / q0) * (probability - p0)) / (p1 - p0));
}
