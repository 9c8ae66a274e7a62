/** What a phone line carries: 8,000 samples a second, one channel. */
const SAMPLES_PER_SECOND = 8_000;

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
  const samples = samplesOf(sound);
  return riffWave(Uint8Array.from(samples, (sample) => muLaw(Math.round(sample * 32_767))));
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

/** Added before the search for the segment, so that every segment begins at a power of two (ITU-T G.711, mu-law; 14 bits scaled to 16). */
const MU_LAW_BIAS = 132;
/** The greatest value that the bias does not push out of 15 bits. */
const MU_LAW_CLIP = 32_635;

/** One 16-bit sample in mu-law by ITU-T G.711, table 2: sign, three bits of segment, four of step, all inverted. */
function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), MU_LAW_CLIP) + MU_LAW_BIAS;
  const segment = 24 - Math.clz32(magnitude);
  const step = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | step) & 0xff;
}

/** RIFF WAVE of format 7 (WAVE_FORMAT_MULAW): a `fmt ` of 18 bytes and a `fact`, as every format but PCM asks for. */
function riffWave(data: Uint8Array): Uint8Array {
  const file = new Uint8Array(58 + data.length + (data.length % 2));
  const view = new DataView(file.buffer);
  const write = (text: string, at: number) => file.set(new TextEncoder().encode(text), at);
  write('RIFF', 0);
  view.setUint32(4, file.length - 8, true);
  write('WAVEfmt ', 8);
  view.setUint32(16, 18, true);
  view.setUint16(20, 7, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLES_PER_SECOND, true);
  view.setUint32(28, SAMPLES_PER_SECOND, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  view.setUint16(36, 0, true);
  write('fact', 38);
  view.setUint32(42, 4, true);
  view.setUint32(46, data.length, true);
  write('data', 50);
  view.setUint32(54, data.length, true);
  file.set(data, 58);
  return file;
}
