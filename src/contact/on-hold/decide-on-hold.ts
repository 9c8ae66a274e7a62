import { summoned } from '../../twiml/leg.ts';
import { line } from '../../voice-script/moments.ts';
import { askAfter, gone, lookedIn, onHold, summons, tell } from '../consequences.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { ContactEvent, FurtherEvent } from '../contact-event.ts';
import type { Contact, Held, OnHoldContact } from '../contact.ts';
import { changed, type Decision, ignored, refused } from '../decision.ts';
import { finish } from '../goodbye/decide-feedback.ts';
import { escalate, escalatesAt } from './escalation.ts';
import { atFront } from '../in-line/front-of-line.ts';
import { answerOnHold } from './hold-answers.ts';
import { keepPlace } from '../place-kept/keep-place.ts';
import { leaveNote, takeBackNote } from './note.ts';
import { recorded, wordsDeleted } from '../wait/recorded.ts';
import { legOverdueAt } from '../wait/waits.ts';

/** After this long without the operator's line the caller goes to the front of the line. */
const OPERATOR_LOST_PATIENCE_MS = 60_000;

/** Decides for a contact on hold, the operator on the way back or not. */
export function decideOnHold(
  contact: OnHoldContact,
  event: FurtherEvent,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (event.type) {
    case 'leg-asks':
      return answerOnHold(contact, event, circumstances);
    case 'leg-ended':
      return dropped(contact, event.callSid, circumstances);
    case 'due':
      return due(contact, now);
    case 'note':
      if (!isServedBy(contact, event.operator)) return notYours();
      return leaveNote(contact, event, now);
    case 'take-back-note':
      if (!isServedBy(contact, event.operator)) return notYours();
      return takeBackNote(contact, now);
    case 'longer':
      if (!isServedBy(contact, event.operator)) return notYours();
      return changed<Contact>({
        ...contact,
        expectedBackAt: Math.max(now, contact.expectedBackAt ?? now) + event.byMs,
        // A new promise, which may be broken anew.
        asked: contact.asked === 'not-yet' ? 'not-yet' : 'once',
        escalated: null,
      });
    case 'return':
      if (!isServedBy(contact, event.operator)) return notYours();
      if (contact.status === 'returning') return refused('state', 'You are on the way back already.');
      return changed<Contact>({
        ...contact,
        status: 'returning',
        talk: event.talk,
        returningAt: now,
        stage: 'accepted',
      });
    case 'look-in':
      return lookIn(contact, event, now);
    case 'operator-joined':
      if (contact.status !== 'returning' || !isServedBy(contact, event.operator)) {
        return refused('state', 'The caller does not wait for this operator.');
      }
      return changed<Contact>(
        { ...contact, stage: 'summoned', leg: summoned(contact.leg, now) },
        { effects: [summons(contact)] },
      );
    case 'operator-left-talk':
      // Back at the desk before the caller could be fetched: the hold goes on.
      return contact.status === 'returning' && isServedBy(contact, event.operator)
        ? changed<Contact>(stillHeld(contact), { messages: [onHold(contact, contact.reason)] })
        : ignored('the operator left a talk that is a hold already');
    case 'operator-lost':
      if (!isServedBy(contact, event.operator)) return ignored("another operator's line ended");
      return changed<Contact>(
        { ...stillHeld(contact), operatorLostAt: now },
        { timeline: [{ at: now, kind: 'operator-line-lost' }] },
      );
    case 'operator-back':
      if (!isServedBy(contact, event.operator)) return ignored("another operator's line");
      return changed<Contact>({ ...contact, operatorLostAt: null });
    case 'transfer':
      if (!isServedBy(contact, event.operator)) return notYours();
      return atFront(contact, { kind: 'transferred', ...event.target }, now, [
        gone(contact, 'desk.taken-back'),
      ]);
    case 'end':
      if (!isServedBy(contact, event.operator)) return notYours();
      return finish(contact, circumstances);
    case 'hold':
      return isServedBy(contact, event.operator)
        ? refused('state', 'The caller is on hold already.')
        : notYours();
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact, event.operator, now);
    case 'withdraw-offer':
    case 'not-met':
    case 'news':
    case 'place-dropped':
    case 'seen-to':
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
      return ignored(`${event.type} on hold`);
    case 'called-again':
    case 'call-back':
    case 'offer':
    case 'take':
      return refused('taken', 'The caller is on hold with an operator.');
    case 'accept':
      return refused('state', 'The caller is on hold with an operator.');
    default:
      return event satisfies never;
  }
}

function isServedBy(contact: OnHoldContact, operator: string): boolean {
  return contact.server.operator === operator;
}

function notYours(): Decision<Contact> {
  return refused('not-yours', 'The caller is on hold with another operator.');
}

/** The colleague comes in the operator's place, who is told and may go on with the work. */
function lookIn(
  contact: OnHoldContact,
  { server, talk, mayAlways }: ContactEvent & { type: 'look-in' },
  now: number,
): Decision<Contact> {
  const before = contact.server;
  if (before.operator === server.operator) return refused('state', 'The caller is on hold with you.');
  if (contact.status === 'returning')
    return refused('state', `${before.displayName} is on the way back to the caller.`);
  const isLate = contact.escalated === 'anyone' || contact.operatorLostAt !== null;
  if (!mayAlways && !isLate) {
    return refused(
      'state',
      `${before.displayName} is not late enough for others to look in. A supervisor may, at any time.`,
    );
  }
  return changed<Contact>(
    {
      ...contact,
      status: 'returning',
      server,
      talk,
      returningAt: now,
      stage: 'accepted',
      insteadOf: before,
      operatorLostAt: null,
      remindAt: null,
    },
    {
      messages: [lookedIn(contact, server)],
      timeline: [
        { at: now, kind: 'looked-in', data: { operator: server.operator, insteadOf: before.operator } },
      ],
    },
  );
}

function stillHeld(contact: OnHoldContact): Held {
  if (contact.status === 'held') return contact;
  const { talk: _talk, returningAt: _at, stage: _stage, insteadOf, ...rest } = contact;
  return { ...rest, status: 'held', ...(insteadOf === undefined ? {} : { lookedInFor: insteadOf }) };
}

/** When the sweep has to look at a contact on hold, epoch ms. */
export function onHoldDueAt(contact: OnHoldContact): number {
  const { remindAt, speakAt, operatorLostAt } = contact;
  return Math.min(
    legOverdueAt(contact),
    remindAt ?? Infinity,
    escalatesAt(contact),
    speakAt ?? Infinity,
    operatorLostAt === null ? Infinity : operatorLostAt + OPERATOR_LOST_PATIENCE_MS,
  );
}

function due(contact: OnHoldContact, now: number): Decision<Contact> {
  if (contact.operatorLostAt !== null && now >= contact.operatorLostAt + OPERATOR_LOST_PATIENCE_MS) {
    return atFront(contact, { kind: 'operator-lost', words: 'line.front-after-hold' }, now, [
      gone(contact, 'desk.taken-back'),
    ]);
  }
  if (contact.speakAt !== null && now >= contact.speakAt) {
    return changed<Contact>(
      { ...contact, speakAt: null, leg: summoned(contact.leg, now) },
      { effects: [summons(contact)] },
    );
  }
  if (contact.remindAt !== null && now >= contact.remindAt) {
    // Nobody is there to be reminded, and nobody is said to have been.
    if (contact.operatorLostAt !== null) return changed<Contact>({ ...contact, remindAt: null });
    const secondsLeft = Math.max(1, Math.round((contact.nextCheckInAt - now) / 1000));
    return changed<Contact>(
      { ...contact, remindAt: null, remindedAt: now },
      {
        messages: [tell(contact, [line('desk.remind', { secondsLeft })])],
        timeline: [{ at: now, kind: 'reminded', data: { operator: contact.server.operator } }],
      },
    );
  }
  if (contact.status === 'held' && now >= escalatesAt(contact)) {
    const { next, lines, timeline } = escalate(contact, now);
    return changed<Contact>(next, { timeline, messages: lines.length === 0 ? [] : [tell(contact, lines)] });
  }
  if (now < legOverdueAt(contact)) return ignored('nothing is due');
  return askAfter(contact, now);
}

/** The line dropped on hold: who calls again is first in line, this operator first if they are free. */
function dropped(
  contact: OnHoldContact,
  callSid: string,
  { now, queue }: ContactCircumstances,
): Decision<Contact> {
  if (callSid !== contact.leg.callSid) return ignored('another leg ended');
  const known = { told: { position: 1, onDuty: true, wait: null }, forecasts: [] };
  return changed<Contact>(keepPlace(contact, known, queue.keepPlaceSeconds, contact.server.operator, now), {
    messages: [gone(contact, 'desk.caller-hung-up')],
    timeline: [{ at: now, kind: 'hung-up' }],
  });
}
