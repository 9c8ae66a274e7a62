import { SAMPLES_PER_SECOND, toMuLaw } from '../../src/audio/mu-law.ts';
import { muLawWav } from '../../src/audio/wav.ts';

/**
 * Something like a voice: harmonics of 140 Hz in three syllables a second, with a pause before and after.
 * @param speechDb loudness while it speaks, dBFS; about, since syllables swell
 */
export function voice(
  seconds: number,
  speechDb: number,
  samplesPerSecond = SAMPLES_PER_SECOND,
): Float32Array {
  const samples = Float32Array.from({ length: Math.round(seconds * samplesPerSecond) }, (_, at) => {
    const t = at / samplesPerSecond;
    if (t < 0.15 || t > seconds - 0.15) return 0;
    const syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * 3 * t);
    let wave = 0;
    for (let n = 1; n <= 12; n++) wave += Math.sin(2 * Math.PI * 140 * n * t + n * n) / n;
    return wave * syllable;
  });
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const gain = 10 ** (speechDb / 20) / Math.sqrt(power * (seconds / Math.max(0.01, seconds - 0.3)));
  return samples.map((sample) => sample * gain);
}

/** The same as a file that a phone line plays. */
export function voiceWav(seconds: number, speechDb: number): Uint8Array {
  return muLawWav(toMuLaw(voice(seconds, speechDb)));
}
