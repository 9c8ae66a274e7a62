import { expect, test } from 'vitest';
import { speakersOf } from '../../src/waiting/on-duty.ts';

test.each([
  ['nobody', { all: 0, choosy: 0, naming: {} }, 0, 0],
  ['people who speak every language', { all: 2, choosy: 0, naming: {} }, 2, 2],
  ['one of every language and two of few', { all: 3, choosy: 2, naming: { ru: 2, en: 1 } }, 2, 3],
  ['one who speaks another', { all: 1, choosy: 1, naming: { ru: 1 } }, 0, 1],
  // A server of an earlier version has counted somebody out, and their languages not.
  ['counts that do not add up', { all: 0, choosy: 1, naming: { ru: 1 } }, 0, 1],
])('given %s on duty, those who speak a language are counted', (_, onDuty, english, russian) => {
  expect([speakersOf(onDuty, 'en'), speakersOf(onDuty, 'ru')]).toStrictEqual([english, russian]);
  expect(speakersOf(onDuty, 'constructor')).toBe(Math.max(0, onDuty.all - onDuty.choosy));
});
