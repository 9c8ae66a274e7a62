import { line, type Line } from '../../voice-script/moments.ts';
import { noticeAt } from '../../waiting/notice.ts';
import type { Announcement } from '../../waiting/spoken-range.ts';
import { type ContactCircumstances, operatorsFor, whoIsMeant } from '../circumstances.ts';
import type { InLineContact, Told, ToldWait } from '../contact.ts';
import { backupWords, closingNews, gotLonger, languageWords, noticeNews } from './news.ts';
import { offerAt } from './offers.ts';

/** The range as the words take it; −1 where none may be said. */
function rangeOf({ announcement }: ContactCircumstances): { rangeLow: number; rangeHigh: number } {
  return announcement === null
    ? { rangeLow: -1, rangeHigh: -1 }
    : { rangeLow: announcement.range.low, rangeHigh: announcement.range.high };
}

/** What a caller knows after `lines`, which were made from what `circumstances` say. */
export function toldNow(
  contact: InLineContact,
  lines: readonly Line[],
  circumstances: ContactCircumstances,
): Told {
  const { position, announcement, now } = circumstances;
  const operators = operatorsFor(contact, circumstances);
  const before = contact.told.wait;
  if (!lines.some(tellsStanding)) {
    return lines.some(isClosedNow) ? { ...contact.told, onDuty: operators > 0 } : contact.told;
  }
  return {
    position: position ?? contact.told.position,
    onDuty: operators > 0 || (contact.told.onDuty && lines.some(isOfGreeting) && !lines.some(isNobody)),
    wait:
      announcement === null
        ? before !== null && gotLonger(contact, circumstances)
          ? { ...before, isBroken: true }
          : before
        : {
            ...announcement.range,
            at: now,
            promise: announcement.promise,
            firstPromise: before?.firstPromise ?? announcement.promise,
            ...firstRange(before, announcement, now),
            staff:
              before !== null && before.promise === announcement.promise
                ? (before.staff ?? operators)
                : operators,
          },
  };
}

/** What was told first stays; of an older record nobody knows what that was. */
function firstRange(
  before: ToldWait | null,
  { range, promise }: Announcement,
  now: number,
): Pick<ToldWait, 'first'> {
  if (before !== null) return before.first === undefined ? {} : { first: before.first };
  return { first: { at: now, low: range.low, high: promise === null ? null : range.high } };
}

/** Whether a line tells where the caller stands, or that it takes longer: other words leave what the caller knows. */
export function tellsStanding({ moment }: Line): boolean {
  return (
    moment === 'line.longer' ||
    moment.startsWith('line.check-in') ||
    moment.startsWith('line.status') ||
    moment.startsWith('news.') ||
    moment === 'greeting.place' ||
    moment === 'greeting.next-in-line'
  );
}

/** Whether these are the words of a greeting, which leaves out what it has no room for, be it that nobody is on duty. */
function isOfGreeting({ moment }: Line): boolean {
  return moment.startsWith('greeting.quiet');
}

function isNobody({ moment }: Line): boolean {
  return moment === 'greeting.no-operator';
}

function isClosedNow({ moment }: Line): boolean {
  return moment === 'closed.now';
}

/** Where the caller stands, and no more. */
export function placeWords(position: number | null, circumstances: ContactCircumstances): Line[] {
  if (position === null) return [];
  const range = rangeOf(circumstances);
  return [
    position === 1 ? line('greeting.next-in-line', range) : line('greeting.place', { position, ...range }),
  ];
}

/** We come back by ourselves: what changed (worse first), where things stand, when the next word comes, and one offer. */
export function checkIn(
  contact: InLineContact,
  nextSeconds: number,
  circumstances: ContactCircumstances,
): Line[] {
  const closing = closingNews(contact, nextSeconds, circumstances);
  const backup = backupWords(contact, circumstances);
  // That the line has closed comes with what there is to choose.
  const offers = closing?.some(isClosedNow) === true ? [] : offerAt(contact, circumstances);
  return [
    ...noticeNews(contact, circumstances),
    ...changes(contact, circumstances),
    ...(closing ?? [standing(contact, nextSeconds, circumstances)]),
    ...(backup.length > 0 ? backup : offers),
  ];
}

/** Early words, because something changed: what, and when the next word comes. Worse first. */
export function news(
  contact: InLineContact,
  nextSeconds: number,
  circumstances: ContactCircumstances,
): Line[] {
  const notice = noticeNews(contact, circumstances);
  const closing = closingNews(contact, nextSeconds, circumstances);
  if (closing !== null) return [...notice, ...closing];
  const { position } = circumstances;
  const { told } = contact;
  const isAnybodyThere = operatorsFor(contact, circumstances) > 0;
  const who = whoIsMeant(contact, circumstances);
  if (position !== null && !isAnybodyThere && told.onDuty)
    return [
      ...notice,
      line('news.nobody', { position, who, nextSeconds }),
      ...languageWords(contact, circumstances),
    ];
  if (position === null || !isAnybodyThere || gotLonger(contact, circumstances))
    return status(contact, nextSeconds, circumstances);
  if (!told.onDuty) return [...notice, line('news.operator-back', { position, who, nextSeconds })];
  if (position === 1 && told.position !== null && told.position > 1)
    return [...notice, line('news.next', { nextSeconds })];
  return status(contact, nextSeconds, circumstances);
}

function standing(contact: InLineContact, nextSeconds: number, circumstances: ContactCircumstances): Line {
  const position = circumstances.position ?? contact.told.position;
  if (position === null) return line('trouble.alive', { nextSeconds });
  if (operatorsFor(contact, circumstances) === 0) {
    const who = whoIsMeant(contact, circumstances);
    // That it is still so, or that nothing is new, is said to who has heard it.
    const moment = contact.told.onDuty ? 'line.status-no-operator' : 'line.check-in-no-operator';
    return line(moment, { position, who, nextSeconds });
  }
  if (position === 1) return line('line.check-in-next', { ...rangeOf(circumstances), nextSeconds });
  // Nobody is still where they have not been told to be.
  if (contact.told.position === null)
    return line('line.status', { position, ...rangeOf(circumstances), nextSeconds });
  const change = changeOf(contact.told.position, position);
  return line('line.check-in', { position, change, ...rangeOf(circumstances), nextSeconds });
}

/** The answer to a key: where things stand and when the next word comes, nothing else. */
export function status(
  contact: InLineContact,
  nextSeconds: number,
  circumstances: ContactCircumstances,
): Line[] {
  const position = circumstances.position ?? contact.told.position;
  const notice = noticeNews(contact, circumstances);
  const closing = closingNews(contact, nextSeconds, circumstances);
  if (closing !== null)
    return [
      ...notice,
      ...changes(contact, circumstances),
      ...placeWords(position, circumstances),
      ...closing,
    ];
  if (position === null) return [...notice, line('trouble.alive', { nextSeconds })];
  if (operatorsFor(contact, circumstances) === 0) {
    const who = whoIsMeant(contact, circumstances);
    return [...notice, line('line.status-no-operator', { position, who, nextSeconds })];
  }
  if (position === 1)
    return [
      ...notice,
      ...changes(contact, circumstances),
      line('line.status-next', { ...rangeOf(circumstances), nextSeconds }),
    ];
  return [
    ...notice,
    ...changes(contact, circumstances),
    line('line.status', { position, ...rangeOf(circumstances), nextSeconds }),
  ];
}

/** What changed, worse first: that it takes longer than was promised, and that somebody came on duty. */
function changes(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  const isBack = !contact.told.onDuty && operatorsFor(contact, circumstances) > 0;
  return [
    ...(gotLonger(contact, circumstances) ? [longer(contact, circumstances)] : []),
    ...(isBack ? [line('line.operator-back', { who: whoIsMeant(contact, circumstances) })] : []),
  ];
}

/** That it takes longer than was promised, and why where that is known: fewer operators than then, or an incident. */
function longer(contact: InLineContact, circumstances: ContactCircumstances): Line {
  const { queue, now } = circumstances;
  const left = Math.max(0, (contact.told.wait?.staff ?? 0) - operatorsFor(contact, circumstances));
  if (left > 0) return line('line.longer', { reason: 'operators-left', left });
  const reason = noticeAt(queue, now) === null ? 'none' : 'incident';
  return line('line.longer', { reason, left });
}

function changeOf(before: number, now: number): 'same' | 'moved-up' | 'moved-back' {
  if (before === now) return 'same';
  return now < before ? 'moved-up' : 'moved-back';
}
