import type { Instruction, LegAsks } from '../../twiml/instructions.ts';
import { answered, wordsThenKey } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import { gone } from '../consequences.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Contact, PlaceKept } from '../contact.ts';
import { visitOf } from '../visit.ts';
import { ended } from '../goodbye/ended.ts';
import { changed, type Decision, type Message } from '../decision.ts';
import { leave } from '../goodbye/decide-ended.ts';
import type { Effect } from '../effects.ts';
import { NEVER } from '../place-kept/keep-place.ts';
import { deletions } from '../wait/recorded.ts';
import type { KeyOutcome } from '../wait/wait-keys.ts';
import type { InWait } from '../wait/waits.ts';

const LONGEST_WORDS_S = 60;
const UNDO_WITHIN_MS = 5_000;
/** For how long the operator who owes a call comes first. */
const OWED_FIRST_MS = 24 * 3_600_000;

type Special<C extends InWait> = Exclude<KeyOutcome<C>, { kind: 'reply' | 'own' }>;

/** The decisions for what a key can lead to beside a reply: the leg does something else than wait. */
export function leadElsewhere<C extends InWait>(
  contact: C,
  outcome: Special<C>,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (outcome.kind) {
    case 'leave':
      return leave(contact, asks, now);
    case 'book':
      return book(outcome, asks, circumstances);
    case 'earlier-place':
      return takeEarlierPlace(outcome.contact, outcome.owner, asks, now);
    case 'record': {
      const purpose = contact.status === 'greeting' ? 'message' : 'while-waiting';
      const lines = [line(purpose === 'message' ? 'message.begin' : 'words.begin', {})];
      const instruction = { kind: 'record', purpose, lines, mostSeconds: LONGEST_WORDS_S } as const;
      return recordInWait({ ...outcome.contact, question: null }, asks, instruction, now);
    }
  }
}

/** The leg does `instruction` next; the wait goes on after it. */
function recordInWait(
  contact: InWait,
  asks: LegAsks,
  instruction: Instruction,
  now: number,
): Decision<Contact> {
  const recordingUntil = now + (LONGEST_WORDS_S + 30) * 1000;
  return changed<Contact>({
    ...contact,
    leg: answered(contact.leg, asks, instruction, now),
    wordsEndAt: recordingUntil,
    nextCheckInAt: recordingUntil,
    // News would cut the caller short: it is said after the recording.
    speakAt: contact.speakAt === null ? null : recordingUntil,
  });
}

/** The place is kept without a leg until its turn has come, or until the operator who owes the call makes it. */
function book(
  { contact, after, unasked }: KeyOutcome<InWait> & { kind: 'book' },
  asks: LegAsks,
  { now, opens }: ContactCircumstances,
): Decision<Contact> {
  const onHold = contact.status === 'held' || contact.status === 'returning';
  const inLine = contact.status === 'waiting' || contact.status === 'offered';
  const openingWords = unasked === true ? 'callback.booked-unasked' : 'callback.booked-opening';
  const lines: Line[] = onHold
    ? [line('callback.from-hold', { operator: contact.server.displayName })]
    : after === null
      ? [opens === null ? line('callback.booked', {}) : line(openingWords, opens)]
      : [line('callback.booked-after', { afterHour: after.hour, afterMinute: after.minute })];
  // In the silence after these words `*` takes the booking back.
  const leg = answered(contact.leg, asks, wordsThenKey({ lines }, asks.callSid, UNDO_WITHIN_MS), now);
  const visit = visitOf(contact);
  const kept: PlaceKept = {
    ...visit,
    status: 'place-kept',
    why: 'callback',
    ...(contact.status === 'greeting' && (contact.asking === 'closed' || contact.asking === 'full')
      ? { barred: contact.asking }
      : {}),
    since: now,
    until: null,
    leg,
    forecasts: inLine ? contact.forecasts : [],
    told: inLine ? contact.told : { position: null, onDuty: true, wait: null },
    prefers: null,
  };
  const timeline = [{ at: now, kind: 'callback-booked' }];
  if (!onHold) {
    const messages: Message[] = contact.status === 'offered' ? [gone(contact, 'desk.caller-gone')] : [];
    const effects: Effect[] = [{ type: 'match' }];
    return changed<Contact>(kept, { timeline, messages, effects });
  }
  const { operator } = contact.server;
  return changed<Contact>(
    {
      ...kept,
      callback: visit.callback === null ? null : { ...visit.callback, notBefore: NEVER },
      owes: { kind: 'call-back', since: now, operator },
      prefers: { operator, until: now + OWED_FIRST_MS },
    },
    { timeline, messages: [gone(contact, 'desk.owes-callback')] },
  );
}

/** The same person stands in line already: this visit ends, and its leg goes on as the earlier one's. */
function takeEarlierPlace(contact: InWait, owner: string, asks: LegAsks, now: number): Decision<Contact> {
  const messages: Message[] = [
    {
      to: 'contact',
      id: owner,
      event: { type: 'called-again', asks, from: contact.from, caller: contact.caller },
    },
  ];
  if (contact.status !== 'waiting' && contact.status !== 'greeting')
    messages.push(gone(contact, 'desk.caller-gone'));
  return changed<Contact>(ended(contact, 'joined-earlier-place', now), {
    messages,
    timeline: [{ at: now, kind: 'joined-earlier-place' }],
  });
}

/** The same decision, with what follows from a reply: the rhythm kept, or not, for the next call; words deleted. */
export function withMemory(
  decision: Decision<Contact>,
  { caller }: Contact,
  { remember, forgets }: Pick<KeyOutcome<InWait> & { kind: 'reply' }, 'remember' | 'forgets'>,
): Decision<Contact> {
  if (decision.kind !== 'changed') return decision;
  const effects: Effect[] = [...decision.effects, ...deletions(forgets ?? null)];
  if (remember !== undefined && caller !== null)
    effects.push({ type: 'remember-cadence', caller, cadence: remember });
  return { ...decision, effects };
}
