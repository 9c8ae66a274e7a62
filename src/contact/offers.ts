import { LONGEST_CALL_MS } from '../twiml/leg.ts';
import { line, type Line } from '../voice-script/moments.ts';
import type { ContactCircumstances } from './circumstances.ts';
import type { Offered, Waiting } from './contact.ts';

/** A quarter of an hour before a call's limit a call back is offered. */
const LIMIT_OFFER_MS = 15 * 60_000;

/**
 * What a check-in adds to its news: one thing, never two. The tone is explained once, then each choice is offered once,
 * and before the call reaches Twilio's limit a call back every time.
 */
export function offerAt(contact: Waiting | Offered, { now, queue }: ContactCircumstances): Line[] {
  const leftMs = contact.leg.startedAt === null ? Infinity : contact.leg.startedAt + LONGEST_CALL_MS - now;
  if (leftMs <= LIMIT_OFFER_MS && queue.callbacks.enabled) {
    return [line('offer.callback-before-limit', { secondsLeft: plainly(leftMs) })];
  }
  const tellsCode = contact.codeTold === 'early' && contact.earlier.kind === 'withheld';
  const offers: (Line | null)[] = [
    line('line.tone-explained', {}),
    // Whoever was asked for an earlier code in the greeting hears their own now.
    tellsCode ? line('greeting.code', { code: contact.code }) : null,
    line('offer.rhythm', {}),
    queue.callbacks.enabled ? line('offer.callback', {}) : null,
    queue.leaveWords && contact.words === null ? line('offer.words', {}) : null,
    contact.codeTold === 'on-demand' ? line('offer.code', {}) : null,
  ];
  const offer = offers.filter((one) => one !== null)[contact.checkIns];
  return offer === undefined ? [] : [offer];
}

/** What the greeting asks or tells of places and codes: an earlier place comes before all else, then the code, told early. */
export function codeWords(contact: Waiting | Offered): Line[] {
  switch (contact.earlier.kind) {
    case 'ask':
      return [line('place.ask', {})];
    case 'several':
      return [line('place.question', {})];
    case 'withheld':
      return [line('greeting.have-code', {})];
    case 'none':
      return contact.codeTold === 'early' ? [line('greeting.code', { code: contact.code })] : [];
  }
}

/** A time left, ms, in seconds as one would say it: whole minutes where there are two or more, never longer than it is. */
function plainly(leftMs: number): number {
  const seconds = Math.max(1, Math.floor(leftMs / 1000));
  return seconds < 120 ? seconds : seconds - (seconds % 60);
}
