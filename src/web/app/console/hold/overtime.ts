import type { Hold } from '../../http/contract.ts';

/** How far a hold is against what was promised: soon over, over, or so far over that somebody should look in. */
export type Overtime = 'nearly' | 'over' | 'far-over';

/** Shares of the promised time from which on a hold is marked. */
const NEARLY = 0.8;
const OVER = 1;
const FAR_OVER = 1.5;

/** The mark of a hold at `now` (server's clock, epoch ms); null in good time, and where no time was promised. */
export function overtimeOf({ since, expectedBackAt }: Hold, now: number): Overtime | null {
  if (expectedBackAt === null) return null;
  const began = Date.parse(since);
  const promised = Date.parse(expectedBackAt) - began;
  const share = promised <= 0 ? Number.POSITIVE_INFINITY : (now - began) / promised;
  if (share >= FAR_OVER) return 'far-over';
  if (share >= OVER) return 'over';
  return share >= NEARLY ? 'nearly' : null;
}
