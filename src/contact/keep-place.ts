import { type Contact, type Ended, type PlaceKept, type Visit, visitOf } from './contact.ts';
import { owedWords } from './recorded.ts';

/** A callback that nobody makes by itself: a person does, who owes it. */
export const NEVER = 9e15;

/**
 * What becomes of a wait whose line dropped: the place is kept for `keepSeconds` for who calls again, or, with 0, it is
 * given up at once. `operator` comes first for who was on hold with them.
 */
export function keepPlace(
  contact: Visit,
  { told, forecasts }: Pick<PlaceKept, 'told' | 'forecasts'>,
  keepSeconds: number,
  operator: string | null,
  now: number,
): Contact {
  const until = now + keepSeconds * 1000;
  if (keepSeconds === 0) {
    const over: Ended = { ...visitOf(contact), status: 'ended', endedAt: now, by: 'caller', leg: null, answers: null };
    return owedWords(over, now);
  }
  const kept: PlaceKept = {
    ...visitOf(contact),
    status: 'place-kept',
    why: 'dropped',
    since: now,
    until,
    leg: null,
    told,
    forecasts,
    prefers: operator === null ? null : { operator, until },
  };
  return kept;
}
