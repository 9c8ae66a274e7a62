import { describe, expect, test } from 'vitest';
import { toMuLaw } from '../../src/audio/mu-law.ts';
import { checkNote } from '../../src/audio/voice-note.ts';
import { muLawWav } from '../../src/audio/wav.ts';
import { voice, voiceWav } from '../support/voice.ts';

describe('a recording that is to be played to a caller', () => {
  test('given a voice of sane loudness, half a second to ten, it is good, and its length known', () => {
    expect(checkNote(voiceWav(3, -20))).toStrictEqual({ durationMs: 3_000 });
    expect(checkNote(voiceWav(0.5, -20))).toStrictEqual({ durationMs: 500 });
    expect(checkNote(voiceWav(10, -40))).toStrictEqual({ durationMs: 10_000 });
  });

  test.each([
    ['no WAV at all', new Uint8Array(9_000), 'not-phone-wav'],
    ['a WAV of 16 kHz', at16kHz(voiceWav(3, -20)), 'not-phone-wav'],
    ['too short', voiceWav(0.4, -20), 'too-short'],
    ['nothing', muLawWav(new Uint8Array(0)), 'too-short'],
    ['too long', voiceWav(10.1, -20), 'too-long'],
    ['silence', muLawWav(toMuLaw(new Float32Array(16_000))), 'silent'],
    ['hardly a whisper', voiceWav(3, -50), 'silent'],
    ['clipped', muLawWav(toMuLaw(voice(3, 0))), 'clipped'],
    ['too loud', humWav(-8), 'too-loud'],
  ])('%s is refused', (_, file, fault) => {
    expect(checkNote(file)).toStrictEqual({ fault });
  });

  test('given a voice that pauses for long, it is as loud as without the pauses', () => {
    const samples = new Float32Array(80_000);
    samples.set(voice(2, -40), 30_000);
    expect(checkNote(muLawWav(toMuLaw(samples)))).toStrictEqual({ durationMs: 10_000 });
  });
});

/** A steady sound that stays below full scale. */
function humWav(db: number): Uint8Array {
  const peak = 10 ** (db / 20) * Math.SQRT2;
  return muLawWav(toMuLaw(Float32Array.from({ length: 16_000 }, (_, at) => peak * Math.sin(at / 8))));
}

function at16kHz(file: Uint8Array): Uint8Array {
  new DataView(file.buffer).setUint32(24, 16_000, true);
  return file;
}
