import { describe, expect, test } from 'vitest';
import { status } from '../../../src/contact/in-line/line-words.ts';
import { line } from '../../../src/voice-script/moments.ts';
import {
  asks,
  circumstances,
  held,
  LEAD,
  leg,
  momentsOf,
  nextOf,
  NOW,
  QUEUE,
  quiet,
  waiting,
  when,
  wordsOf,
} from '../given.ts';

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

describe('words that were found before the rhythm was changed', () => {
  test('given an answer that waits for the leg, when it is said, then the silence after it is as long as it says', () => {
    const pending = [line('key.keep-waiting', { nextSeconds: 21 })];
    const said = nextOf(when(waiting({ pending }), asks('summons')));
    expect(said.leg?.instruction).toMatchObject({ lines: pending, silenceAfterMs: 21_000 });
  });
});
