import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Forecast, keptForecasts } from '../../src/waiting/forecast.ts';
import {
  estimateAfter,
  forecastFor,
  type LineEstimate,
  type LineEvent,
  newLineEstimate,
} from '../../src/waiting/line-estimate.ts';
import { scoreFigures } from '../../src/waiting/live-score.ts';
import { GRID, spokenRange } from '../../src/waiting/spoken-range.ts';

const T0 = Date.UTC(2026, 0, 5, 9);
const YEAR_MS = 365 * 24 * 3_600_000;

/** Times that stand still, jump ahead by years and back again, and some that are no times. */
const time = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 7_200_000 }).map((ms) => T0 + ms) },
  { weight: 2, arbitrary: fc.integer({ min: -YEAR_MS, max: YEAR_MS }).map((ms) => T0 + ms) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -1, Number.MAX_VALUE) },
);
const count = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 3, arbitrary: fc.constantFrom(0, 10_000, 100_000, 0.5) },
  { weight: 1, arbitrary: fc.constantFrom(-3, Number.NaN, Infinity, 1e300) },
);
const step = fc.record({
  type: fc.constantFrom('joined', 'staffed', 'freed', 'answered', 'left'),
  at: time,
  staff: count,
  waiting: count,
  ahead: count,
  able: count,
  waitedMs: time,
  headStart: fc.boolean(),
  group: fc.constantFrom(null, 'en', 'ru', '__proto__', 'constructor', ''),
  known: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Lives through the steps; an `answered` or `left` takes the forecasts of an earlier caller, or of nobody known. */
function live(steps: readonly Step[]): { line: LineEstimate; forecasts: Forecast[]; anomalies: number } {
  let line = newLineEstimate();
  const forecasts: Forecast[] = [];
  const callers: Forecast[][] = [];
  let anomalies = 0;
  for (const { type, known, ahead, ...now } of steps) {
    const made = forecastFor(line, { ...now, ahead });
    if (made !== null) {
      forecasts.push(made);
      callers.push([...keptForecasts(callers[0] ?? [], made)]);
    }
    const ofCaller = known ? (callers.shift() ?? []) : [];
    const event: LineEvent =
      type === 'answered' || type === 'left'
        ? { ...now, type, place: now.at, forecasts: ofCaller }
        : { ...now, type: type as 'joined' };
    const after = estimateAfter(line, event);
    line = after.line;
    anomalies += after.anomalies;
  }
  return { line, forecasts, anomalies };
}

describe('whatever comes in', () => {
  test('then nothing throws, every number kept is finite, and the state is plain data of bounded size', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const { line } = live(steps);
        const json = JSON.stringify(line, (_, value: unknown) =>
          typeof value === 'number' && !Number.isFinite(value) ? 'NOT FINITE' : value,
        );
        expect(json).not.toContain('NOT FINITE');
        expect(JSON.stringify(JSON.parse(json))).toBe(json);
        expect(Object.keys(line.estimator.calibration.groups).length).toBeLessThanOrEqual(8);
      }),
      { numRuns: 200 },
    );
  });

  test('then quantiles are above 0, finite and rising, and ranges lie on the grid', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { line, forecasts } = live(steps);
        for (const { at, quantiles, range } of forecasts) {
          expect(quantiles.every((q) => Number.isFinite(q) && q > 0)).toBe(true);
          expect(quantiles.toSorted((a, b) => a - b)).toStrictEqual(quantiles);
          expect(GRID.includes(range.low) && GRID.includes(range.high) && range.low < range.high).toBe(true);
          const said = spokenRange(quantiles, line.spoken, {
            now: at,
            joinedAt: at,
            staff: 3,
            learned: 100,
            firstPromise: null,
            promise: null,
          });
          expect(said === null || said.range.low < said.range.high).toBe(true);
        }
        const score = scoreFigures(line.score);
        expect(score === null || Object.values(score).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('then what is out of order is counted', () => {
    const now = { at: T0, staff: 3, waiting: 2 };
    const started = estimateAfter(newLineEstimate(), { ...now, type: 'joined' });
    const anomaliesOf = (event: LineEvent) => estimateAfter(started.line, event).anomalies;
    const forecast = forecastFor(started.line, {
      at: T0,
      ahead: 0,
      staff: 3,
      able: 3,
      waitedMs: 0,
      headStart: false,
      group: null,
    });
    const forecasts = forecast === null ? [] : [forecast];

    expect(started.anomalies).toBe(0);
    expect(anomaliesOf({ ...now, at: T0 + 1000, type: 'joined' })).toBe(0);
    expect(anomaliesOf({ ...now, at: T0 - 500, type: 'joined' })).toBe(0);
    expect(anomaliesOf({ ...now, at: T0 - 60_000, type: 'joined' })).toBe(1);
    expect(anomaliesOf({ ...now, at: T0 + YEAR_MS, type: 'joined' })).toBe(1);
    expect(anomaliesOf({ ...now, at: Number.NaN, type: 'joined' })).toBe(1);
    expect(anomaliesOf({ ...now, staff: 10_001, type: 'staffed' })).toBe(1);
    expect(anomaliesOf({ ...now, staff: Number.NaN, type: 'staffed' })).toBe(1);
    expect(anomaliesOf({ ...now, waiting: -1, type: 'staffed' })).toBe(1);
    expect(anomaliesOf({ ...now, at: T0 - 60_000, type: 'answered', place: 1, forecasts })).toBe(2);
  });

  test('then a line finds back to sense: a day told of 10,000 operators is forgotten after two days of truth', () => {
    let line = newLineEstimate();
    const tell = (minute: number, staff: number) => {
      const now = { at: T0 + minute * 60_000, staff, waiting: 5 };
      line = estimateAfter(line, { ...now, type: 'answered', place: minute, forecasts: [] }).line;
    };
    for (let minute = 0; minute < 1440; minute += 1) tell(minute, 10_000);
    for (let minute = 1440; minute < 4320; minute += 1) tell(minute, 10);
    const forecast = forecastFor(line, {
      at: T0 + 4320 * 60_000,
      ahead: 0,
      staff: 10,
      able: 10,
      waitedMs: 0,
      headStart: false,
      group: null,
    });
    expect(forecast?.law.mean).toBeGreaterThan(30);
    expect(forecast?.law.mean).toBeLessThan(120);
  });
});
