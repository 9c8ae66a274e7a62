import { changed, type Decision, ignored } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import { awayOnHook, freeOnHook, offDuty, onHook, ring, rungAgain, toContact } from './consequences.ts';
import type { Brief, Desk, DeskCircumstances, MannedDesk } from './desk.ts';
import { heldBesides, heldBy } from './held-callers.ts';

/** The operator's line is gone. All callers who are theirs are told, and they are rung once more. */
export function legEnded(
  desk: MannedDesk,
  callSid: string,
  { now, newIntentId }: DeskCircumstances,
): Decision<Desk> {
  if (desk.leg.callSid !== callSid) return ignored('another leg ended');
  const post = { ...desk, intentId: newIntentId };
  const perCall = desk.legKind === 'per-call';
  const withoutLeg = () => (perCall ? awayOnHook(desk, 'missed', now) : offDuty(desk, 'line-lost', now));
  switch (desk.status) {
    case 'free':
    case 'wrap-up':
    case 'away':
      return changed<Desk>(perCall ? onHook(desk) : offDuty(desk, 'line-lost', now));
    case 'offered':
      return unclaimed(desk);
    case 'joining':
      if (desk.purpose === 'take') return unclaimed(desk);
      return lost(ring(post, [...heldBesides(desk, desk.contact.contactId), desk.contact], now));
    case 'talking': {
      const held = heldBy(desk);
      // Rung per call, the phone rings again for this very caller, who is first in line for this operator.
      return lost(perCall && held.length === 0 ? freeOnHook(desk, now) : ring(post, held, now), desk.contact);
    }
    case 'holding':
      return lost(ring(post, heldBy(desk), now));
  }

  /** Whoever was announced, or not spoken to yet, is given to the next operator. */
  function unclaimed({ contact, operator }: MannedDesk & { contact: Brief }): Decision<Desk> {
    const held = heldBy(desk);
    const next = lost(held.length === 0 ? withoutLeg() : ring(post, held, now));
    if (next.kind !== 'changed') return next;
    const withdrawn = toContact(contact, { type: 'withdraw-offer', operator });
    return { ...next, messages: [...next.messages, withdrawn] };
  }
}

/** Those who wait on hold for the phone that is rung again are told, and `talkedTo`, who does not. */
function lost(next: Desk, talkedTo?: Brief): Decision<Desk> {
  const { operator } = next;
  const effects: Effect[] =
    next.status === 'ringing' ? rungAgain(next) : next.status === 'free' ? [{ type: 'match' }] : [];
  const told = [...(talkedTo === undefined ? [] : [talkedTo]), ...heldBy(next)];
  return changed<Desk>(next, {
    effects,
    messages: told.map((one) => toContact(one, { type: 'operator-lost', operator })),
  });
}
