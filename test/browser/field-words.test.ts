import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkNotice } from '../../src/voice-script/check-notice.ts';
import { faultInRussian } from '../../src/web/app/words/ru-faults.ts';
import { scripts } from '../support/scripts.ts';

/** Where it is said what is wrong with a field of the pages. */
const SAID_IN = [
  'src/api/address.ts',
  'src/api/line.ts',
  'src/api/notices.ts',
  'src/api/operators.ts',
  'src/api/own-pin.ts',
  'src/api/phrases.ts',
  'src/api/pins.ts',
  'src/api/queues.ts',
  'src/waiting/hours.ts',
  'src/waiting/queue-settings.ts',
  'src/waiting/ranking.ts',
];

/** What is said there: the sentences, with a number in the place of what is put into them. */
function sentences(): string[] {
  const said = SAID_IN.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/(?:error|message)(?::| =)\s+(['"`])(.*?)\1/g)].map(([, , words = '']) => words);
  });
  return [...new Set(said)].map((sentence) => sentence.replace(/\$\{[^}]*\}+/g, '7'));
}

/** What was typed is quoted as it stands. */
function isRussian(text: string): boolean {
  const own = text.replace(/«.*?»/g, '«»');
  return /^[«\dа-яё]/i.test(own) && !/\b(must|is|the)\b/.test(own);
}

test('whatever the server says of a field is said in Russian on Russian pages', () => {
  const all = sentences();
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter((sentence) => !isRussian(faultInRussian(sentence)))).toStrictEqual([]);
});

test('what is wrong with a notice as well', () => {
  const { en } = scripts.languages;
  if (en === undefined) throw new Error('There is no English.');
  const texts = [
    '…',
    'We are sorry. '.repeat(20),
    'Your call is important to us.',
    'Get 20% off with our discounts.',
  ];
  const all = [...texts, 'Back shortly.', 'Out\u200B of order.'].flatMap((text) => checkNotice(en, text));
  expect(all.length).toBeGreaterThan(4);
  expect(all.filter((sentence) => !isRussian(faultInRussian(sentence)))).toStrictEqual([]);
});

test('numbers, names and examples are kept, and so is a limit that nobody gave words to', () => {
  expect(faultInRussian('must be from 10 to 1800 seconds')).toBe('от 10 до 1800 секунд');
  expect(faultInRussian('must be 1 to 40 of a-z, 0-9 and . - _')).toBe('от 1 до 40 знаков: a-z, 0-9 и . - _');
  expect(faultInRussian('leads to the queue sales already')).toBe('уже ведёт в очередь sales');
  const tooMany =
    z.array(z.string()).max(200).safeParse(Array(201).fill('x')).error?.issues[0]?.message ?? '';
  expect(faultInRussian(tooMany)).toBe('слишком много: самое большее 200');
  expect(faultInRussian('is something new')).toBe('is something new');
});
