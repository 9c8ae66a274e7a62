import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scripts } from '../support/scripts.ts';
import { type Line, type MomentName, line, momentNamed, moments } from '../../src/voice-script/moments.ts';
import { renderLine } from '../../src/voice-script/render.ts';

const quiet = line('key.quiet', { nextSeconds: 60 });
const alive = line('trouble.alive', { nextSeconds: 60 });

/** Strings of any 16-bit units, halves of surrogate pairs among them. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

/** Everything but the characters of XML 1.0, production 2. */
const illegalInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

describe('rendering a line', () => {
  it('gives words, voice and language', () => {
    expect(renderLine(scripts, 'ru', quiet, 0)).toStrictEqual({
      text: 'Теперь тихо. Следующее слово через минуту.',
      voice: 'Google.ru-RU-Wavenet-A',
      language: 'ru-RU',
    });
  });

  it('speaks the default language where it does not know the one asked for', () => {
    for (const language of ['xx', '', '__proto__', 'toString']) {
      expect(renderLine(scripts, language, quiet, 0)).toStrictEqual(renderLine(scripts, 'en', quiet, 0));
    }
  });

  it('walks through the variants with the turn, whatever number that is', () => {
    const texts = [0, 1, 2, 3].map((turn) => renderLine(scripts, 'en', alive, turn).text);
    expect(new Set(texts).size).toBe(3);
    expect(texts[3]).toBe(texts[0]);
    for (const turn of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER]) {
      expect(texts).toContain(renderLine(scripts, 'en', alive, turn).text);
    }
  });

  it('keeps what it has rendered, and never mixes up values', () => {
    expect(renderLine(scripts, 'en', quiet, 0)).toBe(
      renderLine(scripts, 'en', line('key.quiet', { nextSeconds: 60 }), 0),
    );
    const other = renderLine(scripts, 'en', line('key.quiet', { nextSeconds: 61 }), 0);
    expect(other.text).toBe('Quiet now. Next word in sixty-one seconds.');
  });

  it('stays right after more different lines than it keeps', () => {
    for (let seconds = 1; seconds <= 6_000; seconds++) {
      renderLine(scripts, 'en', line('key.quiet', { nextSeconds: seconds }), 0);
    }
    expect(renderLine(scripts, 'en', quiet, 0).text).toBe('Quiet now. Next word in a minute.');
  });

  it('speaks a line that has come through JSON', () => {
    const thawed = JSON.parse(JSON.stringify(quiet)) as Line;
    expect(renderLine(scripts, 'en', thawed, 0)).toStrictEqual(renderLine(scripts, 'en', quiet, 0));
  });

  it('says so when there is no such moment', () => {
    const wrong = { moment: 'key.loud', values: {} } as unknown as Line;
    expect(() => renderLine(scripts, 'en', wrong, 0)).toThrow('Failed to speak: "key.loud" is not a moment.');
  });

  it('cannot be changed by whoever holds it', () => {
    expect(Object.isFrozen(scripts.languages.en?.moments.goodbye)).toBe(true);
    expect(Object.isFrozen(renderLine(scripts, 'en', quiet, 0))).toBe(true);
  });
});

describe('whatever the values are', () => {
  const anyLine = fc.constantFrom(...(Object.keys(moments) as MomentName[])).chain((moment) => {
    const names = Object.keys(momentNamed(moment)?.values ?? {});
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
      anyUnits,
    );
    const anyValue = fc.oneof(anyText, fc.integer({ min: -2, max: 100_000 }), fc.double());
    return fc.record({
      moment: fc.constant(moment),
      values: fc.record(Object.fromEntries(names.map((name) => [name, anyValue])), { requiredKeys: [] }),
    });
  });

  it('never throws, and gives only what XML can carry', () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom('en', 'ru', 'de'), fc.integer(), (anything, language, turn) => {
        const { text } = renderLine(scripts, language, anything as Line, turn);
        expect(text).not.toMatch(illegalInXml);
        expect(text.length).toBeLessThan(2_500);
      }),
      { numRuns: 1_000 },
    );
  });
});
