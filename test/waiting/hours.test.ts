import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hours, hoursSchema, openAt } from '../../src/waiting/hours.ts';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);

/** Monday to Friday, nine to five. */
function office(timeZone: string, exceptions: Hours['exceptions'] = []): Hours {
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }));
  return { timeZone, weekly, exceptions };
}
function daily(timeZone: string, from: string, to: string): Hours {
  return { timeZone, weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to })), exceptions: [] };
}

describe('an ordinary week', () => {
  test('given no hours, the queue is always open', () => {
    expect(openAt(null, at('2026-07-14T03:00:00Z'))).toStrictEqual({ open: true, closesAt: null });
  });
  test('given office hours, it is open from the first moment until the last', () => {
    const hours = office('Europe/Berlin');
    const closesAt = at('2026-07-14T15:00:00Z');
    expect(openAt(hours, at('2026-07-14T07:00:00Z'))).toStrictEqual({ open: true, closesAt });
    expect(openAt(hours, closesAt - 1)).toStrictEqual({ open: true, closesAt });
    expect(openAt(hours, closesAt)).toStrictEqual({
      open: false,
      opensAt: at('2026-07-15T07:00:00Z'),
      opens: { openDay: 'tomorrow', openHour: 9, openMinute: 0 },
    });
  });
  test('given the early morning, it opens today; on Friday evening, on Monday', () => {
    const hours = office('America/New_York');
    expect(openAt(hours, at('2026-07-14T10:00:00Z'))).toMatchObject({
      opens: { openDay: 'today', openHour: 9 },
    });
    expect(openAt(hours, at('2026-07-17T22:00:00Z'))).toMatchObject({ opens: { openDay: '1', openHour: 9 } });
  });
  test('given one day a week, the same weekday of the next week is named', () => {
    const hours = { timeZone: 'UTC', weekly: [{ day: 2, from: '10:30', to: '11:00' }], exceptions: [] };
    expect(openAt(hours, at('2026-07-14T12:00:00Z'))).toMatchObject({
      opens: { openDay: '2', openHour: 10, openMinute: 30 },
    });
  });
  test('given a lunch break, it closes for it and opens after it', () => {
    const hours: Hours = {
      timeZone: 'UTC',
      weekly: [
        { day: 2, from: '13:00', to: '17:00' },
        { day: 2, from: '09:00', to: '12:00' },
      ],
      exceptions: [],
    };
    expect(openAt(hours, at('2026-07-14T10:00:00Z'))).toMatchObject({ closesAt: at('2026-07-14T12:00:00Z') });
    expect(openAt(hours, at('2026-07-14T12:00:00Z'))).toMatchObject({
      opens: { openDay: 'today', openHour: 13 },
    });
  });
  test('given a night shift in two parts, it is one opening', () => {
    const hours: Hours = {
      timeZone: 'Europe/Berlin',
      weekly: [
        { day: 1, from: '20:00', to: '24:00' },
        { day: 2, from: '00:00', to: '06:00' },
      ],
      exceptions: [],
    };
    const closesAt = at('2026-07-14T04:00:00Z');
    expect(openAt(hours, at('2026-07-13T19:00:00Z'))).toStrictEqual({ open: true, closesAt });
    expect(openAt(hours, at('2026-07-13T23:00:00Z'))).toStrictEqual({ open: true, closesAt });
  });
  test('given hours around the clock, no end is in sight; given none at all, no opening', () => {
    expect(openAt(daily('Asia/Tokyo', '00:00', '24:00'), at('2026-07-14T04:00:00Z'))).toStrictEqual({
      open: true,
      closesAt: null,
    });
    expect(openAt({ timeZone: 'UTC', weekly: [], exceptions: [] }, at('2026-07-14T04:00:00Z'))).toStrictEqual(
      {
        open: false,
        opensAt: null,
        opens: { openDay: 'none', openHour: -1, openMinute: 0 },
      },
    );
  });
});

describe('exceptions', () => {
  test('given a holiday, the day is closed and the next one is named', () => {
    const hours = office('Europe/Berlin', [
      { date: '2026-12-24', closed: true },
      { date: '2026-12-25', closed: true },
    ]);
    expect(openAt(hours, at('2026-12-24T10:00:00Z'))).toStrictEqual({
      open: false,
      opensAt: at('2026-12-28T08:00:00Z'),
      opens: { openDay: '1', openHour: 9, openMinute: 0 },
    });
  });
  test('given other hours for a date, only those count, on a Sunday too', () => {
    const hours = office('Europe/Berlin', [
      { date: '2026-12-24', from: '09:00', to: '12:00' },
      { date: '2026-12-27', from: '10:15', to: '11:00' },
    ]);
    expect(openAt(hours, at('2026-12-24T10:00:00Z'))).toStrictEqual({
      open: true,
      closesAt: at('2026-12-24T11:00:00Z'),
    });
    expect(openAt(hours, at('2026-12-26T10:00:00Z'))).toMatchObject({
      opens: { openDay: 'tomorrow', openHour: 10, openMinute: 15 },
    });
  });
  test('given a long closure, an opening that no weekday can name is not spoken of, and still known', () => {
    const exceptions = Array.from({ length: 20 }, (_, i) => ({
      date: `2026-08-${String(i + 1).padStart(2, '0')}`,
      closed: true as const,
    }));
    expect(openAt(office('UTC', exceptions), at('2026-08-01T10:00:00Z'))).toStrictEqual({
      open: false,
      opensAt: at('2026-08-21T09:00:00Z'),
      opens: { openDay: 'none', openHour: -1, openMinute: 0 },
    });
  });

  test('given more than 400, they are refused: a year of them and some', () => {
    const closedOn = (count: number) =>
      Array.from({ length: count }, (_, day) => ({
        date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
        closed: true,
      }));
    const hours = (count: number) => ({ timeZone: 'UTC', weekly: [], exceptions: closedOn(count) });
    expect(hoursSchema.safeParse(hours(400)).success).toBe(true);
    expect(hoursSchema.safeParse(hours(401)).error?.issues).toMatchObject([
      { code: 'too_big', maximum: 400, path: ['exceptions'] },
    ]);
  });
});

describe('the nights on which the clocks change', () => {
  test.each([
    // Forward: 02:00 becomes 03:00. Back: 03:00 becomes 02:00.
    ['Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T07:00:00Z'],
    ['Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T08:00:00Z'],
    ['America/New_York', '2026-03-08T02:00:00Z', '2026-03-08T13:00:00Z'],
    ['America/New_York', '2026-11-01T02:00:00Z', '2026-11-01T14:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T10:00:00Z', '2026-04-04T22:30:00Z'],
    ['Asia/Kathmandu', '2026-03-28T16:00:00Z', '2026-03-29T03:15:00Z'],
  ])(
    'given %s and the night from %s, nine in the morning is nine on its clocks',
    (timeZone, now, opensAt) => {
      expect(openAt(daily(timeZone, '09:00', '17:00'), at(now))).toStrictEqual({
        open: false,
        opensAt: at(opensAt),
        opens: { openDay: 'tomorrow', openHour: 9, openMinute: 0 },
      });
    },
  );
  test('given an opening in the hour that is skipped, it opens the moment after and says that time', () => {
    const hours = daily('Europe/Berlin', '02:30', '05:00');
    expect(openAt(hours, at('2026-03-29T00:30:00Z'))).toStrictEqual({
      open: false,
      opensAt: at('2026-03-29T01:00:00Z'),
      opens: { openDay: 'today', openHour: 3, openMinute: 0 },
    });
  });
  test('given hours that lie in the skipped hour alone, that night has none', () => {
    expect(openAt(daily('Europe/Berlin', '02:10', '02:50'), at('2026-03-29T00:30:00Z'))).toMatchObject({
      open: false,
      opensAt: at('2026-03-30T00:10:00Z'),
    });
  });
  test('given a closing in the hour that comes twice, it closes when it comes first, and stays closed', () => {
    const hours = daily('Europe/Berlin', '01:00', '02:30');
    const closesAt = at('2026-10-25T00:30:00Z');
    expect(openAt(hours, closesAt - HOUR)).toStrictEqual({ open: true, closesAt });
    // The clocks show a quarter past two for the second time.
    expect(openAt(hours, at('2026-10-25T01:15:00Z'))).toMatchObject({ open: false });
  });
});

describe('properties', () => {
  const ZONES = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Havana',
    'Africa/Casablanca',
    'Asia/Kolkata',
  ];
  const FIVE_MINUTES = 300_000;
  const time = fc.integer({ min: 0, max: 287 }).map((n) => n * 5);
  const hours = fc
    .record({
      timeZone: fc.constantFrom(...ZONES),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      ends: fc.tuple(time, time).filter(([a, b]) => a !== b),
    })
    .map(({ timeZone, days, ends: [a, b] }): Hours => {
      const from = clock(Math.min(a, b));
      const to = clock(Math.max(a, b));
      return { timeZone, weekly: days.map((day) => ({ day, from, to })), exceptions: [] };
    });
  /** Around the changes of the clocks of 2026 in both halves of the world, and any other time. */
  const moment = fc
    .oneof(
      fc.constantFrom(
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-10-25',
        '2026-11-01',
        '2026-02-15',
        '2026-03-22',
      ),
      fc.integer({ min: 1, max: 28 }).map((day) => `2026-06-${String(day).padStart(2, '0')}`),
    )
    .chain((date) =>
      fc.integer({ min: -288, max: 576 }).map((n) => at(`${date}T00:00:00Z`) + n * FIVE_MINUTES),
    );

  test('given any hours, whether it is open is what walking through the day by the clock on the wall tells', () => {
    fc.assert(
      fc.property(hours, moment, (any, now) => {
        expect(openAt(any, now).open).toBe(openByWalking(any, now));
      }),
      { numRuns: 400 },
    );
  });
  test('given any hours, it stays as it is until the moment that it names, and changes then', () => {
    fc.assert(
      fc.property(hours, moment, fc.nat(1_000_000), (any, now, within) => {
        const state = openAt(any, now);
        const until = state.open ? state.closesAt : state.opensAt;
        if (until === null) return;
        expect(until).toBeGreaterThan(now);
        const between = now + (within % (until - now));
        const then = openAt(any, between);
        expect(then.open ? then.closesAt : then.opensAt).toBe(until);
        expect(openAt(any, until).open).toBe(!state.open);
      }),
      { numRuns: 400 },
    );
  });

  /** Five minutes by five: open from the first time that the clock shows `from` or later until it first shows `to`. */
  function openByWalking({ timeZone, weekly }: Hours, now: number): boolean {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    const today = format.format(now).slice(0, 10);
    const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
    const those = weekly.filter((one) => one.day === weekday);
    let latest = '';
    for (let t = now - 27 * HOUR; t <= now; t += FIVE_MINUTES) {
      const [date = '', wall = ''] = format.format(t).split(' ');
      if (date === today && wall > latest) latest = wall;
    }
    return those.some(({ from, to }) => latest >= from && latest < to);
  }
});

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
