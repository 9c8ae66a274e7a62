import type { LegAsks } from '../../twiml/instructions.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { Contact, OnHoldContact } from '../contact.ts';
import { changed, type Consequences, type Decision } from '../decision.ts';
import { linesHeard, linesOf } from '../wait/heard.ts';
import { AFTER_WORDS_MS, tellsNews } from './note.ts';
import { type Speech, speak } from '../wait/waits.ts';

/** The operator is reminded this long before a check-in. */
const REMIND_BEFORE_MS = 20_000;

/** Answers the leg of a held contact with words, and sets the operator's reminder for the check-in after them. */
export function say(
  contact: OnHoldContact,
  asks: LegAsks,
  speech: Speech,
  circumstances: ContactCircumstances,
  consequences?: Consequences,
): Decision<Contact> {
  const spoken = speak(contact, asks, speech, circumstances);
  // News that was to be said at once, and is not among these words, comes after them.
  const isNoteLeft = contact.speakAt !== null && contact.note?.told === false;
  return changed<Contact>(
    {
      ...spoken,
      speakAt: isNoteLeft ? spoken.wordsEndAt + AFTER_WORDS_MS : null,
      unheard: contact.unheard ?? standsNow(contact),
      remindAt: Math.max(spoken.wordsEndAt, spoken.nextCheckInAt - REMIND_BEFORE_MS),
      remindedAt: null,
    },
    consequences,
  );
}

/** What the caller knows before the words that are about to be said. */
export function standsNow({
  silence,
  note,
  checkIns,
  asked,
  escalationTold = null,
}: OnHoldContact): NonNullable<OnHoldContact['unheard']> {
  return { silence, note, checkIns, asked, escalationTold };
}

/**
 * The contact as the caller knows it when the leg asks: a check-in whose words had not begun is taken back, and what was
 * cut was not told: the operator's news above all. Who cuts "can you wait?" has answered it.
 */
export function asHeard<C extends OnHoldContact>(
  contact: C,
  asks: LegAsks,
  circumstances: ContactCircumstances,
): C {
  const { unheard, leg } = contact;
  if (unheard === null) return contact;
  const lines = linesHeard(contact, asks, circumstances);
  if (lines === null) return { ...contact, ...unheard, unheard: null };
  const cut = linesOf(leg.instruction).filter((one) => !lines.includes(one));
  return {
    ...contact,
    note: tellsNews(cut) ? unheard.note : contact.note,
    escalationTold: cut.some(({ moment }) => moment === 'hold.escalated')
      ? unheard.escalationTold
      : contact.escalationTold,
    unheard: null,
  };
}
