import { changed, type Decision, ignored } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import { awayOnHook, freeOnHook, offDuty, onHook, ring, rungAgain, toContact } from './consequences.ts';
import type { Brief, Desk, DeskCircumstances, Manned } from './desk.ts';

type MannedDesk = Extract<Desk, Manned>;

/** The operator's line is gone. A caller who is theirs is told, and they are rung once more. */
export function legEnded(
  desk: MannedDesk,
  callSid: string,
  { now, newIntentId }: DeskCircumstances,
): Decision<Desk> {
  if (desk.leg.callSid !== callSid) return ignored('another leg ended');
  const { operator } = desk;
  const perCall = desk.legKind === 'per-call';
  const withoutLeg = () => (perCall ? awayOnHook(desk, 'missed', now) : offDuty(desk, 'line-lost', now));
  switch (desk.status) {
    case 'free':
    case 'wrap-up':
    case 'away':
      return changed<Desk>(perCall ? onHook(desk) : offDuty(desk, 'line-lost', now));
    case 'offered':
      return lost(withoutLeg(), desk.contact, { type: 'withdraw-offer', operator });
    case 'joining':
      if (desk.purpose === 'take') {
        return lost(withoutLeg(), desk.contact, { type: 'withdraw-offer', operator });
      }
      return lost(ring({ ...desk, intentId: newIntentId }, desk.contact, now), desk.contact, {
        type: 'operator-lost',
        operator,
      });
    case 'talking':
      // Rung per call, the phone rings again for this very caller, who is first in line for this operator.
      return lost(
        perCall ? freeOnHook(desk, now) : ring({ ...desk, intentId: newIntentId }, null, now),
        desk.contact,
        { type: 'operator-lost', operator },
      );
    case 'holding':
      return lost(ring({ ...desk, intentId: newIntentId }, desk.contact, now), desk.contact, {
        type: 'operator-lost',
        operator,
      });
  }
}

function lost(
  next: Desk,
  contact: Brief,
  event: { type: 'withdraw-offer' | 'operator-lost'; operator: string },
): Decision<Desk> {
  const effects: Effect[] =
    next.status === 'ringing' ? rungAgain(next) : next.status === 'free' ? [{ type: 'match' }] : [];
  return changed<Desk>(next, {
    effects,
    messages: [toContact(contact, event)],
  });
}
