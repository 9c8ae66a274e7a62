import type { ContactJson } from '../../src/api/contacts/contact-view.ts';
import { checkNote } from '../../src/audio/voice-note.ts';
import type { FakeState, Result } from './fake-state.ts';

export type FakePhrase = {
  id: string;
  language: string;
  text: string;
  ownVoice: { url: string; seconds: number } | null;
};

type Note = NonNullable<NonNullable<ContactJson['hold']>['note']>;

/** What is noted for a held caller, and an operator's own phrases; null where the call is about something else. */
export function answerNotes(state: FakeState, call: string, body: unknown): Result | null {
  const [method = '', path = ''] = call.split(' ');
  const contactId = /^\/api\/contacts\/([^/]+)\/(?:voice-)?note$/.exec(path)?.[1];
  if (contactId !== undefined)
    return noted(state, contactId, method === 'DELETE' ? null : noteOf(state, body));
  if (!path.startsWith('/api/me/phrases')) return null;
  const phrase = state.phrases.find(({ id }) => path.includes(`/${id}`));
  switch (method) {
    case 'GET':
      return { status: 200, body: { phrases: state.phrases, languages: ['en', 'ru'], most: 30 } };
    case 'POST': {
      const { language, text } = body as { language: string; text: string };
      const added: FakePhrase = { id: `p${state.phrases.length + 1}`, language, text, ownVoice: null };
      state.phrases.push(added);
      return { status: 201, body: added };
    }
    case 'PUT':
      if (phrase !== undefined) phrase.ownVoice = recorded(body);
      return { status: 200, body: phrase };
    default:
      state.phrases = state.phrases.filter((one) => one !== phrase);
      return { status: 204 };
  }
}

function noteOf(state: FakeState, body: unknown): Note {
  const at = new Date().toISOString();
  if (body instanceof Uint8Array) return { text: '', at, told: false, ownVoice: recorded(body) };
  const { text, phraseId } = body as { text?: string; phraseId?: string };
  const phrase = state.phrases.find(({ id }) => id === phraseId);
  return { text: phrase?.text ?? text ?? '', at, told: false, ownVoice: phrase?.ownVoice ?? null };
}

function recorded(body: unknown): { url: string; seconds: number } {
  const checked = checkNote(body as Uint8Array);
  if ('fault' in checked) throw new Error(`The page sent what the server refuses: ${checked.fault}.`);
  return { url: '/media/notes/x.wav', seconds: checked.durationMs / 1000 };
}

function noted(state: FakeState, id: string, note: Note | null): Result {
  const before = state.contacts.get(id);
  if (before?.hold == null)
    return { problem: { status: 409, code: 'state', state: before?.status ?? 'ended' } };
  const contact: ContactJson = { ...before, hold: { ...before.hold, note } };
  return { status: 200, body: contact, contacts: [contact] };
}
