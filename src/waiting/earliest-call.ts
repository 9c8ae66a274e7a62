import type { QueueSettings } from './queue-settings.ts';
import { openNow } from './open-now.ts';
import { wallClock } from './wall-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Without opening hours: from when until when calls are made, minutes of the day. */
const MORNING = 8 * 60;
const EVENING = 21 * 60;
/** Whoever asked so short a while ago is awake and expects the call. */
const EXPECTED_MS = 2 * HOUR_MS;

/**
 * When a promised call may be made at the earliest, epoch ms; `now` where it may be made now. Calls are made while the
 * queue is open; a queue without hours calls nobody at night who has not just asked for it.
 * @param askedAt when the caller asked, epoch ms
 */
export function earliestCall(queue: QueueSettings, askedAt: number, now: number): number {
  const { hours, callbacks } = queue;
  const state = openNow(queue, now);
  if (!state.open) return state.opensAt ?? now + DAY_MS;
  if (hours !== null) return now;
  if (now - askedAt < EXPECTED_MS) return now;
  const clock = wallClock(callbacks.timeZone);
  const { hour, minute } = clock.at(now);
  const minutes = hour * 60 + minute;
  if (minutes >= MORNING && minutes < EVENING) return now;
  const today = clock.dayOf(now);
  return clock.firstInstant(minutes < MORNING ? today : today + 1, MORNING);
}
