import { loudnessOf, speechIn } from './loudness.ts';
import { SAMPLES_PER_SECOND, toMuLaw } from './mu-law.ts';
import { toPhoneRate } from './resample.ts';
import { lengthFault, loudnessFault, type NoteFault } from './voice-note.ts';
import { muLawWav } from './wav.ts';

/** About as loud as the voices that speak for a line. */
const TARGET_DB = -20;
/** Nothing is made so loud that it would be clipped. */
const HIGHEST_PEAK = 0.9;
/** Left before the first and after the last sound, so that no word is cut. */
const MARGIN_SECONDS = 0.15;

/**
 * Makes a recording ready to be played on a phone line: the silence around it cut off, 8 kHz, an even loudness, mu-law.
 * What was recorded badly cannot be made good: it is refused, by what it was before anything was done to it.
 *
 * @param samples −1 to 1, as the microphone gave them
 * @param samplesPerSecond any rate from 8,000 on
 */
export function prepareNote(
  samples: Float32Array,
  samplesPerSecond: number,
): { file: Uint8Array<ArrayBuffer>; durationMs: number } | { fault: NoteFault } {
  const wholeMs = (samples.length / samplesPerSecond) * 1_000;
  const loudness = wholeMs === 0 ? 'too-short' : loudnessFault(samples, samplesPerSecond);
  if (loudness !== null) return { fault: loudness };
  const { from, until } = speechIn(samples, samplesPerSecond, MARGIN_SECONDS);
  const spoken = toPhoneRate(samples.subarray(from, until), samplesPerSecond);
  const durationMs = Math.round((spoken.length / SAMPLES_PER_SECOND) * 1_000);
  const length = lengthFault(durationMs);
  if (length !== null) return { fault: length };
  const gain = gainFor(spoken);
  return { file: muLawWav(toMuLaw(spoken.map((sample) => sample * gain))), durationMs };
}

function gainFor(samples: Float32Array): number {
  const wanted = 10 ** ((TARGET_DB - loudnessOf(samples, SAMPLES_PER_SECOND).speechDb) / 20);
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return Math.min(wanted, HIGHEST_PEAK / peak);
}
