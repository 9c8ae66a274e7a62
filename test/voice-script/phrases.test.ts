import { describe, expect, it } from 'vitest';
import { scripts } from '../support/scripts.ts';
import { numberInWords } from '../../src/voice-script/numbers.ts';
import { durationInWords, numberPhrase, rangeInWords } from '../../src/voice-script/phrases.ts';
import type { DurationForm } from '../../src/voice-script/value-kinds.ts';

const { languages } = scripts;

function languageNamed(code: string) {
  const language = languages[code];
  if (!language) throw new Error(`Failed to find ${code}. Load a language that exists.`);
  return language;
}

function duration(code: string, form: DurationForm, seconds: number): string {
  const { phrases, numbers } = languageNamed(code);
  return durationInWords(phrases, numbers, form, seconds);
}

function range(code: string, low: number, high: number): string {
  const { phrases, numbers } = languageNamed(code);
  return rangeInWords(phrases, numbers, low, high);
}

function place(code: string, position: number): string {
  const { phrases, numbers } = languageNamed(code);
  return numberPhrase(phrases.position, numbers, position);
}

describe('what we do ourselves is said to the second', () => {
  it.each([
    [10, 'in ten seconds', 'через десять секунд'],
    [20, 'in twenty seconds', 'через двадцать секунд'],
    [21, 'in twenty-one seconds', 'через двадцать одну секунду'],
    [22, 'in twenty-two seconds', 'через двадцать две секунды'],
    [45, 'in forty-five seconds', 'через сорок пять секунд'],
    [60, 'in a minute', 'через минуту'],
    [75, 'in seventy-five seconds', 'через семьдесят пять секунд'],
    [90, 'in a minute and a half', 'через полторы минуты'],
    [97, 'in a minute thirty-seven seconds', 'через минуту тридцать семь секунд'],
    [120, 'in two minutes', 'через две минуты'],
    [150, 'in two and a half minutes', 'через две с половиной минуты'],
    [181, 'in three minutes one second', 'через три минуты одну секунду'],
    [300, 'in five minutes', 'через пять минут'],
    [600, 'in ten minutes', 'через десять минут'],
    [1_260, 'in twenty-one minutes', 'через двадцать одну минуту'],
    [1_800, 'in half an hour', 'через полчаса'],
    [44.2, 'in forty-five seconds', 'через сорок пять секунд'],
    [0, 'now', 'сейчас'],
  ])('in %d s', (seconds, english, russian) => {
    expect([duration('en', 'in', seconds), duration('ru', 'in', seconds)]).toStrictEqual([english, russian]);
  });

  it.each([
    [30, 'every thirty seconds', 'каждые тридцать секунд'],
    [60, 'every minute', 'каждую минуту'],
    [90, 'every minute and a half', 'каждые полторы минуты'],
    [120, 'every two minutes', 'каждые две минуты'],
    [300, 'every five minutes', 'каждые пять минут'],
    [1_800, 'every half an hour', 'каждые полчаса'],
  ])('every %d s', (seconds, english, russian) => {
    expect([duration('en', 'every', seconds), duration('ru', 'every', seconds)]).toStrictEqual([
      english,
      russian,
    ]);
  });

  it('has words for every rhythm that an admin may set', () => {
    for (const code of Object.keys(languages)) {
      for (let seconds = 10; seconds <= 1_800; seconds++) {
        expect(duration(code, 'in', seconds)).toMatch(/^[\p{L} -]+$/u);
        expect(duration(code, 'every', seconds)).toMatch(/^[\p{L} -]+$/u);
      }
    }
  });
});

describe('what is expected is rounded up, what has passed to the nearest', () => {
  it.each([
    [11, 'about twenty seconds', 'около двадцати секунд'],
    [55, 'about a minute', 'около минуты'],
    [61, 'about a minute and a half', 'около полутора минут'],
    [100, 'about two minutes', 'около двух минут'],
    [125, 'about three minutes', 'около трёх минут'],
    [290, 'about five minutes', 'около пяти минут'],
    [1_205, 'about twenty-five minutes', 'около двадцати пяти минут'],
    [1_800, 'about half an hour', 'около получаса'],
    [3_600, 'about an hour', 'около часа'],
    [4_000, 'about an hour and a half', 'около полутора часов'],
    [7_200, 'about two hours', 'около двух часов'],
  ])('about %d s', (seconds, english, russian) => {
    expect([duration('en', 'about', seconds), duration('ru', 'about', seconds)]).toStrictEqual([
      english,
      russian,
    ]);
  });

  it('never says sooner than true', () => {
    for (let seconds = 1; seconds <= 7_200; seconds++) {
      expect(duration('en', 'about', seconds)).toBe(duration('en', 'about', Math.ceil(seconds / 10) * 10));
    }
  });

  it.each([
    [3, 'ten seconds', 'десять секунд'],
    [61, 'a minute', 'минуту'],
    [89, 'a minute', 'минуту'],
    [245, 'four minutes', 'четыре минуты'],
    [1_270, 'twenty-one minutes', 'двадцать одну минуту'],
    [3_600, 'an hour', 'час'],
    [4_980, 'an hour twenty-three minutes', 'час двадцать три минуты'],
    [7_260, 'two hours one minute', 'два часа одну минуту'],
  ])('for %d s', (seconds, english, russian) => {
    expect([duration('en', 'for', seconds), duration('ru', 'for', seconds)]).toStrictEqual([
      english,
      russian,
    ]);
  });
});

describe('a wait is a range of whole minutes', () => {
  it.each([
    [4, 7, 'four to seven minutes', 'от четырёх до семи минут'],
    [1, 2, 'one to two minutes', 'от одной до двух минут'],
    [12, 21, 'twelve to twenty-one minutes', 'от двенадцати до двадцати одной минуты'],
    [0, 1, 'less than two minutes', 'меньше двух минут'],
    [0, 2, 'less than two minutes', 'меньше двух минут'],
    [0, 5, 'less than five minutes', 'меньше пяти минут'],
    [5, 5, 'about five minutes', 'около пяти минут'],
    [60, 90, 'more than an hour', 'больше часа'],
    [25, 90, 'twenty-five minutes to more than an hour', 'от двадцати пяти минут до часа с лишним'],
    [7, 4, 'four to seven minutes', 'от четырёх до семи минут'],
    [-1, -1, '', ''],
    [0, 90, '', ''],
    [Number.NaN, 5, '', ''],
  ])('from %d to %d', (low, high, english, russian) => {
    expect([range('en', low, high), range('ru', low, high)]).toStrictEqual([english, russian]);
  });
});

describe('a place is an ordinal', () => {
  it.each([
    [1, 'first', 'первое'],
    [3, 'third', 'третье'],
    [12, 'twelfth', 'двенадцатое'],
    [20, 'twentieth', 'двадцатое'],
    [21, 'twenty-first', 'двадцать первое'],
    [99, 'ninety-ninth', 'девяносто девятое'],
    [137, 'number 137', 'номер 137'],
  ])('place %d', (position, english, russian) => {
    expect([place('en', position), place('ru', position)]).toStrictEqual([english, russian]);
  });
});

describe('numbers in words', () => {
  it('borrows from another form what a form does not have', () => {
    const { numbers } = languageNamed('ru');
    expect([1, 2, 3, 21, 32, 45].map((n) => numberInWords(numbers, 'masculine', n))).toStrictEqual([
      'один',
      'два',
      'три',
      'двадцать один',
      'тридцать два',
      'сорок пять',
    ]);
    expect(numberInWords(numbers, 'genitive_masculine', 21)).toBe('двадцати одного');
  });

  it('says a number beyond its words, or in a form that is not there, by its digits', () => {
    const { numbers } = languageNamed('en');
    expect([numberInWords(numbers, 'cardinal', 100), numberInWords(numbers, 'dual', 2)]).toStrictEqual([
      '100',
      '2',
    ]);
  });
});
