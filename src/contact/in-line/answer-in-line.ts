import type { LegAsks } from '../../twiml/instructions.ts';
import { freshness, wasAway } from '../../twiml/leg.ts';
import { line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import { checkTalk } from '../consequences.ts';
import type { Contact, EarlierPlace, InLineContact, Offered, Question } from '../contact.ts';
import { intoTalk } from '../talk/into-talk.ts';
import { changed, type Decision, ignored } from '../decision.ts';
import { asking, key, lateKey } from './keys-in-line.ts';
import { leadElsewhere } from '../greeting/lead-elsewhere.ts';
import { greeting, leavesCodes } from './greeting-words.ts';
import { checkIn, news as earlyNews, status } from './line-words.ts';
import { mustBeBooked } from './news.ts';
import { askPresence } from './presence.ts';
import { CODE_ENTRY } from '../wait/questions.ts';
import { afterRecording, hasSpoken } from '../wait/recorded.ts';
import { asHeard, say, standsNow } from './say-in-line.ts';
import { unanswered } from '../wait/wait-keys.ts';
import {
  cutsWords,
  goesOn,
  quietAgain,
  quietOn,
  repeated,
  saysNext,
  secondsOf,
  silenceAfter,
} from '../wait/waits.ts';

/** Answers the leg of a contact in line: the greeting, check-ins, news, keys, and the way into the talk. */
export function answerInLine(
  before: InLineContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  switch (freshness(before.leg, asks)) {
    case 'foreign':
      return ignored('another leg asked');
    case 'repeat':
      return repeated(before, asks, now);
    case 'late-key':
      return lateKey(asHeard(before, { ...asks, from: 'summons' }, circumstances), asks, circumstances);
    case 'new': {
      const contact = asHeard(before, asks, circumstances);
      if (contact.status === 'offered' && contact.stage === 'summoned')
        return connect(contact, asks, circumstances);
      if (contact.status === 'offered' && contact.stage === 'presence')
        return askPresence(contact, asks, circumstances);
      if (asks.from === 'record') return recordingOver(contact, asks, circumstances);
      if (goesOn(contact, asks, now)) return changed<Contact>({ ...contact, ...quietOn(contact, asks, now) });
      if (cutsWords(contact, asks, now))
        return say(contact, asks, { lines: [quietAgain(contact, circumstances)] }, circumstances);
      // A key that answered a question before the place was taken says nothing more.
      return asks.digits === '' || contact.silence === 0
        ? comeBack(contact, asks, circumstances)
        : key(contact, asks, circumstances);
    }
  }
}

function connect(contact: Offered, asks: LegAsks, { now }: ContactCircumstances): Decision<Contact> {
  const { operator, displayName } = contact.server;
  const lines = [line('talk.begin', { operator: displayName })];
  return changed<Contact>(intoTalk(contact, asks, lines, now), {
    effects: [checkTalk(contact)],
    timeline: [{ at: now, kind: 'connected', data: { operator } }],
  });
}

/** The leg asks by itself: the first greeting, a check-in at the end of a silence, or news that it was summoned for. */
function comeBack(
  before: InLineContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  // A question among the pending words is only being asked now.
  const contact = before.pending.length > 0 ? asking(before, before.pending, now) : unanswered(before);
  const missed = wasAway(contact.leg, asks);
  if (contact.leg.step === 0 || contact.silence === 0) return greet(contact, asks, circumstances);

  if (asks.from === 'summons' || contact.pending.length > 0 || missed) {
    // Fetched home, or the store knows less than the leg has lived through: say so, and where things stand.
    const lead = contact.pending.length > 0 ? contact.pending : missed ? [line('line.back-again', {})] : [];
    const seconds = secondsOf(contact, circumstances);
    if (asks.from === 'summons' && mustBeBooked(contact, circumstances))
      return bookForOpening(contact, asks, circumstances);
    const lines = saysNext(lead)
      ? lead
      : lead.length > 0
        ? [...lead, ...status(contact, seconds, circumstances)]
        : earlyNews(contact, seconds, circumstances);
    // Out of a talk of which the store knows nothing no silence is under way.
    const atOnce = asks.from === 'summons' || asks.from === 'talk' || !missed;
    return say(contact, asks, { lines, atOnce }, circumstances);
  }
  const silence = contact.silence + 1;
  const nextSeconds = silenceAfter(contact, silence, circumstances) / 1000;
  const lines = checkIn(contact, nextSeconds, circumstances);
  const checkedIn = { ...contact, checkIns: contact.checkIns + 1, unheard: standsNow(contact) };
  return say(asking(checkedIn, lines, now), asks, { lines, silence, atOnce: false }, circumstances);
}

/** The leg comes back from recording words: the wait goes on. */
function recordingOver(
  contact: InLineContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const kept: InLineContact = hasSpoken(contact) ? { ...contact, lastChoice: { kind: 'words' } } : contact;
  const lines = [...contact.pending, afterRecording(contact, circumstances)];
  return say({ ...kept, absentAt: null }, { ...asks, digits: '' }, { lines }, circumstances);
}

/** Closed, and nobody left: who can be called is called when the queue opens; who cannot keeps waiting. */
function bookForOpening(
  contact: InLineContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  const number = circumstances.numberOf(contact.from);
  if (number !== null && circumstances.callbackVerdict(number) === 'allowed') {
    const callback = { number, askedAt: now, attempts: 0, notBefore: now };
    const booked = { ...contact, callback, question: null };
    return leadElsewhere(
      contact,
      { kind: 'book', contact: booked, after: null, unasked: true },
      asks,
      circumstances,
    );
  }
  // Tried once.
  const waiting = { ...contact, heard: { ...contact.heard, closedAt: null } };
  const lines = status(waiting, secondsOf(waiting, circumstances), circumstances);
  return say(waiting, asks, { lines }, circumstances);
}

function greet(
  contact: InLineContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  // From a question that came before; who was greeted while the store did not answer is not greeted again.
  if (asks.step === 1 || (contact.silence === 0 && contact.leg.step > 0)) {
    const lines = greeting(contact, circumstances);
    if (leavesCodes(contact, lines, circumstances))
      return say({ ...contact, codesAt: 'check-in' }, asks, { lines, silence: 1 }, circumstances);
    const question = questionOfGreeting(contact.earlier, circumstances.now);
    const asked = question === null ? contact : { ...contact, question };
    const entry = question?.kind === 'code' ? { entry: CODE_ENTRY } : {};
    return say(asked, asks, { lines, silence: 1, ...entry }, circumstances);
  }
  // It waited while the store was away and heard the short greeting then.
  const silence = Math.max(contact.silence, 1);
  const known: InLineContact = { ...contact, silence };
  const lines = [
    line('line.back-again', {}),
    ...status(known, secondsOf(known, circumstances), circumstances),
  ];
  const atOnce = asks.from === 'summons' || asks.digits !== '';
  return say(known, asks, { lines, atOnce }, circumstances);
}

/** What the greeting asks of an earlier place. */
function questionOfGreeting(earlier: EarlierPlace, askedAt: number): Question | null {
  if (earlier.kind === 'ask') return { kind: 'earlier-place', owner: earlier.owner, askedAt };
  return earlier.kind === 'several' ? { kind: 'code', tries: 0, askedAt } : null;
}
