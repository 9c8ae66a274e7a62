import { SAMPLES_PER_SECOND, toMuLaw } from '../audio/mu-law.ts';
import { muLawWav } from '../audio/wav.ts';

type Sound = {
  soundMs: number;
  /** Silence after the sound, so that the first word does not stick to it. */
  silenceMs: number;
  /** The pure tones that sound together, with their share; all within the telephone band, 300 to 3,400 Hz. */
  partials: readonly { hertz: number; share: number }[];
  /** How often the sound swells and fades within its time. */
  swells: number;
  /** Share of each swell that it takes to rise; the same again to fade. */
  rise: number;
  fade: number;
  /** Loudness while it sounds: root mean square against full scale. */
  decibels: number;
};

/**
 * The soft tone that leads in every machine line: 0.4 s of sound and 0.25 s of silence.
 *
 * @returns a whole WAV file, mu-law, 8 kHz, mono; the same bytes every time.
 */
export function toneWav(): Uint8Array {
  return wavOf({
    soundMs: 400,
    silenceMs: 250,
    partials: [
      { hertz: 660, share: 1 },
      { hertz: 1_320, share: 0.2 },
    ],
    swells: 1,
    rise: 0.15,
    fade: 0.5,
    decibels: -26,
  });
}

/**
 * The soft double "zip" in an operator's ear before a caller is announced: 0.25 s, quieter than the tone.
 *
 * @returns a whole WAV file, mu-law, 8 kHz, mono; the same bytes every time.
 */
export function zipWav(): Uint8Array {
  return wavOf({
    soundMs: 250,
    silenceMs: 0,
    partials: [
      { hertz: 880, share: 1 },
      { hertz: 1_760, share: 0.15 },
    ],
    swells: 2,
    rise: 0.3,
    fade: 0.6,
    decibels: -30,
  });
}

function wavOf(sound: Sound): Uint8Array {
  return muLawWav(toMuLaw(samplesOf(sound)));
}

function samplesOf({ soundMs, silenceMs, partials, swells, rise, fade, decibels }: Sound): number[] {
  const sounding = (soundMs * SAMPLES_PER_SECOND) / 1_000;
  const shape = Array.from({ length: sounding }, (_, at) => {
    const seconds = at / SAMPLES_PER_SECOND;
    const wave = partials.reduce(
      (sum, { hertz, share }) => sum + share * Math.sin(2 * Math.PI * hertz * seconds),
      0,
    );
    return wave * swell(((at / sounding) * swells) % 1, rise, fade);
  });
  const rootMeanSquare = Math.sqrt(shape.reduce((sum, sample) => sum + sample * sample, 0) / sounding);
  const gain = 10 ** (decibels / 20) / rootMeanSquare;
  const silence = Array.from({ length: (silenceMs * SAMPLES_PER_SECOND) / 1_000 }, () => 0);
  return [...shape.map((sample) => sample * gain), ...silence];
}

/** A raised cosine up, a plateau, a raised cosine down: no click at either end. `at` runs from 0 to 1. */
function swell(at: number, rise: number, fade: number): number {
  if (at < rise) return (1 - Math.cos((Math.PI * at) / rise)) / 2;
  if (at > 1 - fade) return (1 - Math.cos((Math.PI * (1 - at)) / fade)) / 2;
  return 1;
}
