import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { TALLIES_KEPT_DAYS } from '../../store/retention.ts';
import type { Store } from '../../store/store.ts';
import { beginOfDay } from '../../waiting/half-hours.ts';
import { timeZoneOf } from '../../waiting/hours.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import { queueRhythm, sumOf, WITHIN_SECONDS } from '../../waiting/tally.ts';
import { wallClock } from '../../waiting/wall-clock.ts';
import { isoTime, type Route, route } from '../contract.ts';
import { halfHoursCsv } from './half-hours-csv.ts';
import { type FieldError, invalid, notFound } from '../problems.ts';
import { reportSchema, reportView } from './report-view.ts';
import { timesOfDay } from './times-of-day.ts';

const DAY_MS = 86_400_000;

/** How many days of a period, today among them, are looked at. */
const PERIODS = { today: 1, '7-days': 7, kept: TALLIES_KEPT_DAYS } as const;

const withinSeconds = z
  .enum(WITHIN_SECONDS.map(String), { error: `must be one of ${WITHIN_SECONDS.join(', ')}` })
  .default('20')
  .describe('A caller who was taken within so many seconds counts for the service level.');
const period = z.strictObject({
  period: z.enum(['today', '7-days', 'kept'], { error: 'must be today, 7-days or kept' }).default('today'),
  withinSeconds,
});
const localDay = z.iso
  .date({ error: 'must be a day such as 2026-11-30' })
  .optional()
  .describe("A day of the queue's time zone; today where it is left out.");
const days = z.strictObject({
  queueId: z.string({ error: 'must be the id of a queue' }),
  from: localDay,
  to: localDay,
  withinSeconds,
});

/** What was counted of queues: whether the promises are kept, and half-hours for who plans. */
export function reportRoutes({ store, clock }: { store: Store; clock: Clock }): Route[] {
  return [
    route({
      access: 'admin',
      method: 'get',
      path: '/queues/{id}/report',
      name: 'readReport',
      summary: `What was promised in a queue and kept, how its line was served, and what callers said of the wait: today, these seven days, or all that is kept (${TALLIES_KEPT_DAYS} days).`,
      query: period,
      success: { status: 200, body: reportSchema },
      problems: [404],
      async handle({ params, query }) {
        const queue = await store.queue(params['id'] ?? '');
        if (queue === null) throw notFound('There is no such queue.');
        const { timeZone, now, today } = calendarOf(queue);
        const firstDay = today - PERIODS[query.period] + 1;
        const from = beginOfDay(timeZone, firstDay);
        const quarters = await store.quarters(queue.id, from, now + 1);
        return {
          body: {
            from: isoTime(from),
            until: isoTime(now),
            timeZone,
            days: { from: isoDay(firstDay), to: isoDay(today) },
            ...reportView(sumOf(quarters), Number(query.withinSeconds), queueRhythm(queue)),
            timesOfDay: timesOfDay(quarters, timeZone),
          },
        };
      },
    }),
    route({
      access: 'admin',
      method: 'get',
      path: '/reports/half-hours.csv',
      name: 'exportHalfHours',
      summary:
        "A queue's calls by half-hours of its own time zone: taken, service level, waits, abandoned in line and on hold, calls back. Start in UTC and in local time; nothing of any one caller.",
      query: days,
      success: { status: 200, body: null, contentType: 'text/csv' },
      problems: [404],
      async handle({ query, res }) {
        const queue = await store.queue(query.queueId);
        if (queue === null) throw notFound('There is no such queue.');
        const { timeZone, now, today } = calendarOf(queue);
        const firstDay = query.from === undefined ? today : dayOf(query.from);
        const lastDay = query.to === undefined ? today : dayOf(query.to);
        const wrong = wrongDays(firstDay, lastDay, today);
        if (wrong.length > 0) throw invalid(wrong);
        const [from, until] = [beginOfDay(timeZone, firstDay), beginOfDay(timeZone, lastDay + 1)];
        const quarters = await store.quarters(queue.id, from, Math.min(now + 1, until));
        const csv = halfHoursCsv(quarters, {
          queueId: queue.id,
          timeZone,
          firstDay,
          lastDay,
          withinSeconds: Number(query.withinSeconds),
          now,
        });
        const name = `${queue.id}-${isoDay(firstDay)}-${isoDay(lastDay)}.csv`;
        res.attachment(name).type('text/csv').send(csv);
        return 'streaming';
      },
    }),
  ];

  function calendarOf(queue: QueueSettings): { timeZone: string; now: number; today: number } {
    const timeZone = timeZoneOf(queue);
    const now = clock.now();
    return { timeZone, now, today: wallClock(timeZone).dayOf(now) };
  }
}

function wrongDays(first: number, last: number, today: number): FieldError[] {
  const earliest = today - TALLIES_KEPT_DAYS + 1;
  const errors: FieldError[] = [];
  if (first < earliest || first > today)
    errors.push({ field: 'from', message: `must be from ${isoDay(earliest)} to ${isoDay(today)}` });
  else if (last < first || last > today)
    errors.push({ field: 'to', message: `must be from ${isoDay(first)} to ${isoDay(today)}` });
  return errors;
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function isoDay(day: number): string {
  return isoTime(day * DAY_MS).slice(0, 10);
}
