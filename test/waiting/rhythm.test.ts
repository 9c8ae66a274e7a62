import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cadence, lessOften, moreOften, type Rhythm, silenceMs } from '../../src/waiting/rhythm.ts';

const NEWS_ONLY = 600;
const plain: Rhythm = { firstAfterSeconds: 45, everySeconds: 60, growth: 1, longestSilenceSeconds: 180 };

/** The first eight silences, seconds. */
function silences(rhythm: Rhythm, cadence: Cadence = 'queue', newsOnly = NEWS_ONLY): number[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((n) => silenceMs(rhythm, cadence, n, newsOnly) / 1000);
}

describe('the first silence lasts firstAfter, the n-th min(every · growth^(n−2), longestSilence)', () => {
  test.each([
    ['the default', plain, [45, 60, 60, 60, 60, 60, 60, 60]],
    ['growth 1.5', { ...plain, growth: 1.5 }, [45, 60, 90, 135, 180, 180, 180, 180]],
    ['growth 1.2, to the nearest second', { ...plain, growth: 1.2 }, [45, 60, 72, 86, 104, 124, 149, 179]],
    ['growth 3', { ...plain, everySeconds: 10, growth: 3 }, [45, 10, 30, 90, 180, 180, 180, 180]],
    [
      'a longest silence below every',
      { ...plain, longestSilenceSeconds: 30 },
      [45, 30, 30, 30, 30, 30, 30, 30],
    ],
    [
      'the shortest',
      { firstAfterSeconds: 10, everySeconds: 10, growth: 1, longestSilenceSeconds: 10 },
      Array(8).fill(10),
    ],
    [
      'the longest',
      { firstAfterSeconds: 1800, everySeconds: 1800, growth: 3, longestSilenceSeconds: 1800 },
      Array(8).fill(1800),
    ],
    [
      'a first silence longer than the longest stays as it was set',
      { ...plain, firstAfterSeconds: 300 },
      [300, 60, 60, 60, 60, 60, 60, 60],
    ],
  ] as const)('%s', (_, rhythm, expected) => {
    expect(silences(rhythm)).toEqual(expected);
  });
});

describe('the caller’s choice replaces the queue’s rhythm', () => {
  test.each([
    ['every-minute', 60],
    ['every-two-minutes', 120],
    ['every-five-minutes', 300],
    ['news-only', NEWS_ONLY],
  ] as const)('%s', (cadence, seconds) => {
    expect(silences({ ...plain, growth: 2 }, cadence)).toEqual(Array(8).fill(seconds));
  });
});

describe('settings that are out of range, however they got there', () => {
  test.each([
    [
      'nought',
      { firstAfterSeconds: 0, everySeconds: 0, growth: 0, longestSilenceSeconds: 0 },
      Array(8).fill(10),
    ],
    [
      'negative',
      { firstAfterSeconds: -5, everySeconds: -5, growth: -5, longestSilenceSeconds: -5 },
      Array(8).fill(10),
    ],
    [
      'endless',
      {
        firstAfterSeconds: Infinity,
        everySeconds: Infinity,
        growth: Infinity,
        longestSilenceSeconds: Infinity,
      },
      Array(8).fill(1800),
    ],
    [
      'no numbers',
      { firstAfterSeconds: NaN, everySeconds: NaN, growth: NaN, longestSilenceSeconds: NaN },
      Array(8).fill(60),
    ],
    ['a growth below one shrinks nothing', { ...plain, growth: 0.5 }, [45, 60, 60, 60, 60, 60, 60, 60]],
    ['parts of seconds', { ...plain, firstAfterSeconds: 44.6 }, [45, 60, 60, 60, 60, 60, 60, 60]],
  ] as const)('%s', (_, rhythm, expected) => {
    expect(silences(rhythm)).toEqual(expected);
  });

  test('any numbers at all: whole seconds from 10 to 1,800', () => {
    const any = fc.double();
    const rhythm = fc.record({
      firstAfterSeconds: any,
      everySeconds: any,
      growth: any,
      longestSilenceSeconds: any,
    });
    const cadence = fc.constantFrom<Cadence>('queue', 'every-minute', 'every-five-minutes', 'news-only');
    fc.assert(
      fc.property(rhythm, cadence, fc.integer(), any, (one, chosen, n, newsOnly) => {
        const ms = silenceMs(one, chosen, n, newsOnly);
        expect(Number.isInteger(ms / 1000)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(10_000);
        expect(ms).toBeLessThanOrEqual(1_800_000);
      }),
    );
  });

  test('a wait of ten thousand check-ins has a silence still', () => {
    expect(silenceMs({ ...plain, growth: 3 }, 'queue', 10_000, NEWS_ONLY)).toBe(180_000);
  });
});

describe('key 3, less often', () => {
  test('every minute, two, five, only news, every minute', () => {
    let cadence: Cadence = 'every-minute';
    const steps = [1, 2, 3, 4].map(() => (cadence = lessOften(cadence, 0)));
    expect(steps).toEqual(['every-two-minutes', 'every-five-minutes', 'news-only', 'every-minute']);
  });

  test.each([
    [45, 'every-minute'],
    [60, 'every-two-minutes'],
    [119, 'every-two-minutes'],
    [120, 'every-five-minutes'],
    [300, 'news-only'],
  ] as const)('from the queue’s own rhythm at %i s to the first that is rarer', (seconds, expected) => {
    expect(lessOften('queue', seconds)).toBe(expected);
  });
});

describe('key 8, more often', () => {
  test('the same steps back, ending at every minute', () => {
    let cadence: Cadence = 'news-only';
    const steps = [1, 2, 3, 4].map(() => (cadence = moreOften(cadence, 0)));
    expect(steps).toEqual(['every-five-minutes', 'every-two-minutes', 'every-minute', 'every-minute']);
  });

  test.each([
    [10, 'queue'],
    [45, 'queue'],
    [60, 'every-minute'],
    [61, 'every-minute'],
    [180, 'every-two-minutes'],
    [600, 'every-five-minutes'],
  ] as const)('from the queue’s own rhythm at %i s never to a rarer one', (seconds, expected) => {
    expect(moreOften('queue', seconds)).toBe(expected);
  });
});
