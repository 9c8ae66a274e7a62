import type { Contact, ContactEvent, Words } from './contact.ts';
import { changed, type Decision } from './decision.ts';

/**
 * What a caller has said is stored at Twilio. Told by the recording's own callback, since an operator who takes the
 * caller cuts the recording and its action is never asked for.
 */
export function recorded(
  contact: Contact,
  event: ContactEvent & { type: 'recorded' },
  now: number,
): Decision<Contact> {
  const { recordingSid, seconds } = event;
  if (contact.words?.recordingSid === recordingSid) return { kind: 'repeated' };
  const kind = contact.status === 'ended' || contact.status === 'greeting' ? 'message' : 'while-waiting';
  const words: Words = { kind, recordingSid, seconds, at: now };
  const timeline = [{ at: now, kind: 'words', data: { seconds } }];
  return kind === 'message'
    ? changed<Contact>(
        { ...contact, words, owes: { kind: 'message', since: now, operator: null } },
        { timeline },
      )
    : changed<Contact>({ ...contact, words }, { timeline });
}
