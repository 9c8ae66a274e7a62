import { describe, expect, it } from 'vitest';
import { toneWav, zipWav } from '../../src/twilio/tone.ts';

/** Decodes by ITU-T G.711, from its definition and not from the encoder: −1 to 1. */
function decode(wav: Uint8Array): number[] {
  return Array.from(wav.slice(58), (byte) => {
    const bits = ~byte & 0xff;
    const magnitude = ((((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 7)) - 132;
    return (bits & 0x80 ? -magnitude : magnitude) / 32_768;
  });
}

function decibels(samples: number[]): number {
  return 20 * Math.log10(Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length));
}

/** Power at one frequency (Goertzel's sum, spelled out). */
function powerAt(samples: number[], hertz: number): number {
  let [real, imaginary] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    real += sample * Math.cos((2 * Math.PI * hertz * at) / 8_000);
    imaginary += sample * Math.sin((2 * Math.PI * hertz * at) / 8_000);
  }
  return real ** 2 + imaginary ** 2;
}

function text(wav: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(wav.slice(from, to));
}

describe.each([
  { name: 'tone', wav: toneWav(), soundMs: 400, totalMs: 650, loudness: -26, hertz: 660 },
  { name: 'zip', wav: zipWav(), soundMs: 250, totalMs: 250, loudness: -30, hertz: 880 },
])('the $name', ({ wav, soundMs, totalMs, loudness, hertz }) => {
  const view = new DataView(wav.buffer);
  const samples = decode(wav);
  const sound = samples.slice(0, soundMs * 8);

  it('is a WAV of mu-law, 8 kHz, mono, with sizes that add up', () => {
    expect([text(wav, 0, 4), text(wav, 8, 16), text(wav, 38, 42), text(wav, 50, 54)]).toStrictEqual([
      'RIFF',
      'WAVEfmt ',
      'fact',
      'data',
    ]);
    expect(view.getUint32(4, true)).toBe(wav.length - 8);
    expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint16(34, true)]).toStrictEqual([
      7, 1, 8,
    ]);
    expect([view.getUint32(24, true), view.getUint32(28, true)]).toStrictEqual([8_000, 8_000]);
    expect([view.getUint32(46, true), view.getUint32(54, true)]).toStrictEqual([totalMs * 8, totalMs * 8]);
    expect(wav.length).toBe(58 + totalMs * 8);
  });

  it('lasts as long as it should, silence included', () => {
    expect(samples).toHaveLength(totalMs * 8);
    expect(samples.slice(soundMs * 8).every((sample) => sample === 0)).toBe(true);
  });

  it('is quiet, and never near full scale', () => {
    expect(decibels(sound)).toBeGreaterThan(loudness - 0.2);
    expect(decibels(sound)).toBeLessThan(loudness + 0.2);
    expect(Math.max(...sound.map(Math.abs))).toBeLessThan(0.2);
  });

  it('rises and fades without a click', () => {
    expect(Math.max(...sound.slice(0, 20).map(Math.abs))).toBeLessThan(0.01);
    expect(Math.max(...sound.slice(-20).map(Math.abs))).toBeLessThan(0.01);
  });

  it('sounds within the telephone band, mostly at its own pitch', () => {
    const spectrum = Array.from({ length: 400 }, (_, step) => ({
      at: step * 10,
      power: powerAt(sound, step * 10),
    }));
    const total = spectrum.reduce((sum, { power }) => sum + power, 0);
    const inBand = spectrum
      .filter(({ at }) => at >= 300 && at <= 3_400)
      .reduce((sum, { power }) => sum + power, 0);
    const loudest = spectrum.reduce((a, b) => (b.power > a.power ? b : a));
    expect(inBand / total).toBeGreaterThan(0.999);
    expect(Math.abs(loudest.at - hertz)).toBeLessThanOrEqual(10);
  });

  it('is the same every time', () => {
    expect(toneWav()).toStrictEqual(toneWav());
    expect(zipWav()).toStrictEqual(zipWav());
  });
});

describe('the zip', () => {
  it('swells twice, with a pause between', () => {
    const samples = decode(zipWav());
    const loudness = [0.2, 0.5, 0.7].map((part) =>
      decibels(samples.slice(part * 2_000 - 60, part * 2_000 + 60).map((sample) => sample + 1e-9)),
    );
    expect(loudness[0]).toBeGreaterThan(-30);
    expect(loudness[1]).toBeLessThan(-40);
    expect(loudness[2]).toBeGreaterThan(-30);
  });
});
