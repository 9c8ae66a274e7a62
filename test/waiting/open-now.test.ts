import { describe, expect, test } from 'vitest';
import { earliestCall } from '../../src/waiting/earliest-call.ts';
import { closureAt, openNow } from '../../src/waiting/open-now.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';

const at = (iso: string) => Date.parse(iso);
/** A Tuesday, eleven in the morning in Berlin. */
const NOW = at('2026-07-14T09:00:00Z');
const always = defaultQueueSettings('support', 'Support');
const berlin = { ...always, callbacks: { ...always.callbacks, timeZone: 'Europe/Berlin' } };
const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
const office = { ...always, hours: { timeZone: 'Europe/Berlin', weekly: weekdays, exceptions: [] } };
const closed = (until: string | null) => ({ closure: { until } });

describe('a queue that is closed by hand', () => {
  test('given a time within the hours, it opens then', () => {
    expect(openNow({ ...office, ...closed('2026-07-14T10:30:00Z') }, NOW)).toStrictEqual({
      open: false,
      opensAt: at('2026-07-14T10:30:00Z'),
      opens: { openDay: 'today', openHour: 12, openMinute: 30 },
    });
  });

  test('given a time after the hours, it opens with them', () => {
    expect(openNow({ ...office, ...closed('2026-07-14T16:00:00Z') }, NOW)).toStrictEqual({
      open: false,
      opensAt: at('2026-07-15T07:00:00Z'),
      opens: { openDay: 'tomorrow', openHour: 9, openMinute: 0 },
    });
  });

  test('given no hours, it opens at that time, told on the clock of its calls back', () => {
    expect(openNow({ ...berlin, ...closed('2026-07-14T10:00:00Z') }, NOW)).toMatchObject({
      opens: { openDay: 'today', openHour: 12 },
    });
  });

  test('given no time, no opening is in sight, and calls back are looked at again in a day', () => {
    const queue = { ...office, ...closed(null) };
    expect(openNow(queue, NOW)).toMatchObject({ open: false, opensAt: null, opens: { openDay: 'none' } });
    expect(earliestCall(queue, NOW, NOW)).toBe(NOW + 86_400_000);
  });

  test('given that its time is over, its hours count', () => {
    const queue = { ...office, ...closed('2026-07-14T09:00:00Z') };
    expect(closureAt(queue, NOW)).toBe(null);
    expect(openNow(queue, NOW)).toStrictEqual({ open: true, closesAt: at('2026-07-14T15:00:00Z') });
  });

  test('nobody is called back meanwhile, also where it has no hours and the call was just asked for', () => {
    const until = '2026-07-14T10:00:00Z';
    expect(earliestCall({ ...berlin, ...closed(until) }, NOW - 60_000, NOW)).toBe(at(until));
  });
});
