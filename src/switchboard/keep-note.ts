import { buffer } from 'node:stream/consumers';
import { fromMuLaw, SAMPLES_PER_SECOND } from '../audio/mu-law.ts';
import { prepareNote } from '../audio/prepare-note.ts';
import { isPhoneWav, readWav, type Wav } from '../audio/wav.ts';
import type { Effect } from '../contact/effects.ts';
import { NOTE_KEPT_MS } from '../store/retention.ts';
import type { Store } from '../store/store.ts';
import { line, type Line } from '../voice-script/moments.ts';
import type { Verdict } from './perform-effects.ts';
import type { Switchboard } from './switchboard.ts';
import type { Recordings } from './telephony.ts';

export type NoteParts = {
  store: Store;
  switchboard: Switchboard;
  recordings: Recordings;
  /** A name that nobody can guess. */
  newId: () => string;
  now: () => number;
};

type KeepNote = Effect & { type: 'keep-note' };

/** WAVE_FORMAT_PCM: what Twilio keeps recordings in. */
const PCM_FORMAT = 1;

/**
 * Fetches the note that an operator has spoken at their desk, makes it ready to be played, and gives it to the contact;
 * the operator hears what became of it. Its recording is deleted then, by which is known that it was done.
 *
 * @param isLast whether it is given up where the recording cannot be had yet
 */
export async function keepNote(
  { operator, id, recordingSid }: KeepNote,
  isLast: boolean,
  { store, switchboard, recordings, newId, now }: NoteParts,
  recording: { isDeleted(sid: string): Promise<boolean>; delete(sid: string): Promise<Verdict> },
): Promise<Verdict> {
  // Given already: what may be left to do is the deletion, where Twilio did not answer.
  if (await recording.isDeleted(recordingSid)) return recording.delete(recordingSid);
  const audio = await recordings(recordingSid);
  if (audio.kind !== 'audio') {
    // It may be told of before it is there.
    if (isLast) await refuseNote({ operator, id }, switchboard);
    return 'again';
  }
  const samples = samplesOf(readWav(await buffer(audio.body)));
  const note = samples === null ? null : prepareNote(samples.samples, samples.samplesPerSecond);
  await tell(note === null || 'fault' in note ? [line('desk.note-refused', {})] : await give(note));
  return recording.delete(recordingSid);

  async function give(made: { file: Uint8Array; durationMs: number }): Promise<Line[]> {
    const clip = { name: newId(), durationMs: made.durationMs };
    await store.putClip(clip.name, made.file, NOTE_KEPT_MS);
    const outcome = await switchboard.tellContact(id, { type: 'note', operator, text: '', now: false, clip });
    if (outcome.kind === 'refused') await store.forgetClip(clip.name, 0);
    const contact = outcome.kind === 'done' ? outcome.contact : null;
    if (contact?.status !== 'held') return [line('desk.note-late', {})];
    const secondsLeft = Math.max(1, Math.round((contact.nextCheckInAt - now()) / 1000));
    return [line('desk.note-kept', { secondsLeft })];
  }

  async function tell(lines: Line[]): Promise<void> {
    await switchboard.tellDesk(operator, { type: 'tell', contactId: id, lines });
  }
}

/** Tells an operator that the note which they have spoken could not be kept. */
export async function refuseNote(
  { operator, id }: Pick<KeepNote, 'operator' | 'id'>,
  switchboard: Pick<Switchboard, 'tellDesk'>,
): Promise<void> {
  await switchboard.tellDesk(operator, {
    type: 'tell',
    contactId: id,
    lines: [line('desk.note-refused', {})],
  });
}

/** The samples of a recording, −1 to 1; null where it is in no form that we know. */
function samplesOf(wav: Wav | null): { samples: Float32Array; samplesPerSecond: number } | null {
  if (wav === null) return null;
  const { samplesPerSecond, data } = wav;
  if (isPhoneWav(wav)) return { samples: fromMuLaw(data), samplesPerSecond };
  if (wav.format !== PCM_FORMAT || wav.channels !== 1 || wav.bitsPerSample !== 16) return null;
  if (samplesPerSecond < SAMPLES_PER_SECOND) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const samples = Float32Array.from(
    { length: Math.floor(data.length / 2) },
    (_, at) => view.getInt16(2 * at, true) / 32_768,
  );
  return { samples, samplesPerSecond };
}
