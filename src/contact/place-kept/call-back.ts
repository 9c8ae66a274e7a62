import { earliestCall } from '../../waiting/earliest-call.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import type { LegAsks } from '../../twiml/instructions.ts';
import { answered, newLeg } from '../../twiml/leg.ts';
import { line } from '../../voice-script/moments.ts';
import { answersMessage, messageUnanswered } from './answer-message.ts';
import { type Away, hangUpOf, inLineAgain } from './back-in-place.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { CallingBack, Contact, Waiting } from '../contact.ts';
import { type Callback, type Owed, visitOf } from '../visit.ts';
import { ended } from '../goodbye/ended.ts';
import { changed, type Decision, ignored, refused } from '../decision.ts';
import { CALLER_FIRST_MS, NEVER } from './keep-place.ts';
import { status } from '../in-line/line-words.ts';
import { secondsOf, speak } from '../wait/waits.ts';

/** What the hours put off is looked at again after so long at the latest, ms. */
const HOURS_LOOKED_AT_AGAIN_MS = 10 * 60_000;

/** @param by the operator who makes an owed call now; null where the turn has come by itself */
export function callBack(
  contact: Away,
  by: { operator: string; isAdmin: boolean } | null,
  { now, queue, newIntentId, callbackVerdict }: ContactCircumstances,
): Decision<Contact> {
  if (contact.status === 'calling-back') return refused('state', 'The caller is being called already.');
  const { callback, owes } = contact;
  if (callback === null) return refused('state', 'No call back was promised.');
  if (contact.leg !== null) return refused('state', 'The caller is still on the line.');
  if (by === null && (isOwedByPerson(contact) || callback.notBefore > now))
    return refused('state', 'The call is not to be made by itself now.');
  if (by !== null && owes !== null && owes.operator !== null && owes.operator !== by.operator && !by.isAdmin)
    return refused('not-yours', 'Another operator owes this call.');
  const putOff = by === null ? putOffByHours(callback, queue, now) : null;
  if (putOff !== null) return changed<Contact>({ ...contact, callback: putOff });
  // Checked before the promise and again before the call: the rules may have changed since, and fail closed.
  const verdict = callbackVerdict(callback.number);
  if (verdict === 'refused')
    return by === null
      ? mayNotBeCalled(contact, now)
      : refused('state', 'The rules do not allow this number.');
  // Beyond the day's minutes a person decides on each call.
  if (by === null && verdict === 'limit') return owedCall(contact, 'callback-held', now);
  const { why: _why, until: _until, since: _since, barred: _barred, ...rest } = contact;
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

/**
 * The phone was picked up: who it is, and any key connects. A machine presses none, so it ties up nobody. A leg that has
 * come further than we know pressed one while we were away: nothing else leads on from the announcement.
 */
export function answeredCall(
  contact: CallingBack,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now, queue } = circumstances;
  const leg = contact.leg ?? newLeg(asks.callSid, 0, now);
  if (leg.callSid !== asks.callSid) return ignored('another leg asked');
  if (asks.step <= leg.step) return { kind: 'repeated' };
  const wentOn = leg.step > 0 && asks.step > leg.step + 1 && asks.from !== 'summons';
  if (asks.digits === '' && !wentOn) {
    const moment = answersMessage(contact) ? 'callback.announce-message' : 'callback.announce';
    const lines = [line(moment, { queueName: queue.name })];
    return changed<Contact>({ ...contact, leg: answered(leg, asks, { kind: 'confirm', lines }, now) });
  }
  const waiting: Waiting = { ...inLineAgain(contact, asks, circumstances), leg };
  const nextSeconds = secondsOf(waiting, circumstances);
  // An operator may have been taken by somebody else meanwhile: only who is next is told so.
  const lines =
    (circumstances.position ?? 1) === 1
      ? [line('callback.welcome', {}), line('key.quiet', { nextSeconds })]
      : [line('greeting.place-kept', {}), ...status(waiting, nextSeconds, circumstances)];
  // Without a key it comes at the end of the silence that was promised to it meanwhile.
  const speech = { lines, atOnce: asks.digits !== '' };
  return changed<Contact>(speak(waiting, asks, speech, circumstances), {
    effects: [{ type: 'match' }],
    timeline: [{ at: now, kind: 'called-back' }],
  });
}

/**
 * Nobody came: again after the admin's pause, and after the last attempt a person has to see to it. The desk that was kept
 * for the call is there for the next one in the line.
 */
export function notReached(contact: CallingBack, circumstances: ContactCircumstances): Decision<Contact> {
  const decision = afterNobodyCame(contact, circumstances);
  return decision.kind === 'changed'
    ? { ...decision, effects: [...decision.effects, { type: 'match' }] }
    : decision;
}

function afterNobodyCame(contact: CallingBack, { now, queue }: ContactCircumstances): Decision<Contact> {
  const { callback } = contact;
  if (callback === null) return mayNotBeCalled(contact, now);
  if (answersMessage(contact)) return messageUnanswered(contact, now);
  // A call that a person makes is that person's to make again.
  if (contact.owes !== null && isOwedByPerson(contact)) return owedCall(contact, contact.owes.kind, now);
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

/**
 * The promise as it waits for the hours in which calls are made; null where they are now. Not until these begin: an admin
 * may change them, and whoever closes a line by mistake opens it again within minutes.
 */
export function putOffByHours(callback: Callback, queue: QueueSettings, now: number): Callback | null {
  const earliest = earliestCall(queue, callback.askedAt, now);
  return earliest <= now
    ? null
    : { ...callback, notBefore: Math.min(earliest, now + HOURS_LOOKED_AT_AGAIN_MS) };
}

/** Whether the call is a person's to make, and so is not made by itself. */
export function isOwedByPerson({ owes }: Away): boolean {
  return owes !== null && owes.kind !== 'callback-waiting';
}

/** Nobody is called by itself any more, and the place holds nobody up: a person sees to it, and may still call. */
function owedCall(contact: Away, kind: Owed['kind'], now: number): Decision<Contact> {
  const { callback, told, forecasts } = contact;
  return changed<Contact>(
    {
      ...visitOf(contact),
      callback: callback === null ? null : { ...callback, notBefore: NEVER },
      owes: contact.owes?.kind === kind ? contact.owes : { kind, since: now, operator: null },
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

/** The rules have changed since the promise: no call, and somebody has to know. */
function mayNotBeCalled(contact: Away, now: number): Decision<Contact> {
  return changed<Contact>(
    {
      ...ended(contact, 'callback-failed', now),
      owes: { kind: 'callback-failed', since: now, operator: null },
    },
    { effects: hangUpOf(contact), timeline: [{ at: now, kind: 'callback-failed' }] },
  );
}
