import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { unsaidFault } from '../../src/api/unsaid-faults.ts';
import { checkNotice } from '../../src/voice-script/check-notice.ts';
import { faultInRussian } from '../../src/web/app/words/ru-faults.ts';
import { scripts } from '../support/scripts.ts';

/** Where it is said what is wrong with a field of the pages. */
const SAID_IN = [
  'src/api/desk/address.ts',
  'src/api/settings/line.ts',
  'src/api/settings/notices.ts',
  'src/api/settings/operators.ts',
  'src/api/access/own-pin.ts',
  'src/api/desk/phrases.ts',
  'src/api/access/pins.ts',
  'src/api/settings/queue-fits.ts',
  'src/api/settings/queues.ts',
  'src/waiting/hours.ts',
  'src/waiting/pilot.ts',
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

test('numbers, names and examples are kept', () => {
  expect(faultInRussian('must be from 10 to 1800 seconds')).toBe('от 10 до 1800 секунд');
  expect(faultInRussian('must be 1 to 40 of a-z, 0-9 and . - _')).toBe('от 1 до 40 знаков: a-z, 0-9 и . - _');
  expect(faultInRussian('leads to the queue sales already')).toBe('уже ведёт в очередь sales');
  expect(faultInRussian('is something new')).toBe('is something new');
});

test('and so is what nobody gave words to', () => {
  const schema = z.object({
    list: z.array(z.string()).min(1).max(2),
    text: z.string().min(2).max(3),
    number: z.number().min(2).max(3),
    whole: z.int(),
    flag: z.boolean(),
    named: z.record(z.string(), z.string()),
  });
  const said = (value: unknown) =>
    schema.safeParse(value, { error: unsaidFault }).error?.issues.map(({ message }) => message) ?? [];
  const all = [
    {},
    { list: 1, text: 1, number: 'x', whole: 0.5, flag: 1, named: 1 },
    { list: [], text: 'x', number: 1, whole: 1, flag: true, named: {} },
    { list: ['a', 'b', 'c'], text: 'long', number: 4, whole: 1, flag: true, named: {} },
  ].flatMap(said);
  expect(all).toHaveLength(18);
  expect(all.filter((sentence) => !isRussian(faultInRussian(sentence)))).toStrictEqual([]);
});
