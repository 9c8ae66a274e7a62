/** What a person did during a recording: when they spoke, in milliseconds from its start. */
export type SpokenStretch = { fromMs: number; untilMs: number };

/**
 * How long a WAV file lasts in milliseconds, from its header, or null where it is not a WAV file.
 * `bytes` holds one byte per character (latin1), as media answers do.
 */
export function wavDurationMs(bytes: string): number | null {
  const sound = soundIn(bytes);
  if (sound === null || sound.bytesPerSecond === 0) return null;
  return Math.round(((sound.until - sound.from) / sound.bytesPerSecond) * 1_000);
}

/**
 * How loud a WAV file of mu-law is as a whole: root mean square against full scale, in decibels, −100 for silence; null
 * where it is not such a file.
 */
export function wavLoudnessDb(bytes: string): number | null {
  const sound = soundIn(bytes);
  if (sound === null || sound.format !== MU_LAW_FORMAT || sound.until <= sound.from) return null;
  let sum = 0;
  for (let at = sound.from; at < sound.until; at += 1) sum += muLawSample(bytes.charCodeAt(at)) ** 2;
  const power = sum / (sound.until - sound.from);
  return power === 0 ? -100 : Math.round(100 * Math.log10(power)) / 10;
}

/** WAVE_FORMAT_MULAW. */
const MU_LAW_FORMAT = 7;

/** One byte of mu-law, −1 to 1 (ITU-T G.711, table 2). */
function muLawSample(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 0x80 ? -magnitude : magnitude) / 32_768;
}

/** Where the sound lies in a WAV file, and what it says of it; null where it is none. */
function soundIn(
  bytes: string,
): { format: number; bytesPerSecond: number; from: number; until: number } | null {
  if (!bytes.startsWith('RIFF') || bytes.slice(8, 12) !== 'WAVE') return null;
  let at = 12;
  let [format, bytesPerSecond] = [0, 0];
  while (at + 8 <= bytes.length) {
    const id = bytes.slice(at, at + 4);
    const size = littleEndian(bytes, at + 4);
    if (id === 'fmt ') {
      format = littleEndian(bytes, at + 8) & 0xffff;
      bytesPerSecond = littleEndian(bytes, at + 16);
    }
    // A streamed file may claim more data than it has.
    if (id === 'data')
      return { format, bytesPerSecond, from: at + 8, until: Math.min(bytes.length, at + 8 + size) };
    at += 8 + size + (size % 2);
  }
  return null;
}

const SAMPLES_PER_SECOND = 8_000;
const HEADER_BYTES = 44;

/** A real WAV file (8 kHz, 16 bit, mono) that is silent but for a soft hum where the person spoke. */
export function recordingWav(durationMs: number, spoken: readonly SpokenStretch[]): Buffer {
  const samples = Math.round((durationMs / 1_000) * SAMPLES_PER_SECOND);
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  wav.writeUInt32LE(SAMPLES_PER_SECOND * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples * 2, 40);
  for (const { fromMs, untilMs } of spoken) {
    const last = Math.min(samples, Math.round((untilMs / 1_000) * SAMPLES_PER_SECOND));
    for (let i = Math.round((fromMs / 1_000) * SAMPLES_PER_SECOND); i < last; i += 1) {
      const seconds = i / SAMPLES_PER_SECOND;
      const syllables = 0.5 + 0.5 * Math.sin(2 * Math.PI * 4 * seconds);
      wav.writeInt16LE(
        Math.round(6_000 * syllables * Math.sin(2 * Math.PI * 180 * seconds)),
        HEADER_BYTES + i * 2,
      );
    }
  }
  return wav;
}

function littleEndian(bytes: string, at: number): number {
  let value = 0;
  for (let i = 3; i >= 0; i -= 1) value = value * 256 + (bytes.charCodeAt(at + i) & 0xff);
  return value;
}
