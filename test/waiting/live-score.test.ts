import { expect, test } from 'vitest';
import { newLiveScore, scored, scoreFigures } from '../../src/waiting/live-score.ts';

test('given nobody yet, then there are no figures', () => {
  expect(scoreFigures(newLiveScore())).toBe(null);
});

test('given a right, a late and an early caller, then the shares and errors are theirs', () => {
  let score = scored(newLiveScore(), { low: 1, high: 3 }, 120, 90);
  score = scored(score, { low: 1, high: 3 }, 120, 240);
  score = scored(score, { low: 1, high: 3 }, 120, 30);
  expect(scoreFigures(score)).toStrictEqual({
    callers: 3,
    rightShare: 1 / 3,
    lateShare: 1 / 3,
    meanErrorSeconds: (30 - 120 + 90) / 3,
    meanAbsoluteErrorSeconds: (30 + 120 + 90) / 3,
  });
});

test('given many callers, then the last 1,000 count, and the size stays bounded', () => {
  let score = newLiveScore();
  for (let n = 0; n < 3000; n += 1) score = scored(score, { low: 0, high: 2 }, 60, n < 1900 ? 600 : 60);
  const figures = scoreFigures(score);
  expect(figures?.callers).toBeGreaterThanOrEqual(1000);
  expect(figures?.callers).toBeLessThanOrEqual(1050);
  expect([figures?.rightShare, figures?.lateShare]).toStrictEqual([1, 0]);
  expect(JSON.stringify(score).length).toBeLessThan(3000);
});
