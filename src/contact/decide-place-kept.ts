import { earliestCall } from '../callback/when.ts';
import type { Leg, LegAsks } from '../twiml/instructions.ts';
import { answered, newLeg } from '../twiml/leg.ts';
import { line } from '../voice-script/moments.ts';
import {
  type CallingBack,
  type Contact,
  type ContactCircumstances,
  type ContactEvent,
  type Ended,
  type Owed,
  type PlaceKept,
  visitOf,
  type Waiting,
} from './contact.ts';
import { changed, type Decision, ignored, refused } from './decision.ts';
import type { Effect } from './effects.ts';
import { NEVER } from './keep-place.ts';
import { status } from './line-words.ts';
import { owedWords, recorded, wordsDeleted } from './recorded.ts';
import { secondsOf, speak, told } from './waits.ts';

type Away = PlaceKept | CallingBack;

/** How long a callback's phone rings, and a key is waited for, before the call counts as not answered, ms. */
const CALL_FOR_MS = 90_000;
/** A leg that booked a call back has heard its last words, and is gone, within this time, ms. */
const LAST_WORDS_MS = 60_000;
/** Whoever makes an owed call comes first for the caller. */
const CALLER_FIRST_MS = 10 * 60_000;

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
      return seenTo(contact, now);
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact);
    case 'news':
    case 'place-dropped':
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
    // At the beginning of a call, or in the middle of one, by code or by a yes.
    asks.step === 1 ? line('greeting.place-kept', {}) : line('code.taken-back', {}),
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
    leg: newLeg(asks.callSid, asks.step - 1, now),
    silence: 2,
    wordsEndAt: now,
    nextCheckInAt: now,
    question: null,
    lastChoice: null,
    pending: [],
    speakAt: null,
    memory: 'asked',
    waitingSince: contact.arrivedAt,
    told: { ...contact.told, position: position ?? contact.told.position, onDuty: operatorsOnDuty > 0 },
    checkIns: 2,
    absentAt: null,
    unheard: null,
    forecasts: contact.forecasts,
    codeTold: 'on-demand',
    earlier: { kind: 'none' },
    prefers: contact.prefers,
  };
}

function hangUpOf(contact: Away): Effect[] {
  return contact.leg === null ? [] : [{ type: 'hang-up-leg', callSid: contact.leg.callSid }];
}

/** @param by the operator who makes an owed call now; null where the turn has come by itself */
function callBack(
  contact: Away,
  by: { operator: string; isAdmin: boolean } | null,
  { now, queue, newIntentId, callbackVerdict }: ContactCircumstances,
): Decision<Contact> {
  if (contact.status === 'calling-back') return refused('state', 'The caller is being called already.');
  const { callback, owes } = contact;
  if (callback === null) return refused('state', 'No call back was promised.');
  if (contact.leg !== null) return refused('state', 'The caller is still on the line.');
  if (by === null && (owes !== null || callback.notBefore > now))
    return refused('state', 'The call is not to be made by itself now.');
  if (by !== null && owes !== null && owes.operator !== null && owes.operator !== by.operator && !by.isAdmin)
    return refused('not-yours', 'Another operator owes this call.');
  if (by === null) {
    const notBefore = earliestCall(queue, callback.askedAt, now);
    if (notBefore > now) return changed<Contact>({ ...contact, callback: { ...callback, notBefore } });
  }
  // Checked before the promise and again before the call: the rules may have changed since, and fail closed.
  const verdict = callbackVerdict(callback.number);
  if (verdict === 'refused')
    return by === null
      ? mayNotBeCalled(contact, now)
      : refused('state', 'The rules do not allow this number.');
  // Beyond the day's minutes a person decides on each call.
  if (by === null && verdict === 'limit') return owedCall(contact, 'callback-held', now);
  const { why: _why, until: _until, since: _since, ...rest } = contact;
  const prefers = by === null ? contact.prefers : { operator: by.operator, until: now + CALLER_FIRST_MS };
  return changed<Contact>(
    {
      ...rest,
      prefers,
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
  const leg = contact.leg ?? newLeg(asks.callSid, 0, now);
  if (leg.callSid !== asks.callSid) return ignored('another leg asked');
  if (asks.step <= leg.step) return { kind: 'repeated' };
  if (asks.digits === '') {
    const lines = [line('callback.announce', { queueName: queue.name })];
    return changed<Contact>({ ...contact, leg: answered(leg, asks, { kind: 'confirm', lines }, now) });
  }
  const waiting: Waiting = { ...inLineAgain(contact, asks, circumstances), leg };
  const nextSeconds = secondsOf(waiting, circumstances);
  // An operator may have been taken by somebody else meanwhile: only who is next is told so.
  const lines =
    (circumstances.position ?? 1) === 1
      ? [line('callback.welcome', {}), line('key.quiet', { nextSeconds })]
      : status(waiting, nextSeconds, circumstances);
  return changed<Contact>(
    { ...waiting, ...speak(waiting, asks, lines, waiting.silence, true, circumstances) },
    { effects: [{ type: 'match' }], timeline: [{ at: now, kind: 'called-back' }] },
  );
}

/** Nobody came: again after the admin's pause, and after the last attempt a person has to see to it. */
function notReached(contact: CallingBack, { now, queue }: ContactCircumstances): Decision<Contact> {
  const { callback } = contact;
  if (callback === null) return mayNotBeCalled(contact, now);
  // A call that a person makes is that person's to make again.
  if (contact.owes !== null) return owedCall(contact, contact.owes.kind, now);
  if (callback.attempts >= queue.callbacks.attempts) return owedCall(contact, 'callback-failed', now);
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

/** Nobody is called by itself any more, and the place holds nobody up: a person sees to it, and may still call. */
function owedCall(contact: Away, kind: Owed['kind'], now: number): Decision<Contact> {
  const { callback, told, forecasts } = contact;
  return changed<Contact>(
    {
      ...visitOf(contact),
      callback: callback === null ? null : { ...callback, notBefore: NEVER },
      owes: contact.owes ?? { kind, since: now, operator: null },
      status: 'place-kept',
      why: 'callback',
      since: now,
      until: null,
      leg: null,
      told,
      forecasts,
      prefers: null,
    },
    { timeline: [{ at: now, kind: 'owed', data: { kind } }] },
  );
}

/** Somebody has seen to what is owed: a call that was owed is not made by us any more. */
function seenTo(contact: Away, now: number): Decision<Contact> {
  if (contact.owes === null) return { kind: 'repeated' };
  if (contact.owes.kind === 'message') return changed<Contact>({ ...contact, owes: null });
  return over(contact, 'callback-failed', now);
}

/** The rules have changed since the promise: no call, and somebody has to know. */
function mayNotBeCalled(contact: Away, now: number): Decision<Contact> {
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
  return changed<Contact>({ ...contact, leg }, { timeline: told(contact.leg, asks, now) });
}

/** No call back after all: the wait goes on at the same place. */
function takenBack(
  contact: PlaceKept,
  leg: Leg,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const waiting: Waiting = { ...inLineAgain(contact, asks, circumstances), leg };
  const lines = [line('callback.undone', { nextSeconds: secondsOf(waiting, circumstances) })];
  return changed<Contact>(
    { ...waiting, ...speak(waiting, asks, lines, waiting.silence, true, circumstances) },
    {
      effects: [{ type: 'match' }],
      timeline: [...told(leg, asks, circumstances.now), { at: circumstances.now, kind: 'callback-undone' }],
    },
  );
}

function due(contact: Away, circumstances: ContactCircumstances): Decision<Contact> {
  const { now } = circumstances;
  const at = placeKeptDueAt(contact);
  if (at === null || now < at) return ignored('nothing is due');
  if (contact.status === 'place-kept') return keptDue(contact, contact, now);
  const decision = notReached(contact, circumstances);
  return decision.kind === 'changed'
    ? { ...decision, effects: [...decision.effects, ...hangUpOf(contact)] }
    : decision;
}

function keptDue(contact: PlaceKept, { leg, until }: PlaceKept, now: number): Decision<Contact> {
  if (until !== null && now >= until) return over(contact, 'caller', now);
  if (leg !== null) {
    // It should have hung up by now, and nobody is called who may still be on the line.
    const callSid = leg.callSid;
    return changed<Contact>(
      { ...contact, leg: { ...leg, checkedAt: now } },
      { effects: [{ type: 'check-leg', owner: { kind: 'contact', id: contact.id }, callSid }] },
    );
  }
  // The time for the call has come: free to be called from now on.
  return changed<Contact>({ ...contact, since: now }, { effects: [{ type: 'match' }] });
}

function over(contact: Away, by: 'caller' | 'operator' | 'callback-failed', now: number): Decision<Contact> {
  const ended: Ended = {
    ...visitOf(contact),
    callback: null,
    owes: null,
    status: 'ended',
    endedAt: now,
    by,
    leg: null,
    answers: null,
  };
  return changed<Contact>(by === 'caller' ? owedWords(ended, now) : ended, {
    effects: hangUpOf(contact),
    timeline: [{ at: now, kind: 'place-given-up' }],
  });
}

/** When the sweep has to look at a kept place, epoch ms; null never. */
export function placeKeptDueAt(contact: Away): number | null {
  if (contact.status === 'calling-back') return contact.since + CALL_FOR_MS;
  const { leg, until, callback, since } = contact;
  if (leg !== null) return (leg.checkedAt ?? leg.askedAt) + LAST_WORDS_MS;
  if (until !== null) return until;
  const isPlanned = callback !== null && callback.notBefore !== NEVER && callback.notBefore > since;
  return isPlanned ? callback.notBefore : null;
}
