import type { LegAsks } from '../twiml/instructions.ts';
import { answered, newLeg } from '../twiml/leg.ts';
import { line } from '../voice-script/moments.ts';
import {
  type CallingBack,
  type Contact,
  type ContactCircumstances,
  type ContactEvent,
  type PlaceKept,
  visitOf,
  type Waiting,
} from './contact.ts';
import { changed, type Decision, ignored, refused } from './decision.ts';
import type { Effect } from './effects.ts';
import { status } from './line-words.ts';
import { secondsOf, speak, told } from './waits.ts';

type Away = PlaceKept | CallingBack;

/** How long a callback's phone rings, and a key is waited for, before the call counts as not answered, ms. */
const CALL_FOR_MS = 90_000;

/** Decides for a contact whose place is kept without a leg, and for the call that fetches it back. */
export function decidePlaceKept(
  contact: Away,
  event: Exclude<ContactEvent, { type: 'arrived' }>,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (event.type) {
    case 'called-again':
      return calledAgain(contact, event, circumstances);
    case 'call-back':
      return callBack(contact, circumstances);
    case 'leg-asks':
      return contact.status === 'calling-back'
        ? answeredCall(contact, event, circumstances)
        : lastWords(contact, event, now);
    case 'leg-ended':
      if (contact.leg?.callSid !== event.callSid) return ignored('another leg ended');
      return contact.status === 'calling-back'
        ? notReached(contact, circumstances)
        : changed<Contact>({ ...contact, leg: null });
    case 'ring-started':
      if (contact.status !== 'calling-back' || event.intentId !== contact.intentId)
        return ignored('another call was started');
      return contact.leg === null
        ? changed<Contact>({ ...contact, leg: newLeg(event.callSid) })
        : { kind: 'repeated' };
    case 'ring-failed':
      if (contact.status !== 'calling-back' || event.intentId !== contact.intentId)
        return ignored('another call failed');
      return notReached(contact, circumstances);
    case 'due':
      return due(contact, circumstances);
    case 'seen-to':
      return changed<Contact>({ ...contact, owes: null });
    case 'recorded':
    case 'words-deleted':
    case 'news':
    case 'withdraw-offer':
    case 'operator-left-talk':
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
    case 'longer':
    case 'transfer':
      return refused('state', 'The caller is not on the line; the place is kept.');
    case 'end':
      // A person has decided that nobody will come back for this place.
      return over(contact, 'operator', now);
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
    line('greeting.place-kept', {}),
    ...status(waiting, secondsOf(waiting, circumstances), circumstances),
  ];
  return changed<Contact>(
    { ...waiting, ...speak(waiting, asks, lines, waiting.silence, true, circumstances) },
    {
      effects: [...hangUpOf(contact), { type: 'match' }],
      timeline: [{ at: circumstances.now, kind: 'called-again' }],
    },
  );
}

function inLineAgain(
  contact: Away,
  asks: LegAsks,
  { now, operatorsOnDuty, position }: ContactCircumstances,
): Waiting {
  return {
    ...visitOf(contact),
    callback: null,
    owes: null,
    status: 'waiting',
    leg: newLeg(asks.callSid, asks.step - 1),
    silence: 2,
    wordsEndAt: now,
    nextCheckInAt: now,
    question: null,
    lastChoice: null,
    pending: [],
    speakAt: null,
    rememberAsked: now,
    waitingSince: contact.arrivedAt,
    told: { ...contact.told, position: position ?? contact.told.position, onDuty: operatorsOnDuty > 0 },
    checkIns: 2,
    absentAt: null,
    unheard: null,
    forecasts: contact.forecasts,
    codeTold: 'on-demand',
    prefers: contact.prefers,
  };
}

function hangUpOf(contact: Away): Effect[] {
  return contact.leg === null ? [] : [{ type: 'hang-up-leg', callSid: contact.leg.callSid }];
}

function callBack(
  contact: Away,
  { now, newIntentId, callbackVerdict }: ContactCircumstances,
): Decision<Contact> {
  if (contact.status === 'calling-back') return refused('state', 'The caller is being called already.');
  const { callback } = contact;
  if (callback === null) return refused('state', 'No call back was promised.');
  // Checked before the promise and again before the call: the rules may have changed since, and fail closed.
  if (callbackVerdict(callback.number) === 'refused') return givenUp(contact, now);
  const { why: _why, until: _until, since: _since, ...rest } = contact;
  return changed<Contact>(
    {
      ...rest,
      status: 'calling-back',
      intentId: newIntentId,
      since: now,
      leg: null,
      callback: { ...callback, attempts: callback.attempts + 1 },
    },
    {
      effects: [{ type: 'ring-caller', id: contact.id, intentId: newIntentId }],
      timeline: [{ at: now, kind: 'calling-back', data: { attempt: callback.attempts + 1 } }],
    },
  );
}

/** The phone was picked up: who it is, and any key connects. A machine presses none, so it ties up nobody. */
function answeredCall(
  contact: CallingBack,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now, queue } = circumstances;
  const leg = contact.leg ?? newLeg(asks.callSid);
  if (leg.callSid !== asks.callSid) return ignored('another leg asked');
  if (asks.step <= leg.step) return { kind: 'repeated' };
  if (asks.digits === '') {
    const lines = [line('callback.announce', { queueName: queue.name })];
    return changed<Contact>({ ...contact, leg: answered(leg, asks, { kind: 'confirm', lines }, now) });
  }
  const waiting: Waiting = { ...inLineAgain(contact, asks, circumstances), leg };
  const lines = [
    line('callback.welcome', {}),
    ...status(waiting, secondsOf(waiting, circumstances), circumstances),
  ];
  return changed<Contact>(
    { ...waiting, ...speak(waiting, asks, lines, waiting.silence, true, circumstances) },
    { effects: [{ type: 'match' }], timeline: [{ at: now, kind: 'called-back' }] },
  );
}

/** Nobody came: again after the admin's pause, and after the last attempt a person has to see to it. */
function notReached(contact: CallingBack, { now, queue }: ContactCircumstances): Decision<Contact> {
  const { callback } = contact;
  if (callback === null || callback.attempts >= queue.callbacks.attempts) return givenUp(contact, now);
  return changed<Contact>(
    {
      ...visitOf(contact),
      status: 'place-kept',
      why: 'callback',
      since: now,
      until: null,
      leg: null,
      told: contact.told,
      forecasts: contact.forecasts,
      prefers: contact.prefers,
      callback: { ...callback, notBefore: now + queue.callbacks.pauseSeconds * 1000 },
    },
    { timeline: [{ at: now, kind: 'not-reached', data: { attempt: callback.attempts } }] },
  );
}

function givenUp(contact: Away, now: number): Decision<Contact> {
  return changed<Contact>(
    {
      ...visitOf(contact),
      owes: { kind: 'callback-failed', since: now, operator: null },
      status: 'ended',
      endedAt: now,
      by: 'callback-failed',
      leg: null,
      answers: null,
    },
    { effects: hangUpOf(contact), timeline: [{ at: now, kind: 'callback-failed' }] },
  );
}

/** The leg hears the last words of its document once more if it asks, and nothing new. */
function lastWords(contact: PlaceKept, asks: LegAsks, now: number): Decision<Contact> {
  if (contact.leg === null || asks.callSid !== contact.leg.callSid)
    return ignored('a leg that is not this place’s asked');
  if (asks.step <= contact.leg.step) return { kind: 'repeated' };
  const leg = answered(contact.leg, asks, { kind: 'hang-up', lines: [line('goodbye', {})] }, now);
  return changed<Contact>({ ...contact, leg }, { timeline: told(contact.leg, asks, now) });
}

function due(contact: Away, circumstances: ContactCircumstances): Decision<Contact> {
  const { now } = circumstances;
  const at = placeKeptDueAt(contact);
  if (at === null || now < at) return ignored('nothing is due');
  if (contact.status === 'place-kept') return over(contact, 'caller', now);
  const decision = notReached(contact, circumstances);
  return decision.kind === 'changed'
    ? { ...decision, effects: [...decision.effects, ...hangUpOf(contact)] }
    : decision;
}

function over(contact: Away, by: 'caller' | 'operator', now: number): Decision<Contact> {
  return changed<Contact>(
    {
      ...visitOf(contact),
      callback: null,
      owes: null,
      status: 'ended',
      endedAt: now,
      by,
      leg: null,
      answers: null,
    },
    { effects: hangUpOf(contact), timeline: [{ at: now, kind: 'place-given-up' }] },
  );
}

/** When the sweep has to look at a kept place, epoch ms; null never. */
export function placeKeptDueAt(contact: Away): number | null {
  return contact.status === 'place-kept' ? contact.until : contact.since + CALL_FOR_MS;
}
