import { Readable } from 'node:stream';
import { beforeEach, expect, test } from 'vitest';
import { checkNote } from '../../src/audio/voice-note.ts';
import { recordingWav } from '../../src/emulator/wav.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import type { Store } from '../../src/store/store.ts';
import { keepNote } from '../../src/switchboard/keep-note.ts';
import type { Verdict } from '../../src/switchboard/perform-effects.ts';
import type { Outcome, Switchboard } from '../../src/switchboard/switchboard.ts';
import type { RecordingAudio } from '../../src/switchboard/telephony.ts';
import { virtualClock } from '../../src/clock.ts';
import { voiceWav } from '../support/voice.ts';

const NOW = 1_790_000_000_000;
let store: Store;
let told: { contact: unknown[]; desk: string[] };
let deleted: string[];
let deletions: Verdict[];
let outcome: Outcome;

beforeEach(() => {
  store = createMemoryStore(virtualClock(NOW));
  told = { contact: [], desk: [] };
  deleted = [];
  deletions = [];
  outcome = { kind: 'done', contact: { status: 'held', nextCheckInAt: NOW + 30_000 } as never, desk: null };
});

function keep(audio: RecordingAudio, isLast = false): ReturnType<typeof keepNote> {
  const switchboard = {
    tellContact: async (id: string, event: object) => {
      told.contact.push({ id, ...event });
      return outcome;
    },
    tellDesk: async (_: string, { lines }: { lines: { moment: string }[] }) => {
      told.desk.push(...lines.map(({ moment }) => moment));
      return outcome;
    },
  } as unknown as Switchboard;
  return keepNote(
    { type: 'keep-note', operator: 'anna', id: 'c1', recordingSid: 'RE1' },
    isLast,
    { store, switchboard, recordings: async () => audio, newId: () => 'a-clip-of-a-note', now: () => NOW },
    {
      isDeleted: async (sid) => deleted.includes(sid),
      delete: async (sid) => {
        deleted.push(sid);
        return deletions.shift() ?? 'finished';
      },
    },
  );
}

function audioOf(file: Uint8Array): RecordingAudio {
  return { kind: 'audio', body: Readable.from([Buffer.from(file)]) };
}
/** The file with another rate in its header. */
function withRate(file: Uint8Array, samplesPerSecond: number): Uint8Array {
  const copy = Uint8Array.from(file);
  new DataView(copy.buffer).setUint32(24, samplesPerSecond, true);
  return copy;
}
const twilios = () => audioOf(recordingWav(3_000, [{ fromMs: 300, untilMs: 2_500 }]));

test('as Twilio keeps it, it becomes a clip that may be played, and the operator hears when', async () => {
  expect(await keep(twilios())).toBe('finished');
  const clip = await store.clip('a-clip-of-a-note');
  expect(checkNote(clip ?? new Uint8Array())).toHaveProperty('durationMs');
  expect(told.contact).toMatchObject([
    { id: 'c1', type: 'note', operator: 'anna', text: '', now: false, clip: { name: 'a-clip-of-a-note' } },
  ]);
  expect(told.desk).toEqual(['desk.note-kept']);
  expect(deleted).toEqual(['RE1']);
});

test('performed twice it is given once', async () => {
  await keep(twilios());
  expect(await keep(twilios())).toBe('finished');
  expect(told.contact).toHaveLength(1);
});

test('whose deletion is not known to have happened is given once, and deleted again', async () => {
  deletions = ['again', 'finished'];
  expect(await keep(twilios())).toBe('again');
  expect(await keep(twilios())).toBe('finished');
  expect(told.contact).toHaveLength(1);
  expect(deleted).toEqual(['RE1', 'RE1']);
});

test.each([
  ['silent', () => audioOf(recordingWav(3_000, []))],
  ['too short', () => audioOf(recordingWav(200, [{ fromMs: 0, untilMs: 200 }]))],
  ['too loud', () => audioOf(voiceWav(3, -5))],
  ['of no rate', () => audioOf(withRate(recordingWav(3_000, []), 0))],
  ['no WAV file', () => audioOf(new TextEncoder().encode('<html>'))],
])('%s: refused with a word, and the recording is deleted', async (_, audio) => {
  expect(await keep(audio())).toBe('finished');
  expect(told).toEqual({ contact: [], desk: ['desk.note-refused'] });
  expect(deleted).toEqual(['RE1']);
});

test('the caller is on hold no more: too late', async () => {
  outcome = { kind: 'refused', by: 'contact', code: 'state', reason: '', status: 'ended' };
  await keep(twilios());
  expect(told.desk).toEqual(['desk.note-late']);
  expect(await store.clip('a-clip-of-a-note')).toBeNull();
  expect(deleted).toEqual(['RE1']);
});

test('not there yet: tried again, and at last the operator is told', async () => {
  expect(await keep({ kind: 'gone' })).toBe('again');
  expect(told.desk).toEqual([]);
  expect(await keep({ kind: 'unavailable' }, true)).toBe('again');
  expect(told.desk).toEqual(['desk.note-refused']);
});
