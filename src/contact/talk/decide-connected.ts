import type { LegAsks } from '../../twiml/instructions.ts';
import { answered, freshness } from '../../twiml/leg.ts';
import { line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { FurtherEvent } from '../contact-event.ts';
import type { Connected, Contact } from '../contact.ts';
import { askAfter, gone, onHold, summons } from '../consequences.ts';
import { ended } from '../goodbye/ended.ts';
import { changed, type Decision, ignored, refused } from '../decision.ts';
import { finish } from '../goodbye/decide-feedback.ts';
import { atFront } from '../in-line/front-of-line.ts';
import { answerHold } from '../on-hold/hold-answers.ts';
import { holdOf } from '../on-hold/new-hold.ts';
import { recorded, wordsDeleted } from '../wait/recorded.ts';

/** How often a leg that came back from a talk for no known reason is told to ask again, a second apart. */
const MOST_POLLS = 3;

/**
 * Decides for a contact in a talk. A Dial's action is a notification (twilio: on a REST redirect it has been seen to be
 * requested before the new URL): the state says what the leg does next, and while the state knows no reason for the
 * talk's end the leg waits a second and asks again.
 */
export function decideConnected(
  contact: Connected,
  event: FurtherEvent,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (event.type) {
    case 'leg-asks':
      return legAsks(contact, event, circumstances);
    case 'leg-ended':
      return legEnded(contact, event.callSid, now);
    case 'hold':
      if (!isServedBy(contact, event.operator)) return notYours();
      return hold(contact, event.reason, event.backInMs, circumstances);
    case 'end':
      if (!isServedBy(contact, event.operator)) return notYours();
      return finish(contact, circumstances);
    case 'transfer':
      if (!isServedBy(contact, event.operator)) return notYours();
      return atFront(contact, { kind: 'transferred', ...event.target }, now, [
        gone(contact, 'desk.taken-back'),
      ]);
    case 'operator-left-talk':
      if (!isServedBy(contact, event.operator)) return ignored('another operator left a talk');
      return operatorLeft(contact, event.final, circumstances);
    case 'not-met':
      if (contact.talk !== event.talk) return ignored('another talk has not come about');
      return notMet(contact, event.missing, now);
    case 'operator-lost':
      if (!isServedBy(contact, event.operator)) return ignored("another operator's line ended");
      return atFront(contact, { kind: 'operator-lost', words: 'line.front-after-lost-operator' }, now, []);
    case 'due':
      return due(contact, now);
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact, event.operator, now);
    case 'withdraw-offer':
    case 'operator-back':
    case 'news':
    case 'place-dropped':
    case 'seen-to':
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
      return ignored(`${event.type} while connected`);
    case 'return':
    case 'note':
    case 'take-back-note':
    case 'longer':
      return isServedBy(contact, event.operator)
        ? refused('state', 'The caller is not on hold.')
        : notYours();
    case 'called-again':
    case 'call-back':
    case 'offer':
    case 'take':
      return refused('taken', 'The caller is in a talk already.');
    case 'accept':
    case 'operator-joined':
      return refused('state', 'The caller is in a talk already.');
    case 'look-in':
      return refused('state', 'The caller is not on hold.');
    default:
      return event satisfies never;
  }
}

function isServedBy(contact: Connected, operator: string): boolean {
  return contact.server.operator === operator;
}

function notYours(): Decision<Contact> {
  return refused('not-yours', 'The caller is connected to another operator.');
}

function legAsks(contact: Connected, asks: LegAsks, circumstances: ContactCircumstances): Decision<Contact> {
  const { now } = circumstances;
  const fresh = freshness(contact.leg, asks);
  if (fresh === 'foreign') return ignored('another leg asked');
  if (fresh !== 'new') return { kind: 'repeated' };
  const { instruction } = contact.leg;
  if (contact.left.operator === null && instruction.kind === 'join-talk' && asks.from !== 'talk') {
    // Not out of the talk but never in it: the document that led there was lost, and something else kept the leg.
    return changed<Contact>({ ...contact, leg: answered(contact.leg, asks, instruction, now) });
  }
  const left = { ...contact.left, caller: contact.left.caller ?? now, polls: contact.left.polls + 1 };
  if (contact.left.operator !== null) {
    // Both are out of the talk and both legs live: the operator pressed `*`, which means hold.
    return answerHold(holdOf(contact, '', null, now), asks, circumstances, {
      timeline: [{ at: now, kind: 'held' }],
      messages: [onHold(contact, '')],
    });
  }
  if (left.polls > MOST_POLLS) {
    return atFront(
      contact,
      { kind: 'operator-lost', words: 'line.front-after-lost-operator' },
      now,
      [gone(contact, 'desk.taken-back')],
      { asks, circumstances },
    );
  }
  const leg = answered(contact.leg, asks, { kind: 'come-again' }, now);
  return changed<Contact>({ ...contact, leg, left });
}

/**
 * The operator's leg is out of the talk and asks why. With the caller's leg out as well it was `*`, a hold; `final` says
 * that the leg has asked often enough: the caller is put on hold, and if the line is dead that will show.
 */
function operatorLeft(
  contact: Connected,
  final: boolean,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  if (contact.left.caller !== null || final) return hold(contact, '', null, circumstances);
  return changed<Contact>({ ...contact, left: { ...contact.left, operator: contact.left.operator ?? now } });
}

function hold(
  contact: Connected,
  reason: string,
  backInMs: number | null,
  { now }: ContactCircumstances,
): Decision<Contact> {
  return changed<Contact>(holdOf(contact, reason, backInMs === null ? null : now + backInMs, now), {
    effects: [summons(contact)],
    messages: [onHold(contact, reason)],
    timeline: [
      { at: now, kind: 'held', data: { reason, backInSeconds: backInMs === null ? null : backInMs / 1000 } },
    ],
  });
}

/**
 * One of the two has not arrived in the talk: its document was lost, and something else kept its leg. The other is not
 * left alone in silence meanwhile: the caller is told on hold, where silence is announced and keys are answered, and the
 * operator on the way into the talk again, which brings the caller there as after any hold.
 */
function notMet(contact: Connected, missing: string, now: number): Decision<Contact> {
  const { id: contactId, server, talk, left } = contact;
  if (left.caller !== null || left.operator !== null) return ignored('the talk is over, as far as is known');
  const lines = [line('desk.not-met', {})];
  return changed<Contact>(
    { ...holdOf(contact, '', null, now), notMet: true },
    {
      effects: [summons(contact)],
      messages: [
        onHold(contact, ''),
        { to: 'desk', operator: server.operator, event: { type: 'return', contactId, talk, lines } },
      ],
      timeline: [{ at: now, kind: 'not-met', data: { missing } }],
    },
  );
}

function legEnded(contact: Connected, callSid: string, now: number): Decision<Contact> {
  if (callSid !== contact.leg.callSid) return ignored('another leg ended');
  return changed<Contact>(ended(contact, 'caller', now), {
    messages: [gone(contact, 'desk.caller-hung-up')],
    timeline: [{ at: now, kind: 'hung-up' }],
  });
}

function due(contact: Connected, now: number): Decision<Contact> {
  const at = connectedDueAt(contact);
  if (at === null || now < at) return ignored('nothing is due');
  // One side is out of the talk and the other has not said a word since: ask Twilio what became of the caller.
  return askAfter(contact, now);
}

/** When the sweep has to ask after a talk that one side has left, epoch ms; null while both are in it. */
export function connectedDueAt(contact: Connected): number | null {
  const since = contact.left.caller ?? contact.left.operator;
  if (since === null) return null;
  return (contact.leg.checkedAt ?? Math.max(since, contact.leg.askedAt)) + 6_000;
}
