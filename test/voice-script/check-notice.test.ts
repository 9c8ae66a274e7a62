import { expect, it } from 'vitest';
import { checkNotice } from '../../src/voice-script/check-notice.ts';
import { scripts } from '../support/scripts.ts';

const { languages } = scripts;
const check = (language: string, text: string) => {
  const script = languages[language];
  if (script === undefined) throw new Error(`There is no ${language}.`);
  return checkNotice(script, text);
};

it.each([
  ['en', 'Card payments fail. The bank is at work on it, until about three.'],
  ['en', 'Sorry: no parcels today.\nThe depot has no power.'],
  ['en', 'Our website is out of order until about three.'],
  ['ru', 'Наш сайт не работает до трёх часов.'],
  ['ru', 'Оплата картой не проходит, банк чинит.'],
  ['de', 'Kartenzahlung geht nicht, die Bank arbeitet daran.'],
])('given news in %s, finds nothing wrong: %s', (language, text) => {
  expect(check(language, text)).toEqual([]);
});

it.each([
  ['en', 'Cards fail, see our website', '"see our website" advertises or sends the caller away.'],
  ['ru', 'Подробности на сайте', '"Подробности на" advertises or sends the caller away.'],
  [
    'en',
    'Cards fail; thank you for your patience',
    '"thank you for your patience" tells the caller nothing.',
  ],
  ['en', 'Cards will work again soon', '"soon" promises no time.'],
  ['en', 'I am mending the cards', '"I" makes a machine pass for a person.'],
  ['en', 'Cards\u202E fail', 'an invisible character that no voice can speak.'],
  ['en', ' … 🙂', 'has nothing that can be spoken.'],
  ['en', 'no '.repeat(19), 'takes 7.3 s to speak.'],
])('given %s words that no caller should hear, says what is wrong: %s', (language, text, says) => {
  const wrong = check(language, text);
  expect(wrong.map((one) => one.startsWith(says))).toEqual([true]);
});
