import { changed, type Decision, ignored, refused } from '../contact/decision.ts';
import { newLeg } from '../twiml/leg.ts';
import { answerRinging } from './answer-leg.ts';
import { consoleBack, consoleGone } from './console-gone.ts';
import { awayOnHook, freeOnHook, hangUps, offDuty, ring, ringEffect } from './consequences.ts';
import {
  type Brief,
  type Desk,
  type DeskCircumstances,
  type DeskEvent,
  type DutyEvent,
  type Post,
  type Ringing,
  speaks,
} from './desk.ts';
import { deskDueAt } from './due.ts';
import { heldBesides, heldBy, withOthers } from './held-callers.ts';
import { whileCalled, whileOnHook } from './on-hook.ts';
import { isAboutListening, listensToNobody, toListen } from './listening.ts';
import { openByPhone } from './open-by-phone.ts';
import { calledAnew, lostInRenewal, renewedInTime } from './renewal.ts';
import { whileCalledToListen, whileListening } from './while-listening.ts';
import { whileManned } from './while-manned.ts';

type DeskDecision = Decision<Desk>;

/**
 * What becomes of a desk when something happens to it; null is a desk that was never opened. Total and pure, like the
 * contact's `decide`: every event is handled in every status, ignored with a reason, or refused.
 */
export function decide(desk: Desk | null, event: DeskEvent, circumstances: DeskCircumstances): DeskDecision {
  return renewedInTime(decideDuty(desk, event, circumstances), event, circumstances.now);
}

function decideDuty(desk: Desk | null, event: DeskEvent, circumstances: DeskCircumstances): DeskDecision {
  const { now } = circumstances;
  if (event.type === 'open') {
    if (desk?.status === 'listening' || desk?.status === 'called-to-listen')
      return refused('state', 'You are listening to a talk. Leave it first.');
    if (desk !== null && desk.status !== 'closed') return refused('state', 'Your desk is open already.');
    return open(desk, event, now);
  }
  if (event.type === 'note-recorded') return noteRecorded(desk, event);
  if (event.type === 'open-by-phone') return openByPhone(desk, event, circumstances);
  if (event.type === 'console-gone') return consoleGone(desk, now);
  if (event.type === 'console-back') return consoleBack(desk);
  if (event.type === 'listen') return toListen(desk, event, circumstances);
  if (desk?.status === 'called-to-listen') return whileCalledToListen(desk, event, circumstances);
  if (desk?.status === 'listening') return whileListening(desk, event, circumstances);
  if (isAboutListening(event)) return listensToNobody(event);
  if (desk === null || desk.status === 'closed') return whileClosed(event);
  if (desk.status === 'ringing') return whileRinging(desk, event, circumstances);
  if (event.type === 'take' && isOfAnotherLanguage(desk, event.contact)) {
    return refused('language', 'The caller speaks none of your languages. Leave them to a colleague.');
  }
  if (desk.status === 'called') return whileCalled(desk, event, circumstances);
  if (desk.leg === null) return whileOnHook(desk, event, circumstances);
  return whileManned(desk, event, circumstances);
}

/** The line never gives one to this desk; whoever picks a caller is told. In place of a colleague anybody may come. */
function isOfAnotherLanguage(desk: Desk, { lookIn, language }: Brief): boolean {
  return lookIn === undefined && !speaks(desk, language);
}

function open(desk: Desk | null, event: DeskEvent & { type: 'open' }, now: number): DeskDecision {
  const { address, mode, legKind, queues, skills, displayName, intentId, language, operator } = event;
  const { mostHeld, offersMore } = event;
  const post: Post = {
    operator,
    displayName,
    version: (desk?.version ?? 0) + 1,
    queues,
    ...(skills === undefined ? {} : { skills }),
    mode,
    ...(legKind === undefined ? {} : { legKind }),
    address,
    language,
    intentId,
    ...(mostHeld === undefined ? {} : { mostHeld }),
    ...(offersMore === undefined ? {} : { offersMore }),
  };
  if (legKind === 'per-call') return changed<Desk>(freeOnHook(post, now), { effects: [{ type: 'match' }] });
  return changed<Desk>(ring(post, [], now), { effects: [ringEffect(post)] });
}

/** Whatever the desk does by now, the contact may still be waiting for its note. */
function noteRecorded(desk: Desk | null, event: DeskEvent & { type: 'note-recorded' }): DeskDecision {
  if (desk === null) return ignored('a note without a desk');
  const { contactId: id, recordingSid } = event;
  // Told by the recording's own callback and by its action.
  if (desk.spokenNote === recordingSid) return { kind: 'repeated' };
  return changed<Desk>(
    { ...desk, spokenNote: recordingSid },
    { effects: [{ type: 'keep-note', operator: desk.operator, id, recordingSid }] },
  );
}

function whileClosed(event: DutyEvent): DeskDecision {
  switch (event.type) {
    case 'close':
      return { kind: 'repeated' };
    case 'take':
    case 'accept':
    case 'away':
    case 'free':
    case 'announce':
    case 'return':
      return refused('state', 'Your desk is closed. Open it first.');
    case 'leg-asks':
    case 'leg-ended':
    case 'due':
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
    case 'contact-gone':
    case 'caller-present':
    case 'contact-held':
    case 'tell':
      return ignored(`${event.type} at a closed desk`);
    default:
      return event satisfies never;
  }
}

function whileRinging(desk: Ringing, event: DutyEvent, circumstances: DeskCircumstances): DeskDecision {
  const { now } = circumstances;
  switch (event.type) {
    case 'ring-planned':
      if (event.intentId !== desk.intentId || desk.leg !== null) return ignored('another call waits');
      return changed<Desk>({ ...desk, ringsAt: event.at });
    case 'ring-started':
      if (event.intentId !== desk.intentId) return ignored('another call was started');
      return desk.leg === null
        ? changed<Desk>({ ...desk, leg: newLeg(event.callSid, 0, now) })
        : { kind: 'repeated' };
    case 'ring-failed':
      return event.intentId === desk.intentId ? notAnswered(desk, now) : ignored('another call failed');
    case 'leg-asks':
      return answerRinging(desk, event, circumstances);
    case 'leg-ended':
      if (desk.leg?.callSid !== event.callSid) return ignored('another leg ended');
      return desk.renewal?.stage === 'leaving' ? calledAnew(desk, circumstances) : notAnswered(desk, now);
    case 'due':
      if (now < (deskDueAt(desk) ?? Infinity)) return ignored('nothing is due');
      return desk.renewal?.stage === 'leaving' ? calledAnew(desk, circumstances) : notAnswered(desk, now);
    case 'close':
      if (desk.contact !== null) return refused('state', 'A caller is on hold with you.');
      return changed<Desk>(offDuty(desk, 'closed', now), { effects: hangUps(desk.leg) });
    case 'contact-gone':
      return heldBy(desk).some(({ contactId }) => contactId === event.contactId)
        ? goneWhileRinging(desk, event.contactId, now)
        : ignored('another contact is gone');
    case 'caller-present':
    case 'contact-held':
    case 'tell':
      return ignored(`${event.type} while the phone rings`);
    case 'take':
    case 'accept':
    case 'away':
    case 'free':
    case 'announce':
    case 'return':
      return refused('state', 'Your phone is ringing: answer it and press a key first.');
    default:
      return event satisfies never;
  }
}

/** The others still wait for the phone to be answered; for nobody a desk per call is not rung. */
function goneWhileRinging(desk: Ringing, contactId: string, now: number): DeskDecision {
  const [contact = null, ...others] = heldBesides(desk, contactId).toReversed();
  if (contact !== null || desk.legKind !== 'per-call')
    return changed<Desk>(withOthers({ ...desk, contact }, others));
  return changed<Desk>(freeOnHook(desk, now), { effects: [...hangUps(desk.leg), { type: 'match' }] });
}

/** A desk per call has its phone rung again for the next caller, when the operator is back. */
function notAnswered(desk: Ringing, now: number): DeskDecision {
  const next =
    desk.legKind === 'per-call' ? awayOnHook(desk, 'missed', now) : offDuty(desk, 'no-answer', now);
  return changed<Desk>(next, { effects: hangUps(desk.leg), messages: lostInRenewal(desk) });
}
