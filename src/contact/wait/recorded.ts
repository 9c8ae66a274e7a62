import { line, type Line } from '../../voice-script/moments.ts';
import type { ContactCircumstances } from '../circumstances.ts';
import type { ContactEvent } from '../contact-event.ts';
import type { Contact } from '../contact.ts';
import type { Owed, Visit, Words } from '../visit.ts';
import { changed, type Decision } from '../decision.ts';
import type { Effect } from '../effects.ts';
import { type InWait, secondsOf } from './waits.ts';

/**
 * What a caller has said is stored at Twilio. Told by the recording's own callback, since an operator who takes the
 * caller cuts the recording and its action is never asked for; in whatever status the contact is by then.
 */
export function recorded(
  contact: Contact,
  event: ContactEvent & { type: 'recorded' },
  now: number,
): Decision<Contact> {
  const { recordingSid, seconds } = event;
  if (contact.words?.recordingSid === recordingSid) return { kind: 'repeated' };
  const words: Words = { kind: event.kind ?? purposeOf(contact), recordingSid, seconds, at: now };
  // Words for whoever answers are a message where nobody will: the caller is gone already.
  const isTask =
    words.kind === 'message' ||
    (contact.status === 'ended' && contact.by !== 'operator' && contact.owes === null);
  // A call that is owed stays owed; the message is when the call has been seen to.
  const owes = contact.owes ?? (isTask ? { kind: 'message', since: now, operator: null } : null);
  return changed<Contact>(
    { ...contact, words, owes },
    { effects: deletions(contact.words), timeline: [{ at: now, kind: 'words', data: { seconds } }] },
  );
}

/** What a contact becomes whose caller goes for good and has left words: somebody has to listen to them. */
export function owedWords<C extends Contact>(contact: C, now: number): C {
  if (contact.words === null || contact.owes !== null) return contact;
  return { ...contact, owes: { kind: 'message', since: now, operator: null } };
}

/** Somebody has seen to what is owed about a contact: the record shows who. */
export function somebodyHasSeenTo(contact: Contact, operator: string, now: number): Decision<Contact> {
  if (contact.owes === null) return { kind: 'repeated' };
  return changed<Contact>(
    { ...contact, owes: stillOwed(contact) },
    { timeline: [{ at: now, kind: 'seen-to', data: { operator } }] },
  );
}

/** What is owed yet when the first thing has been seen to: a message that came while a call was owed. */
export function stillOwed({ owes, words }: Visit): Owed | null {
  const isMessage = words?.kind === 'message' && owes?.kind !== 'message';
  return isMessage ? { kind: 'message', since: words.at, operator: null } : null;
}

/** The words are deleted, here and at Twilio; a message that is no more needs nobody. The record shows by whom. */
export function wordsDeleted(contact: Contact, operator: string, now: number): Decision<Contact> {
  if (contact.words === null) return { kind: 'repeated' };
  const owes = contact.owes?.kind === 'message' ? null : contact.owes;
  return changed<Contact>(
    { ...contact, words: null, owes },
    {
      effects: deletions(contact.words),
      timeline: [{ at: now, kind: 'words-deleted', data: { operator } }],
    },
  );
}

/** Has the recording deleted at Twilio, where there is one. */
export function deletions(words: Words | null): Effect[] {
  return words === null ? [] : [{ type: 'delete-recording', recordingSid: words.recordingSid }];
}

/** What is said when the leg comes back from recording: kept, or nothing was heard. */
export function afterRecording(contact: InWait, circumstances: ContactCircumstances): Line {
  const next = { nextSeconds: secondsOf(contact, circumstances) };
  return line(hasSpoken(contact) ? 'words.kept' : 'words.none', next);
}

/** Whether words have come since the leg was told to record. */
export function hasSpoken({ words, leg }: InWait): boolean {
  return words !== null && words.at >= leg.askedAt;
}

function purposeOf(contact: Contact): Words['kind'] {
  const instruction = contact.leg?.instruction;
  return instruction?.kind === 'record' ? instruction.purpose : 'while-waiting';
}
