import type { LegAsks } from '../../twiml/instructions.ts';
import { answered, freshness } from '../../twiml/leg.ts';
import { line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { FurtherEvent } from '../contact-event.ts';
import type { Contact, Ended } from '../contact.ts';
import { answerMessage } from '../place-kept/answer-message.ts';
import { gone } from '../consequences.ts';
import { ended } from './ended.ts';
import { changed, type Decision, ignored, refused } from '../decision.ts';
import { owedWords, recorded, somebodyHasSeenTo, wordsDeleted } from '../wait/recorded.ts';
import type { InWait } from '../wait/waits.ts';

/**
 * Decides for a contact that is over: its leg still gets its last words; nothing brings it back but a call that
 * answers its message.
 */
export function decideEnded(
  contact: Ended,
  event: FurtherEvent,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (event.type) {
    case 'leg-asks': {
      if (contact.leg === null || freshness(contact.leg, event) !== 'new') return { kind: 'repeated' };
      const lines = [line('goodbye', {})];
      return changed<Contact>({
        ...contact,
        leg: answered(contact.leg, event, { kind: 'hang-up', lines }, now),
      });
    }
    case 'leg-ended':
      if (contact.leg?.callSid !== event.callSid) return { kind: 'repeated' };
      return changed<Contact>({ ...contact, leg: null });
    case 'seen-to':
      return somebodyHasSeenTo(contact, event.operator, now);
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact, event.operator, now);
    case 'due':
    case 'news':
    case 'place-dropped':
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
    case 'withdraw-offer':
    case 'operator-left-talk':
    case 'not-met':
    case 'operator-lost':
    case 'operator-back':
      return ignored(`${event.type} after the end`);
    case 'call-back':
      return answerMessage(contact, event.by, circumstances);
    case 'called-again':
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
    case 'end':
      return refused('state', 'The call is over.');
    case 'look-in':
      return refused('state', 'The caller is not on hold.');
    default:
      return event satisfies never;
  }
}

/** The caller leaves with key 9: a word of goodbye, and the place, where there is one, is given up. */
export function leave(contact: InWait, asks: LegAsks, now: number): Decision<Contact> {
  const lines = [line(contact.status === 'greeting' ? 'goodbye' : 'key.left', {})];
  const leg = answered(contact.leg, asks, { kind: 'hang-up', lines }, now);
  const over = ended(contact, 'left', now, leg);
  const isServed = contact.status === 'held' || contact.status === 'returning';
  return changed<Contact>(isServed ? over : owedWords(over, now), {
    timeline: [{ at: now, kind: 'left' }],
    messages:
      contact.status === 'waiting' || contact.status === 'greeting'
        ? []
        : [gone(contact, 'desk.caller-ended')],
  });
}
