import type { LegAsks, Quiet } from '../../twiml/instructions.ts';
import { answered, freshness, overdueAt, summoned, wordsThenKey } from '../../twiml/leg.ts';
import { line } from '../../voice-script/moments.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import { askAfter, gone, summons } from '../consequences.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { FurtherEvent } from '../contact-event.ts';
import type { Contact, Feedback, FeedbackAnswers } from '../contact.ts';
import type { Served } from '../talk/served.ts';
import { visitOf } from '../visit.ts';
import { ended } from './ended.ts';
import { changed, type Decision, ignored, refused } from '../decision.ts';
import { recorded, wordsDeleted } from '../wait/recorded.ts';
import { heardWith } from '../wait/spoken-answers.ts';

/** A question waits for a key this long, then it is skipped. */
const ANSWER_WITHIN_MS = 8_000;
const OFTEN: Record<string, FeedbackAnswers['often']> = {
  '1': 'too-often',
  '2': 'just-right',
  '3': 'too-rarely',
};

/** The end that an operator gives a talk or a hold: two questions about the wait where the queue asks them, and goodbye. */
export function finish(contact: Served, { now, queue }: ContactCircumstances): Decision<Contact> {
  const leg = summoned(contact.leg, now);
  const { operator } = contact.server;
  const next: Contact = queue.askAfterwards
    ? {
        ...visitOf(contact),
        status: 'feedback',
        leg,
        asking: 'right',
        operator,
        answers: { right: null, often: null },
      }
    : ended(contact, 'operator', now, leg);
  return changed<Contact>(next, {
    effects: [summons(contact)],
    messages: [gone(contact, 'desk.free')],
    timeline: [{ at: now, kind: 'finished', data: { operator } }],
  });
}

/** Decides for a contact that is asked about the wait. Nobody is kept: no key, or hanging up, is an answer too. */
export function decideFeedback(
  contact: Feedback,
  event: FurtherEvent,
  { now, queue }: ContactCircumstances,
): Decision<Contact> {
  switch (event.type) {
    case 'leg-asks':
      return legAsks(contact, event, queue, now);
    case 'leg-ended':
      if (event.callSid !== contact.leg.callSid) return ignored('another leg ended');
      return changed<Contact>(afterQuestions(contact, null, now), {
        timeline: answersOf(contact.answers, now),
      });
    case 'due':
      if (now < feedbackDueAt(contact)) return ignored('nothing is due');
      return askAfter(contact, now);
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact, event.operator, now);
    case 'place-dropped':
    case 'seen-to':
    case 'news':
    case 'withdraw-offer':
    case 'operator-left-talk':
    case 'not-met':
    case 'operator-lost':
    case 'operator-back':
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
      return ignored(`${event.type} during the questions`);
    case 'called-again':
    case 'call-back':
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
      return refused('state', 'The talk is over; the caller hears the questions about the wait.');
    case 'look-in':
      return refused('state', 'The caller is not on hold.');
    default:
      return event satisfies never;
  }
}

function legAsks(contact: Feedback, asks: LegAsks, queue: QueueSettings, now: number): Decision<Contact> {
  const fresh = freshness(contact.leg, asks);
  if (fresh === 'foreign') return ignored('another leg asked');
  if (fresh !== 'new') return { kind: 'repeated' };
  // The last document was the talk's or the hold's, or the leg was fetched home: the question has not been heard yet.
  if (asks.from === 'summons' || asks.from === 'talk') {
    const moment = contact.asking === 'right' ? 'feedback.right' : 'feedback.often';
    return changed<Contact>({
      ...contact,
      leg: answered(contact.leg, asks, question(moment, asks, queue), now),
    });
  }
  const key = asks.digits.slice(0, 1);
  if (contact.asking === 'right') {
    const right = key === '1' ? true : key === '2' ? false : null;
    const leg = answered(contact.leg, asks, question('feedback.often', asks, queue), now);
    return changed<Contact>({ ...contact, asking: 'often', answers: { ...contact.answers, right }, leg });
  }
  const answers: FeedbackAnswers = { ...contact.answers, often: OFTEN[key] ?? null };
  const lines =
    answers.right === null && answers.often === null ? [line('goodbye', {})] : [line('feedback.thanks', {})];
  const leg = answered(contact.leg, asks, { kind: 'hang-up', lines }, now);
  const over = { ...contact, answers };
  return changed<Contact>(afterQuestions(over, leg, now), {
    timeline: answersOf(answers, now),
  });
}

function question(moment: 'feedback.right' | 'feedback.often', asks: LegAsks, queue: QueueSettings): Quiet {
  return wordsThenKey(heardWith([line(moment, {})], queue), asks.callSid, ANSWER_WITHIN_MS);
}

function afterQuestions(contact: Feedback, leg: Feedback['leg'] | null, now: number): Contact {
  return { ...ended(contact, 'operator', now, leg), answers: contact.answers };
}

function answersOf({ right, often }: FeedbackAnswers, now: number) {
  return right === null && often === null ? [] : [{ at: now, kind: 'feedback', data: { right, often } }];
}

/** When the leg of a contact that is asked should have come again at the latest, epoch ms. */
export function feedbackDueAt({ leg }: Feedback): number {
  return overdueAt(leg, leg.askedAt + 30_000);
}
