import type { HoldAnswer } from '../contact/contact.ts';
import { line, type Line } from '../voice-script/moments.ts';
import type { Desk, DeskCircumstances, Post } from './desk.ts';
import { heldBy, holdingWords, which } from './held-callers.ts';

/** Who waits that an operator may take. */
export type WaitingNow = { count: number; longestMs: number };
/** How a caller on hold is. */
export type HeldNow = {
  reason: string;
  heldMs: number;
  nextCheckInMs: number;
  answer: HoldAnswer | null;
};

/** The first words at a desk. */
export function opened({ mode }: Post): Line {
  return mode === 'auto' ? line('desk.open-auto', {}) : line('desk.open-manual', {});
}

/** How many wait, and the longest. */
export function waitingWords({ count, longestMs }: WaitingNow): Line {
  return line('desk.waiting', { waiting: count, longestSeconds: Math.round(longestMs / 1000) });
}

/** How callers come. */
export function modeWords({ mode }: Post): Line {
  return mode === 'auto' ? line('desk.mode-auto', {}) : line('desk.mode-manual', {});
}

/** What a console would show of a caller on hold: since when, why, what they answered, when they hear from us next. */
export function heldWords(desk: Desk, contactId: string, { held, waiting }: DeskCircumstances): Line[] {
  if (held === null) return [holdingWords(desk)];
  const several = heldBy(desk).length > 1 ? [holdingWords(desk), ...which(desk, contactId)] : [];
  return [...several, ...heldLines(held), waitingWords(waiting)];
}

function heldLines({ reason, heldMs, answer, nextCheckInMs }: HeldNow): Line[] {
  return [
    line('desk.held', { heldSeconds: Math.round(heldMs / 1000), reason }),
    ...(answer === 'come-back' ? [line('desk.answer-come-back', {})] : []),
    ...(answer === 'keep-waiting' ? [line('desk.answer-keep-waiting', {})] : []),
    line('desk.next-check-in', { secondsLeft: Math.max(1, Math.round(nextCheckInMs / 1000)) }),
  ];
}
