import type { Entry, LegAsks } from '../../twiml/instructions.ts';
import { line, type Line, type MomentName } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { DayTime, Question } from '../contact.ts';
import { linesOf, mayHaveBegun } from './heard.ts';
import type { Callback } from '../visit.ts';
import { keepsPlace } from '../in-line/offers.ts';
import type { KeyOutcome } from './wait-keys.ts';
import { type InWait, secondsOf } from './waits.ts';

/** The code that finds a kept place is four digits long: it needs no end, so `*` is answered at once. */
export const CODE_ENTRY: Entry = { most: 4, endKey: '*' };
/** A number is at most fifteen (E.164) and a prefix; more keys are taken so that none is left over to answer with. */
const NUMBER_ENTRY: Entry = { most: 32 };

/** Key 2: the number calling is read back; one that is withheld, or may not be called, must be keyed. */
export function askForCallback<C extends InWait>(
  contact: C,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  if (!circumstances.queue.callbacks.enabled) return { kind: 'own', contact };
  const number = contact.caller === null ? null : circumstances.numberOf(contact.from);
  return number !== null && circumstances.callbackVerdict(number) === 'allowed'
    ? readBack(contact, number, 'callback.confirm', circumstances)
    : askForNumber(contact, circumstances);
}

/** Key 6: the code for calling again, and the chance to key that of an earlier place. */
export function askForCode<C extends InWait>(contact: C, circumstances: ContactCircumstances): KeyOutcome<C> {
  // Before there is a place there is no code to tell, but one of an earlier place may be keyed.
  if (contact.status === 'greeting') return keyCode(contact, [], circumstances);
  const keptSeconds = circumstances.queue.keepPlaceSeconds;
  const code = keepsPlace(circumstances)
    ? line('key.code', { code: contact.code, keptSeconds })
    : line('key.no-code', {});
  return circumstances.mayTryCodes
    ? keyCode(contact, [code], circumstances)
    : reply(contact, [code, line('key.quiet', next(contact, circumstances))]);
}

function keyCode<C extends InWait>(
  contact: C,
  before: Line[],
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  if (!circumstances.mayTryCodes) return said(contact, 'code.too-many', circumstances);
  const asked = withQuestion(contact, { kind: 'code', tries: 0, askedAt: circumstances.now });
  const lines = [...before, line('code.enter', next(asked, circumstances))];
  return { kind: 'reply', contact: asked, lines, entry: CODE_ENTRY };
}

/** How the questions are put that one key answers. */
const ASKED_BY: ReadonlySet<MomentName> = new Set([
  'key.leave-confirm',
  'callback.confirm',
  'callback.entered',
  'callback.window',
  'remember.ask',
  'place.ask',
]);
/** Those that nobody has asked to be asked: whoever presses 2 and at once 1 knows what they agree to. */
const UNPROMPTED: ReadonlySet<MomentName> = new Set(['remember.ask', 'place.ask']);

/**
 * The words that put the open question, where it cannot have been heard when the key came: it is on its way still, or it
 * comes unprompted and had not begun. Null where it can, or none is open. No key agrees to what its caller has not heard.
 * Whether a rhythm be remembered is asked with the rhythm, which says when the next word comes.
 */
export function notYetAsked(
  contact: InWait,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Line[] | null {
  const { question, pending, leg } = contact;
  if (question === null) return null;
  const isPending = pending.some(({ moment }) => ASKED_BY.has(moment));
  const lines = isPending ? pending : linesOf(leg.instruction);
  const at = lines.findIndex(({ moment }) => (isPending ? ASKED_BY : UNPROMPTED).has(moment));
  if (at < 0 || (!isPending && mayHaveBegun(contact, at, asks, circumstances))) return null;
  return question.kind === 'remember' ? lines : lines.slice(at, at + 1);
}

/**
 * What a key means while a question is open; null where it answers the question with neither yes nor no and is a key
 * like any other.
 */
export function answerQuestion<C extends InWait>(
  contact: C,
  question: Question,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): KeyOutcome<C> | null {
  const key = asks.digits.slice(0, 1);
  const settled = { ...contact, question: null };
  switch (question.kind) {
    case 'leave':
      if (key === '1') return { kind: 'leave' };
      return reply(settled, [line('key.leave-kept', next(settled, circumstances))]);
    case 'callback':
      if (key === '1') return promise(settled, question.number, circumstances);
      return key === '2' ? askForNumber(settled, circumstances) : null;
    case 'callback-window':
      if (key !== '1' && key !== '2') return null;
      return book(settled, question.number, key === '2' ? question.after : null, circumstances);
    case 'earlier-place':
      return key === '1' && circumstances.ownerOfCode !== null
        ? { kind: 'earlier-place', contact, owner: circumstances.ownerOfCode }
        : null;
    case 'callback-number':
      return isOneKey(asks) ? null : numberKeyed(settled, asks.digits, circumstances);
    case 'code':
      return isOneKey(asks) ? null : codeKeyed(settled, asks.digits, question.tries, circumstances);
    case 'remember': {
      if (key === '2') {
        const not = reply(settled, [line('remember.not', next(settled, circumstances))]);
        return { ...not, remember: null };
      }
      if (key !== '1') return null;
      const agreed: C = { ...settled, memory: 'agreed', lastChoice: { kind: 'remembered' } };
      const kept = reply(agreed, [line('remember.kept', next(agreed, circumstances))]);
      return { ...kept, remember: contact.cadence };
    }
    case 'presence':
      // Any key says "I am here"; the wait itself brings caller and operator together.
      return { kind: 'own', contact };
  }
}

/** One key in place of several is a key like any other; more are a number or a code, right or wrong. */
function isOneKey({ digits }: LegAsks): boolean {
  return digits.length <= 1;
}

/** The number is confirmed: booked at once, or, where the queue offers a later time today, when it is to be. */
function promise<C extends InWait>(
  contact: C,
  number: string,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  const { now, callLater: after } = circumstances;
  const isInLine = contact.status === 'waiting' || contact.status === 'offered';
  if (after === null || !isInLine || circumstances.callbackVerdict(number) !== 'allowed')
    return book(contact, number, null, circumstances);
  const asked = withQuestion(contact, { kind: 'callback-window', number, after, askedAt: now });
  const times = { afterHour: after.hour, afterMinute: after.minute };
  return reply(asked, [line('callback.window', times)]);
}

function book<C extends InWait>(
  contact: C,
  number: string,
  after: DayTime | null,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  const { now } = circumstances;
  switch (circumstances.callbackVerdict(number)) {
    case 'allowed': {
      const callback: Callback = { number, askedAt: now, attempts: 0, notBefore: after?.at ?? now };
      return { kind: 'book', contact: { ...contact, callback }, after };
    }
    case 'refused':
      return said(contact, 'callback.refused', circumstances);
    case 'limit':
      return said(contact, 'callback.limit', circumstances);
  }
}

function numberKeyed<C extends InWait>(
  contact: C,
  keyed: string,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  const number = circumstances.numberOf(keyed);
  if (number === null || circumstances.callbackVerdict(number) === 'refused') {
    return said(contact, 'callback.refused', circumstances);
  }
  return readBack(contact, number, 'callback.entered', circumstances);
}

function readBack<C extends InWait>(
  contact: C,
  number: string,
  moment: 'callback.confirm' | 'callback.entered',
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  const asked = withQuestion(contact, { kind: 'callback', number, askedAt: circumstances.now });
  return reply(asked, [line(moment, { number, nextSeconds: secondsOf(asked, circumstances) })]);
}

function askForNumber<C extends InWait>(contact: C, circumstances: ContactCircumstances): KeyOutcome<C> {
  const asked = withQuestion(contact, { kind: 'callback-number', askedAt: circumstances.now });
  return { kind: 'reply', contact: asked, lines: [line('callback.enter', {})], entry: NUMBER_ENTRY };
}

function codeKeyed<C extends InWait>(
  contact: C,
  digits: string,
  tries: number,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  const owner = circumstances.ownerOfCode;
  if (owner !== null) return { kind: 'earlier-place', contact, owner };
  // Who has just heard a code keys that one. Nobody has heard it who is still asked something at the door.
  if (digits === contact.code && contact.status !== 'greeting')
    return reply(contact, [line('code.own', next(contact, circumstances))]);
  if (!circumstances.mayTryCodes) return said(contact, 'code.too-many', circumstances);
  const asked = withQuestion(contact, { kind: 'code', tries: tries + 1, askedAt: circumstances.now });
  return {
    kind: 'reply',
    contact: asked,
    lines: [line('code.wrong', next(asked, circumstances))],
    entry: CODE_ENTRY,
  };
}

function withQuestion<C extends InWait>(contact: C, question: Question): C {
  return { ...contact, question };
}

function reply<C extends InWait>(contact: C, lines: Line[]): KeyOutcome<C> & { kind: 'reply' } {
  return { kind: 'reply', contact, lines };
}

/** What is said to who has no place: nothing of keeping it, and what there is to choose follows. */
const WITHOUT_PLACE = {
  'callback.refused': 'callback.refused-no-place',
  'callback.limit': 'callback.limit-no-place',
  'code.too-many': 'code.too-many-no-place',
} as const;

/** That something cannot be done; the place, where there is one, stays. */
function said<C extends InWait>(
  contact: C,
  moment: keyof typeof WITHOUT_PLACE,
  circumstances: ContactCircumstances,
): KeyOutcome<C> {
  return contact.status === 'greeting'
    ? reply(contact, [line(WITHOUT_PLACE[moment], {})])
    : reply(contact, [line(moment, next(contact, circumstances))]);
}

function next(contact: InWait, circumstances: ContactCircumstances): { nextSeconds: number } {
  return { nextSeconds: secondsOf(contact, circumstances) };
}
