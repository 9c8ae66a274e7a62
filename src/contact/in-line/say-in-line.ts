import type { LegAsks } from '../../twiml/instructions.ts';
import { keptForecasts } from '../../waiting/forecast.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Contact, InLineContact } from '../contact.ts';
import { changed, type Decision } from '../decision.ts';
import { linesHeard, linesOf } from '../wait/heard.ts';
import { tellsStanding, toldNow } from './line-words.ts';
import { heardNow, nextLook } from './news.ts';
import { type Speech, speak } from '../wait/waits.ts';

/** Answers the leg of a contact in line with words, and keeps what the caller knows after them. */
export function say(
  contact: InLineContact,
  asks: LegAsks,
  speech: Speech,
  circumstances: ContactCircumstances,
): Decision<Contact> {
  const { lines } = speech;
  const spoken = speak(contact, asks, speech, circumstances);
  const told = toldNow(contact, lines, circumstances);
  return changed<Contact>({
    ...spoken,
    unheard: contact.unheard ?? standsNow(contact),
    told,
    looksAt: nextLook({ told, nextCheckInAt: spoken.nextCheckInAt }, circumstances.now),
    heard: heardNow(contact, lines, circumstances),
    forecasts:
      circumstances.forecast === null
        ? contact.forecasts
        : keptForecasts(contact.forecasts, circumstances.forecast),
  });
}

/** What the caller knows before the words that are about to be said. */
export function standsNow(contact: InLineContact): NonNullable<InLineContact['unheard']> {
  return {
    silence: contact.silence,
    told: contact.told,
    heard: contact.heard,
    checkIns: contact.checkIns,
  };
}

/**
 * The contact as the caller knows it when the leg asks: a check-in whose words had not begun is taken back, and what was
 * cut was not told. What was offered has been: where there is noise, the same offer would be cut again and again.
 */
export function asHeard<C extends InLineContact>(
  contact: C,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): C {
  const { unheard } = contact;
  if (unheard === null) return contact;
  const lines = linesHeard(contact, asks, circumstances);
  if (lines === null) return { ...contact, ...unheard, unheard: null };
  if (lines.length === linesOf(contact.leg.instruction).length) return { ...contact, unheard: null };
  return {
    ...contact,
    told: lines.some(tellsStanding) ? contact.told : unheard.told,
    heard: heardNow({ ...contact, heard: unheard.heard }, lines, circumstances),
    unheard: null,
  };
}
