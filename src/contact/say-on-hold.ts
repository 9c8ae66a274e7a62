import type { Entry, LegAsks } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import type { ContactCircumstances } from './circumstances.ts';
import type { OnHoldContact } from './contact.ts';
import { AFTER_WORDS_MS } from './note.ts';
import { speak } from './waits.ts';

/** The operator is reminded this long before a check-in. */
const REMIND_BEFORE_MS = 20_000;

/** The words go out, and the operator's reminder is set for the check-in after them. */
export function spoken<C extends OnHoldContact>(
  contact: C,
  asks: LegAsks,
  lines: Line[],
  silence: number,
  atOnce: boolean,
  circumstances: ContactCircumstances,
  entry?: Entry,
): C {
  const words = speak(contact, asks, lines, silence, atOnce, circumstances, entry);
  // News that was to be said at once, and is not among these words, comes after them.
  const isNoteLeft = contact.speakAt !== null && contact.note?.told === false;
  return {
    ...contact,
    ...words,
    speakAt: isNoteLeft ? words.wordsEndAt + AFTER_WORDS_MS : null,
    unheard: atOnce ? null : contact.unheard,
    remindAt: Math.max(words.wordsEndAt, words.nextCheckInAt - REMIND_BEFORE_MS),
    remindedAt: null,
  };
}
