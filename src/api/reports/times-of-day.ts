import { z } from 'zod';
import { halfHourOfDay } from '../../waiting/half-hours.ts';
import { meanWaitMs, type Quarter, sumOf } from '../../waiting/tally.ts';

const count = z.int().min(0);

export const timesOfDaySchema = z
  .array(
    z.strictObject({
      at: z
        .string()
        .regex(/^\d\d:[03]0$/)
        .describe("When the half-hour begins, by the queue's clocks."),
      calls: count,
      taken: count,
      abandonedInLine: count,
      meanWaitSeconds: z.int().min(0).nullable().describe('Of those who were taken; null where nobody was.'),
    }),
  )
  .describe(
    'The half-hours of the day, all days of the period together, from the first to the last in which somebody called, was taken or left.',
  );
export type TimesOfDayJson = z.infer<typeof timesOfDaySchema>;

/** At which times of the day callers came, and how long those waited who were taken then. */
export function timesOfDay(quarters: readonly Quarter[], timeZone: string): TimesOfDayJson {
  const byTime = new Map<number, Quarter[]>();
  for (const quarter of quarters) {
    const begins = halfHourOfDay(timeZone, quarter.quarterAt);
    const known = byTime.get(begins);
    if (known === undefined) byTime.set(begins, [quarter]);
    else known.push(quarter);
  }
  const day = Array.from({ length: 48 }, (_, i) => i * 30).map((begins) => {
    const counts = sumOf(byTime.get(begins) ?? []);
    const mean = meanWaitMs(counts);
    return {
      at: clockTime(begins),
      calls: counts['calls'] ?? 0,
      taken: counts['taken'] ?? 0,
      abandonedInLine: counts['abandoned-in-line'] ?? 0,
      meanWaitSeconds: mean === null ? null : Math.round(mean / 1000),
    };
  });
  const isBusy = ({ calls, taken, abandonedInLine }: TimesOfDayJson[number]) =>
    calls + taken + abandonedInLine > 0;
  const first = day.findIndex(isBusy);
  return first === -1 ? [] : day.slice(first, day.findLastIndex(isBusy) + 1);
}

function clockTime(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${hours}:${rest}`;
}
