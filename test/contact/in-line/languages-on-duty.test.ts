import { describe, expect, test } from 'vitest';
import type { ContactCircumstances } from '../../../src/contact/circumstances.ts';
import { greeting } from '../../../src/contact/in-line/greeting-words.ts';
import { checkIn, news, status } from '../../../src/contact/in-line/line-words.ts';
import { hasNews, heardNow } from '../../../src/contact/in-line/news.ts';
import { line, type Line } from '../../../src/voice-script/moments.ts';
import { onDuty } from '../../support/on-duty.ts';
import { asks, circumstances, nextOf, NOW, waiting, when, wordsOf } from '../given.ts';

const RUSSIAN_ONLY = { all: 1, choosy: 1, naming: { ru: 1 } };
const BOTH = { all: 3, choosy: 3, naming: { ru: 1, en: 2 } };
const inRussian = line('greeting.other-language', {}, 'ru');
const momentsOf = (lines: Line[]): string[] => lines.map(({ moment }) => moment);
const whose = (lines: Line[]) => lines.flatMap(({ values }) => values['who'] ?? []);

describe('nobody on duty speaks the caller’s language', () => {
  const around = circumstances({ onDuty: RUSSIAN_ONLY });
  const unserved = waiting({ told: { position: 2, onDuty: false, wait: null } });

  test('it is news, in words that are true of them alone, and the key to the other language comes with it', () => {
    const served = waiting();
    expect(hasNews(served, around)).toBe(true);
    const lines = news(served, 45, around);
    expect(lines).toStrictEqual([
      line('news.nobody', { position: 2, who: 'speaker', nextSeconds: 45 }),
      inRussian,
    ]);
    const heard = heardNow(served, lines, around);
    expect(heard).toMatchObject({ nobodySince: NOW, otherLanguage: true });
    expect(news({ ...served, heard }, 45, around)).not.toContainEqual(inRussian);
    // Told again when it is so again.
    expect(heardNow({ ...served, heard }, [], circumstances())).not.toHaveProperty('otherLanguage');
  });

  test('to a caller who speaks theirs nothing is new, and nothing is said of it', () => {
    const caller = waiting({ language: 'ru' });
    expect(hasNews(caller, around)).toBe(false);
    expect(momentsOf(checkIn(caller, 60, around))).toStrictEqual(['line.check-in', 'line.tone-explained']);
  });

  test('where nobody is there at all, nobody is meant, and no key is named', () => {
    const empty = circumstances({ onDuty: onDuty(0) });
    expect(whose(status(unserved, 60, empty))).toStrictEqual(['anyone']);
    expect(news(waiting(), 45, empty)).toHaveLength(1);
  });

  test('a check-in names the key in the place of an offer, once the tone is explained', () => {
    const first = checkIn(unserved, 60, around);
    expect(momentsOf(first)).toStrictEqual(['line.check-in-no-operator', 'line.tone-explained']);
    expect(whose(first)).toStrictEqual(['speaker']);
    const second = checkIn({ ...unserved, checkIns: 1 }, 60, around);
    expect(second[1]).toStrictEqual(inRussian);
    const heard = heardNow(unserved, second, around);
    expect(momentsOf(checkIn({ ...unserved, checkIns: 2, heard }, 60, around))).toStrictEqual([
      'line.check-in-no-operator',
      'offer.callback',
    ]);
  });

  test('the greeting of two languages has named it', () => {
    const lines = greeting(waiting({ silence: 0 }), around);
    expect(momentsOf(lines).slice(1, 4)).toStrictEqual([
      'greeting.other-language',
      'greeting.place',
      'greeting.no-operator',
    ]);
    expect(heardNow(waiting(), lines, around)).toHaveProperty('otherLanguage', true);
  });

  test('somebody comes who speaks it: told early, of them, while others are there', () => {
    const come = circumstances({ onDuty: BOTH });
    expect(news(unserved, 45, come)).toStrictEqual([
      line('news.operator-back', { position: 2, who: 'speaker', nextSeconds: 45 }),
    ]);
  });
});

describe('the language key', () => {
  const range = { kind: 'range', low: 4, high: 6 } as const;
  const promise = NOW + 360_000;
  const announcement = { range, promise, longer: false };
  const wait = { ...range, at: NOW - 60_000, promise, firstPromise: promise, staff: 2 };
  const english = waiting({ told: { position: 2, onDuty: true, wait } });
  const pressed = (changes: Partial<ContactCircumstances>) => when(english, asks('after', '7'), changes);

  test('given others who speak the other one, the wait is told that is foretold from them, and none has left', () => {
    const theirs = { range: { ...range, low: 8, high: 10 }, promise: NOW + 600_000, longer: true };
    const foretoldIn = (language: string) => ({
      announcement: language === 'ru' ? theirs : announcement,
      forecast: null,
    });
    const next = nextOf(pressed({ onDuty: BOTH, announcement, foretoldIn }));
    expect(next).toMatchObject({ language: 'ru', told: { wait: { low: 8, staff: 1 } } });
    expect(wordsOf(next)).toMatchObject([
      { moment: 'key.language' },
      line('line.longer', { reason: 'none', left: 0 }),
      { moment: 'line.status', values: { rangeLow: 8, rangeHigh: 10 } },
    ]);
  });

  test('given nobody, it is said at once', () => {
    const next = nextOf(pressed({ onDuty: { all: 1, choosy: 1, naming: { en: 1 } }, announcement }));
    expect(wordsOf(next).map(({ moment }) => moment)).toStrictEqual([
      'key.language',
      'line.status-no-operator',
    ]);
    expect(next).toMatchObject({ told: { onDuty: false }, heard: { nobodySince: NOW } });
  });
});
