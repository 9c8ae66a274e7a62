import { overdueAt } from '../twiml/leg.ts';
import type { Desk, Manned } from './desk.ts';

/** How long an operator's phone is rung, and the confirmation waited for, ms. */
export const RING_FOR_MS = 75_000;

/** When the sweep has to look at a desk, epoch ms; null never. */
export function deskDueAt(desk: Desk): number | null {
  if (desk.status === 'closed') return null;
  if (desk.status === 'ringing') return desk.ringingSince + RING_FOR_MS;
  const at = Math.min(
    desk.comeBy ?? Infinity,
    desk.status === 'wrap-up' || desk.status === 'offered' ? desk.until : Infinity,
    overdueAt(desk.leg, legExpectedAt(desk)),
  );
  return at === Infinity ? null : at;
}

/** When a leg that waits should have asked by itself: nothing is promised to an operator, so there is time. */
function legExpectedAt({ leg }: Manned): number {
  return leg.instruction.kind === 'quiet' ? leg.askedAt + leg.instruction.silenceAfterMs + 30_000 : Infinity;
}
