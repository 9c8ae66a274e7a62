import { expect, it } from 'vitest';
import { isInAnotherAlphabet } from '../../src/web/app/voice/alphabet.ts';

it.each([
  ['looking up your order', 'ru', true],
  ['ищет ваш заказ', 'en', true],
  ['Ищет ваш заказ', 'de', true],
  ['ищет ваш заказ', 'ru', false],
  ['prüft Ihre Bestellung', 'de', false],
  ['looking up your order', 'de', false],
  ['заказ IBM ThinkPad ищем', 'ru', false],
  ['DHL', 'ru', false],
  ['24 / 7 …', 'ru', false],
  ['', 'ru', false],
  ['looking up your order', 'sr-Latn', false],
  ['looking up your order', 'ja', false],
  ['looking up your order', '?', false],
])('given %j for who hears %s, then another alphabet: %s', (text, language, another) => {
  expect(isInAnotherAlphabet(text, language)).toBe(another);
});
