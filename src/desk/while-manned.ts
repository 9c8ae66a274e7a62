import { changed, type Decision, ignored, type Message, refused } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { answerManned } from './answer-leg.ts';
import {
  askAfter,
  away,
  awaited,
  claim,
  doneWith,
  fetched,
  free,
  hangUps,
  missed,
  offDuty,
  onHook,
  summons,
  toContact,
  without,
} from './consequences.ts';
import {
  type Brief,
  type Desk,
  type DeskCircumstances,
  type DutyEvent,
  type Joining,
  type MannedDesk,
  mannedOf,
  type Offered,
} from './desk.ts';
import { deskDueAt, idleLegUntil } from './due.ts';
import { heldBesides, heldBy, mayTakeMore, which, withOthers } from './held-callers.ts';
import { heldGone, isSpeaking, onHoldWith, tell } from './held-news.ts';
import { joining, notYetTold, purposeOf } from './leg-answers.ts';
import { legEnded } from './line-lost.ts';
import { renewalDueAt } from './renewal.ts';

type DeskDecision = Decision<Desk>;

/** How long an announced contact is kept for a leg that has not even asked yet, ms. */
const OFFER_PATIENCE_MS = 20_000;

/** Decides for a desk with a leg at it. */
export function whileManned(
  desk: MannedDesk,
  event: DutyEvent,
  circumstances: DeskCircumstances,
): DeskDecision {
  const { now } = circumstances;
  switch (event.type) {
    case 'leg-asks':
      return answerManned(desk, event, circumstances);
    case 'leg-ended':
      return legEnded(desk, event.callSid, circumstances);
    case 'due':
      return due(desk, now);
    case 'close':
      return close(desk, now);
    case 'announce':
      return announce(desk, event.contact, event.talk, now);
    case 'take':
      return take(desk, event, circumstances);
    case 'accept':
      return accept(desk, circumstances);
    case 'return':
      return comeBack(desk, event, now);
    case 'away':
      return goAway(desk, event.reason, now);
    case 'free':
      if (desk.status === 'free') return { kind: 'repeated' };
      if (desk.status !== 'away' && desk.status !== 'wrap-up') return busy(desk);
      // Words that the leg has not come for yet are still to be said.
      return changed<Desk>(free(desk, desk.pending, now), { effects: [{ type: 'match' }] });
    case 'contact-gone':
      return contactGone(desk, event.contactId, event.lines, now);
    case 'caller-present':
      if (desk.status !== 'joining' || !serves(desk, event.contactId))
        return ignored('no caller was asked for this desk');
      return callerThere(desk, now);
    case 'contact-held':
      if (!serves(desk, event.contactId)) return ignored('another contact is on hold');
      return changed<Desk>(awaited(onHoldWith(desk, event.reason, now), now));
    case 'tell':
      return tell(desk, event.contactId, event.lines, circumstances);
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
      return ignored(`${event.type} at an open desk`);
    default:
      return event satisfies never;
  }
}

type Serving = Extract<MannedDesk, { contact: Brief }>;

function serves(desk: MannedDesk, contactId: string): desk is Serving {
  return 'contact' in desk && desk.contact.contactId === contactId;
}

function busy(desk: MannedDesk): DeskDecision {
  return refused('state', `Your desk is ${desk.status}.`);
}

function announce(desk: MannedDesk, contact: Brief, talk: string, now: number): DeskDecision {
  const takesMore = mayTakeMore(desk) && desk.offersMore === true;
  if (desk.status !== 'free' && !takesMore) return busy(desk);
  // The next caller is announced when the note has been spoken.
  if (isSpeaking(desk)) return refused('state', 'Your desk is taking down a note.');
  const server = { operator: desk.operator, displayName: desk.displayName };
  const offered: Offered = {
    ...mannedOf(desk),
    status: 'offered',
    contact,
    talk,
    offeredAt: now,
    announced: false,
    until: now + OFFER_PATIENCE_MS,
  };
  return changed<Desk>(fetched(withOthers(offered, heldBesides(desk, contact.contactId)), now), {
    effects: [summons(desk)],
    messages: [toContact(contact, { type: 'offer', server, talk })],
  });
}

function take(
  desk: MannedDesk,
  { contact, talk }: DutyEvent & { type: 'take' },
  circumstances: DeskCircumstances,
): DeskDecision {
  if (desk.status !== 'free' && desk.status !== 'wrap-up' && !mayTakeMore(desk)) return busy(desk);
  const lines = notYetTold(contact, null, desk.language, circumstances);
  const next = joining(desk, { contact, talk, purpose: purposeOf(contact) }, lines, circumstances.now);
  return onTheWay(next, [claim(desk, contact, talk)]);
}

function accept(desk: MannedDesk, circumstances: DeskCircumstances): DeskDecision {
  if (desk.status !== 'offered') return refused('state', 'No caller is announced to you.');
  const { contact, talk, operator } = desk;
  const lines = notYetTold(contact, desk.announced ? desk.leg : null, desk.language, circumstances);
  const next = joining(desk, { contact, talk, purpose: 'take' }, lines, circumstances.now);
  return onTheWay(next, [toContact(contact, { type: 'accept', operator })]);
}

/** The caller, who was asked, is there; who they are has been said, unless the leg has not asked since they were taken. */
function callerThere(desk: Joining, now: number): DeskDecision {
  const contact = { ...desk.contact, askedFirst: false };
  const pending = desk.pending.length > 0 ? desk.pending : [line('desk.caller-there', {})];
  return changed<Desk>(fetched({ ...desk, contact, pending }, now), { effects: [summons(desk)] });
}

function comeBack(
  desk: MannedDesk,
  { contactId, talk, lines = [] }: DutyEvent & { type: 'return' },
  now: number,
): DeskDecision {
  const contact = heldBy(desk).find((one) => one.contactId === contactId);
  if (contact === undefined) return refused('state', 'You have nobody on hold.');
  const { operator } = desk;
  const back = toContact(contact, { type: 'return', operator, talk });
  const next = joining(desk, { contact, talk, purpose: 'return' }, lines, now);
  switch (desk.status) {
    case 'holding':
      return onTheWay(next, [back]);
    case 'offered':
      return onTheWay(next, [toContact(desk.contact, { type: 'withdraw-offer', operator }), back]);
    default:
      return refused('state', 'You are with another caller. Put that one on hold, or end that call, first.');
  }
}

function onTheWay(desk: Joining, messages: Message[]): DeskDecision {
  const { contact, purpose, since } = desk;
  // A caller who is asked first brings the leg into the talk by being there.
  if (purpose === 'take' && contact.askedFirst) return changed<Desk>(desk, { messages });
  return changed<Desk>(fetched(desk, since), { effects: [summons(desk)], messages });
}

function goAway(desk: MannedDesk, reason: string, now: number): DeskDecision {
  switch (desk.status) {
    case 'free':
    case 'wrap-up':
      return changed<Desk>(away(desk, reason, desk.pending, now));
    case 'away':
      return changed<Desk>({ ...desk, reason });
    case 'offered': {
      const { contact, operator } = desk;
      return changed<Desk>(fetched(missed(desk, reason, [line('desk.away', {})], now), now), {
        effects: [summons(desk)],
        messages: [toContact(contact, { type: 'withdraw-offer', operator })],
      });
    }
    case 'joining':
    case 'talking':
    case 'holding':
      return busy(desk);
  }
}

function close(desk: MannedDesk, now: number): DeskDecision {
  switch (desk.status) {
    case 'joining':
    case 'talking':
    case 'holding':
      return refused('state', `Your desk is ${desk.status}: a caller is yours.`);
    case 'free':
    case 'offered':
    case 'wrap-up':
    case 'away': {
      if (heldBy(desk).length > 0) return refused('state', 'Callers are on hold with you.');
      const { operator } = desk;
      const messages =
        desk.status === 'offered' ? [toContact(desk.contact, { type: 'withdraw-offer', operator })] : [];
      return changed<Desk>(offDuty(desk, 'closed', now), { effects: hangUps(desk.leg), messages });
    }
  }
}

/** The contact ended or went back to the line: the operator hears why, as soon as the leg is out of the talk. */
function contactGone(desk: MannedDesk, contactId: string, lines: Line[], now: number): DeskDecision {
  if (!serves(desk, contactId)) return heldGone(desk, contactId, lines, now);
  // What could not be said in the talk comes first.
  const before = desk.status === 'talking' ? desk.pending : [];
  const said = [...before, ...which(desk, contactId), ...lines];
  // Nobody was spoken to, so there is nothing to write up.
  const done =
    desk.status === 'offered' || desk.status === 'joining'
      ? without(desk, desk.contact, said, now)
      : doneWith(desk, desk.contact, said, now);
  const match: Effect[] = done.status === 'free' ? [{ type: 'match' }] : [];
  return desk.leg.instruction.kind === 'quiet' || isSpeaking(desk)
    ? changed<Desk>(fetched(done, now), { effects: [summons(desk), ...match] })
    : changed<Desk>(awaited(done, now), { effects: match });
}

function due(desk: MannedDesk, now: number): DeskDecision {
  const at = deskDueAt(desk);
  if (at === null || now < at) return ignored('nothing is due');
  if (now >= idleLegUntil(desk) && (desk.status === 'free' || desk.status === 'away'))
    return changed<Desk>(onHook(desk), { effects: hangUps(desk.leg) });
  // What is due is done for every desk that has become idle (renewal.ts).
  if (now >= renewalDueAt(desk)) return changed<Desk>(desk);
  if (desk.comeBy !== null && now >= desk.comeBy)
    return changed<Desk>(fetched(desk, now), { effects: [summons(desk)] });
  if (desk.status === 'wrap-up' && now >= desk.until) {
    return changed<Desk>(fetched(free(desk, [line('desk.free', {})], now), now), {
      effects: [summons(desk), { type: 'match' }],
    });
  }
  if (desk.status === 'offered' && now >= desk.until) {
    const { contact, operator } = desk;
    return changed<Desk>(fetched(missed(desk, 'missed', [line('desk.away-missed', {})], now), now), {
      effects: [summons(desk)],
      messages: [toContact(contact, { type: 'withdraw-offer', operator })],
    });
  }
  return askAfter(desk, now);
}
