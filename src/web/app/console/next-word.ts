type CheckIns = { nextCheckInAt: string | null; thenCheckInAt?: string | null };

/** When the caller next hears from us, an ISO time: words that are on their way, until they begin, then those after them. */
export function nextWordAt({ nextCheckInAt, thenCheckInAt }: CheckIns, now: number): string | null {
  const hasBegun = nextCheckInAt !== null && Date.parse(nextCheckInAt) <= now;
  return hasBegun ? (thenCheckInAt ?? nextCheckInAt) : nextCheckInAt;
}

/** When the caller next hears words that can still be chosen, an ISO time. */
export function nextNewsAt({ nextCheckInAt, thenCheckInAt }: CheckIns): string | null {
  return thenCheckInAt ?? nextCheckInAt;
}

/** Whoever can be given news first comes first. */
export function byNextNews(a: CheckIns, b: CheckIns): number {
  return timeOf(nextNewsAt(a)) - timeOf(nextNewsAt(b));
}

function timeOf(iso: string | null): number {
  return iso === null ? Number.MAX_VALUE : Date.parse(iso);
}
