import { describe, expect, test } from 'vitest';
import type { Counts } from '../../src/waiting/tally.ts';
import { adviceOf } from '../../src/web/app/admin/reports/report-advice.ts';
import { percent } from '../../src/web/app/words/plural.ts';
import { reportOf } from './fake-report.ts';

/** Answers to the rhythm that the queue has now. */
function often(tooOften: number, justRight: number, tooRarely: number): Counts {
  const heard = 'often:45-60-60-60';
  return {
    [`${heard}:too-often`]: tooOften,
    [`${heard}:just-right`]: justRight,
    [`${heard}:too-rarely`]: tooRarely,
  };
}
const rhythm = { firstAfterSeconds: 45, everySeconds: 60 };

describe('the one sentence for an admin', () => {
  test.each([
    ['nothing', {}, { kind: 'few', count: 0, of: 10 }],
    ['fewer answers than say anything', often(0, 0, 9), { kind: 'few', count: 9, of: 10 }],
    ['many too rarely', often(1, 5, 14), { kind: 'too-rarely', count: 14, of: 20, rhythm }],
    ['many too often', often(4, 6, 0), { kind: 'too-often', count: 4, of: 10, rhythm }],
    ['most just right', often(2, 7, 3), { kind: 'good', count: 7, of: 12 }],
    [
      'answers to a rhythm of before',
      { 'often:90-120-60-60:too-rarely': 50 },
      { kind: 'few', count: 0, of: 10 },
    ],
    ['many to whom we told wrong', { 'right:yes': 6, 'right:no': 4 }, { kind: 'wrong', count: 4, of: 10 }],
    [
      'waits longer than told, whatever was said of the rhythm',
      { ...often(0, 0, 20), ranges: 40, 'ranges-true': 12, 'ranges-longer': 8 },
      { kind: 'longer', count: 8, of: 20 },
    ],
    [
      'late check-ins before all',
      { 'check-ins': 100, 'check-ins-late': 3, 'ranges-true': 12, 'ranges-longer': 8 },
      { kind: 'late', count: 3, of: 100 },
    ],
    [
      'a stray late one',
      { ...often(0, 10, 0), 'check-ins': 100, 'check-ins-late': 2 },
      { kind: 'good', count: 10, of: 10 },
    ],
  ])('given %s', (_, counts, advice) => {
    expect(adviceOf(reportOf(counts))).toStrictEqual(advice);
  });
});

test('all and none are said of nothing less', () => {
  const told = [0, 0.001, 0.5, 0.999, 1].map((share) => percent(share).replace('\u00A0', ' '));
  expect(told).toStrictEqual(['0 %', '1 %', '50 %', '99 %', '100 %']);
});
