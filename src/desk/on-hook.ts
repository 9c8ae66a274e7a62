import { changed, type Decision, ignored, type Message, refused } from '../contact/decision.ts';
import type { LegAsks } from '../twiml/instructions.ts';
import { answered, freshness, newLeg } from '../twiml/leg.ts';
import { line } from '../voice-script/moments.ts';
import {
  away,
  awayOnHook,
  claim,
  free,
  freeOnHook,
  hangUps,
  offDuty,
  ringEffect,
  toContact,
} from './consequences.ts';
import {
  type Brief,
  type Called,
  type Desk,
  type DeskCircumstances,
  type DutyEvent,
  type OnHook,
  postOf,
} from './desk.ts';
import { ACCEPT_WITHIN_MS, announcement, into, mannedBy, notYetTold, say } from './leg-answers.ts';

type DeskDecision = Decision<Desk>;

/** How long the phone rings for a caller who then is offered to the next operator, ms. */
const RING_FOR_CALLER_MS = 20_000;
/** How much longer a call may take to be made than is planned, ms: two time-outs of the phone network. */
const CALLED_WITHIN_MS = 8_000;

/** Decides for a desk on duty whose phone is on the hook until there is a caller. */
export function whileOnHook(desk: OnHook, event: DutyEvent, circumstances: DeskCircumstances): DeskDecision {
  const { now } = circumstances;
  switch (event.type) {
    case 'announce':
      return desk.status === 'free' ? call(desk, event.contact, event.talk, circumstances) : busy(desk);
    case 'take':
      return desk.status === 'away' ? busy(desk) : call(desk, event.contact, event.talk, circumstances);
    case 'away':
      return changed<Desk>(awayOnHook(desk, event.reason, desk.status === 'away' ? desk.since : now));
    case 'free':
      if (desk.status === 'free') return { kind: 'repeated' };
      return changed<Desk>(freeOnHook(desk, now), { effects: [{ type: 'match' }] });
    case 'close':
      return changed<Desk>(offDuty(desk, 'closed', now));
    case 'due':
      if (desk.status !== 'wrap-up' || now < desk.until) return ignored('nothing is due');
      return changed<Desk>(freeOnHook(desk, now), { effects: [{ type: 'match' }] });
    case 'ring-started':
      // It was made for a caller who has gone meanwhile.
      return changed<Desk>(desk, { effects: hangUps(event) });
    case 'accept':
      return refused('state', 'No caller is announced to you.');
    case 'return':
      return refused('state', 'You have nobody on hold.');
    case 'leg-asks':
    case 'leg-ended':
    case 'ring-planned':
    case 'ring-failed':
    case 'contact-gone':
    case 'caller-present':
    case 'contact-held':
    case 'tell':
      return ignored(`${event.type} while the phone is on the hook`);
    default:
      return event satisfies never;
  }
}

/** Decides for a desk whose phone is rung for a caller; the caller waits on, untouched, until a key is pressed. */
export function whileCalled(desk: Called, event: DutyEvent, circumstances: DeskCircumstances): DeskDecision {
  const { now } = circumstances;
  switch (event.type) {
    case 'ring-planned':
      if (event.intentId !== desk.intentId || desk.leg !== null) return ignored('another call waits');
      return changed<Desk>({
        ...desk,
        ringsAt: event.at,
        until: event.at + CALLED_WITHIN_MS + RING_FOR_CALLER_MS,
      });
    case 'ring-started':
      if (event.intentId !== desk.intentId) return ignored('another call was started');
      if (desk.leg !== null) return { kind: 'repeated' };
      return changed<Desk>({ ...desk, leg: newLeg(event.callSid, 0, now), until: now + RING_FOR_CALLER_MS });
    case 'leg-asks':
      return answer(desk, event, circumstances);
    case 'ring-failed':
      return event.intentId === desk.intentId ? missed(desk, now) : ignored('another call failed');
    case 'leg-ended':
      return event.callSid === desk.leg?.callSid ? missed(desk, now) : ignored('another leg ended');
    case 'due':
      return now < desk.until ? ignored('nothing is due') : missed(desk, now);
    case 'away':
      return withoutCaller(desk, awayOnHook(desk, event.reason, now));
    case 'close':
      return withoutCaller(desk, offDuty(desk, 'closed', now));
    case 'contact-gone':
      if (event.contactId !== desk.contact.contactId) return ignored('another contact is gone');
      return changed<Desk>(freeOnHook(desk, now), { effects: [...hangUps(desk.leg), { type: 'match' }] });
    case 'announce':
    case 'take':
    case 'accept':
    case 'free':
    case 'return':
      return refused('state', 'Your phone is ringing for a caller: answer it and press a key.');
    case 'caller-present':
    case 'contact-held':
    case 'tell':
      return ignored(`${event.type} while the phone rings`);
    default:
      return event satisfies never;
  }
}

function busy(desk: OnHook): DeskDecision {
  return refused('state', `Your desk is ${desk.status}.`);
}

function call(
  desk: OnHook,
  contact: Brief,
  talk: string,
  { now, newIntentId }: DeskCircumstances,
): DeskDecision {
  const server = { operator: desk.operator, displayName: desk.displayName };
  // Whoever is on hold with a colleague stays so until the phone is answered.
  const offer = contact.lookIn === undefined ? [toContact(contact, { type: 'offer', server, talk })] : [];
  const called: Called = {
    ...postOf(desk),
    intentId: newIntentId,
    status: 'called',
    leg: null,
    contact,
    talk,
    offeredAt: now,
    until: now + CALLED_WITHIN_MS + RING_FOR_CALLER_MS,
  };
  return changed<Desk>(called, {
    effects: [ringEffect(called)],
    messages: offer,
  });
}

/** The phone was picked up, by somebody or by a machine: only a key tells. */
function answer(desk: Called, asks: LegAsks, circumstances: DeskCircumstances): DeskDecision {
  const { now } = circumstances;
  const { contact, talk, operator } = desk;
  const leg = desk.leg ?? newLeg(asks.callSid, 0, now);
  const fresh = freshness(leg, asks);
  if (fresh === 'foreign') return ignored('another leg asked');
  if (fresh !== 'new') return { kind: 'repeated' };
  if (asks.digits === '') {
    const lines = announcement(contact);
    return changed<Desk>({
      ...desk,
      leg: answered(leg, asks, { kind: 'confirm', lines }, now),
      until: now + circumstances.spokenMs(lines, desk.language) + ACCEPT_WITHIN_MS,
    });
  }
  const manned = mannedBy(desk, leg, now);
  if (asks.digits.startsWith('0')) {
    return say(away(manned, '', [], now), asks, [line('desk.away', {})], now, withdrawal(desk));
  }
  const message =
    contact.lookIn === undefined
      ? toContact(contact, { type: 'accept', operator })
      : claim(desk, contact, talk);
  const lines = notYetTold(contact, leg, desk.language, circumstances);
  return into(free(manned, [], now), desk, lines, asks, now, message);
}

/** Nobody came to the phone: the next operator is tried. */
function missed(desk: Called, now: number): DeskDecision {
  return withoutCaller(desk, awayOnHook(desk, 'missed', now));
}

function withoutCaller(desk: Called, next: Desk): DeskDecision {
  return changed<Desk>(next, {
    effects: hangUps(desk.leg),
    messages: withdrawal(desk),
  });
}

function withdrawal({ contact, operator }: Called): Message[] {
  return contact.lookIn === undefined ? [toContact(contact, { type: 'withdraw-offer', operator })] : [];
}
