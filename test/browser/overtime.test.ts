import { expect, it } from 'vitest';
import { overtimeOf } from '../../src/web/app/console/hold/overtime.ts';

const BEGAN = Date.parse('2026-01-05T10:00:00Z');
const hold = (promisedSeconds: number | null) => ({
  since: new Date(BEGAN).toISOString(),
  reason: '',
  expectedBackAt: promisedSeconds === null ? null : new Date(BEGAN + promisedSeconds * 1000).toISOString(),
  lastAnswer: null,
  note: null,
});

it.each([
  [0, null],
  [79.9, null],
  [80, 'nearly'],
  [99.9, 'nearly'],
  [100, 'over'],
  [149.9, 'over'],
  [150, 'far-over'],
  [10_000, 'far-over'],
])('given a hold at %d %% of the promised time, marks it %s', (percent, mark) => {
  expect(overtimeOf(hold(200), BEGAN + percent * 2_000)).toBe(mark);
});

it('given no promised time, never marks the hold', () => {
  expect(overtimeOf(hold(null), BEGAN + 1e9)).toBe(null);
});

it('given a return that was expected before the hold began, marks it far over', () => {
  expect(overtimeOf(hold(-5), BEGAN)).toBe('far-over');
});
