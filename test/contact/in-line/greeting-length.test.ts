import { describe, expect, test } from 'vitest';
import type { ContactCircumstances } from '../../../src/contact/circumstances.ts';
import type { Contact, EarlierPlace, Waiting } from '../../../src/contact/contact.ts';
import { greeting } from '../../../src/contact/in-line/greeting-words.ts';
import { heardWith } from '../../../src/contact/wait/spoken-answers.ts';
import { line, type Line } from '../../../src/voice-script/moments.ts';
import { renderLine } from '../../../src/voice-script/render.ts';
import { spokenLineMs } from '../../../src/voice-script/spoken-duration.ts';
import { onDuty } from '../../support/on-duty.ts';
import { scripts } from '../../support/scripts.ts';
import { asks, circumstances, NOW, nextOf, QUEUE, waiting, when, wordsOf } from '../given.ts';

const LONGEST_MS = 15_000;
const LANGUAGES = ['en', 'ru', 'de'] as const;

const spokenMs = (lines: readonly Line[], language: string) =>
  lines.reduce((sum, one) => sum + spokenLineMs(renderLine(scripts, language, one, 0)), 0);
const momentsOf = (lines: readonly Line[]) => lines.map(({ moment }) => moment);

/** Each list's choices with each other's. */
function* combined(...lists: (readonly object[])[]): Generator<object> {
  const [first, ...rest] = lists;
  if (first === undefined) return yield {};
  for (const one of first) for (const other of combined(...rest)) yield { ...one, ...other };
}

/** Seven seconds of it, as long as a notice should be. */
const words =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen';
const notice = {
  id: 'n1',
  text: Object.fromEntries(LANGUAGES.map((language) => [language, words])),
  until: new Date(NOW + 60_000).toISOString(),
  owner: 'chief',
  since: new Date(NOW).toISOString(),
};
const rhythm = { firstAfterSeconds: 45, everySeconds: 60, growth: 1, longestSilenceSeconds: 180 };
const announcement = { range: { kind: 'range', low: 25, high: 45 }, promise: NOW + 2_700_000, longer: false };
const earlier: EarlierPlace[] = [
  { kind: 'none' },
  { kind: 'ask', owner: 'c2' },
  { kind: 'several' },
  { kind: 'withheld' },
];

const queues = [
  ...combined(
    [{ notice: null }, { notice }],
    [{ inLine: rhythm }, { inLine: { ...rhythm, firstAfterSeconds: 75, everySeconds: 90 } }],
    [{ spokenAnswers: false }, { spokenAnswers: true }],
  ),
];
const circles = [
  ...combined(
    [{ position: 1 }, { position: 23 }],
    [
      { onDuty: onDuty(1), announcement },
      { onDuty: onDuty(1), announcement: null },
      { onDuty: onDuty(0) },
      { onDuty: { all: 1, choosy: 1, naming: { en: 0, ru: 0, de: 0, fr: 1 } } },
      { onDuty: { all: 1, choosy: 1, naming: { en: 1, ru: 1, de: 0 } } },
    ],
  ),
] as Partial<ContactCircumstances>[];
const callers = [
  ...combined(
    [{ cadence: 'queue' }, { cadence: 'every-2-minutes' }, { cadence: 'news-only' }],
    [{ codeTold: 'early' }, { codeTold: 'on-demand' }],
    earlier.map((one) => ({ earlier: one })),
  ),
] as Partial<Waiting>[];

describe.each(LANGUAGES)('%s', (language) => {
  const others = LANGUAGES.filter((one) => one !== language);

  test.each([[[language]], ...others.map((one) => [[language, one]])])(
    'no greeting of a line in %s is longer than fifteen seconds, and each says whose line it is and announces the silence',
    (languages) => {
      const tooLong: string[] = [];
      for (const settings of queues) {
        const queue = { ...QUEUE, name: 'Acme support', languages: languages as [string], ...settings };
        for (const changes of circles) {
          for (const caller of callers) {
            const contact = waiting({
              language,
              told: { position: null, onDuty: true, wait: null },
              ...caller,
            });
            const lines = greeting(contact, circumstances({ queue, spokenMs, ...changes }));
            const ms = spokenMs(heardWith(lines, queue).lines, language);
            if (ms > LONGEST_MS) tooLong.push(`${ms} ms: ${momentsOf(lines).join(' ')}`);
            expect(lines[0]?.moment).toBe('greeting.welcome');
            expect(momentsOf(lines).filter((moment) => moment.startsWith('greeting.quiet'))).toHaveLength(1);
          }
        }
      }
      expect([...new Set(tooLong)]).toEqual([]);
    },
  );
});

describe('what a greeting has no room for is told or asked at the first check-in', () => {
  const around = { onDuty: onDuty(0), spokenMs };
  const two = { ...QUEUE, name: 'Acme support', languages: ['en', 'de'] as [string, string] };
  const one = { ...two, languages: ['en'] as [string] };
  const newcomer = (caller: Partial<Waiting>) =>
    waiting({ silence: 0, told: { position: null, onDuty: true, wait: null }, ...caller });
  const greeted = (caller: Partial<Waiting>, changes: Partial<ContactCircumstances>) =>
    nextOf(when(newcomer(caller), asks('end'), { ...around, ...changes }));
  const later = (contact: Contact, changes: Partial<ContactCircumstances>) =>
    nextOf(when(contact, asks('end', '', 5), { ...around, ...changes, now: NOW + 50_000 }));

  test('given a withheld number and nobody on duty, then the code is told, and the rhythm gives way', () => {
    const contact = greeted({ codeTold: 'early' }, { queue: one });
    expect(momentsOf(wordsOf(contact))).toStrictEqual([
      'greeting.welcome',
      'greeting.place',
      'greeting.no-operator',
      'greeting.quiet-briefly',
      'greeting.code',
    ]);
    expect(contact).not.toHaveProperty('codesAt');
  });

  test('given the key to another language as well, then the code is told at the first check-in, and the tone at the next', () => {
    const contact = greeted({ codeTold: 'early' }, { queue: two });
    expect(momentsOf(wordsOf(contact))).not.toContain('greeting.code');
    const first = later(contact, { queue: two });
    expect(wordsOf(first).at(-1)).toStrictEqual(line('greeting.code', { code: contact.code }));
    const second = nextOf(when(first, asks('end', '', 6), { ...around, queue: two, now: NOW + 100_000 }));
    expect(wordsOf(second).at(-1)).toStrictEqual(line('line.tone-explained', {}));
  });

  test('given a place that is kept for the number, then whose it is is asked there, and 1 takes it back', () => {
    const contact = greeted({ earlier: { kind: 'ask', owner: 'c2' } }, { queue: two });
    expect(contact).toMatchObject({ question: null });
    expect(momentsOf(wordsOf(contact))).not.toContain('place.ask');
    const first = later(contact, { queue: two });
    expect(momentsOf(wordsOf(first)).at(-1)).toBe('place.ask');
    expect(first).toMatchObject({ question: { kind: 'earlier-place', owner: 'c2' } });
    const taken = when(first, asks('after', '1', 6), {
      ...around,
      queue: two,
      ownerOfCode: 'c2',
      now: NOW + 70_000,
    });
    expect(nextOf(taken)).toMatchObject({ status: 'ended', by: 'joined-earlier-place' });
  });

  test('given several kept places, then the key before the code is named there', () => {
    const contact = greeted({ earlier: { kind: 'several' } }, { queue: two });
    expect(contact).toMatchObject({ question: null });
    expect(contact.leg?.instruction).not.toHaveProperty('entry');
    expect(momentsOf(wordsOf(later(contact, { queue: two }))).at(-1)).toBe('greeting.have-code');
  });

  test('given a notice, then that nobody is on duty is told at the first check-in, as something new', () => {
    const queue = { ...one, notice };
    const contact = greeted({}, { queue });
    expect(momentsOf(wordsOf(contact))).not.toContain('greeting.no-operator');
    expect(contact).toMatchObject({ told: { position: 2, onDuty: true } });
    expect(momentsOf(wordsOf(later(contact, { queue })))).toContain('line.status-no-operator');
  });
});
