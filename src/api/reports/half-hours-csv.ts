import { HALF_HOUR_MS, halfHours, minutesAheadOfUtc } from '../../waiting/half-hours.ts';
import { type Counts, type Quarter, sumOf } from '../../waiting/tally.ts';
import { isoTime } from '../contract.ts';
import { lineView, type ReportJson } from './report-view.ts';

type Row = {
  queueId: string;
  startUtc: string;
  startLocal: string;
  line: ReportJson['line'];
  counts: Counts;
};

/** What each column has; a number that does not exist is empty. */
const COLUMNS: readonly [string, (row: Row) => string | number | null][] = [
  ['queue', ({ queueId }) => queueId],
  ['start_utc', ({ startUtc }) => startUtc],
  ['start_local', ({ startLocal }) => startLocal],
  ['calls', ({ line }) => line.calls],
  ['taken', ({ line }) => line.taken],
  ['within_seconds', ({ line }) => line.withinSeconds],
  ['taken_within', ({ line }) => line.takenWithin],
  ['service_level', ({ line }) => (line.serviceShare === null ? null : line.serviceShare.toFixed(3))],
  ['mean_wait_seconds', ({ line }) => line.meanWaitSeconds],
  ['longest_wait_seconds', ({ line }) => line.longestWaitSeconds],
  ['abandoned_in_line', ({ line }) => line.abandonedInLine],
  ['abandoned_on_hold', ({ line }) => line.abandonedOnHold],
  ['callbacks_promised', ({ line }) => line.callbacksPromised],
  ['callbacks_kept', ({ line }) => line.callbacksKept],
  ['sent_on', ({ line }) => line.sentOn],
  ['ended_without_place', ({ line }) => line.endedWithoutPlace],
  ['ranges_told', ({ counts }) => counts['ranges'] ?? 0],
  ['ranges_true', ({ counts }) => counts['ranges-true'] ?? 0],
  ['check_ins', ({ counts }) => counts['check-ins'] ?? 0],
  ['check_ins_late', ({ counts }) => counts['check-ins-late'] ?? 0],
  ['handed_on', ({ line }) => line.handedOn],
  ['handed_back', ({ line }) => line.handedBack],
  ['old_line_minutes', ({ line }) => line.oldLineMinutes],
];

export type HalfHoursOf = {
  queueId: string;
  timeZone: string;
  /** Local days, counted from 1 January 1970. */
  firstDay: number;
  lastDay: number;
  withinSeconds: number;
  now: number;
};

/**
 * What was counted by half-hours of the queue's own time zone, as CSV (RFC 4180): a row for each that has begun, also
 * where nobody called. The local time has its distance from UTC, so that no two rows of a 25-hour day are the same.
 */
export function halfHoursCsv(quarters: readonly Quarter[], of: HalfHoursOf): string {
  const { queueId, timeZone, withinSeconds } = of;
  const byHalfHour = new Map<number, Quarter[]>();
  const begins = halfHours(timeZone, of.firstDay, of.lastDay, of.now + 1);
  const [first = 0] = begins;
  for (const quarter of quarters) {
    const beginsAt = first + Math.floor((quarter.quarterAt - first) / HALF_HOUR_MS) * HALF_HOUR_MS;
    byHalfHour.set(beginsAt, [...(byHalfHour.get(beginsAt) ?? []), quarter]);
  }
  const rows = begins.map((at) => {
    const counts = sumOf(byHalfHour.get(at) ?? []);
    const line = lineView(counts, withinSeconds);
    const row = { queueId, startUtc: isoMinute(at), startLocal: localTime(timeZone, at), line, counts };
    return COLUMNS.map(([, value]) => value(row) ?? '').join(',');
  });
  return [COLUMNS.map(([name]) => name).join(','), ...rows, ''].join('\r\n');
}

function isoMinute(at: number): string {
  return `${isoTime(at).slice(0, 16)}Z`;
}

function localTime(timeZone: string, at: number): string {
  const ahead = minutesAheadOfUtc(timeZone, at);
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${isoTime(at + ahead * 60_000).slice(0, 16)}${ahead < 0 ? '-' : '+'}${hours}:${minutes}`;
}
