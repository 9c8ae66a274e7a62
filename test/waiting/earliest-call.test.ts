import { describe, expect, test } from 'vitest';
import { earliestCall } from '../../src/waiting/earliest-call.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';

const at = (iso: string) => Date.parse(iso);
const always = defaultQueueSettings('support', 'Support');
const berlin = { ...always, callbacks: { ...always.callbacks, timeZone: 'Europe/Berlin' } };
const office = {
  ...always,
  hours: { timeZone: 'Europe/Berlin', weekly: [{ day: 1, from: '09:00', to: '17:00' }], exceptions: [] },
};

describe('a queue with hours', () => {
  test('given it is open, the call is made now', () => {
    const now = at('2026-01-05T10:00:00Z');
    expect(earliestCall(office, now, now)).toBe(now);
  });
  test('given it is closed, the call is made when it opens, however short ago it was asked for', () => {
    const now = at('2026-01-05T17:00:00Z');
    expect(earliestCall(office, now, now)).toBe(at('2026-01-12T08:00:00Z'));
  });
  test('given no opening is in sight, it is looked at again in a day', () => {
    const never = { ...office, hours: { ...office.hours, weekly: [] } };
    const now = at('2026-01-05T17:00:00Z');
    expect(earliestCall(never, now, now)).toBe(at('2026-01-06T17:00:00Z'));
  });
});

describe('a queue that is always open', () => {
  const hours = 3_600_000;
  test.each([
    ['in the day', '2026-07-14T06:00:00Z', 5, '2026-07-14T06:00:00Z'],
    ['late in the evening', '2026-07-14T19:00:00Z', 5, '2026-07-15T06:00:00Z'],
    ['in the night', '2026-07-14T01:00:00Z', 5, '2026-07-14T06:00:00Z'],
    ['in the night, asked for an hour ago', '2026-07-14T01:00:00Z', 1, '2026-07-14T01:00:00Z'],
    ['in the night before the clocks are put forward', '2026-03-28T22:00:00Z', 5, '2026-03-29T06:00:00Z'],
    ['in the night before the clocks are put back', '2026-10-24T22:00:00Z', 5, '2026-10-25T07:00:00Z'],
  ])('given it is %s, the call is made by the clock on the wall', (_, now, askedHoursAgo, expected) => {
    expect(earliestCall(berlin, at(now) - askedHoursAgo * hours, at(now))).toBe(at(expected));
  });
});
