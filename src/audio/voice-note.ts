import { loudnessOf } from './loudness.ts';
import { fromMuLaw, SAMPLES_PER_SECOND } from './mu-law.ts';
import { isPhoneWav, readWav } from './wav.ts';

/** What is wrong with a recording; the words for it are the caller's. */
export type NoteFault = 'not-phone-wav' | 'too-short' | 'too-long' | 'silent' | 'clipped' | 'too-loud';

/** A recording that may be played to a caller, or why it may not. */
export type CheckedNote = { durationMs: number } | { fault: NoteFault };

const SHORTEST_NOTE_MS = 500;
export const LONGEST_NOTE_MS = 10_000;

/** Below it a phone line's own noise is as loud. */
const QUIETEST_DB = -45;
/** The voice of a line speaks at −20 dBFS; nobody's ear should be startled by a note. */
const LOUDEST_DB = -10;
/** Speech touches full scale now and then; where it stays there, it was clipped. */
const MOST_FULL_SCALE = 0.005;

/** Checks a recording as it is to be played: mu-law WAV of 8 kHz, half a second to ten, neither silent, clipped nor too loud. */
export function checkNote(file: Uint8Array): CheckedNote {
  const wav = readWav(file);
  if (wav === null || !isPhoneWav(wav)) return { fault: 'not-phone-wav' };
  const durationMs = Math.round((wav.data.length / SAMPLES_PER_SECOND) * 1_000);
  const fault = lengthFault(durationMs) ?? loudnessFault(fromMuLaw(wav.data), SAMPLES_PER_SECOND);
  return fault === null ? { durationMs } : { fault };
}

/** What is wrong with the length of a recording; null where nothing is. */
export function lengthFault(durationMs: number): NoteFault | null {
  if (durationMs < SHORTEST_NOTE_MS) return 'too-short';
  return durationMs > LONGEST_NOTE_MS ? 'too-long' : null;
}

/** What is wrong with the loudness of a recording; null where nothing is. */
export function loudnessFault(samples: Float32Array, samplesPerSecond: number): NoteFault | null {
  const { speechDb, fullScaleShare } = loudnessOf(samples, samplesPerSecond);
  if (speechDb < QUIETEST_DB) return 'silent';
  if (fullScaleShare > MOST_FULL_SCALE) return 'clipped';
  return speechDb > LOUDEST_DB ? 'too-loud' : null;
}
