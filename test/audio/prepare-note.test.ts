import { describe, expect, test } from 'vitest';
import { loudnessOf } from '../../src/audio/loudness.ts';
import { fromMuLaw } from '../../src/audio/mu-law.ts';
import { prepareNote } from '../../src/audio/prepare-note.ts';
import { toPhoneRate } from '../../src/audio/resample.ts';
import { checkNote } from '../../src/audio/voice-note.ts';
import { readWav } from '../../src/audio/wav.ts';
import { voice } from '../support/voice.ts';

describe('the rate of a phone line', () => {
  const hum = (hertz: number, rate: number) =>
    Float32Array.from({ length: rate }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / rate));
  const db = (samples: Float32Array) => {
    const middle = samples.subarray(800, 7_200);
    return 10 * Math.log10(middle.reduce((sum, one) => sum + one * one, 0) / middle.length / 0.125);
  };

  test.each([16_000, 22_050, 44_100, 48_000])(
    'given %i Hz, speech stays and what is too high goes',
    (rate) => {
      for (const hertz of [200, 1_000, 3_000])
        expect(Math.abs(db(toPhoneRate(hum(hertz, rate), rate)))).toBeLessThan(0.5);
      for (const hertz of [4_400, 5_000, 7_500])
        expect(db(toPhoneRate(hum(hertz, rate), rate))).toBeLessThan(-40);
      expect(toPhoneRate(hum(300, rate), rate).length).toBe(8_000);
    },
  );
});

describe('a recording of a browser', () => {
  const ready = (samples: Float32Array, rate = 48_000) => {
    const note = prepareNote(samples, rate);
    if ('fault' in note) throw new Error(note.fault);
    return { ...note, samples: fromMuLaw(readWav(note.file)?.data ?? new Uint8Array()) };
  };

  test.each([-38, -30, -20, -14])('given a voice at %i dBFS, it is made as loud as any other', (speechDb) => {
    const { file, samples } = ready(voice(3, speechDb, 48_000));
    expect('fault' in checkNote(file)).toBe(false);
    const loudness = loudnessOf(samples, 8_000);
    expect(Math.abs(loudness.speechDb + 20)).toBeLessThan(1);
    expect(loudness.fullScaleShare).toBe(0);
  });

  test('given one loud click, nothing is amplified into clipping', () => {
    const samples = voice(3, -38, 48_000).map((sample, at) => (at % 48_000 < 40 ? 0.5 : sample));
    const { samples: made } = ready(samples);
    expect(made.reduce((most, one) => Math.max(most, Math.abs(one)), 0)).toBeLessThan(0.95);
  });

  test('given silence around the words, it is cut off but for a moment', () => {
    const samples = new Float32Array(6 * 48_000);
    samples.set(voice(2, -20, 48_000), 2 * 48_000);
    const { durationMs } = ready(samples);
    expect(durationMs).toBeGreaterThan(1_900);
    expect(durationMs).toBeLessThan(2_100);
  });

  test.each([
    ['nothing', new Float32Array(0), 'too-short'],
    ['silence', new Float32Array(96_000), 'silent'],
    ['a whisper', voice(3, -50, 48_000), 'silent'],
    ['a clipped voice', voice(3, 2, 48_000).map((one) => Math.max(-1, Math.min(1, one))), 'clipped'],
    ['a cough', voice(0.4, -20, 48_000), 'too-short'],
    ['a speech', voice(12, -20, 48_000), 'too-long'],
  ])('%s is refused', (_, samples, fault) => {
    expect(prepareNote(samples, 48_000)).toStrictEqual({ fault });
  });
});
