import { describe, expect, test } from 'vitest';
import { beginOfDay, halfHours, minutesAheadOfUtc } from '../../src/waiting/half-hours.ts';
import { QUARTER_MS } from '../../src/waiting/tally.ts';

const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const NEVER = Number.POSITIVE_INFINITY;

describe('half-hours of local days', () => {
  test.each([
    ['an ordinary day', 'Europe/Berlin', '2026-11-22', '2026-11-21T23:00:00.000Z', 48],
    ['the night in which clocks go back', 'Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', 50],
    ['the night in which clocks go forward', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', 46],
    ['a night in which midnight is skipped', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', 46],
    [
      'clocks that go back by half an hour',
      'Australia/Lord_Howe',
      '2026-04-05',
      '2026-04-04T13:00:00.000Z',
      49,
    ],
    ['clocks three quarters ahead', 'Asia/Kathmandu', '2026-11-22', '2026-11-21T18:15:00.000Z', 48],
  ])('%s (%s %s)', (_, timeZone, date, begins, many) => {
    const all = halfHours(timeZone, day(date), day(date), NEVER);
    expect(new Date(all[0] ?? 0).toISOString()).toBe(begins);
    expect(all).toHaveLength(many);
    // They are made of whole quarters, which are what is kept.
    expect(all.every((at) => at % QUARTER_MS === 0)).toBe(true);
    expect((all.at(-1) ?? 0) + 2 * QUARTER_MS).toBe(beginOfDay(timeZone, day(date) + 1));
  });

  test('those that have not begun are left out', () => {
    const today = day('2026-11-22');
    const noon = Date.parse('2026-11-22T12:00:00Z');
    expect(halfHours('UTC', today, today, noon)).toHaveLength(24);
    expect(halfHours('UTC', today, today, noon + 1)).toHaveLength(25);
    expect(halfHours('UTC', today + 1, today + 1, noon)).toStrictEqual([]);
  });

  test.each([
    ['Europe/Berlin', '2026-10-25T00:30:00Z', 120],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', 60],
    ['America/St_Johns', '2026-01-05T09:00:00Z', -210],
    ['Asia/Kathmandu', '2026-01-05T09:00:00Z', 345],
  ])('%s at %s is %i minutes ahead of UTC', (timeZone, at, minutes) => {
    expect(minutesAheadOfUtc(timeZone, Date.parse(at))).toBe(minutes);
  });
});
