import { line, type Line } from '../../voice-script/moments.ts';
import { type Notice, noticeAt, noticeFor } from '../../waiting/notice.ts';
import { speakersOf } from '../../waiting/on-duty.ts';
import { nextLanguage } from '../../waiting/queue-settings.ts';
import { type ContactCircumstances, operatorsFor, whoIsMeant } from '../circumstances.ts';
import type { InLineContact } from '../contact.ts';
import type { Heard, Visit } from '../visit.ts';

/** What a caller has heard of who has heard nothing yet. */
export const NOTHING_HEARD: Heard = {
  noticeId: null,
  closing: 'nothing',
  closedAt: null,
  nobodySince: null,
  backupNumber: false,
};

/** News never comes so soon after the last words. */
export const NEWS_NOT_WITHIN_MS = 15_000;
/** So often it is looked whether the wait of who hears from us rarely got longer. */
const LOOK_EVERY_MS = 60_000;
/** What is offered to who waits beyond numbers. */
export const OFFERS_FOR_LONG = ['offer.callback', 'offer.words'] as const;
/** Who still waits so shortly before closing is told what will happen. */
const SOON_MS = 15 * 60_000;
/** So long after closing, with nobody left, a caller who has not chosen is booked to be called when the queue opens. */
const BOOKED_AFTER_MS = 10 * 60_000;

/** The notice for a newcomer, before the expectation: what happened, in the words of whoever wrote it. */
export function noticeInGreeting(
  contact: Pick<Visit, 'language'>,
  circumstances: ContactCircumstances,
): Line[] {
  const notice = noticeAt(circumstances.queue, circumstances.now);
  return notice === null ? [] : noticeLine('greeting.notice', notice, contact, circumstances);
}

/**
 * A notice that began since the last words, or that what was announced is over: an incident, or that the line has closed.
 */
export function noticeNews(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  const { queue, now, opens } = circumstances;
  const notice = noticeAt(queue, now);
  const { noticeId, closing } = contact.heard;
  const isOpenAgain = closing === 'closed' && opens === null;
  return [
    ...(isOpenAgain ? [line('closed.over', {})] : []),
    ...(notice !== null && notice.id !== noticeId
      ? noticeLine('notice.new', notice, contact, circumstances)
      : []),
    ...(notice === null && noticeId !== null ? [line('notice.ended', {})] : []),
  ];
}

function noticeLine(
  moment: 'greeting.notice' | 'notice.new',
  notice: Notice,
  { language }: Pick<Visit, 'language'>,
  { queue }: ContactCircumstances,
): Line[] {
  const words = noticeFor(notice, language, queue.languages);
  if (words === null) return [];
  const values = { notice: words.text };
  return [words.language === language ? line(moment, values) : line(moment, values, words.language)];
}

/** That the queue closes, or has closed with nobody left: said once, in the place of where things stand. */
export function closingNews(
  contact: InLineContact,
  nextSeconds: number,
  circumstances: ContactCircumstances,
): Line[] | null {
  const stage = closingStage(contact, circumstances);
  if (stage === contact.heard.closing) return null;
  const { closesInMs, opens, queue } = circumstances;
  if (stage === 'soon') {
    const closingSeconds = 60 * Math.max(1, Math.round((closesInMs ?? 0) / 60_000));
    return [line('closed.soon', { closingSeconds, nextSeconds })];
  }
  if (stage !== 'closed') return null;
  const callback = queue.callbacks.enabled ? 'yes' : 'no';
  const until =
    opens === null || opens.openDay === 'none'
      ? []
      : [line('nobody.until', { who: whoIsMeant(contact, circumstances), ...opens })];
  return [...until, line('closed.now', { callback, nextSeconds })];
}

/** Where another line answers, once, when nobody has been on duty here for the admin's time. */
export function backupWords(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  const { now, queue } = circumstances;
  const { nobodySince, backupNumber } = contact.heard;
  if (queue.backupNumber === null || backupNumber || nobodySince === null) return [];
  if (operatorsFor(contact, circumstances) > 0) return [];
  return now - nobodySince < queue.nobodyAfterSeconds * 1000
    ? []
    : [line('backup.number', { number: queue.backupNumber })];
}

/**
 * Where nobody on duty speaks the caller's language, but somebody the one that the language key changes to: that key, in
 * that language, once.
 */
export function languageWords(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  const other = spokenInstead(contact, circumstances);
  if (other === null || contact.heard.otherLanguage === true) return [];
  return [line('greeting.other-language', {}, other)];
}

function spokenInstead(contact: InLineContact, circumstances: ContactCircumstances): string | null {
  if (operatorsFor(contact, circumstances) > 0) return null;
  const other = nextLanguage(circumstances.queue, contact.language);
  return other !== undefined && speakersOf(circumstances.onDuty, other) > 0 ? other : null;
}

/** What a caller has heard once words that `circumstances` call for have been said. */
export function heardNow(
  contact: InLineContact,
  lines: readonly Line[],
  circumstances: ContactCircumstances,
): Heard {
  const { heard } = contact;
  const { now, queue } = circumstances;
  const said = new Set(lines.map(({ moment }) => moment));
  const noticeSaid = said.has('notice.new') || said.has('greeting.notice');
  const notice = noticeAt(queue, now);
  const isOver = isOpenForLong(circumstances);
  const knowsOther = heard.otherLanguage === true || said.has('greeting.other-language');
  const saysOfferForLong =
    isBeyondNumbers(contact, circumstances) && OFFERS_FOR_LONG.some((offer) => said.has(offer));
  return {
    noticeId: noticeSaid ? (notice?.id ?? null) : said.has('notice.ended') ? null : heard.noticeId,
    closing: closingHeard(heard, said, isOver),
    closedAt: isOver ? null : said.has('closed.now') ? now : heard.closedAt,
    nobodySince: operatorsFor(contact, circumstances) > 0 ? null : (heard.nobodySince ?? now),
    ...(knowsOther && spokenInstead(contact, circumstances) !== null ? { otherLanguage: true } : {}),
    backupNumber: heard.backupNumber || said.has('backup.number'),
    ...(heard.offeredForLong === true || saysOfferForLong ? { offeredForLong: true } : {}),
  };
}

/** What has been said of the closing; that the line has closed holds until it is said that it is open again. */
function closingHeard(heard: Heard, said: ReadonlySet<string>, isOver: boolean): Heard['closing'] {
  if (said.has('closed.now')) return 'closed';
  if (said.has('closed.soon')) return 'soon';
  const isTakenBack = heard.closing === 'closed' ? said.has('closed.over') : isOver;
  return isTakenBack ? 'nothing' : heard.closing;
}

/** Whether there is something that the caller should hear before the next check-in. */
export function hasNews(contact: InLineContact, circumstances: ContactCircumstances): boolean {
  const { told } = contact;
  const { position } = circumstances;
  const isNext = position === 1 && told.position !== null && told.position > 1;
  return (
    noticeNews(contact, circumstances).length > 0 ||
    closingNews(contact, 0, circumstances) !== null ||
    told.onDuty !== operatorsFor(contact, circumstances) > 0 ||
    isNext ||
    gotLonger(contact, circumstances) ||
    mustBeBooked(contact, circumstances)
  );
}

/** Whether it takes longer than was promised and this has not been said: also where no number can be given any more. */
export function gotLonger(contact: InLineContact, circumstances: ContactCircumstances): boolean {
  const { announcement, now } = circumstances;
  const { wait } = contact.told;
  if (announcement !== null) return announcement.longer;
  if (operatorsFor(contact, circumstances) === 0 || wait === null || wait.promise === null) return false;
  return now > wait.promise && wait.isBroken !== true;
}

/** Whether the wait is longer than an hour, or than what numbers are good for: they were given, and are no more. */
export function isBeyondNumbers(contact: InLineContact, circumstances: ContactCircumstances): boolean {
  const { announcement } = circumstances;
  if (announcement !== null) return announcement.range.kind === 'more-than';
  return operatorsFor(contact, circumstances) > 0 && contact.told.wait !== null;
}

/**
 * When to look next whether it got longer, epoch ms; null where nothing was promised, or the next check-in is about as
 * near. Who hears from us every minute is told by the check-ins.
 */
export function nextLook(
  { told, nextCheckInAt }: Pick<InLineContact, 'told' | 'nextCheckInAt'>,
  now: number,
): number | null {
  const at = now + LOOK_EVERY_MS;
  return told.wait !== null && at + LOOK_EVERY_MS / 2 < nextCheckInAt ? at : null;
}

/** Whether a caller who has not chosen is booked now: closed, nobody left for ten minutes, and a number to call. */
export function mustBeBooked(contact: InLineContact, circumstances: ContactCircumstances): boolean {
  const { now, opens, queue } = circumstances;
  const { closedAt } = contact.heard;
  if (closedAt === null || operatorsFor(contact, circumstances) > 0) return false;
  if (opens === null || opens.openDay === 'none' || !queue.callbacks.enabled || contact.caller === null)
    return false;
  return now - closedAt >= BOOKED_AFTER_MS;
}

/** Closed is said only where nobody is left: until then those who wait are served. */
function closingStage(contact: InLineContact, circumstances: ContactCircumstances): Heard['closing'] {
  const { opens, closesInMs } = circumstances;
  if (opens !== null) return operatorsFor(contact, circumstances) === 0 ? 'closed' : contact.heard.closing;
  return isOpenForLong({ opens, closesInMs }) ? 'nothing' : 'soon';
}

function isOpenForLong({ opens, closesInMs }: Pick<ContactCircumstances, 'opens' | 'closesInMs'>): boolean {
  return opens === null && (closesInMs === null || closesInMs > SOON_MS);
}
