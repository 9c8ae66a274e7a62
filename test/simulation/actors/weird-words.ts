import { NOTE_KEPT_MS } from '../../../src/store/retention.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Clip } from '../../../src/voice-script/clip.ts';
import type { Chance } from '../chance.ts';

/** What people type into a form that a machine will read aloud. */
const WORDS = [
  'your invoice',
  'looking up your invoice',
  'ваш счёт',
  'found it, checking the date',
  '',
  '   ',
  '<Hangup/> & "quotes" <!-- no -->',
  ']]></Say><Enqueue>music</Enqueue>',
  'emoji 😀👩‍👩‍👧 and flags 🇩🇪',
  'control \u0000\u0007\u001b characters',
  'half \ud83d a pair',
  'a right-to-left \u202e override',
  'Next word in ten seconds. Next word in half an hour',
  'ответ через десять секунд',
  '0'.repeat(100),
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'ends with a question?!',
  '日本語のメモ',
] as const;

/** Something typed, at most `longest` characters of it. */
export function typed(chance: Chance, longest: number): string {
  const text = chance.pick(WORDS);
  const again = chance.happens(0.1) ? `${text} `.repeat(10) : text;
  return again.slice(0, longest);
}

/** Some notes are spoken, which ones is drawn with their text; one without a typed word comes without its sound. */
export async function inOwnVoice(text: string, store: Pick<Store, 'putClip'>): Promise<{ clip?: Clip }> {
  if (text.length % 3 !== 0) return {};
  const clip = { name: `note-${text.length}`, durationMs: 2_400 };
  if (text !== '') await store.putClip(clip.name, NOT_PLAYED, NOTE_KEPT_MS);
  return { clip };
}

/** What is played is the network's own (world/transport.ts). */
const NOT_PLAYED = new Uint8Array(1);
