import { type Clip, played } from '../../voice-script/clip.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import { summoned } from '../../twiml/leg.ts';
import { summons } from '../consequences.ts';
import type { ContactEvent } from '../contact-event.ts';
import type { Contact, OnHoldContact } from '../contact.ts';
import { changed, type Decision, refused } from '../decision.ts';
import { speakingAt } from '../wait/waits.ts';

/** So long after our words a note is said that had to wait for their end. */
export const AFTER_WORDS_MS = 500;

/** News of an operator for a held caller: typed, in their own voice (`clip`), or both; `text` is '' where nothing was typed. */
export type News = { text: string; at: number; clip?: Clip };

/** The latest news. `before` is what stood before it and was told, for when it is taken back. */
export type Note = News & { told: boolean; before?: News };

/** News waits for the next check-in, or, `now`, for the end of words under way, as far as that can be known. */
export function leaveNote(
  contact: OnHoldContact,
  event: ContactEvent & { type: 'note' },
  now: number,
): Decision<Contact> {
  const { text, clip } = event;
  const before = contact.note === null ? undefined : toldLast(contact.note);
  const note: Note = {
    text,
    at: now,
    told: false,
    ...(clip === undefined ? {} : { clip }),
    ...(before === undefined ? {} : { before }),
  };
  const noted = withNote(contact, note);
  const data = clip === undefined ? { text } : { text, clip: clip.name, seconds: clip.durationMs / 1000 };
  const timeline = [{ at: now, kind: 'note', data }];
  if (!event.now) return changed<Contact>(noted, { timeline });
  if (speakingAt(contact, now))
    return changed<Contact>({ ...noted, speakAt: contact.wordsEndAt + AFTER_WORDS_MS }, { timeline });
  return changed<Contact>(
    { ...noted, leg: summoned(contact.leg, now) },
    { timeline, effects: [summons(contact)] },
  );
}

/** The operator thinks better of the latest news, as long as nobody has been told. */
export function takeBackNote(contact: OnHoldContact, now: number): Decision<Contact> {
  const { note } = contact;
  if (note === null) return refused('state', 'There is no note to take back.');
  if (note.told) return refused('state', 'The note has been told, or is on its way to the caller.');
  const before = note.before === undefined ? null : { ...note.before, told: true };
  return changed<Contact>(
    { ...withNote(contact, before), speakAt: null },
    { timeline: [{ at: now, kind: 'note-taken-back' }] },
  );
}

/** The contact with its note told, where there is one. */
export function noteTold<C extends OnHoldContact>(contact: C): C {
  return contact.note === null || contact.note.told
    ? contact
    : { ...contact, note: { ...contact.note, told: true } };
}

/** The contact with its note to be spoken, where it had a recording: it could not be played. */
export function withoutClip<C extends OnHoldContact>(contact: C): C {
  if (contact.note === null) return contact;
  const { clip: _clip, ...note } = contact.note;
  return { ...contact, note };
}

/** News as it is told first: in the operator's own voice, which needs no name, or word for word with it. */
export function newsLine({ server }: OnHoldContact, { text, clip }: News): Line {
  const operator = server.displayName;
  return played(
    text === '' ? line('hold.own-voice', { operator }) : line('hold.note', { operator, note: text }),
    clip,
  );
}

/** News as it is told again. */
export function lastNewsLine({ server }: OnHoldContact, { text, clip }: News): Line {
  return played(
    text === ''
      ? line('hold.own-voice', { operator: server.displayName })
      : line('hold.last-note', { note: text }),
    clip,
  );
}

/** Whether the news is among the words. */
export function tellsNews(lines: readonly Line[]): boolean {
  return lines.some(({ moment }) => NEWS.has(moment));
}

const NEWS = new Set<Line['moment']>(['hold.note', 'hold.last-note', 'hold.own-voice']);

/** Also in what stands again when words that are under way turn out not to have been heard. */
function withNote(contact: OnHoldContact, note: Note | null): OnHoldContact {
  const unheard = contact.unheard === null ? null : { ...contact.unheard, note };
  return { ...contact, note, unheard };
}

function toldLast({ told, before, ...news }: Note): News | undefined {
  return told ? news : before;
}
