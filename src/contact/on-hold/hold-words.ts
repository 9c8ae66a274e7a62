import { line, type Line } from '../../voice-script/moments.ts';
import type { OnHoldContact } from '../contact.ts';
import { lastNewsLine, type News, newsLine } from './note.ts';

/** What is left until the operator is expected, seconds: −1 where nothing was said, 0 where it is due. */
function expectedSeconds({ expectedBackAt }: OnHoldContact, now: number): number {
  return expectedBackAt === null ? -1 : Math.max(0, Math.round((expectedBackAt - now) / 1000));
}

/** The first words of a hold: what is being done, for how long, or that the operator comes; and when the next word does. */
export function holdBegins(contact: OnHoldContact, nextSeconds: number, now: number): Line[] {
  if (contact.status === 'returning')
    return [line('hold.coming', { operator: contact.server.displayName, nextSeconds })];
  return [
    line('hold.begin', { ...what(contact), expectedSeconds: expectedSeconds(contact, now), nextSeconds }),
  ];
}

/**
 * We come back to a held caller: the operator's news word for word, or that there is none and that they were reminded;
 * "can you wait?" once, and again when a promise was broken.
 */
export function holdCheckIn(contact: OnHoldContact, nextSeconds: number, now: number): Line[] {
  if (contact.operatorLostAt !== null) return [lineLost(contact, nextSeconds)];
  const ask = askedNow(contact, now) === contact.asked ? [] : [line('hold.ask', {})];
  const { note } = contact;
  if (note !== null && !note.told) return [...newNote(contact, note, nextSeconds, now), ...ask];
  return [...withoutNews(contact, nextSeconds, now), ...ask];
}

/** What has been asked once the next check-in is spoken: the wait itself, and anew when the promise is broken. */
export function askedNow(contact: OnHoldContact, now: number): OnHoldContact['asked'] {
  if (contact.operatorLostAt !== null) return contact.asked;
  if (contact.expectedBackAt !== null && expectedSeconds(contact, now) === 0) return 'after-broken-promise';
  return contact.asked === 'not-yet' ? 'once' : contact.asked;
}

/** Whom a check-in tells of as called since the promise was broken; null where it has been told, or news are told instead. */
export function escalationNow(contact: OnHoldContact): 'supervisor' | 'anyone' | null {
  const { escalated = null, escalationTold = null, note, operatorLostAt } = contact;
  const isNews = operatorLostAt !== null || (note !== null && !note.told);
  return escalated === null || escalated === 'operator' || escalated === escalationTold || isNews
    ? null
    : escalated;
}

/** News from the operator, word for word or in their own voice, what it means for the wait, and when the next word comes. */
export function newNote(contact: OnHoldContact, news: News, nextSeconds: number, now: number): Line[] {
  return [
    newsLine(contact, news),
    line('hold.note-next', { expectedSeconds: expectedSeconds(contact, now), nextSeconds }),
  ];
}

/** The answer to a key on hold: reason, expected return, the latest note, the next check-in. */
export function holdStatus(contact: OnHoldContact, nextSeconds: number, now: number): Line[] {
  if (contact.operatorLostAt !== null) return [lineLost(contact, nextSeconds)];
  const status = line('hold.status', {
    ...what(contact),
    expectedSeconds: expectedSeconds(contact, now),
    nextSeconds,
  });
  return [...lastNote(contact), status];
}

function lineLost({ server }: OnHoldContact, nextSeconds: number): Line {
  return line('hold.operator-line-lost', { operator: server.displayName, nextSeconds });
}

function lastNote(contact: OnHoldContact): Line[] {
  return contact.note === null ? [] : [lastNewsLine(contact, contact.note)];
}

function what({ server, reason }: OnHoldContact): { operator: string; reason: string } {
  return { operator: server.displayName, reason };
}

function escalationWords(contact: OnHoldContact): Line[] {
  const called = escalationNow(contact);
  return called === null ? [] : [line('hold.escalated', { called })];
}

function withoutNews(contact: OnHoldContact, nextSeconds: number, now: number): Line[] {
  const left = expectedSeconds(contact, now);
  const escalated = escalationWords(contact);
  // Only who was reminded is said to have been.
  if (contact.remindedAt === null) return [...escalated, ...holdStatus(contact, nextSeconds, now)];
  if (left === 0) {
    const { operator, reason } = what(contact);
    const late = line('hold.check-in-late', { operator, nextSeconds });
    // Who hears whom we have called is not told the news of before once more.
    const last = escalated.length > 0 ? escalated : lastNote(contact);
    return [line('hold.longer', { reason }), ...last, late];
  }
  // "No news" is true only where there never were any.
  if (contact.note !== null) return [...escalated, ...holdStatus(contact, nextSeconds, now)];
  const checkIn = line('hold.check-in', { ...what(contact), expectedSeconds: left, nextSeconds });
  return [...escalated, checkIn];
}
