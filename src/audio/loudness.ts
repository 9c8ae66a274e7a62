/** How loud a recording is, in dBFS (decibels against full scale, root mean square). */
export type Loudness = {
  /** Of the stretches in which somebody speaks; −100 where nothing is heard. */
  speechDb: number;
  /** Share of the samples that lie at full scale, 0 to 1: clipped ones do. */
  fullScaleShare: number;
};

/** A frame as long as a short vowel. */
const FRAME_SECONDS = 0.02;
/** Frames this far below the loudest one are pauses (the relative gate of ITU-R BS.1770-4, wider for its short frames). */
const GATE_DB = 25;
const SILENCE_DB = -100;
/** Mu-law has no value between this and full scale. */
const FULL_SCALE = 0.97;

/**
 * The loudness of speech: pauses do not count, so that somebody who hesitates is not heard as quiet.
 *
 * @param samples −1 to 1
 */
export function loudnessOf(samples: Float32Array, samplesPerSecond: number): Loudness {
  const powers = framePowers(samples, samplesPerSecond);
  const speaking = powers.filter((power) => power > gateOf(powers));
  const mean = speaking.reduce((sum, power) => sum + power, 0) / Math.max(1, speaking.length);
  let full = 0;
  for (const sample of samples) if (Math.abs(sample) >= FULL_SCALE) full += 1;
  return { speechDb: decibels(mean), fullScaleShare: samples.length === 0 ? 0 : full / samples.length };
}

/** Where speech begins and ends, in samples, with `marginSeconds` before and after it; all of it where nothing is heard. */
export function speechIn(
  samples: Float32Array,
  samplesPerSecond: number,
  marginSeconds: number,
): { from: number; until: number } {
  const powers = framePowers(samples, samplesPerSecond);
  const gate = gateOf(powers);
  const first = powers.findIndex((power) => power > gate);
  if (first < 0) return { from: 0, until: samples.length };
  const last = powers.findLastIndex((power) => power > gate);
  const frame = frameLength(samplesPerSecond);
  const margin = Math.round(marginSeconds * samplesPerSecond);
  return {
    from: Math.max(0, first * frame - margin),
    until: Math.min(samples.length, (last + 1) * frame + margin),
  };
}

/** The mean square of each frame of 20 ms. */
function framePowers(samples: Float32Array, samplesPerSecond: number): number[] {
  const frame = frameLength(samplesPerSecond);
  return Array.from({ length: Math.ceil(samples.length / frame) }, (_, nth) => {
    const part = samples.subarray(nth * frame, (nth + 1) * frame);
    return part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
  });
}

function gateOf(powers: readonly number[]): number {
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  return loudest * 10 ** (-GATE_DB / 10);
}

function frameLength(samplesPerSecond: number): number {
  return Math.round(FRAME_SECONDS * samplesPerSecond);
}

function decibels(power: number): number {
  return power <= 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(power));
}
