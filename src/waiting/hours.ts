import { z } from 'zod';
import { wallClock, type WallClock } from './wall-clock.ts';

/**
 * When a queue is open, on the clocks of its own time zone. An interval that goes past midnight is two: until 24:00, and
 * from 00:00 of the next day. A date among the exceptions has only what the exceptions say.
 */
export type Hours = z.infer<typeof hoursSchema>;

/** When a queue opens: today, tomorrow or a weekday (1 Monday to 7 Sunday) of the next seven days; `none`: not in sight. */
export type Opening = {
  openDay: 'none' | 'today' | 'tomorrow' | '1' | '2' | '3' | '4' | '5' | '6' | '7';
  /** On the queue's own clock; −1 and 0 where no opening is in sight. */
  openHour: number;
  openMinute: number;
};

export type OpenState =
  /** `closesAt`: epoch ms; null where no end is in sight. */
  | { open: true; closesAt: number | null }
  /** `opensAt`: epoch ms; null where no opening is in sight. */
  | { open: false; opensAt: number | null; opens: Opening };

const clockTime = (midnight: boolean) =>
  z
    .string({ error: 'must be a time such as "09:00"' })
    .regex(midnight ? /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/ : /^([01]\d|2[0-3]):[0-5]\d$/, {
      error: midnight ? 'must be a time from "00:01" to "24:00"' : 'must be a time from "00:00" to "23:59"',
    });

const interval = { from: clockTime(false), to: clockTime(true) };
const date = z.iso.date({ error: 'must be a date such as "2026-12-24"' });

export const hoursSchema = z
  .strictObject({
    timeZone: z
      .string({ error: 'must be a time zone such as "Europe/Berlin"' })
      .max(60)
      .refine(isTimeZone, { error: 'must be a time zone such as "Europe/Berlin"' }),
    weekly: z
      .array(
        z.strictObject({
          day: z
            .int({ error: 'must be 1 (Monday) to 7 (Sunday)' })
            .min(1, { error: 'must be 1 (Monday) to 7 (Sunday)' })
            .max(7, { error: 'must be 1 (Monday) to 7 (Sunday)' }),
          ...interval,
        }),
      )
      .max(70),
    exceptions: z
      .array(
        z.union([z.strictObject({ date, closed: z.literal(true) }), z.strictObject({ date, ...interval })], {
          error: 'must be {date, closed: true} or {date, from, to}',
        }),
      )
      .max(400)
      .default([]),
  })
  .superRefine(({ weekly, exceptions }, context) => {
    mustNotOverlap(
      weekly.map((one) => ({ ...one, on: one.day })),
      'weekly',
      context,
    );
    mustNotOverlap(
      exceptions.map((one) =>
        'closed' in one ? { on: one.date, from: '00:00', to: '24:00' } : { ...one, on: one.date },
      ),
      'exceptions',
      context,
    );
  });

/** How far ahead an opening is looked for; beyond it none is in sight. */
const DAYS_AHEAD = 62;
const DAYS_NAMED = 7;
/** Whoever is open for longer, or around the clock, has no end in sight. */
const END_IN_SIGHT_MS = 2 * 86_400_000;

/**
 * Whether a queue is open at `now` (epoch ms), until when, or when it opens. A time that the clock skips when it is put
 * forward counts as the moment after, one that it shows twice counts when it comes first.
 */
export function openAt(hours: Hours | null, now: number): OpenState {
  if (hours === null) return { open: true, closesAt: null };
  const clock = wallClock(hours.timeZone);
  const today = clock.dayOf(now);
  let closesAt: number | null = null;
  for (const { day, startsAt, endsAt } of intervals(hours, clock, today)) {
    if (closesAt !== null) {
      if (startsAt > closesAt) return { open: true, closesAt };
      closesAt = Math.max(closesAt, endsAt);
      if (closesAt > now + END_IN_SIGHT_MS) return { open: true, closesAt: null };
    } else if (startsAt <= now && now < endsAt) {
      closesAt = endsAt;
    } else if (startsAt > now) {
      return { open: false, opensAt: startsAt, opens: openingOf(clock, day - today, startsAt) };
    }
  }
  if (closesAt === null) return { open: false, opensAt: null, opens: NOT_IN_SIGHT };
  return { open: true, closesAt };
}

/** The time zone of a queue's own clock: that of its hours, else of its calls back. */
export function timeZoneOf({
  hours,
  callbacks,
}: {
  hours: Hours | null;
  callbacks: { timeZone: string };
}): string {
  return hours?.timeZone ?? callbacks.timeZone;
}

/**
 * An opening as it is told at `now`, on the clock of a time zone.
 * @param opensAt epoch ms; null where it is not in sight
 */
export function openingAt(timeZone: string, now: number, opensAt: number | null): Opening {
  if (opensAt === null) return NOT_IN_SIGHT;
  const clock = wallClock(timeZone);
  return openingOf(clock, clock.dayOf(opensAt) - clock.dayOf(now), opensAt);
}

const DAY_MS = 86_400_000;
const NOT_IN_SIGHT: Opening = { openDay: 'none', openHour: -1, openMinute: 0 };

/** An opening further away than a weekday can name is not spoken of: "Monday" means the next one. */
function openingOf(clock: WallClock, daysAhead: number, at: number): Opening {
  if (daysAhead > DAYS_NAMED) return NOT_IN_SIGHT;
  const { hour, minute, weekday } = clock.at(at);
  const named =
    daysAhead <= 0 ? 'today' : daysAhead === 1 ? 'tomorrow' : (String(weekday) as Opening['openDay']);
  return { openDay: named, openHour: hour, openMinute: minute };
}

/** The intervals from today on, in order, as instants; those that the change of the clocks leaves empty are left out. */
function* intervals(
  { weekly, exceptions }: Hours,
  clock: WallClock,
  today: number,
): Generator<{ day: number; startsAt: number; endsAt: number }> {
  const dated = exceptions.map((one) => ({ on: dayNumber(one.date), one }));
  for (let day = today; day <= today + DAYS_AHEAD; day++) {
    const special = dated.filter(({ on }) => on === day);
    const those: { from: string; to: string }[] =
      special.length > 0
        ? special.flatMap(({ one }) => ('closed' in one ? [] : [one]))
        : weekly.filter((one) => one.day === weekdayOf(day));
    for (const { from, to } of those.toSorted((a, b) => minuteOf(a.from) - minuteOf(b.from))) {
      const startsAt = clock.firstInstant(day, minuteOf(from));
      const endsAt = clock.firstInstant(day, minuteOf(to));
      if (startsAt < endsAt) yield { day, startsAt, endsAt };
    }
  }
}

function dayNumber(isoDate: string): number {
  return Date.parse(`${isoDate}T00:00:00Z`) / DAY_MS;
}

/** 1 January 1970, day 0, was a Thursday. */
function weekdayOf(day: number): number {
  return ((day + 3) % 7) + 1;
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** Whether the name is a time zone that we know (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    wallClock(name);
    return true;
  } catch {
    return false;
  }
}

function mustNotOverlap(
  all: { on: number | string; from: string; to: string }[],
  list: string,
  context: z.RefinementCtx,
): void {
  all.forEach(({ on, from, to }, i) => {
    if (minuteOf(from) >= minuteOf(to)) {
      context.addIssue({ code: 'custom', path: [list, i, 'to'], message: `must be later than ${from}` });
    }
    const other = all.findIndex(
      (one, j) =>
        j < i && one.on === on && minuteOf(one.from) < minuteOf(to) && minuteOf(from) < minuteOf(one.to),
    );
    if (other >= 0)
      context.addIssue({
        code: 'custom',
        path: [list, i, 'from'],
        message: `overlaps with entry ${other + 1}`,
      });
  });
}
