import { useEffect, useState } from 'react';

const LOOK_AT_CLOCK_MS = 5_000;

/** What ends by itself, until then, also while the page lies open; null where it is over. `until` null: it does not end. */
export function useInForce<Ending extends { until: string | null }>(one: Ending | null): Ending | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_AT_CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return isInForce(one, now) ? one : null;
}

/** Whether it has begun and is not over at `now` (epoch ms). */
export function isInForce(one: { until: string | null } | null, now: number): boolean {
  return one !== null && (one.until === null || now < Date.parse(one.until));
}
