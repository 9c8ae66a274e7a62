/**
 * A duration as a clock shows it: 0:07, 12:30, 1:05:09. What is negative shows as 0:00.
 * @param ms milliseconds; the part of a second is dropped
 */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}

/** Milliseconds, in whole seconds, from `now` to an ISO time; null where there is none. */
export function msUntil(iso: string | null | undefined, now: number): number | null {
  return iso === null || iso === undefined ? null : wholeSeconds(Date.parse(iso) - now);
}

/**
 * Rounded to whole seconds. All clocks of the page turn at the same moments, those of the server's whole seconds, so
 * what began or ends within a second is shown from the nearest of them: never more than half a second off.
 */
export function wholeSeconds(ms: number): number {
  return Math.round(ms / 1000) * 1000;
}
