import { describe, expect, it } from 'vitest';
import { digitsInWords } from '../../src/voice-script/digits.ts';
import { scripts } from '../support/scripts.ts';

const { languages } = scripts;

function digits(code: string, kind: 'code' | 'phone', text: string): string {
  const language = languages[code];
  if (!language) throw new Error(`Failed to find ${code}. Load a language that exists.`);
  return digitsInWords(language.phrases, language.numbers, kind, text);
}

describe('a code is spoken digit by digit', () => {
  it('in pairs, noughts at the front included', () => {
    expect(['en', 'ru', 'de'].map((code) => digits(code, 'code', '0471'))).toStrictEqual([
      'zero four, seven one',
      'ноль четыре, семь один',
      'null vier, sieben eins',
    ]);
  });

  it('is empty where there is no digit', () => {
    expect(['', 'none', '+'].map((text) => digits('en', 'code', text))).toStrictEqual(['', '', '']);
  });
});

describe('a phone number is spoken in groups, each language in its own', () => {
  it('with the country first', () => {
    expect(digits('en', 'phone', '+12125550142')).toBe('one, two one two, five five five, zero one four two');
    expect(digits('ru', 'phone', '+79261234567')).toBe(
      'семь, девять два шесть, один два три, четыре пять, шесть семь',
    );
    expect(digits('de', 'phone', '+491711234567')).toBe(
      'vier neun, eins sieben eins, eins zwei, drei vier, fünf sechs sieben',
    );
  });

  it.each([
    ['+12125550142', 'one'],
    ['+79261234567', 'seven'],
    ['+442079460000', 'four four'],
    ['+33140000000', 'three three'],
    ['+819012345678', 'eight one'],
    ['+351210000000', 'three five one'],
    ['+380441234567', 'three eight zero'],
    ['+971501234567', 'nine seven one'],
  ])('%s begins with country %s', (number, country) => {
    expect(digits('en', 'phone', number).split(', ')[0]).toBe(country);
  });

  it('without a plus has no country, and leaves no digit alone at the end', () => {
    expect(digits('en', 'phone', '5550142')).toBe('five five five, zero one four two');
    expect(digits('en', 'phone', '555014299887')).toBe(
      'five five five, zero one four, two nine nine eight, eight seven',
    );
    expect(digits('en', 'phone', '55501429988')).toBe(
      'five five five, zero one four, two nine nine eight eight',
    );
  });

  it('passes over what stands between the digits, whatever it is', () => {
    expect(digits('en', 'phone', ' +1 (212) 555-0142 <x>')).toBe(digits('en', 'phone', '+12125550142'));
  });
});
