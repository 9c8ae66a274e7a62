import { describe, expect, test } from 'vitest';
import { hoursSchema } from '../../src/waiting/hours.ts';

describe('what is no opening hours', () => {
  test.each([
    [{ timeZone: 'Mars/Olympus', weekly: [] }, 'timeZone must be a time zone such as "Europe/Berlin"'],
    [{ timeZone: '', weekly: [] }, 'timeZone must be a time zone such as "Europe/Berlin"'],
    [
      { timeZone: 'UTC', weekly: [{ day: 8, from: '09:00', to: '10:00' }] },
      'weekly.0.day must be 1 (Monday) to 7 (Sunday)',
    ],
    [
      { timeZone: 'UTC', weekly: [{ day: 1, from: '9:00', to: '10:00' }] },
      'weekly.0.from must be a time from "00:00" to "23:59"',
    ],
    [
      { timeZone: 'UTC', weekly: [{ day: 1, from: '09:00', to: '24:01' }] },
      'weekly.0.to must be a time from "00:01" to "24:00"',
    ],
    [
      { timeZone: 'UTC', weekly: [{ day: 1, from: '10:00', to: '10:00' }] },
      'weekly.0.to must be later than 10:00',
    ],
    [
      {
        timeZone: 'UTC',
        weekly: [
          { day: 1, from: '09:00', to: '12:00' },
          { day: 1, from: '11:59', to: '13:00' },
        ],
      },
      'weekly.1.from overlaps with entry 1',
    ],
    [
      {
        timeZone: 'UTC',
        weekly: [],
        exceptions: [
          { date: '2026-12-24', closed: true },
          { date: '2026-12-24', from: '09:00', to: '10:00' },
        ],
      },
      'exceptions.1.from overlaps with entry 1',
    ],
    [
      { timeZone: 'UTC', weekly: [], exceptions: [{ date: '2026-02-30', closed: true }] },
      'exceptions.0.date must be a date such as "2026-12-24"',
    ],
  ])('given %j, the field is named', (hours, problem) => {
    expect(wrong(hours)).toContain(problem);
  });
  test('given two intervals that touch, or lie on two days, nothing is wrong', () => {
    const weekly = [
      { day: 1, from: '09:00', to: '12:00' },
      { day: 1, from: '12:00', to: '24:00' },
      { day: 2, from: '10:00', to: '11:00' },
    ];
    expect(wrong({ timeZone: 'Europe/Berlin', weekly })).toStrictEqual([]);
  });
});

function wrong(hours: unknown): string[] {
  const read = hoursSchema.safeParse(hours);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}
