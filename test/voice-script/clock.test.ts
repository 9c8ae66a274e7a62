import { describe, expect, it } from 'vitest';
import { openingInWords, timeInWords } from '../../src/voice-script/clock.ts';
import { scripts } from '../support/scripts.ts';

const { languages } = scripts;
const all = ['en', 'ru', 'de'];

function language(code: string) {
  const found = languages[code];
  if (!found) throw new Error(`Failed to find ${code}. Load a language that exists.`);
  return found;
}

function opening(code: string, day: string, hour: number, minute: number): string {
  const { phrases, numbers } = language(code);
  return openingInWords(phrases, numbers, day, hour, minute);
}

function after(code: string, hour: number, minute: number): string {
  const { phrases, numbers } = language(code);
  return timeInWords(phrases, numbers, 'after', hour, minute);
}

describe('when we open', () => {
  it.each([
    ['today', 0, 0, 'today at midnight', 'сегодня в полночь', 'heute um Mitternacht'],
    ['today', 1, 0, 'today at one AM', 'сегодня в час ночи', 'heute um ein Uhr'],
    ['tomorrow', 9, 0, 'tomorrow at nine AM', 'завтра в девять часов', 'morgen um neun Uhr'],
    ['1', 12, 0, 'on Monday at noon', 'в понедельник в двенадцать часов', 'am Montag um zwölf Uhr'],
    ['2', 14, 0, 'on Tuesday at two PM', 'во вторник в четырнадцать часов', 'am Dienstag um vierzehn Uhr'],
    [
      '3',
      21,
      0,
      'on Wednesday at nine PM',
      'в среду в двадцать один час',
      'am Mittwoch um einundzwanzig Uhr',
    ],
    [
      '4',
      8,
      30,
      'on Thursday at eight thirty AM',
      'в четверг в восемь часов тридцать минут',
      'am Donnerstag um acht Uhr dreißig',
    ],
    [
      '5',
      13,
      5,
      'on Friday at one oh five PM',
      'в пятницу в тринадцать часов пять минут',
      'am Freitag um dreizehn Uhr fünf',
    ],
    [
      '6',
      0,
      1,
      'on Saturday at twelve oh one AM',
      'в субботу в ноль часов одну минуту',
      'am Samstag um null Uhr eins',
    ],
    [
      '7',
      22,
      42,
      'on Sunday at ten forty-two PM',
      'в воскресенье в двадцать два часа сорок две минуты',
      'am Sonntag um zweiundzwanzig Uhr zweiundvierzig',
    ],
  ])('%s at %d:%d', (day, hour, minute, english, russian, german) => {
    expect(all.map((code) => opening(code, day, hour, minute))).toStrictEqual([english, russian, german]);
  });

  it.each([
    ['none', 9, 0],
    ['8', 9, 0],
    ['__proto__', 9, 0],
    ['tomorrow', -1, 0],
    ['tomorrow', 24, 0],
    ['tomorrow', 9.5, 0],
    ['tomorrow', Number.NaN, 0],
  ])('is not said of %s at %d:%d', (day, hour, minute) => {
    expect(all.map((code) => opening(code, day, hour, minute))).toStrictEqual(['', '', '']);
  });

  it('has words for every minute of a day', () => {
    for (const code of all) {
      for (let minute = 0; minute < 1_440; minute++) {
        expect(opening(code, 'today', Math.floor(minute / 60), minute % 60)).toMatch(/^[\p{L} -]+$/u);
      }
    }
  });
});

describe('not before', () => {
  it.each([
    [16, 0, 'after four PM', 'после шестнадцати часов', 'nach sechzehn Uhr'],
    [12, 0, 'after noon', 'после двенадцати часов', 'nach zwölf Uhr'],
    [
      21,
      30,
      'after nine thirty PM',
      'после двадцати одного часа тридцати минут',
      'nach einundzwanzig Uhr dreißig',
    ],
    [1, 0, 'after one AM', 'после часа ночи', 'nach ein Uhr'],
  ])('%d:%d', (hour, minute, english, russian, german) => {
    expect(all.map((code) => after(code, hour, minute))).toStrictEqual([english, russian, german]);
  });
});
