import type { Entry, LegAsks } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import { keptForecasts } from '../waiting/forecast.ts';
import type { ContactCircumstances } from './circumstances.ts';
import type { Contact, InLineContact } from './contact.ts';
import { changed, type Decision } from './decision.ts';
import { toldNow } from './line-words.ts';
import { heardNow, nextLook } from './news.ts';
import { pressed, speak, told } from './waits.ts';

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
  return changed<Contact>(
    {
      ...contact,
      ...spoken,
      unheard: atOnce ? null : contact.unheard,
      told: knows,
      looksAt: nextLook({ told: knows, nextCheckInAt: spoken.nextCheckInAt }, now),
      heard: heardNow(contact, lines, circumstances),
      forecasts:
        circumstances.forecast === null
          ? contact.forecasts
          : keptForecasts(contact.forecasts, circumstances.forecast),
    },
    { timeline: [...told(contact.leg, asks, now), ...pressed(asks, now)] },
  );
}
