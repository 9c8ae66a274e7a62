import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPhoneWav, muLawWav, readWav, type Wav } from '../../src/audio/wav.ts';

describe('WAV files', () => {
  test('given sound, what was written is read', () => {
    for (const length of [0, 1, 2, 8_001]) {
      const data = Uint8Array.from({ length }, (_, at) => at & 0xff);
      const wav = readWav(muLawWav(data));
      expect(wav).toStrictEqual({ format: 7, channels: 1, samplesPerSecond: 8_000, bitsPerSample: 8, data });
      expect(isPhoneWav(wav as Wav)).toBe(true);
    }
  });

  test('given a file that claims more than it has, it gives what it has', () => {
    expect(readWav(muLawWav(new Uint8Array(100)).subarray(0, 98))?.data.length).toBe(40);
  });

  test('given a file within another buffer, its own bytes are read', () => {
    const around = new Uint8Array(200);
    around.set(muLawWav(Uint8Array.of(1, 2, 3, 4)), 60);
    expect([...(readWav(around.subarray(60, 122))?.data ?? [])]).toStrictEqual([1, 2, 3, 4]);
  });

  test('given chunks of others before the sound, of odd length too, they are passed over', () => {
    const whole = muLawWav(Uint8Array.of(1, 2, 3, 4));
    for (const length of [4, 5]) {
      // Chunks of odd length are followed by a byte that is not counted (RIFF).
      const list = [
        ...new TextEncoder().encode('LIST'),
        length,
        0,
        0,
        0,
        ...new Uint8Array(length + (length % 2)),
      ];
      const file = Uint8Array.from([...whole.subarray(0, 38), ...list, ...whole.subarray(38)]);
      expect([...(readWav(file)?.data ?? [])]).toStrictEqual([1, 2, 3, 4]);
    }
  });

  test('another format, rate, width or number of channels is none for a phone', () => {
    const phone = readWav(muLawWav(new Uint8Array(8))) as Wav;
    for (const change of [
      { format: 1 },
      { channels: 2 },
      { samplesPerSecond: 16_000 },
      { bitsPerSample: 16 },
    ])
      expect(isPhoneWav({ ...phone, ...change })).toBe(false);
  });

  test('given any bytes, also such as begin like a WAV, reading ends and never throws', () => {
    const header = [...muLawWav(new Uint8Array(0))];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(58), (bytes, from) => {
        const wav = readWav(Uint8Array.from([...header.slice(0, from), ...bytes]));
        expect(wav === null || wav.data.length <= 138).toBe(true);
      }),
    );
  });
});
