import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { cleanSpokenText, isHeard } from '../../src/voice-script/clean-text.ts';

/** Strings of any 16-bit units, halves of surrogate pairs among them. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

describe('text that people typed', () => {
  it.each([
    ['control characters', 'a\u0000b\u0007c\u001Bd\u0085e\u009Ff', 'abcd ef'],
    ['tabs and lines', ' one\ttwo\r\nthree\u2028four\u00A0five ', 'one two three four five'],
    ['halves of surrogate pairs', 'a\uD83Db\uDE00c', 'abc'],
    ['noncharacters and the byte order mark', '\uFEFFa\uFFFEb\uFFFFc\u{1FFFE}', 'abc'],
    ['bidi controls and invisible marks', 'a\u202Eb\u2066c\u200F d\u200Be\u00AD', 'abc de'],
    ['emoji, flags, families and keycaps', 'ok 👍🏽 now 🇩🇪 👩‍👩‍👧 1️⃣ ✔️ 😀!', 'ok now 1 !'],
    ['emoji where there is nothing else', ' 👍🏽\u0007 😀! ', '👍🏽 😀!'],
    ['private use', 'a\uE000b', 'ab'],
    ['decomposed letters', 'e\u0301te\u0301', 'été'],
    ['marks that something stood between', 'a\u0301\u0000\u0323', 'ạ\u0301'],
    [
      'what is fine as it is',
      'Zoë & Jürgen: «счёт» № 5 — 10 % <ok> €',
      'Zoë & Jürgen: «счёт» № 5 — 10 % <ok> €',
    ],
    ['other scripts', '山田さん مرحبا नमस्ते', '山田さん مرحبا नमस्ते'],
  ])('%s', (_, typed, spoken) => {
    expect(cleanSpokenText(typed)).toBe(spoken);
  });

  it.each([
    ['words', 'ok', true],
    ['a number', '5', true],
    ['emoji', '👍', true],
    ['marks', '…?! ', false],
    ['control characters', '\u0007\u0000', false],
    ['half of a surrogate pair', '\uD83D', false],
  ])('is heard or not: %s', (_, typed, heard) => {
    expect(isHeard(typed)).toBe(heard);
  });

  it('is cut at a word’s end after a thousand characters', () => {
    const text = cleanSpokenText('twelve words '.repeat(200));
    expect(text.length).toBeLessThanOrEqual(1_000);
    expect(text).toMatch(/(twelve|words)$/);
    expect(cleanSpokenText('one two three', 8)).toBe('one two');
    expect(cleanSpokenText('one two', 7)).toBe('one two');
  });

  it('is cut inside an endless word, and never inside a character', () => {
    expect(cleanSpokenText('x'.repeat(5_000))).toBe('x'.repeat(1_000));
    expect(cleanSpokenText('𠀀'.repeat(5), 5)).toBe('𠀀𠀀');
  });

  it('takes no longer for a huge text than for a long one', () => {
    expect(cleanSpokenText('a b '.repeat(5_000_000)).length).toBe(999);
  });

  it('is always something that TwiML takes, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyUnits), (text) => {
        const clean = cleanSpokenText(text);
        expect(cleanSpokenText(clean)).toBe(clean);
        const response = new twilio.twiml.VoiceResponse();
        response.say(clean);
        expect(() => response.toString()).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });
});
