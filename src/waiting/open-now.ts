import { z } from 'zod';
import { openAt, openingAt, type OpenState, timeZoneOf } from './hours.ts';
import type { QueueSettings } from './queue-settings.ts';

/** How far ahead a queue may be closed by hand, days; for longer there are hours and their exceptions. */
export const LONGEST_CLOSURE_DAYS = 31;

/**
 * Closed by hand, whatever the hours say: the house is evacuated, everybody is ill. `until`: when the hours count again;
 * null until an admin opens the queue again.
 */
export const closureSchema = z.strictObject({
  until: z.iso.datetime({ error: 'must be a time such as "2026-11-22T16:00:00Z", or null' }).nullable(),
});
export type Closure = z.infer<typeof closureSchema>;

/** The closure that is in force at `now` (epoch ms); null where there is none, or it is over. */
export function closureAt({ closure }: { closure: Closure | null }, now: number): Closure | null {
  return closure !== null && (closure.until === null || now < Date.parse(closure.until)) ? closure : null;
}

/** Whether a queue is open at `now` (epoch ms), until when, or when it opens: by its hours, and by hand. */
export function openNow(
  queue: Pick<QueueSettings, 'hours' | 'closure'> & {
    callbacks: Pick<QueueSettings['callbacks'], 'timeZone'>;
  },
  now: number,
): OpenState {
  const closure = closureAt(queue, now);
  if (closure === null) return openAt(queue.hours, now);
  const until = closure.until === null ? null : Date.parse(closure.until);
  const then = until === null ? null : openAt(queue.hours, until);
  const opensAt = then === null || then.open ? until : then.opensAt;
  return {
    open: false,
    opensAt,
    opens: openingAt(timeZoneOf(queue), now, opensAt),
  };
}
