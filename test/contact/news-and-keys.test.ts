import { describe, expect, test } from 'vitest';
import { status } from '../../src/contact/in-line/line-words.ts';
import { line, type Line } from '../../src/voice-script/moments.ts';
import {
  anna,
  asks,
  circumstances,
  greeting,
  held,
  LEAD,
  leg,
  momentsOf,
  nextOf,
  NOW,
  offered,
  QUEUE,
  quiet,
  waiting,
  when,
  wordsOf,
} from './given.ts';

describe('news that is on its way when a key comes', () => {
  test('given that the caller is next and was to be told, when 3 is pressed, then it is told after the reply', () => {
    const coming = waiting({ cadence: 'every-minute', memory: 'asked', speakAt: NOW + 5_000 });
    const replied = nextOf(when(coming, asks('after', '3'), { position: 1 }));
    expect(wordsOf(replied)).toStrictEqual([line('key.rhythm', { everySeconds: 120 })]);
    expect(replied).toMatchObject({
      told: { position: 2 },
      speakAt: NOW + 650 + 2_000 + 15_000,
    });
    const fetched = nextOf(when(replied, { type: 'due' }, { position: 1, now: NOW + 18_000 }));
    const told = nextOf(when(fetched, asks('summons', '', 5), { position: 1, now: NOW + 18_100 }));
    expect(wordsOf(told)).toStrictEqual([line('news.next', { nextSeconds: 120 })]);
    expect(told).toMatchObject({ told: { position: 1 }, speakAt: null });
  });

  test('given that the caller is told by the reply itself, when 5 is pressed, then not again', () => {
    const coming = waiting({ speakAt: NOW + 5_000 });
    const replied = nextOf(when(coming, asks('after', '5'), { position: 1 }));
    expect(replied).toMatchObject({ told: { position: 1 }, speakAt: null, pending: [] });
  });

  test('given words that are on their way, when a key is pressed that asks nothing, then they come first', () => {
    const transferred = line('line.transferred', { queueName: 'Billing' });
    const coming = waiting({ pending: [transferred], cadence: 'every-minute', memory: 'asked' });
    const replied = nextOf(when(coming, asks('after', '3')));
    expect(wordsOf(replied)).toStrictEqual([transferred, line('key.rhythm', { everySeconds: 120 })]);
    expect(replied).toMatchObject({ pending: [] });
  });

  test('given the answer to an earlier key, on its way, when 3 is pressed, then only the new one is said', () => {
    const earlier = line('line.status', { position: 2, rangeLow: -1, rangeHigh: -1, nextSeconds: 45 });
    const crossed = waiting({ pending: [earlier], cadence: 'every-minute', memory: 'asked' });
    const replied = nextOf(when(crossed, asks('after', '3')));
    expect(wordsOf(replied)).toStrictEqual([line('key.rhythm', { everySeconds: 120 })]);
  });

  test('given the question whose place was kept, on its way: a key before it is no answer, and it is asked after', () => {
    const asked = nextOf(when(waiting(), { type: 'place-dropped', owner: 'c2' }));
    expect(asked).toMatchObject({ question: null, pending: [line('place.ask', {})] });
    const one = nextOf(when(asked, asks('after', '1'), { ownerOfCode: 'c2' }));
    expect(one).toMatchObject({ status: 'waiting', question: { kind: 'earlier-place', owner: 'c2' } });
    expect(wordsOf(one)[0]).toStrictEqual(line('place.ask', {}));

    const two = nextOf(when(asked, asks('after', '9')));
    expect(wordsOf(two)).toStrictEqual([line('key.leave-confirm', { nextSeconds: 45 })]);
    expect(two).toMatchObject({ question: { kind: 'leave' }, pending: [line('place.ask', {})] });
    const due = { type: 'due' } as const;
    const fetched = nextOf(when(two, due, { now: NOW + 60_000 }));
    const later = nextOf(when(fetched, asks('summons', '', 5), { now: NOW + 60_100 }));
    expect(wordsOf(later)[0]).toStrictEqual(line('place.ask', {}));
    expect(later).toMatchObject({ question: { kind: 'earlier-place', owner: 'c2' } });
  });

  test('given a note to be said now, when a key is pressed before it, then the reply tells it', () => {
    const note = { text: 'found it', at: NOW, told: false };
    const coming = held({ note, speakAt: NOW + 3_000 });
    const replied = when(coming, asks('after', '0'));
    expect(momentsOf(replied)).toStrictEqual(['hold.note', 'hold.come-back']);
    expect(nextOf(replied)).toMatchObject({ note: { told: true }, speakAt: null });
    const asked = when(coming, asks('after', '9'));
    expect(momentsOf(asked)).toStrictEqual(['key.leave-confirm']);
    expect(nextOf(asked)).toMatchObject({ note: { told: false }, speakAt: NOW + 650 + 2_000 + 500 });
  });

  test('given news on hold, when another language is chosen, then all there is to know is said in it', () => {
    const note = { text: 'found it', at: NOW, told: false };
    const queue = { ...QUEUE, languages: ['en', 'ru'] as [string, ...string[]] };
    const chosen = when(held({ note }), asks('after', '7'), { queue });
    expect(momentsOf(chosen)).toStrictEqual(['key.language', 'hold.last-note', 'hold.status']);
    expect(nextOf(chosen)).toMatchObject({ language: 'ru', note: { told: true } });
  });

  test.each([
    ['0', ['hold.note', 'hold.come-back'], true],
    ['9', ['key.leave-confirm'], false],
  ])(
    'given news, when %s crosses with a summons, then the news is told where the reply has it',
    (key, moments, told) => {
      const note = { text: 'found it', at: NOW, told: false };
      const crossed = nextOf(when(held({ note }), asks('after', key, 3)));
      expect(crossed).toMatchObject({
        note: { told: false },
        pending: moments.map((moment) => ({ moment })),
      });
      const heard = when(crossed, asks('summons', '', 4));
      expect(momentsOf(heard)).toStrictEqual(moments);
      expect(nextOf(heard)).toMatchObject({ note: { told } });
    },
  );
});

test('given a caller who is asked whether they are there, when a key crosses with the question, then they are', () => {
  const question = { kind: 'presence', misses: 1, askedAt: NOW } as const;
  const here = when(offered('presence', { question }), asks('after', '5', 3));
  expect(here).toMatchObject({
    next: {
      stage: 'accepted',
      question: null,
      pending: [line('hold.coming', { operator: 'Anna', nextSeconds: 45 })],
    },
    messages: [{ to: 'desk', operator: anna.operator, event: { type: 'caller-present', contactId: 'c1' } }],
    effects: [{ type: 'summon-leg', step: 4 }],
  });
});

describe('several keys', () => {
  const entry = { most: 32 };
  const entering = leg({ instruction: { ...quiet, lines: [line('callback.enter', {})], entry } });
  const question = { kind: 'callback-number', askedAt: NOW } as const;

  test.each([
    ['in line', waiting({ leg: entering, question, speakAt: NOW + 20_000 })],
    ['on hold', held({ leg: entering, question, speakAt: NOW + 20_000 })],
  ])('given the window for them, %s, when nothing was keyed, then the silence goes on', (_, contact) => {
    const decision = when(contact, asks('words'));
    const next = nextOf(decision);
    expect(next).toMatchObject({
      question,
      silence: 1,
      speakAt: NOW + 20_000,
      nextCheckInAt: NOW + 40_000,
      leg: { instruction: { kind: 'quiet', silenceBeforeMs: 0, lines: [], silenceAfterMs: 40_000 } },
    });
    expect(next.leg?.instruction).not.toHaveProperty('entry');
    expect(decision).toMatchObject({ timeline: [{ kind: 'told', data: { moment: 'callback.enter' } }] });
  });

  test('given a silence so short that the window is all of it, when nothing was keyed, then the next words come', () => {
    const short = leg({ instruction: { ...quiet, silenceAfterMs: 10_000, entry } });
    const next = nextOf(when(waiting({ leg: short, question }), asks('words')));
    expect(next).toMatchObject({
      question: null,
      silence: 2,
      leg: { instruction: { kind: 'quiet', silenceBeforeMs: LEAD, silenceAfterMs: 60_000 } },
    });
  });

  test('given the window for them, when # comes alone, then it is a key and is answered at once', () => {
    const contact = waiting({ leg: entering, question });
    const answered = nextOf(when(contact, asks('words', '#')));
    expect(wordsOf(answered)).toStrictEqual(status(waiting(), 45, circumstances()));
    expect(answered).toMatchObject({ question: null });
  });
});

describe('before there is a place', () => {
  const full = { waiting: 3, queue: { ...QUEUE, maxWaiting: 3 } };
  const options = line('full.options', { callback: 'yes', words: 'yes' });

  test.each([
    ['refused', 'callback.refused-no-place'],
    ['limit', 'callback.limit-no-place'],
  ] as const)('given a full line, when a call back is %s, then no place is spoken of', (verdict, moment) => {
    const question = { kind: 'callback', number: '+12025550143', askedAt: NOW } as const;
    const changes = { ...full, callbackVerdict: () => verdict };
    const told = nextOf(when({ ...greeting('full'), question }, asks('words', '1'), changes));
    expect(wordsOf(told)).toStrictEqual([line(moment, {}), options]);
  });

  test.each(['3', '8', '*'])(
    'given a full line, key %s has nothing to choose and says what there is',
    (key) => {
      expect(wordsOf(nextOf(when(greeting('full'), asks('words', key), full)))).toStrictEqual([options]);
    },
  );

  test.each(['3', '8'])(
    'given another language chosen at a full line, key %s chooses no rhythm, since there is none yet',
    (key) => {
      const spoken = { ...full, queue: { ...full.queue, languages: ['en', 'ru'] as [string, ...string[]] } };
      const russian = nextOf(when(greeting('full'), asks('words', '7'), spoken));
      expect(russian).toMatchObject({ language: 'ru', lastChoice: { kind: 'language' } });
      const next = nextOf(when(russian, asks('words', key, 5), spoken));
      expect(next).toMatchObject({ status: 'greeting', cadence: 'queue', question: null });
      expect(wordsOf(next)).toStrictEqual([options]);
    },
  );

  test('given a full line, key 9 leaves, also out of a question: there is no place to keep by staying', () => {
    const question = { kind: 'callback', number: '+12025550143', askedAt: NOW } as const;
    const left = nextOf(when({ ...greeting('full'), question }, asks('words', '9'), full));
    expect(left).toMatchObject({ status: 'ended', by: 'left' });
    // Nobody is told that they have left a line in which they did not stand.
    expect(left.leg?.instruction).toMatchObject({ kind: 'hang-up', lines: [line('goodbye', {})] });
  });

  test('given a full line, key 6 asks for the code of an earlier place and tells none', () => {
    const asked = nextOf(when(greeting('full'), asks('words', '6'), full));
    expect(wordsOf(asked)).toStrictEqual([line('code.enter', { nextSeconds: 8 })]);
    const tooMany = nextOf(when(greeting('full'), asks('words', '6'), { ...full, mayTryCodes: false }));
    expect(wordsOf(tooMany)).toStrictEqual([line('code.too-many-no-place', {}), options]);
  });

  test('given a call back that was booked there, when it is undone, then there is no place either', () => {
    const question = { kind: 'callback', number: '+12025550143', askedAt: NOW } as const;
    const booked = nextOf(when({ ...greeting('full'), question }, asks('words', '1'), full));
    expect(booked).toMatchObject({ status: 'place-kept', barred: 'full' });
    const undone = nextOf(when(booked, asks('after', '*', 5), full));
    expect(undone).toMatchObject({ status: 'greeting', asking: 'full', callback: null });
    expect(wordsOf(undone)).toStrictEqual([line('callback.undone-no-place', {}), options]);
  });

  test('given the key that answered what it is about, when its request is repeated at a full line, then it counts once', () => {
    const topics = [{ label: { en: 'Invoices' }, queueId: 'billing' }];
    const door = nextOf(when(greeting('topic'), asks('words', '1'), { queue: { ...QUEUE, topics } }));
    expect(door).toMatchObject({ status: 'greeting', asking: 'door', queueId: 'billing' });
    const barred = nextOf(when(door, asks('words', ''), full));
    expect(barred).toMatchObject({ status: 'greeting', asking: 'full' });
    // The same request once more, before the first delivery got to its words.
    const again = nextOf(when(barred, asks('words', '1'), full));
    const who = line('greeting.welcome', { queueName: QUEUE.name });
    expect(wordsOf(again)).toStrictEqual([who, line('greeting.other-language', {}, 'ru'), options]);
    const next = nextOf(when(again, asks('words', '2', 5), full));
    expect(next).toMatchObject({ question: { kind: 'callback-number' } });
  });

  test('given a key pressed before what it is about was ever asked, then it chooses nothing and the question is put', () => {
    const topics = [{ label: { en: 'Invoices' }, queueId: 'billing' }];
    const unasked = { ...greeting('topic'), asked: 0 };
    const asked = nextOf(when(unasked, asks('words', '1'), { queue: { ...QUEUE, topics } }));
    expect(asked).toMatchObject({ status: 'greeting', asking: 'topic', asked: 1, queueId: 'support' });
  });
});

describe('words that were found before the rhythm was changed', () => {
  test('given an answer that waits for the leg, when it is said, then the silence after it is as long as it says', () => {
    const pending = [line('key.keep-waiting', { nextSeconds: 21 })];
    const said = nextOf(when(waiting({ pending }), asks('summons')));
    expect(said.leg?.instruction).toMatchObject({ lines: pending, silenceAfterMs: 21_000 });
  });
});

describe('it takes longer than was promised', () => {
  const range = { kind: 'range', low: 5, high: 8 } as const;
  const announcement = { range, promise: NOW + 480_000, longer: true };
  const wait = { ...range, at: NOW - 60_000, promise: NOW + 60_000, firstPromise: NOW + 60_000 };
  const notice = {
    id: 'n1',
    text: { en: 'Payments fail' },
    until: new Date(NOW + 60_000).toISOString(),
    owner: 'chief',
    since: new Date(NOW).toISOString(),
  };
  const cases: [string, number | undefined, object, Line][] = [
    ['two operators left', 3, {}, line('line.longer', { reason: 'operators-left', left: 2 })],
    [
      'an incident is announced',
      1,
      { queue: { ...QUEUE, notice } },
      line('line.longer', { reason: 'incident', left: 0 }),
    ],
    ['nothing is known', 1, {}, line('line.longer', { reason: 'none', left: 0 })],
    ['an older record knows nothing', undefined, {}, line('line.longer', { reason: 'none', left: 0 })],
  ];
  test.each(cases)('given that %s, it is said first', (_, staff, changes, expected) => {
    const told = { position: 2, onDuty: true, wait: staff === undefined ? wait : { ...wait, staff } };
    const heard = { ...waiting().heard, noticeId: 'n1' };
    const around = circumstances({ announcement, ...changes });
    const lines = status(waiting({ told, ...('queue' in changes ? { heard } : {}) }), 60, around);
    expect(lines[0]).toStrictEqual(expected);
  });

  test('given a promise that stands, the operators of then are remembered; with a new one those of now', () => {
    const told = { position: 2, onDuty: true, wait: { ...wait, staff: 3 } };
    const stands = { range, promise: wait.promise, longer: false };
    const kept = nextOf(when(waiting({ told }), asks('after', '5'), { announcement: stands }));
    expect(kept).toMatchObject({ told: { wait: { staff: 3 } } });
    const anew = nextOf(when(waiting({ told }), asks('after', '5'), { announcement }));
    expect(anew).toMatchObject({ told: { wait: { staff: 1 } } });
  });
});
