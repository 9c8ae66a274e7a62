import type { LegAsks } from '../../twiml/instructions.ts';
import { cameHome, freshness, leadMs, wasAway } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import { checkTalk } from '../consequences.ts';
import type { Contact, OnHoldContact, Returning } from '../contact.ts';
import { intoTalk } from '../talk/into-talk.ts';
import { changed, type Consequences, type Decision, ignored } from '../decision.ts';
import { isRecorded } from '../wait/heard.ts';
import { askedNow, escalationNow, holdBegins, holdCheckIn, holdStatus, newNote } from './hold-words.ts';
import { key, lateKey } from './keys-on-hold.ts';
import { noteTold, tellsNews, withoutClip } from './note.ts';
import { afterRecording, hasSpoken } from '../wait/recorded.ts';
import { asHeard, say, standsNow } from './say-on-hold.ts';
import { unanswered } from '../wait/wait-keys.ts';
import { cutsWords, goesOn, quietAgain, quietOn, repeated, secondsOf, silenceAfter } from '../wait/waits.ts';

/** Answers the leg of a contact on hold: the first words, a check-in, a key, news, or the way back into the talk. */
export function answerOnHold(
  before: OnHoldContact,
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
    case 'new':
      break;
  }
  const contact = asHeard(before, asks, circumstances);
  if (contact.status === 'returning' && contact.stage === 'summoned') return connect(contact, asks, now);
  if (asks.from === 'record') return recordingOver(contact, asks, circumstances);
  if (goesOn(contact, asks, now)) return changed<Contact>({ ...contact, ...quietOn(contact, asks, now) });
  if (cutsWords(contact, asks, now)) {
    return say(contact, asks, { lines: [quietAgain(contact, circumstances)] }, circumstances);
  }
  // The last document was a talk's: these are the first words of the hold.
  if (contact.leg.instruction.kind !== 'quiet' && contact.leg.instruction.kind !== 'record') {
    return answerHold(contact, asks, circumstances);
  }
  return asks.digits === '' ? comeBack(contact, asks, circumstances) : key(contact, asks, circumstances);
}

/** The leg came from the talk into the hold: what is being done, for how long, when the next word comes. */
export function answerHold(
  contact: OnHoldContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
  consequences?: Consequences,
): Decision<Contact> {
  const nextSeconds = silenceAfter(contact, 1, circumstances) / 1000;
  const lines = holdBegins(contact, nextSeconds, circumstances.now);
  return say(contact, asks, { lines, silence: 1 }, circumstances, consequences);
}

function connect(contact: Returning, asks: LegAsks, now: number): Decision<Contact> {
  const { server, insteadOf } = contact;
  const handsBackTo = insteadOf ?? contact.lookedInFor;
  const operator = server.displayName;
  const lines =
    insteadOf === undefined
      ? [line(wordsInto(contact), { operator })]
      : [line('talk.look-in', { operator, other: insteadOf.displayName })];
  return changed<Contact>(
    {
      ...intoTalk(contact, asks, lines, now),
      ...(handsBackTo === undefined ? {} : { insteadOf: handsBackTo }),
    },
    {
      effects: [checkTalk(contact)],
      timeline: [{ at: now, kind: 'returned' }],
    },
  );
}

/** Who has not heard that they are on hold, or were not because anybody left them, does not hear that it is over. */
function wordsInto({ leg, notMet }: Returning): 'talk.begin' | 'talk.again' | 'talk.return' {
  if (notMet === true) return 'talk.again';
  return leg.instruction.kind === 'join-talk' ? 'talk.begin' : 'talk.return';
}

function comeBack(
  before: OnHoldContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { now } = circumstances;
  const failed = recordingFailed(before, asks);
  const heard = failed ? withoutClip(before) : before;
  const timeline = failed ? [{ at: now, kind: 'recording-not-played' }] : [];
  // A question among the pending words is only being asked now.
  const contact = heard.pending.length > 0 ? heard : unanswered(heard);
  const missed = wasAway(contact.leg, asks);
  if (asks.from === 'summons' || contact.pending.length > 0 || missed) {
    const nextSeconds = secondsOf(contact, circumstances);
    const lines = [
      ...(missed ? [line('line.back-again', {})] : []),
      ...summonedWords(contact, nextSeconds, now),
    ];
    const atOnce = asks.from === 'summons' || !missed;
    const informed = { ...(tellsNews(lines) ? noteTold(contact) : contact), unheard: standsNow(contact) };
    return say(informed, asks, { lines, atOnce }, circumstances, { timeline });
  }
  const silence = contact.silence + 1;
  const nextSeconds = silenceAfter(contact, silence, circumstances) / 1000;
  // True when they are heard, at the end of the silence that was promised.
  const heardAt = now + leadMs(asks.callSid);
  const lines = holdCheckIn(contact, nextSeconds, heardAt);
  const { checkIns, escalationTold = null } = contact;
  const checked: OnHoldContact = {
    ...noteTold(contact),
    checkIns: checkIns + 1,
    asked: askedNow(contact, heardAt),
    escalationTold: escalationNow(contact) ?? escalationTold,
    unheard: standsNow(contact),
  };
  return say(checked, asks, { lines, silence, atOnce: false }, circumstances, { timeline });
}

/** Whether the leg came home by itself from a document with a recording: what cannot be fetched ends a document. */
function recordingFailed({ leg, note }: OnHoldContact, asks: LegAsks): boolean {
  const { instruction } = leg;
  return (
    cameHome(leg, asks) &&
    note?.clip !== undefined &&
    instruction.kind === 'quiet' &&
    instruction.lines.some(isRecorded)
  );
}

function summonedWords(contact: OnHoldContact, nextSeconds: number, now: number): Line[] {
  if (contact.pending.length > 0) return contact.pending;
  const { note: news } = contact;
  return news !== null && !news.told
    ? newNote(contact, news, nextSeconds, now)
    : holdStatus(contact, nextSeconds, now);
}

/** The leg comes back from recording words: the hold goes on. */
function recordingOver(
  contact: OnHoldContact,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const kept: OnHoldContact = hasSpoken(contact) ? { ...contact, lastChoice: { kind: 'words' } } : contact;
  return say(kept, asks, { lines: [afterRecording(contact, circumstances)] }, circumstances);
}
