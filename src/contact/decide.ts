import { newLeg } from '../twiml/leg.ts';
import type { ContactCircumstances } from './circumstances.ts';
import type { ContactEvent, FurtherEvent } from './contact-event.ts';
import type { Contact } from './contact.ts';
import { decideConnected } from './talk/decide-connected.ts';
import { decideEnded } from './goodbye/decide-ended.ts';
import { decideFeedback } from './goodbye/decide-feedback.ts';
import { decideGreeting } from './greeting/decide-greeting.ts';
import { decideInLine } from './in-line/decide-in-line.ts';
import { decideOnHold } from './on-hold/decide-on-hold.ts';
import { decidePlaceKept } from './place-kept/decide-place-kept.ts';
import { changed, type Decision, refused } from './decision.ts';
import { type Newcomer, receive, takePlace } from './greeting/enter-line.ts';
import { withHeard } from './wait/heard.ts';
import { aboutListener, isAboutListener, withListener } from './talk/listener.ts';
import { NOTHING_HEARD } from './in-line/news.ts';
import { outcome, withLastServed } from './goodbye/outcome.ts';

export type ContactDecision = Decision<Contact>;

/**
 * What becomes of a contact when something happens to it: the next state, what is to be done and told, and what its
 * record shows. Total: every event is handled in every status, ignored with a reason, or refused. Pure: the time and
 * everything about the world around come in `circumstances`; the contact is null where there is none yet.
 */
export function decide(
  contact: Contact | null,
  event: ContactEvent,
  circumstances: ContactCircumstances,
): ContactDecision {
  if (event.type === 'arrived') {
    return contact === null ? arrive(event, circumstances) : { kind: 'repeated' };
  }
  if (contact === null) return refused('not-found', 'There is no such contact.');
  if (event.type === 'outcome') return outcome(contact, event, circumstances.now);
  const { now } = circumstances;
  if (isAboutListener(event)) return aboutListener(contact, event, now);
  const decided = withHeard(contact, event, further(contact, event, circumstances), circumstances);
  return withListener(contact, withLastServed(contact, decided, now), now);
}

function further(
  contact: Contact,
  event: FurtherEvent,
  circumstances: ContactCircumstances,
): ContactDecision {
  switch (contact.status) {
    case 'waiting':
    case 'offered':
      return decideInLine(contact, event, circumstances);
    case 'connected':
      return decideConnected(contact, event, circumstances);
    case 'held':
    case 'returning':
      return decideOnHold(contact, event, circumstances);
    case 'place-kept':
    case 'calling-back':
      return decidePlaceKept(contact, event, circumstances);
    case 'feedback':
      return decideFeedback(contact, event, circumstances);
    case 'greeting':
      return decideGreeting(contact, event, circumstances);
    case 'ended':
      return decideEnded(contact, event, circumstances);
  }
}

function arrive(
  event: ContactEvent & { type: 'arrived' },
  circumstances: ContactCircumstances,
): ContactDecision {
  const { now } = circumstances;
  const newcomer: Newcomer = {
    id: event.id,
    version: 1,
    queueId: event.queueId,
    from: event.from,
    to: event.to,
    language: event.language,
    arrivedAt: event.arrivedAt,
    cadence: event.remembered ?? 'queue',
    caller: event.caller,
    code: event.code,
    callback: null,
    words: null,
    owes: null,
    heard: NOTHING_HEARD,
    leg: newLeg(event.callSid, event.recovered?.step ?? 0, event.arrivedAt),
    silence: 1,
    wordsEndAt: now,
    nextCheckInAt: now,
    question: null,
    // `*` forgets a rhythm that was remembered.
    lastChoice: event.remembered === null ? null : { kind: 'remembered' },
    pending: [],
    speakAt: null,
    memory: event.remembered === null ? 'not-asked' : 'agreed',
    earlier: event.earlier,
    codeTold: event.shared ? 'early' : 'on-demand',
  };
  // Whom we had lost has a place already, and hears no greeting again.
  const contact: Contact =
    event.recovered === null ? receive(newcomer, circumstances) : { ...takePlace(newcomer), silence: 1 };
  return changed(contact, {
    effects: contact.status === 'waiting' ? [{ type: 'match' }] : [],
    timeline: [{ at: now, kind: event.recovered === null ? 'arrived' : 'recovered' }],
  });
}
