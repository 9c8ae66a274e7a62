import { type Contact, type PlaceKept, type Told, type Visit, visitOf } from './contact.ts';

/**
 * What becomes of a wait whose line dropped: the place is kept for `keepSeconds` for who calls again, or, with 0, it is
 * given up at once. `operator` comes first for who was on hold with them.
 */
export function keepPlace(
  contact: Visit,
  told: Told,
  keepSeconds: number,
  operator: string | null,
  now: number,
): Contact {
  const until = now + keepSeconds * 1000;
  if (keepSeconds === 0) {
    return { ...visitOf(contact), status: 'ended', endedAt: now, by: 'caller', leg: null, answers: null };
  }
  const kept: PlaceKept = {
    ...visitOf(contact),
    status: 'place-kept',
    why: 'dropped',
    since: now,
    until,
    leg: null,
    told,
    prefers: operator === null ? null : { operator, until },
  };
  return kept;
}
