import { keyedNumber } from '../callback/rules.ts';
import type { CallbackVerdict, ContactCircumstances } from '../contact/circumstances.ts';
import type { ContactEvent } from '../contact/contact-event.ts';
import type { Contact, DayTime, Question } from '../contact/contact.ts';
import { isAtLimit } from '../contact/place-kept/keep-place.ts';
import type { Store } from '../store/store.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import { openNow } from '../waiting/open-now.ts';
import { wallClock } from '../waiting/wall-clock.ts';
import { callbackLabel, codeLabel } from './standing.ts';

/** What is known of a caller's choices before they are decided. */
export type Choices = Pick<
  ContactCircumstances,
  'callbackVerdict' | 'numberOf' | 'ownerOfCode' | 'mayTryCodes' | 'callLater'
>;

export type ChoiceParts = {
  store: Store;
  now: () => number;
  /** Whether the rules let us call a number back for this queue; `ours` are numbers that are never called. */
  mayCall: (number: string, queue: QueueSettings, ours: readonly string[]) => boolean;
  /** The keyed hash of a number; null where it is none. */
  callerKey: (number: string) => string | null;
};

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Wrong codes of one call, and of the whole line, before no more are looked at. */
const MOST_CODES_A_CALL = 3;
const MOST_CODES_A_MINUTE = 30;
/** An event is counted once within this time: longer than it is decided anew for, or delivered again. */
const COUNTED_ONCE_MS = MINUTE_MS;
/** A later time is offered where it is at least so far off. */
const LATER_AT_LEAST_MS = 30 * MINUTE_MS;

/** A call that we pay for ends after so long at the latest, seconds: what the day's minutes are capped by, too. */
export const LONGEST_CALLBACK_S = 7_200;
/** Where the minutes of calls back are counted. */
export const CALLBACK_MINUTES = 'callback-minutes';

/**
 * Reads what the event needs to be decided: rules and counts for numbers, owners of codes. Whatever was not read is
 * refused. Counts are taken only where a promise or a guess is made.
 */
export async function choicesFor(
  contact: Contact | null,
  event: ContactEvent,
  queue: QueueSettings,
  parts: ChoiceParts,
): Promise<Choices> {
  const question = contact === null ? null : questionOf(contact);
  const digits = event.type === 'leg-asks' ? event.digits : '';
  const { ownerOfCode, mayTryCodes } =
    contact === null ? NO_CODES : await codesOf(contact, event, question, digits, parts);
  return {
    callbackVerdict: await verdicts(contact, event, queue, parts),
    numberOf(number) {
      return number.startsWith('+') ? number : keyedNumber(number, queue.country);
    },
    ownerOfCode,
    mayTryCodes,
    callLater: question?.kind === 'callback' && digits !== '' ? callLater(queue, parts.now()) : null,
  };
}

/** Whether the rules let us make the call that was promised to a contact; as of now, which is not for long. */
export async function mayBeCalled({ queueId, callback }: Contact, parts: ChoiceParts): Promise<boolean> {
  const queue = await parts.store.queue(queueId);
  if (queue === null || callback === null) return false;
  return parts.mayCall(callback.number, queue, await ourNumbers(parts.store));
}

const REFUSE = (): CallbackVerdict => 'refused';
const NO_CODES = { ownerOfCode: null, mayTryCodes: true };

async function verdicts(
  contact: Contact | null,
  event: ContactEvent,
  queue: QueueSettings,
  parts: ChoiceParts,
): Promise<(number: string) => CallbackVerdict> {
  if (contact === null || !mayPromise(contact, event, parts.now()) || !queue.callbacks.enabled) {
    if (event.type !== 'call-back') return REFUSE;
  }
  const ours = await ourNumbers(parts.store);
  const limited = contact !== null && (await isLimited(contact, event, queue, parts));
  return (number) => (parts.mayCall(number, queue, ours) ? (limited ? 'limit' : 'allowed') : 'refused');
}

/** Whether the event may lead to a promise of a call, by key or where a call was cut. */
function mayPromise(contact: Contact, event: ContactEvent, now: number): boolean {
  if (event.type === 'leg-ended')
    return (contact.status === 'waiting' || contact.status === 'offered') && isAtLimit(contact, now);
  if (event.type !== 'leg-asks') return false;
  if (isAfterClosing(contact, event)) return true;
  if (event.digits === '') return false;
  return event.digits.startsWith('2') || questionOf(contact)?.kind.startsWith('callback') === true;
}

/** Whether the leg was fetched to be told that its caller is called when the queue opens (contact/in-line/news.ts). */
function isAfterClosing({ heard }: Contact, event: ContactEvent & { type: 'leg-asks' }): boolean {
  return event.from === 'summons' && heard.closedAt !== null;
}

/** Numbers that lead back to ourselves: of all queues, and wherever an operator is called. */
export async function ourNumbers(store: Store): Promise<string[]> {
  const [queues, operators, desks, { operatorNumber }] = await Promise.all([
    store.queues(),
    store.operators(),
    store.allDesks(),
    store.lineSettings(),
  ]);
  return [
    ...(operatorNumber === null ? [] : [operatorNumber]),
    ...queues.flatMap(({ numbers }) => numbers),
    ...operators.flatMap(({ address }) => (address === null ? [] : [address])),
    ...desks.map(({ address }) => address),
  ];
}

/** One open call back for a number, a few in a day, so many promises of the line in a minute, so many minutes in a day. */
async function isLimited(
  contact: Contact,
  event: ContactEvent,
  { callbacks }: QueueSettings,
  { store, callerKey }: ChoiceParts,
): Promise<boolean> {
  // A call that answers a message was not promised: all that limits a promise limits it.
  const isAnswer = event.type === 'call-back' && contact.status === 'ended';
  if (event.type === 'call-back' && !isAnswer)
    return event.by === null && (await store.counted(CALLBACK_MINUTES)).count >= callbacks.minutesPerDay;
  const number = isAnswer ? contact.from : promised(contact, event);
  const key = number === null ? null : callerKey(number);
  if (key === null) return false;
  const others = await store.labelled(callbackLabel(key));
  if (others.some((one) => one.id !== contact.id && one.callback !== null)) return true;
  // All who still wait after closing are booked together, and nobody asked: what limits those who ask would leave them there.
  // Whoever is asked when to call has had the promise counted with their yes.
  if (event.type === 'leg-asks' && (isAfterClosing(contact, event) || saysWhen(contact))) return false;
  if ((await store.counted(CALLBACK_MINUTES)).count >= callbacks.minutesPerDay) return true;
  const count = await counter(contact, event, store);
  if ((await count('callback-promises', MINUTE_MS)) > callbacks.perMinute) return true;
  return (await count(`callbacks:${key}`, DAY_MS)) > callbacks.perNumberPerDay;
}

/**
 * Counts for an event, once: it is decided anew where another one was faster, and two instances may be given it at the
 * same time. Whoever is not the first is answered what is counted already, this event with it.
 */
async function counter(
  contact: Contact,
  event: ContactEvent,
  store: Store,
): Promise<(key: string, windowMs: number) => Promise<number>> {
  // The calls so far tell one call that an operator makes from the next.
  const which =
    event.type === 'leg-asks' ? `${event.callSid}:${event.step}` : `call:${contact.callback?.attempts ?? 0}`;
  const isFirst = await store.once(`counted:${contact.id}:${which}`, COUNTED_ONCE_MS);
  return async (key, windowMs) => (isFirst ? store.count(key, windowMs) : (await store.counted(key)).count);
}

/** The number of a promise that is being made by this key, or after closing; null where none is. */
function promised(contact: Contact, event: ContactEvent): string | null {
  const question = questionOf(contact);
  if (event.type !== 'leg-asks') return null;
  if (isAfterClosing(contact, event)) return contact.from;
  if (question?.kind === 'callback-window') return question.number;
  return question?.kind === 'callback' && event.digits.startsWith('1') ? question.number : null;
}

function saysWhen(contact: Contact): boolean {
  return questionOf(contact)?.kind === 'callback-window';
}

/**
 * Whose kept place a code or a yes leads to, and whether codes may be keyed. Guessing is throttled, by call and for the
 * whole line.
 */
async function codesOf(
  contact: Contact,
  event: ContactEvent,
  question: Question | null,
  digits: string,
  { store }: ChoiceParts,
): Promise<{ ownerOfCode: string | null; mayTryCodes: boolean }> {
  if (question?.kind === 'earlier-place' && digits.startsWith('1')) {
    const owner = (await store.readContact(question.owner, '')).contact;
    return { ownerOfCode: owner !== null && isAway(owner) ? owner.id : null, mayTryCodes: true };
  }
  // 6 asks for a code (contact/wait/wait-keys.ts).
  if (question?.kind !== 'code' && !digits.startsWith('6')) return NO_CODES;
  const tries = `codes:${contact.id}`;
  if (question?.kind !== 'code' || !/^\d{4}$/.test(digits) || digits === contact.code)
    return { ownerOfCode: null, mayTryCodes: (await store.counted(tries)).count < MOST_CODES_A_CALL };
  const count = await counter(contact, event, store);
  const ofCall = await count(tries, HOUR_MS);
  const ofLine = await count('code-guesses', MINUTE_MS);
  if (ofCall > MOST_CODES_A_CALL || ofLine > MOST_CODES_A_MINUTE)
    return { ownerOfCode: null, mayTryCodes: false };
  const owners = (await store.labelled(codeLabel(digits))).filter(
    (one) => one.id !== contact.id && isAway(one),
  );
  // Two places with one code are nobody's: the wrong one must not be given away.
  const [owner] = owners.length === 1 ? owners : [];
  return { ownerOfCode: owner?.id ?? null, mayTryCodes: ofCall < MOST_CODES_A_CALL };
}

/** Whether a place is kept for somebody who is not on the line: who still hears the last words of a booking is. */
function isAway(contact: Contact): boolean {
  return contact.status === 'calling-back' || (contact.status === 'place-kept' && contact.leg === null);
}

function questionOf(contact: Contact): Question | null {
  return 'question' in contact ? contact.question : null;
}

/** The first of the queue's later times today that is not too near, and at which it is open. */
function callLater(queue: QueueSettings, now: number): DayTime | null {
  const { callbacks } = queue;
  if (callbacks.laterAt.length === 0) return null;
  const clock = wallClock(callbacks.timeZone);
  const today = clock.dayOf(now);
  const times = callbacks.laterAt.map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return { at: clock.firstInstant(today, hour * 60 + minute), hour, minute };
  });
  return (
    times
      .toSorted((a, b) => a.at - b.at)
      .find(({ at }) => at >= now + LATER_AT_LEAST_MS && openNow(queue, at).open) ?? null
  );
}
