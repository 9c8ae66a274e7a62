import { overdueAt } from '../twiml/leg.ts';
import type { Desk, Manned } from './desk.ts';
import { renewalDueAt } from './renewal.ts';

/** How long an operator's phone is rung, and the confirmation waited for, ms. */
const RING_FOR_MS = 75_000;

/** How long an idle phone at a desk per call stays on the line: the next caller may come right away. */
const IDLE_LEG_MS = 15_000;

/** How long the last words of a leg may take, ms. */
const LAST_WORDS_MS = 10_000;

/** When the sweep has to look at a desk, epoch ms; null never. */
export function deskDueAt(desk: Desk): number | null {
  if (desk.status === 'closed') return null;
  if (desk.status === 'ringing' && desk.renewal?.stage === 'leaving') return desk.renewal.leavesBy;
  if (desk.status === 'ringing') return (desk.ringsAt ?? desk.ringingSince) + RING_FOR_MS;
  if (desk.status === 'called' || desk.status === 'called-to-listen') return desk.until;
  if (desk.leg === null) return desk.status === 'wrap-up' ? desk.until : null;
  const at = Math.min(
    desk.comeBy ?? Infinity,
    idleLegUntil(desk),
    renewalDueAt(desk),
    desk.status === 'wrap-up' || desk.status === 'offered' ? desk.until : Infinity,
    overdueAt(desk.leg, legExpectedAt(desk)),
  );
  return at === Infinity ? null : at;
}

/** When the leg of a desk that is rung per call is hung up, epoch ms; Infinity for one that stays on the line. */
export function idleLegUntil(desk: Extract<Desk, Manned>): number {
  if (desk.legKind !== 'per-call') return Infinity;
  if (desk.status === 'free') return desk.freeSince + IDLE_LEG_MS;
  return desk.status === 'away' ? desk.since + IDLE_LEG_MS : Infinity;
}

/** When a leg that waits should have asked by itself: nothing is promised to an operator, so there is time. */
function legExpectedAt({ leg, status }: Extract<Desk, Manned>): number {
  const { instruction, askedAt } = leg;
  if (instruction.kind === 'quiet') return askedAt + instruction.silenceAfterMs + 30_000;
  if (instruction.kind === 'hang-up') return askedAt + LAST_WORDS_MS;
  if (status === 'listening' && instruction.kind === 'come-again') return askedAt;
  return instruction.kind === 'record-note' ? askedAt + instruction.mostSeconds * 1000 + 30_000 : Infinity;
}
