import { LONGEST_CALL_MS } from '../../twiml/leg.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { InLineContact } from '../contact.ts';
import { isBeyondNumbers, languageWords } from './news.ts';

/** A quarter of an hour before a call's limit a call back is offered. */
const LIMIT_OFFER_MS = 15 * 60_000;

/**
 * What a check-in adds to its news: one thing, never two. First what the greeting had no room for; the tone is explained once, then each choice is offered once;
 * the key to another language as soon as somebody on duty speaks that and nobody the caller's, a call back as soon as the
 * wait is beyond numbers, and before the call reaches Twilio's limit every time.
 */
export function offerAt(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  const { now, queue } = circumstances;
  const leftMs = contact.leg.startedAt === null ? Infinity : contact.leg.startedAt + LONGEST_CALL_MS - now;
  if (leftMs <= LIMIT_OFFER_MS && queue.callbacks.enabled) {
    return [line('offer.callback-before-limit', { secondsLeft: plainly(leftMs) })];
  }
  const { checkIns } = contact;
  const named = languageWords(contact, circumstances);
  if (checkIns > 0 && named.length > 0) return named;
  const keeps = keepsPlace(circumstances);
  const tellsCode = keeps && contact.codeTold === 'early' && contact.earlier.kind === 'withheld';
  const first: Line[] = [
    ...(contact.codesAt === 'check-in' ? codesLeft(contact, circumstances) : []),
    line('line.tone-explained', {}),
    // Whoever was asked for an earlier code in the greeting hears their own now.
    ...(tellsCode ? [line('greeting.code', { code: contact.code })] : []),
  ];
  const instead = insteadOfWaiting(contact, circumstances);
  const offers = [
    ...first,
    line('offer.rhythm', {}),
    ...instead,
    ...(keeps && contact.codeTold === 'on-demand' ? [line('offer.code', {})] : []),
  ];
  const wasForLong = contact.heard.offeredForLong === true;
  const [better] = instead;
  if (
    better !== undefined &&
    !wasForLong &&
    checkIns >= first.length &&
    isBeyondNumbers(contact, circumstances)
  )
    return [better];
  const offer = offers[wasForLong ? checkIns - 1 : checkIns];
  // What was offered early is not offered again in its turn.
  return offer === undefined || (wasForLong && offer === better) ? [] : [offer];
}

/** What there is to choose instead of waiting on the line, and has not been chosen: a call back, or leaving words. */
function insteadOfWaiting({ words }: InLineContact, { queue }: ContactCircumstances): Line[] {
  return [
    ...(queue.callbacks.enabled ? [line('offer.callback', {})] : []),
    ...(queue.leaveWords && words === null ? [line('offer.words', {})] : []),
  ];
}

/** What the greeting asks or tells of places and codes: an earlier place comes before all else, then the code, told early. */
export function codeWords(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  switch (contact.earlier.kind) {
    case 'ask':
      return [line('place.ask', {})];
    case 'several':
      return [line('place.question', {})];
    case 'withheld':
      return [line('greeting.have-code', {})];
    case 'none':
      return contact.codeTold === 'early' && keepsPlace(circumstances)
        ? [line('greeting.code', { code: contact.code })]
        : [];
  }
}

/** The same where the greeting had no room for it. A code is keyed after 6 then. */
function codesLeft(contact: InLineContact, circumstances: ContactCircumstances): Line[] {
  return contact.earlier.kind === 'several'
    ? [line('greeting.have-code', {})]
    : codeWords(contact, circumstances);
}

/** Whether a line that drops keeps its place: where it does not, its code finds nothing. */
export function keepsPlace({ queue }: ContactCircumstances): boolean {
  return queue.keepPlaceSeconds > 0;
}

/** A time left, ms, in seconds as one would say it: whole minutes where there are two or more, never longer than it is. */
function plainly(leftMs: number): number {
  const seconds = Math.max(1, Math.floor(leftMs / 1000));
  return seconds < 120 ? seconds : seconds - (seconds % 60);
}
