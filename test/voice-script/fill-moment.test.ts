import { expect, it } from 'vitest';
import { fillMoment } from '../../src/voice-script/fill-moment.ts';
import { announcement } from '../../src/voice-script/moment.ts';
import { readTemplate } from '../../src/voice-script/template.ts';
import type { LineValue } from '../../src/voice-script/value-kinds.ts';
import { scripts } from '../support/scripts.ts';

const moment = announcement({
  nextSeconds: 'in',
  everySeconds: 'rhythm',
  expectedSeconds: 'about',
  heldSeconds: 'for',
  operator: 'name',
  reason: 'reason',
  number: 'phone',
  change: 'change',
});

/** What a value leads to in a template that asks about it, by each case that its kind knows. */
it.each<[name: string, cases: string[], given: [LineValue, string][]]>([
  [
    'nextSeconds',
    ['now'],
    [
      [0, 'now'],
      [-1, 'now'],
      [1, 'other'],
      [60, 'other'],
    ],
  ],
  [
    'everySeconds',
    ['news'],
    [
      [0, 'news'],
      [60, 'other'],
    ],
  ],
  [
    'expectedSeconds',
    ['none', 'due'],
    [
      [-1, 'none'],
      [0, 'due'],
      [30, 'other'],
    ],
  ],
  [
    'heldSeconds',
    [],
    [
      [0, 'other'],
      [30, 'other'],
    ],
  ],
  [
    'operator',
    ['none'],
    [
      ['', 'none'],
      ['Anna', 'other'],
    ],
  ],
  [
    'reason',
    ['none'],
    [
      ['', 'none'],
      [' . ', 'none'],
      ['looking', 'other'],
    ],
  ],
  [
    'number',
    ['none'],
    [
      ['', 'none'],
      ['anonymous', 'none'],
      ['+15550143', 'other'],
    ],
  ],
  [
    'change',
    ['same', 'moved_up'],
    [
      ['same', 'same'],
      ['moved-up', 'moved_up'],
      ['', 'other'],
    ],
  ],
])('a template may ask about {%s}, and is answered by its case', (name, cases, given) => {
  const options = [...cases, 'other'].map((one) => `${one} {${one}}`).join(' ');
  const read = readTemplate(`{${name}, select, ${options}}`, 'en');
  if ('error' in read) throw new Error(read.error);
  const { en } = scripts.languages;
  if (en === undefined) throw new Error('Failed to find English.');
  for (const [value, wanted] of given)
    expect(fillMoment(read.template, moment, { [name]: value }, en), String(value)).toBe(wanted);
});
