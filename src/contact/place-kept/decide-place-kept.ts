import type { Leg, LegAsks } from '../../twiml/instructions.ts';
import { answered, newLeg } from '../../twiml/leg.ts';
import { line } from '../../voice-script/moments.ts';
import { type ContactCircumstances, operatorsFor } from '../circumstances.ts';
import type { ContactEvent, FurtherEvent } from '../contact-event.ts';
import type { CallingBack, Contact, Ended, PlaceKept, Waiting } from '../contact.ts';
import { answersMessage } from './answer-message.ts';
import { type Away, hangUpOf, inLineAgain } from './back-in-place.ts';
import { answeredCall, callBack, notReached, putOffByHours } from './call-back.ts';
import { askAfter } from '../consequences.ts';
import { ended } from '../goodbye/ended.ts';
import { changed, type Decision, ignored, refused } from '../decision.ts';
import { NEVER } from './keep-place.ts';
import { options } from '../greeting/decide-greeting.ts';
import { beforePlace } from '../greeting/enter-line.ts';
import { status } from '../in-line/line-words.ts';
import { owedWords, recorded, somebodyHasSeenTo, stillOwed, wordsDeleted } from '../wait/recorded.ts';
import { secondsOf, speak } from '../wait/waits.ts';

/** How long a callback's phone rings, and a key is waited for, ms; then what still lives is fetched home once more. */
const CALL_FOR_MS = 90_000;
/** The announcement is said three times, then it hangs up by itself, ms. */
const ANNOUNCED_FOR_MS = 45_000;
/** After so long without a key the call counts as not answered, ms. */
const CALL_AT_MOST_MS = 240_000;
/** So often it is looked whether anybody is on duty for a call that was promised, ms. */
const CALLED_WITHIN_MS = 30 * 60_000;
/** A leg that booked a call back has heard its last words, and is gone, within this time, ms. */
const LAST_WORDS_MS = 60_000;

/** Decides for a contact whose place is kept without a leg, and for the call that fetches it back. */
export function decidePlaceKept(
  contact: Away,
  event: FurtherEvent,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (event.type) {
    case 'called-again':
      return calledAgain(contact, event, circumstances);
    case 'call-back':
      return callBack(contact, event.by, circumstances);
    case 'leg-asks':
      return contact.status === 'calling-back'
        ? answeredCall(contact, event, circumstances)
        : lastWords(contact, event, circumstances);
    case 'leg-ended':
      if (contact.leg?.callSid !== event.callSid) return ignored('another leg ended');
      return contact.status === 'calling-back'
        ? notReached(contact, circumstances)
        : changed<Contact>({ ...contact, leg: null }, { effects: [{ type: 'match' }] });
    case 'ring-planned':
      if (contact.status !== 'calling-back' || event.intentId !== contact.intentId || contact.leg !== null)
        return ignored('another call waits');
      return changed<Contact>({ ...contact, since: event.at });
    case 'ring-started':
      if (contact.status !== 'calling-back' || event.intentId !== contact.intentId)
        return ignored('another call was started');
      return contact.leg === null
        ? changed<Contact>({ ...contact, leg: newLeg(event.callSid, 0, now) })
        : { kind: 'repeated' };
    case 'ring-failed':
      if (contact.status !== 'calling-back' || event.intentId !== contact.intentId)
        return ignored('another call failed');
      return notReached(contact, circumstances);
    case 'due':
      return due(contact, circumstances);
    case 'seen-to':
      return seenTo(contact, event.operator, now);
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact, event.operator, now);
    case 'news':
    case 'place-dropped':
    case 'withdraw-offer':
    case 'operator-left-talk':
    case 'not-met':
    case 'operator-lost':
    case 'operator-back':
      return ignored(`${event.type} while the place is kept`);
    case 'offer':
    case 'take':
    case 'accept':
    case 'operator-joined':
    case 'hold':
    case 'return':
    case 'note':
    case 'take-back-note':
    case 'longer':
    case 'transfer':
      return refused('state', 'The caller is not on the line; the place is kept.');
    case 'end':
      // A person has decided that nobody will come back for this place.
      return over(contact, 'operator', now, event.operator);
    case 'look-in':
      return refused('state', 'The caller is not on hold.');
    default:
      return event satisfies never;
  }
}

/** The caller is on a line again and stands where they stood; a call back is not needed any more. */
function calledAgain(
  contact: Away,
  { asks, from, caller }: ContactEvent & { type: 'called-again' },
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const waiting = inLineAgain({ ...contact, from, caller }, asks, circumstances);
  const lines = [
    // Fetched home before the words were due, after trouble in which the place could not be found.
    ...(asks.from === 'summons' ? [line('line.back-again', {})] : []),
    // At the beginning of a call, or in the middle of one: by code, by a yes, or when the place can be found again.
    asks.step === 1 ? line('greeting.place-kept', {}) : line('code.taken-back', {}),
    ...status(waiting, secondsOf(waiting, circumstances), circumstances),
  ];
  return changed<Contact>(speak(waiting, asks, { lines }, circumstances), {
    effects: [...hangUpOf(contact), { type: 'match' }],
    timeline: [{ at: circumstances.now, kind: 'called-again' }],
  });
}

/** Somebody has seen to what is owed: a call that was owed is not made by us any more. */
function seenTo(contact: Away, operator: string, now: number): Decision<Contact> {
  if (contact.owes === null) return { kind: 'repeated' };
  if (contact.owes.kind === 'message' && !answersMessage(contact))
    return somebodyHasSeenTo(contact, operator, now);
  return over(contact, 'seen-to', now, operator);
}

/** The leg that booked a call back: `*` takes it back, everything else ends the call. */
function lastWords(
  contact: PlaceKept,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  if (contact.leg === null || asks.callSid !== contact.leg.callSid)
    return ignored('a leg that is not this place’s asked');
  if (asks.step <= contact.leg.step) return { kind: 'repeated' };
  if (asks.digits === '*' && contact.why === 'callback' && contact.owes === null)
    return takenBack(contact, contact.leg, asks, circumstances);
  const leg = answered(contact.leg, asks, { kind: 'hang-up', lines: [line('goodbye', {})] }, now);
  return changed<Contact>({ ...contact, leg });
}

/** No call back after all: the wait goes on at the same place. */
function takenBack(
  contact: PlaceKept,
  leg: Leg,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  const timeline = [{ at: now, kind: 'callback-undone' }];
  const again = inLineAgain(contact, asks, circumstances);
  if (contact.barred !== undefined) {
    // There was no place in the line before: what there is to choose instead.
    const greeting = { ...beforePlace({ ...again, leg }, contact.barred), asked: 1 };
    const lines = [line('callback.undone-no-place', {}), ...options(greeting, circumstances)];
    return changed<Contact>(speak(greeting, asks, { lines }, circumstances), { timeline });
  }
  // Whoever was booked after closing without having asked stays, and is not booked again.
  const waiting: Waiting = { ...again, heard: { ...again.heard, closedAt: null }, leg };
  const lines = [line('callback.undone', { nextSeconds: secondsOf(waiting, circumstances) })];
  return changed<Contact>(speak(waiting, asks, { lines }, circumstances), {
    effects: [{ type: 'match' }],
    timeline,
  });
}

function due(contact: Away, circumstances: ContactCircumstances): Decision<Contact> {
  const { now } = circumstances;
  const at = placeKeptDueAt(contact);
  if (at === null || now < at) return ignored('nothing is due');
  if (contact.status === 'place-kept') return keptDue(contact, circumstances);
  const { leg } = contact;
  if (leg !== null && leg.checkedAt === null && now < contact.since + CALL_AT_MOST_MS) {
    // Somebody may be on the line whom a document of ours did not reach: nobody is hung up on for that.
    return askAfter({ ...contact, leg }, now);
  }
  const decision = notReached(contact, circumstances);
  return decision.kind === 'changed'
    ? { ...decision, effects: [...decision.effects, ...hangUpOf(contact)] }
    : decision;
}

function keptDue(contact: PlaceKept, circumstances: ContactCircumstances): Decision<Contact> {
  const { now, queue } = circumstances;
  const { leg, until, callback, since } = contact;
  if (until !== null && now >= until) return over(contact, 'caller', now);
  if (leg !== null) {
    // It should have hung up by now, and nobody is called who may still be on the line.
    return askAfter({ ...contact, leg }, now);
  }
  const putOff = callback === null ? null : putOffByHours(callback, queue, now);
  if (putOff !== null) return changed<Contact>({ ...contact, callback: putOff });
  // Promised, and nobody has been there to call: somebody has to know, and the call is made yet when they are.
  const couldCall = callback !== null && callback.notBefore <= since;
  if (couldCall && operatorsFor(contact, circumstances) === 0) {
    const owes = { kind: 'callback-waiting', since: now, operator: null } as const;
    return changed<Contact>(
      { ...contact, owes },
      { timeline: [{ at: now, kind: 'owed', data: { kind: owes.kind } }] },
    );
  }
  // The time for the call has come: free to be called from now on.
  return changed<Contact>({ ...contact, since: now }, { effects: [{ type: 'match' }] });
}

/** @param operator who gave the place up, or has seen to the call; left out where the time was over */
function over(
  contact: Away,
  by: 'caller' | 'operator' | 'seen-to',
  now: number,
  operator?: string,
): Decision<Contact> {
  const owes = by === 'seen-to' ? stillOwed(contact) : null;
  const visit: Ended = { ...ended(contact, by, now), callback: null, owes };
  return changed<Contact>(by === 'caller' ? owedWords(visit, now) : visit, {
    effects: hangUpOf(contact),
    timeline: [
      {
        at: now,
        kind: by === 'seen-to' ? 'seen-to' : 'place-given-up',
        ...(operator === undefined ? {} : { data: { operator } }),
      },
    ],
  });
}

/** When the sweep has to look at a kept place, epoch ms; null never. */
export function placeKeptDueAt(contact: Away): number | null {
  if (contact.status === 'calling-back') return callOverAt(contact);
  const { leg, until, callback, since, owes } = contact;
  if (leg !== null) return (leg.checkedAt ?? leg.askedAt) + LAST_WORDS_MS;
  if (until !== null) return until;
  if (callback === null || callback.notBefore === NEVER) return null;
  if (callback.notBefore > since) return callback.notBefore;
  return owes === null ? since + CALLED_WITHIN_MS : null;
}

function callOverAt({ since, leg }: CallingBack): number {
  if (leg !== null && leg.checkedAt !== null) return leg.checkedAt + ANNOUNCED_FOR_MS;
  return Math.max(since + CALL_FOR_MS, leg === null ? 0 : leg.askedAt + ANNOUNCED_FOR_MS);
}
