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

/** Four seconds of it as browsers take a microphone's sound from a file: PCM of 16 bits, 48 kHz, mono. */
export function voiceForMicrophone(): Buffer {
  const samples = voice(4, -30, 48_000);
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(48_000, 24);
  wav.writeUInt32LE(96_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples.length * 2, 40);
  for (const [at, sample] of samples.entries()) wav.writeInt16LE(Math.round(sample * 32_767), 44 + at * 2);
  return wav;
}
