import { describe, expect, test } from 'vitest';
import { standsNow } from '../../../src/contact/in-line/say-in-line.ts';
import { answered } from '../../../src/twiml/leg.ts';
import { line, type Line } from '../../../src/voice-script/moments.ts';
import { onDuty } from '../../support/on-duty.ts';
import {
  arrived,
  asks,
  CALL,
  LEAD,
  leg,
  linesOf,
  momentsOf,
  nextOf,
  NOW,
  QUEUE,
  waiting,
  when,
} from '../given.ts';

const NO_RANGE = { rangeLow: -1, rangeHigh: -1 };
const TONE = 650;

/** What a waiting contact becomes when its leg is answered with these lines. */
function spoken(lines: Line[], asked: ReturnType<typeof asks>, silenceMs: number, beforeMs: number) {
  const wordsEndAt = NOW + beforeMs + TONE + 2_000 * lines.length;
  const instruction = {
    kind: 'quiet',
    silenceBeforeMs: beforeMs,
    lines,
    leadIn: 'tone',
    silenceAfterMs: silenceMs,
    leadMs: LEAD,
  } as const;
  return {
    leg: answered(leg(), asked, instruction, NOW),
    wordsEndAt,
    nextCheckInAt: wordsEndAt + silenceMs,
    pending: [],
  };
}

const toldBefore = {
  at: NOW,
  kind: 'told',
  data: { moment: 'key.keep-waiting', nextSeconds: 45 },
};

describe('a caller arrives', () => {
  test('waiting from the first moment, and desks are looked at', () => {
    expect(when(null, arrived)).toStrictEqual({
      kind: 'changed',
      next: waiting({
        version: 1,
        arrivedAt: NOW,
        waitingSince: NOW,
        leg: {
          callSid: CALL,
          startedAt: NOW,
          step: 0,
          askedAt: 0,
          instruction: { kind: 'come-again' },
          keys: '',
          summonedAt: null,
          checkedAt: null,
        },
        silence: 0,
        wordsEndAt: NOW,
        nextCheckInAt: NOW,
        told: { position: null, onDuty: true, wait: null },
      }),
      effects: [{ type: 'match' }],
      messages: [],
      timeline: [{ at: NOW, kind: 'arrived' }],
    });
  });

  test.each([
    ['second', 2, 1, ['welcome', 'other-language', 'place', 'quiet', 'keys']],
    ['next', 1, 1, ['welcome', 'other-language', 'next-in-line', 'quiet', 'keys']],
    [
      'second and nobody on duty',
      2,
      0,
      ['welcome', 'other-language', 'place', 'no-operator', 'quiet', 'keys'],
    ],
    ['place unknown', null, 1, ['welcome', 'other-language', 'quiet', 'keys']],
  ])('the greeting when %s', (_, position, operators, moments) => {
    const first = when(null, arrived);
    const contact = nextOf(first);
    const decision = when(contact, asks('end', '', 1), { position, onDuty: onDuty(operators) });
    expect(momentsOf(decision)).toEqual(moments.map((one) => `greeting.${one}`));
  });

  test('an arrival that is known already changes nothing', () => {
    expect(when(waiting(), arrived)).toStrictEqual({ kind: 'repeated' });
  });
});

describe('the leg of a waiting caller asks', () => {
  test('at the end of a silence: place, what changed, the next word, and one thing more', () => {
    const asked = asks('end');
    const lines = [
      line('line.check-in', { position: 2, change: 'moved-up', ...NO_RANGE, nextSeconds: 60 }),
      line('line.tone-explained', {}),
    ];
    const before = waiting({ told: { position: 3, onDuty: true, wait: null } });
    expect(when(before, asked)).toStrictEqual({
      kind: 'changed',
      next: {
        ...before,
        ...spoken(lines, asked, 60_000, LEAD),
        silence: 2,
        checkIns: 1,
        told: { position: 2, onDuty: true, wait: null },
        unheard: {
          silence: 1,
          checkIns: 0,
          heard: before.heard,
          told: { position: 3, onDuty: true, wait: null },
        },
      },
      effects: [],
      messages: [],
      timeline: [toldBefore],
    });
  });

  test('by a key before those words have begun: nobody heard them, so the same silence starts anew', () => {
    const first = when(waiting({ told: { position: 3, onDuty: true, wait: null } }), asks('end'));
    const contact = nextOf(first);
    const decision = when(contact, asks('before', '5', 5), { now: NOW + 3_000 });
    expect(decision).toMatchObject({
      next: { silence: 1, checkIns: 0, told: { position: 2, onDuty: true } },
      timeline: [{ kind: 'pressed', data: { key: '5' } }],
    });
    expect(linesOf(decision)).toEqual([line('line.status', { position: 2, ...NO_RANGE, nextSeconds: 45 })]);
  });

  test('by a key: answered at once, and the current silence starts anew', () => {
    const asked = asks('after', '5');
    const lines = [line('line.status', { position: 2, ...NO_RANGE, nextSeconds: 45 })];
    expect(when(waiting(), asked)).toStrictEqual({
      kind: 'changed',
      next: { ...waiting(), ...spoken(lines, asked, 45_000, 0), unheard: standsNow(waiting()) },
      effects: [],
      messages: [],
      timeline: [toldBefore, { at: NOW, kind: 'pressed', data: { key: '5' } }],
    });
  });

  test('once more for the same step: nothing changes', () => {
    expect(when(waiting(), asks('end', '', 3))).toStrictEqual({ kind: 'repeated' });
  });

  test('with a key that crossed with a summons: its reply is fetched, and said once', () => {
    const decision = when(waiting(), asks('words', '3', 3));
    expect(decision).toMatchObject({
      kind: 'changed',
      next: { cadence: 'every-minute', pending: [line('key.rhythm', { everySeconds: 60 })] },
      effects: [{ type: 'summon-leg', callSid: CALL, step: 4 }],
    });
    const contact = nextOf(decision);
    expect(linesOf(when(contact, asks('summons')))).toEqual([line('key.rhythm', { everySeconds: 60 })]);
  });

  test('a crossed key 9 leaves its question open for the key that answers it', () => {
    const first = when(waiting(), asks('words', '9', 3));
    const second = when(nextOf(first), asks('summons'));
    const third = when(nextOf(second), asks('words', '1', 5), { now: NOW + 3_000 });
    expect(third).toMatchObject({ kind: 'changed', next: { status: 'ended', by: 'left' } });
  });

  test('after steps that the store has not seen: we are back, and where things stand', () => {
    const decision = when(waiting(), asks('end', '', 6));
    expect(momentsOf(decision)).toEqual(['line.back-again', 'line.status']);
    expect(decision).toMatchObject({ next: { silence: 1, leg: { step: 6 } } });
  });

  test('a question that nobody answered was not a yes', () => {
    const asked = waiting({ question: { kind: 'leave', askedAt: NOW - 40_000 } });
    expect(when(asked, asks('end'))).toMatchObject({ next: { status: 'waiting', question: null } });
  });

  test('another leg: ignored', () => {
    expect(when(waiting(), { ...asks('end'), callSid: 'CA2' })).toStrictEqual({
      kind: 'ignored',
      reason: 'another leg asked',
    });
  });
});

describe('keys in line', () => {
  test.each([
    ['1', [line('key.keep-waiting', { nextSeconds: 45 })], {}],
    ['3', [line('key.rhythm', { everySeconds: 60 })], { cadence: 'every-minute' }],
    [
      '7',
      [line('key.language', {}), line('line.status', { position: 2, ...NO_RANGE, nextSeconds: 45 })],
      { language: 'ru' },
    ],
    ['9', [line('key.leave-confirm', { nextSeconds: 45 })], { question: { kind: 'leave', askedAt: NOW } }],
    ['*', [line('key.list-line', { languages: 2, callback: 'yes', words: 'yes', nextSeconds: 45 })], {}],
    ['2', [line('callback.enter', {})], { question: { kind: 'callback-number', askedAt: NOW } }],
    [
      '4',
      [line('words.begin', {})],
      {
        leg: { instruction: { kind: 'record', purpose: 'while-waiting' } },
        // A minute of words, and the time around them.
        nextCheckInAt: NOW + 90_000,
      },
    ],
    [
      '6',
      [line('key.code', { code: '1234', keptSeconds: 600 }), line('code.enter', { nextSeconds: 45 })],
      { question: { kind: 'code', tries: 0, askedAt: NOW } },
    ],
    ...['0', '5', '8', '#'].map(
      (key) =>
        [key, [line('line.status', { position: 2, ...NO_RANGE, nextSeconds: 45 })], {}] as [
          string,
          Line[],
          object,
        ],
    ),
  ])('%s', (key, lines, changes) => {
    const decision = when(waiting(), asks('after', key));
    expect(linesOf(decision)).toEqual(lines);
    expect(decision).toMatchObject({ next: { ...changes, status: 'waiting' } });
  });

  test('# while we speak: quiet', () => {
    const speaking = waiting({ wordsEndAt: NOW + 1_000 });
    expect(linesOf(when(speaking, asks('words', '#')))).toEqual([line('key.quiet', { nextSeconds: 45 })]);
  });

  test('* takes the last choice back', () => {
    const chosen = waiting({
      cadence: 'every-five-minutes',
      lastChoice: { kind: 'cadence', before: 'queue' },
    });
    const decision = when(chosen, asks('after', '*'));
    expect(linesOf(decision)).toEqual([line('key.undone-rhythm', { everySeconds: 60, nextSeconds: 45 })]);
    expect(decision).toMatchObject({ next: { cadence: 'queue', lastChoice: null } });
  });

  test('9 and then 1 leaves; any other key stays', () => {
    const asked = waiting({ question: { kind: 'leave', askedAt: NOW - 2_000 } });
    expect(when(asked, asks('words', '1'))).toMatchObject({
      next: {
        status: 'ended',
        by: 'left',
        leg: { instruction: { kind: 'hang-up', lines: [line('key.left', {})] } },
      },
      messages: [],
    });
    expect(linesOf(when(asked, asks('words', '5')))).toEqual([line('key.leave-kept', { nextSeconds: 45 })]);
  });

  test('the language key brings the caller together with whoever is free and speaks it', () => {
    expect(when(waiting(), asks('after', '7'))).toMatchObject({ effects: [{ type: 'match' }] });
    expect(when(waiting(), asks('after', '5'))).toMatchObject({ effects: [] });
  });

  test('the language key in a queue of one language is a status', () => {
    const decision = when(waiting(), asks('after', '7'), { queue: { ...QUEUE, languages: ['en'] } });
    expect(momentsOf(decision)).toEqual(['line.status']);
  });
});

describe('deadlines', () => {
  test('a leg that should have asked long ago is asked after, and not before', () => {
    const late = waiting({ nextCheckInAt: NOW + LEAD - 15_000 });
    expect(when(late, { type: 'due' }, { now: NOW - 1 })).toStrictEqual({
      kind: 'ignored',
      reason: 'nothing is due',
    });
    expect(when(late, { type: 'due' })).toStrictEqual({
      kind: 'changed',
      next: { ...late, leg: { ...late.leg, checkedAt: NOW } },
      effects: [{ type: 'check-leg', owner: { kind: 'contact', id: 'c1' }, callSid: CALL }],
      messages: [],
      timeline: [],
    });
  });
});
