import { describe, expect, test } from 'vitest';
import { fromMuLaw, toMuLaw } from '../../src/audio/mu-law.ts';

describe('mu-law', () => {
  test('bytes of the standard: silence, the least step, both ends of the scale', () => {
    expect([...toMuLaw([0, 1, -1, 2, -2])]).toStrictEqual([0xff, 0x80, 0x00, 0x80, 0x00]);
    expect(
      [...fromMuLaw(Uint8Array.of(0xff, 0x7f, 0x80, 0x00))].map((sample) => Math.round(sample * 32_768) + 0),
    ).toStrictEqual([0, 0, 32_124, -32_124]);
  });

  test('given each byte, encoding what it stands for gives it back (both zeros are one)', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const again = toMuLaw(fromMuLaw(bytes).map((sample) => (sample * 32_768) / 32_767));
    expect([...again]).toStrictEqual([...bytes].map((byte) => (byte === 0x7f ? 0xff : byte)));
  });

  test('given any sample, what comes back is within half a step of it', () => {
    for (let value = -32_000; value <= 32_000; value += 97) {
      const [back = 0] = fromMuLaw(toMuLaw([value / 32_767]));
      expect(Math.abs(back * 32_768 - value)).toBeLessThanOrEqual(Math.abs(value) / 32 + 5);
    }
  });
});
