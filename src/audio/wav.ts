import { SAMPLES_PER_SECOND } from './mu-law.ts';

/** WAVE_FORMAT_MULAW. */
const MU_LAW_FORMAT = 7;

/** What a WAV file says of itself, and its sound as bytes. */
export type Wav = {
  format: number;
  channels: number;
  samplesPerSecond: number;
  bitsPerSample: number;
  data: Uint8Array;
};

/**
 * RIFF WAVE of format 7 (WAVE_FORMAT_MULAW), 8 kHz, mono: a `fmt ` of 18 bytes and a `fact`, as every format but PCM
 * asks for.
 */
export function muLawWav(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(58 + data.length + (data.length % 2));
  const view = new DataView(file.buffer);
  const write = (text: string, at: number) => file.set(new TextEncoder().encode(text), at);
  write('RIFF', 0);
  view.setUint32(4, file.length - 8, true);
  write('WAVEfmt ', 8);
  view.setUint32(16, 18, true);
  view.setUint16(20, MU_LAW_FORMAT, true);
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

/** Reads a RIFF WAVE file; null where it is none. A file that claims more sound than it has gives what it has. */
export function readWav(file: Uint8Array): Wav | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const nameAt = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  if (file.length < 12 || nameAt(0) !== 'RIFF' || nameAt(8) !== 'WAVE') return null;
  let found: Omit<Wav, 'data'> | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const [name, size] = [nameAt(at), view.getUint32(at + 4, true)];
    const content = at + 8;
    if (name === 'fmt ' && size >= 16 && content + 16 <= file.length) {
      found = {
        format: view.getUint16(content, true),
        channels: view.getUint16(content + 2, true),
        samplesPerSecond: view.getUint32(content + 4, true),
        bitsPerSample: view.getUint16(content + 14, true),
      };
    }
    if (name === 'data') return found && { ...found, data: file.subarray(content, content + size) };
    at = content + size + (size % 2);
  }
  return null;
}

/** Whether a file is what a phone line plays as it is: mu-law, 8 kHz, mono. */
export function isPhoneWav({ format, channels, samplesPerSecond, bitsPerSample }: Wav): boolean {
  return (
    format === MU_LAW_FORMAT &&
    channels === 1 &&
    samplesPerSecond === SAMPLES_PER_SECOND &&
    bitsPerSample === 8
  );
}
