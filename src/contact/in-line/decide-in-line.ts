import { summoned } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import { answerInLine } from './answer-in-line.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import { askAfter, gone, summons } from '../consequences.ts';
import type { ContactEvent, FurtherEvent } from '../contact-event.ts';
import type { Contact, InLineContact, Offered, Server } from '../contact.ts';
import { changed, type Decision, ignored, refused, type TimelineEntry } from '../decision.ts';
import type { Effect } from '../effects.ts';
import { cutByLimit, keepPlace } from '../place-kept/keep-place.ts';
import { hasNews, NEWS_NOT_WITHIN_MS, nextLook } from './news.ts';
import { needsPresence, tellsOfOperator } from './presence.ts';
import { linesOf } from '../wait/heard.ts';
import { recorded, wordsDeleted } from '../wait/recorded.ts';
import { legOverdueAt } from '../wait/waits.ts';

/** Decides for a contact in line, announced to an operator or not: the place stays until the caller's leg is in the talk. */
export function decideInLine(
  contact: InLineContact,
  event: FurtherEvent,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (event.type) {
    case 'leg-asks':
      return inOtherLanguage(contact, answerInLine(contact, event, circumstances));
    case 'leg-ended':
      return dropped(contact, event.callSid, circumstances);
    case 'due':
      return due(contact, circumstances);
    case 'news':
      return news(contact, event, circumstances);
    case 'place-dropped':
      return askWhosePlace(contact, event.owner, circumstances);
    case 'recorded':
      return recorded(contact, event, now);
    case 'words-deleted':
      return wordsDeleted(contact, event.operator, now);
    case 'offer':
      return offer(contact, event.server, event.talk, 'announced', circumstances);
    case 'take':
      return offer(contact, event.server, event.talk, 'accepted', circumstances);
    case 'accept':
      if (!isOfferedTo(contact, event.operator))
        return refused('state', 'The caller is not announced to you any more.');
      return contact.stage === 'announced' ? accepted(contact, circumstances) : { kind: 'repeated' };
    case 'operator-joined':
      if (!isOfferedTo(contact, event.operator))
        return refused('state', 'The caller has gone on without this operator.');
      if (contact.stage === 'presence')
        return refused('state', 'The caller is being asked whether they are there.');
      return changed<Contact>(
        { ...contact, stage: 'summoned', leg: summoned(contact.leg, now) },
        { effects: [summons(contact)] },
      );
    case 'withdraw-offer':
    case 'operator-lost':
      if (!isOfferedTo(contact, event.operator))
        return ignored(`${event.type}: not offered to this operator`);
      return backInLine(contact, now);
    case 'operator-left-talk':
    case 'not-met':
    case 'operator-back':
    case 'ring-planned':
    case 'ring-started':
    case 'ring-failed':
    case 'seen-to':
      return ignored(`${event.type} while in line`);
    case 'called-again':
    case 'call-back':
      return refused('state', 'The caller is on the line.');
    case 'hold':
    case 'return':
    case 'note':
    case 'take-back-note':
    case 'longer':
    case 'transfer':
    case 'end':
      return isOfferedTo(contact, event.operator)
        ? refused('state', 'The caller is on the way to you, but not connected yet.')
        : refused('state', 'The caller waits in line and is connected to nobody.');
    case 'look-in':
      return refused('state', 'The caller is not on hold.');
    default:
      return event satisfies never;
  }
}

/** Who is spoken to in another language from now on may be served by somebody who is free and speaks it. */
function inOtherLanguage(before: InLineContact, decision: Decision<Contact>): Decision<Contact> {
  if (decision.kind !== 'changed') return decision;
  const { next, effects } = decision;
  return next.status === 'waiting' && next.language !== before.language
    ? { ...decision, effects: [...effects, { type: 'match' }] }
    : decision;
}

function isOfferedTo(contact: InLineContact, operator: string): contact is Offered {
  return contact.status === 'offered' && contact.server.operator === operator;
}

function offer(
  contact: InLineContact,
  server: Server,
  talk: string,
  stage: 'announced' | 'accepted',
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  if (contact.status === 'offered') return refused('taken', 'The caller was taken by somebody else.');
  const { prefers: _, ...rest } = contact;
  const offered: Offered = { ...rest, status: 'offered', stage, server, talk, offeredAt: now };
  const timeline = [{ at: now, kind: 'offered', data: { operator: server.operator, stage } }];
  return stage === 'accepted'
    ? accepted(offered, circumstances, timeline)
    : changed<Contact>(offered, { timeline });
}

/** An operator wants the caller now; one who may have put the phone down is asked first whether they are there. */
function accepted(
  contact: Offered,
  { now, queue }: ContactCircumstances,
  timeline: TimelineEntry[] = [],
): Decision<Contact> {
  if (!needsPresence(contact, queue, now))
    return changed<Contact>({ ...contact, stage: 'accepted' }, { timeline });
  return changed<Contact>(
    {
      ...contact,
      stage: 'presence',
      question: { kind: 'presence', misses: 0, askedAt: now },
      leg: summoned(contact.leg, now),
    },
    { effects: [summons(contact)], timeline },
  );
}

/** The offer came to nothing: same place, same silence, and the next operator is tried. */
function backInLine(contact: Offered, now: number): Decision<Contact> {
  const { stage: _stage, server, talk: _talk, offeredAt: _at, ...rest } = contact;
  return changed<Contact>(
    { ...rest, status: 'waiting', prefers: null, question: null, pending: afterOffer(contact) },
    {
      effects: [{ type: 'match' }],
      timeline: [{ at: now, kind: 'offer-failed', data: { operator: server.operator } }],
    },
  );
}

/** What is to be said once an operator does not come: that it is so, where the caller was told of them. */
function afterOffer({ leg, pending, server }: Offered): Line[] {
  const rest = pending.filter((one) => !tellsOfOperator(one));
  return [...linesOf(leg.instruction), ...pending].some(tellsOfOperator)
    ? [line('presence.withdrawn', { operator: server.displayName }), ...rest]
    : rest;
}

/** The line dropped, or the caller hung up: the place is kept for the admin's time. */
function dropped(
  contact: InLineContact,
  callSid: string,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now, queue } = circumstances;
  if (callSid !== contact.leg.callSid) return ignored('another leg ended');
  const messages = contact.status === 'offered' ? [gone(contact, 'desk.caller-gone')] : [];
  const kept =
    cutByLimit(contact, circumstances) ?? keepPlace(contact, contact, queue.keepPlaceSeconds, null, now);
  const effects: Effect[] = [];
  if (contact.caller !== null && kept.status === 'place-kept')
    effects.push({ type: 'ask-whose-place', id: contact.id, caller: contact.caller });
  return changed<Contact>(kept, { messages, effects, timeline: [{ at: now, kind: 'hung-up' }] });
}

/** Said early, but never within 15 s of the last words, and not to who is being connected. */
function news(
  contact: InLineContact,
  { lines, afterMs }: Pick<ContactEvent & { type: 'news' }, 'lines' | 'afterMs'>,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  if (contact.status === 'offered') return ignored('an operator is on the way');
  if (lines.length === 0) {
    if (contact.leg.step === 0 || !hasNews(contact, circumstances)) return ignored('nothing new');
    if (contact.speakAt !== null) return ignored('news is on the way already');
  }
  const speakAt = Math.max(now + (afterMs ?? 0), contact.wordsEndAt + NEWS_NOT_WITHIN_MS);
  return changed<Contact>({ ...contact, pending: [...contact.pending, ...lines], speakAt });
}

/** Another line of this number dropped: two people, or one who called again before we knew? The caller tells. */
function askWhosePlace(
  contact: InLineContact,
  owner: string,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const asksAlready = contact.pending.some(({ moment }) => moment === 'place.ask');
  if (contact.status === 'offered' || contact.question !== null || asksAlready)
    return ignored('the caller is being asked already');
  const earlier = { kind: 'ask', owner } as const;
  return news({ ...contact, earlier }, { lines: [line('place.ask', {})] }, circumstances);
}

function due(contact: InLineContact, circumstances: ContactCircumstances): Decision<Contact> {
  const { now } = circumstances;
  if (contact.speakAt !== null && now >= contact.speakAt) {
    // Who is asked for, or on the way into a talk, is not called away from that.
    if (contact.status === 'offered' && contact.stage !== 'announced')
      return changed<Contact>({ ...contact, speakAt: null });
    // It may have passed, or a check-in may have told it.
    if (contact.pending.length === 0 && !hasNews(contact, circumstances))
      return changed<Contact>({ ...contact, speakAt: null });
    return changed<Contact>(
      { ...contact, speakAt: null, leg: summoned(contact.leg, now) },
      { effects: [summons(contact)] },
    );
  }
  const { looksAt = null } = contact;
  if (looksAt !== null && now >= looksAt) {
    const looked = { ...contact, looksAt: nextLook(contact, now) };
    const told = news(looked, { lines: [] }, circumstances);
    return told.kind === 'changed' ? told : changed<Contact>(looked);
  }
  if (now < legOverdueAt(contact)) return ignored('nothing is due');
  return askAfter(contact, now);
}

/** When the sweep has to look at a contact in line, epoch ms. */
export function inLineDueAt(contact: InLineContact): number {
  return Math.min(legOverdueAt(contact), contact.speakAt ?? Infinity, contact.looksAt ?? Infinity);
}
