import { wallClock } from './wall-clock.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
export const HALF_HOUR_MS = 30 * MINUTE_MS;

/** When a local day begins, epoch ms. Days are counted from 1 January 1970. */
export function beginOfDay(timeZone: string, day: number): number {
  return wallClock(timeZone).firstInstant(day, 0);
}

/**
 * The beginnings of the half-hours of local days, epoch ms: 48 a day, 46 and 50 in the nights in which clocks are changed
 * by an hour.
 * @param until half-hours that begin then or later are left out, epoch ms
 */
export function halfHours(timeZone: string, firstDay: number, lastDay: number, until: number): number[] {
  const from = beginOfDay(timeZone, firstDay);
  const end = Math.min(until, beginOfDay(timeZone, lastDay + 1));
  return Array.from(
    { length: Math.max(0, Math.ceil((end - from) / HALF_HOUR_MS)) },
    (_, i) => from + i * HALF_HOUR_MS,
  );
}

/** Where in the local day the half-hour of an instant begins, minutes after midnight by the clock: 570 is half past nine. */
export function halfHourOfDay(timeZone: string, at: number): number {
  const { hour, minute } = wallClock(timeZone).at(at);
  return hour * 60 + (minute < 30 ? 0 : 30);
}

/** How far the clocks are ahead of UTC at an instant, whole minutes. */
export function minutesAheadOfUtc(timeZone: string, at: number): number {
  const clock = wallClock(timeZone);
  const { hour, minute } = clock.at(at);
  const shown = clock.dayOf(at) * DAY_MS + (hour * 60 + minute) * MINUTE_MS;
  return Math.round((shown - at) / MINUTE_MS);
}
