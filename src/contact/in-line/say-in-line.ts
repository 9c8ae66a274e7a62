import type { Entry, LegAsks } from '../../twiml/instructions.ts';
import type { Line } from '../../voice-script/moments.ts';
import { keptForecasts } from '../../waiting/forecast.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Contact, InLineContact } from '../contact.ts';
import { changed, type Decision } from '../decision.ts';
import { linesHeard, linesOf } from '../wait/heard.ts';
import { tellsStanding, toldNow } from './line-words.ts';
import { heardNow, nextLook } from './news.ts';
import { speak } from '../wait/waits.ts';

/**
 * Answers the leg of a contact in line with words, and keeps what the caller knows after them.
 * @param silence number of the silence that follows
 * @param atOnce speak at once, or at the end of the silence that was promised
 * @param entry which keys may be keyed together in answer; one where left out
 */
export function say(
  contact: InLineContact,
  asks: LegAsks,
  lines: Line[],
  silence: number,
  atOnce: boolean,
  circumstances: ContactCircumstances,
  entry?: Entry,
): Decision<Contact> {
  const { now } = circumstances;
  const spoken = speak(contact, asks, lines, silence, atOnce, circumstances, entry);
  const knows = toldNow(contact, lines, circumstances);
  return changed<Contact>({
    ...contact,
    ...spoken,
    unheard: contact.unheard ?? standsNow(contact),
    told: knows,
    looksAt: nextLook({ told: knows, nextCheckInAt: spoken.nextCheckInAt }, now),
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
