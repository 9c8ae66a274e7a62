import { describe, expect, test } from 'vitest';
import { keptForecasts } from '../../src/waiting/forecast.ts';
import { MOST_GHOSTS, releasedBefore, withGhost } from '../../src/waiting/ghosts.ts';
import {
  estimateAfter,
  forecastFor,
  type LineEstimate,
  newLineEstimate,
  readLineEstimate,
  teachesNothing,
} from '../../src/waiting/line-estimate.ts';
import type { Ask } from '../../src/waiting/wait-estimate.ts';
import { learnableWait } from '../../src/waiting/wait-estimate.ts';
import { gammaQuantiles, meanOfQuantiles, waitLaw } from '../../src/waiting/wait-law.ts';
import { replayedLine } from '../../src/estimate-replay/replayed-line.ts';
import { generatedLog } from '../bench/estimates/generated-log.ts';
import { scenarios } from '../bench/estimates/scenarios.ts';
import { WrittenOutEstimate } from './written-out-estimate.ts';

const T0 = Date.UTC(2026, 0, 5, 9);
const asked = (over: Partial<Ask> = {}): Ask => ({
  at: T0,
  ahead: 2,
  staff: 5,
  able: over.staff ?? 5,
  waitedMs: 0,
  headStart: false,
  group: null,
  ...over,
});
const forecast = (line: LineEstimate, over: Partial<Ask> = {}) => {
  const made = forecastFor(line, asked(over));
  if (made === null) throw new Error('Failed to forecast: nobody on duty. Give operators.');
  return made;
};

describe('the law of a line with hang-ups', () => {
  test('given hang-ups, then mean and variance are those of the sums over the places ahead, within 2 %', () => {
    const [d, theta] = [0.05, 0.003];
    for (const ahead of [0, 1, 5, 20, 100]) {
      const rates = Array.from({ length: ahead + 1 }, (_, i) => d + i * theta);
      const { mean, variance } = waitLaw(ahead, d, theta);
      expect(mean / rates.reduce((sum, rate) => sum + 1 / rate, 0)).toBeCloseTo(1, 1.7);
      expect(variance / rates.reduce((sum, rate) => sum + 1 / rate ** 2, 0)).toBeCloseTo(1, 1.7);
    }
  });

  test('given no hang-ups, then it is the law of k+1 exponential steps', () => {
    const { mean, variance } = waitLaw(3, 0.02, 0);
    expect(mean).toBeCloseTo(4 / 0.02, 2);
    expect(variance).toBeCloseTo(4 / 0.02 ** 2, 0);
  });

  test('given more hang-ups than answers, then it is still finite and above 0', () => {
    const { mean, variance } = waitLaw(10, 0.001, 5);
    expect(mean > 0 && Number.isFinite(mean) && variance > 0 && Number.isFinite(variance)).toBe(true);
  });

  test('given an exponential wait, then the gamma quantiles rise and their mean is near', () => {
    const quantiles = gammaQuantiles({ mean: 100, variance: 100 ** 2 });
    expect(quantiles.toSorted((a, b) => a - b)).toStrictEqual(quantiles);
    expect(Math.abs(meanOfQuantiles(quantiles) - 100)).toBeLessThan(5);
  });
});

describe('the estimate', () => {
  test.each(['overload', 'day', 'drop-outs', 'priority'])(
    'given the log "%s", then every quantile is that of the written-out algorithm to 1e-6',
    (name) => {
      const scenario = scenarios(7).find((one) => one.name === name);
      if (scenario === undefined) throw new Error(`Failed to find ${name}: no such scenario. Name one.`);
      const log = generatedLog({ ...scenario, length: 14 * 3600 });
      const [line, writtenOut] = [replayedLine(), new WrittenOutEstimate()];
      let compared = 0;
      for (const event of log.events) {
        const ours = line.follow(event)?.forecast.quantiles ?? null;
        const theirs = writtenOut.follow(event);
        expect(ours?.length).toBe(theirs?.length);
        ours?.forEach((quantile, i) => {
          expect(Math.abs(quantile / (theirs?.[i] ?? 0) - 1)).toBeLessThan(1e-6);
          compared += 1;
        });
      }
      expect(compared).toBeGreaterThan(7 * 300);
    },
  );

  test('given nobody on duty, then there is no forecast', () => {
    expect(forecastFor(newLineEstimate(), asked({ staff: 0 }))).toBe(null);
    expect(forecastFor(newLineEstimate(), asked({ able: 0 }))).toBe(null);
  });

  test('given more ahead, then longer; given more operators, then shorter', () => {
    const line = newLineEstimate();
    const median = (over: Partial<Ask>) => forecast(line, over).quantiles[3] ?? 0;
    expect(median({ ahead: 5 })).toBeGreaterThan(median({ ahead: 2 }));
    expect(median({ staff: 10 })).toBeLessThan(median({ staff: 5 }));
  });

  test('given one of five who can serve the caller: as if one served them after all five have served those ahead', () => {
    const meanOf = (line: LineEstimate, over: Partial<Ask>) => forecast(line, over).law.mean;
    const line = newLineEstimate();
    expect(meanOf(line, { able: 1 })).toBeGreaterThan(meanOf(line, { able: 4 }));
    expect(meanOf(line, { able: 1 })).toBeLessThan(meanOf(line, { staff: 1 }));
    const patient = newLineEstimate({ patienceSeconds: 360_000 });
    const [four, alone] = [meanOf(patient, { ahead: 3 }), meanOf(patient, { ahead: 0, staff: 1 })];
    expect(meanOf(patient, { ahead: 4, able: 1 })).toBeCloseTo(four + alone, 0);
    expect(forecast(line, { able: 9 })).toStrictEqual(forecast(line));
  });

  test('given an expected handling time, then a new line starts from it', () => {
    const [short, long] = [60, 600].map((handlingSeconds) => forecast(newLineEstimate({ handlingSeconds })));
    expect(short?.law.mean).toBeLessThan((long?.law.mean ?? 0) / 5);
  });

  test('given it is kept as JSON, then it goes on as if it had never been away', () => {
    const log = generatedLog({ ...(scenarios(3)[1] as ReturnType<typeof scenarios>[0]), length: 7200 });
    const line = replayedLine();
    for (const event of log.events) line.follow(event);
    const kept = line.estimate();
    const read = readLineEstimate(JSON.stringify(kept));
    expect(read).toStrictEqual(kept);
    expect(JSON.stringify(read).length).toBeLessThan(120_000);
  });

  test.each(['', 'null', '[]', '{"estimator":{"version":0}}', '{"estimator":'])(
    'given %j was kept, then it is not read',
    (json) => {
      expect(readLineEstimate(json)).toBe(null);
    },
  );
});

describe('what is learned', () => {
  const line = newLineEstimate();
  const first = forecast(line);
  const now = { at: T0 + 90_000, staff: 5, waiting: 0 };

  test('given a caller is answered, then one answer and one score more', () => {
    const after = estimateAfter(line, { ...now, type: 'answered', place: 1, forecasts: [first] }).line;
    expect(after.estimator.answers).toBe(line.estimator.answers + 1);
    expect(after.estimator.calibration.learned).toBe(1);
    expect(after.score.chunks[0]?.callers).toBe(1);
  });

  test('given a caller hangs up, then they are learned from when somebody behind them is answered, not before', () => {
    const hungUp = estimateAfter(line, { ...now, type: 'left', place: 5, forecasts: [first] }).line;
    expect(hungUp.estimator.calibration.learned).toBe(0);
    const ahead = estimateAfter(hungUp, { ...now, type: 'answered', place: 4, forecasts: [] }).line;
    expect(ahead.estimator.calibration.learned).toBe(0);
    const behind = estimateAfter(ahead, { ...now, type: 'answered', place: 6, forecasts: [] }).line;
    expect(behind.estimator.calibration.learned).toBe(1);
    expect(behind.ghosts).toStrictEqual([]);
  });

  test('given a caller hung up, then an operator who falls free with an empty line ends their wait', () => {
    const hungUp = estimateAfter(line, { ...now, type: 'left', place: 5, forecasts: [first] }).line;
    const busy = estimateAfter(hungUp, { ...now, waiting: 1, type: 'freed' }).line;
    expect(busy.ghosts.length).toBe(1);
    expect(estimateAfter(busy, { ...now, type: 'freed' }).line.estimator.calibration.learned).toBe(1);
  });

  test('given an operator falls free in a line that stands as it is known, then that teaches nothing', () => {
    const known = estimateAfter(line, { ...now, waiting: 1, type: 'joined' }).line;
    expect(teachesNothing(known, { ...now, waiting: 1, type: 'freed' })).toBe(true);
    expect(teachesNothing(known, { ...now, waiting: 1, type: 'staffed' })).toBe(false);
    expect(teachesNothing(known, { ...now, waiting: 2, type: 'freed' })).toBe(false);
    expect(teachesNothing(known, { ...now, waiting: 1, staff: 4, type: 'freed' })).toBe(false);
  });

  test('given somebody hung up, then an operator who falls free with an empty line teaches something', () => {
    const hungUp = estimateAfter(line, { ...now, type: 'left', place: 5, forecasts: [first] }).line;
    expect(teachesNothing(hungUp, { ...now, type: 'freed' })).toBe(false);
  });

  test('given the line was closed over night, then nothing is learned', () => {
    const morning = { at: T0 + 10 * 3_600_000, staff: 5, waiting: 0 };
    const after = estimateAfter(line, { ...morning, type: 'answered', place: 1, forecasts: [first] }).line;
    expect(after.estimator.calibration).toStrictEqual({ ...line.estimator.calibration, usualStaff: 5 });
    expect(learnableWait(first, morning.at)).toBe(null);
  });

  test('given lost updates, then the next event tells the whole line again', () => {
    const joined = estimateAfter(line, { at: T0, staff: 5, waiting: 7, type: 'joined' }).line;
    expect([joined.estimator.staff, joined.estimator.waiting]).toStrictEqual([5, 7]);
  });

  test('given forecasts made again and again, then the first and those after 2, 5 and 10 minutes are kept', () => {
    let kept = keptForecasts([], first);
    for (let minute = 1; minute <= 30; minute += 1) {
      const next = forecast(line, { at: T0 + minute * 60_000, waitedMs: minute * 60_000 });
      kept = keptForecasts(kept, next);
    }
    expect(kept.map(({ at }) => (at - T0) / 60_000)).toStrictEqual([0, 2, 5, 10]);
  });
});

describe('ghosts', () => {
  test('given any number, then they stay in order and bounded', () => {
    let ghosts = withGhost([], { place: 50, forecasts: [] });
    for (let n = 0; n < 1000; n += 1) ghosts = withGhost(ghosts, { place: (n * 37) % 1000, forecasts: [] });
    // The earliest leave first.
    expect(ghosts.map(({ place }) => place)).toStrictEqual(
      Array.from({ length: MOST_GHOSTS }, (_, n) => 1000 - MOST_GHOSTS + n),
    );
    const { released, kept } = releasedBefore(ghosts, 900);
    expect([released.length + kept.length, kept.every(({ place }) => place >= 900)]).toStrictEqual([
      MOST_GHOSTS,
      true,
    ]);
  });
});
