import { describe, expect, test } from 'vitest';
import { line } from '../../../src/voice-script/moments.ts';
import { asks, greeting, nextOf, NOW, QUEUE, when, wordsOf } from '../given.ts';

describe('before there is a place', () => {
  const full = { waiting: 3, queue: { ...QUEUE, maxWaiting: 3 } };
  const options = line('full.options', { callback: 'yes', words: 'yes' });
  const topics = [{ label: { en: 'Invoices' }, queueId: 'billing' }];
  const about = { queue: { ...QUEUE, topics } };

  test('given a topic that is named in none of the languages of its line, then it is named all the same', () => {
    const named = [{ label: { ru: 'Счёт' }, queueId: 'billing' }, ...topics];
    const queue = { ...QUEUE, languages: ['en', 'de'] as [string, ...string[]], topics: named };
    const asked = nextOf(when(greeting('topic'), asks('words', '3'), { queue }));
    const values = { option1: 'Счёт', option2: 'Invoices', option3: '', option4: '' };
    expect(wordsOf(asked)).toContainEqual(line('topic.ask', values));
  });

  const onlyWords = line('full.options', { callback: 'no', words: 'yes' });
  test.each([
    // Another number may be one that can be called.
    ['refused', 'callback.refused-no-place', options],
    // No other call can be promised either.
    ['limit', 'callback.limit-no-place', onlyWords],
  ] as const)(
    'given a full line, when a call back is %s, then no place is spoken of, and nothing is offered that was just refused',
    (verdict, moment, choice) => {
      const question = { kind: 'callback', number: '+12025550143', askedAt: NOW } as const;
      const changes = { ...full, callbackVerdict: () => verdict };
      const told = nextOf(when({ ...greeting('full'), question }, asks('words', '1'), changes));
      expect(wordsOf(told)).toStrictEqual([line(moment, {}), choice]);
      // The calls of a minute are soon over: who waits a little may ask again.
      expect(wordsOf(nextOf(when(told, asks('words', '', 5), changes)))).toContainEqual(options);
    },
  );

  test('given a full line that takes no messages, when no more calls can be promised, then one may be asked for again', () => {
    const question = { kind: 'callback', number: '+12025550143', askedAt: NOW } as const;
    const queue = { ...full.queue, leaveWords: false };
    const changes = { ...full, queue, callbackVerdict: () => 'limit' as const };
    const told = nextOf(when({ ...greeting('full'), question }, asks('words', '1'), changes));
    expect(wordsOf(told)).toContainEqual(line('full.options', { callback: 'yes', words: 'no' }));
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
    const door = nextOf(when(greeting('topic'), asks('words', '1'), about));
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
    const unasked = { ...greeting('topic'), asked: 0 };
    const asked = nextOf(when(unasked, asks('words', '1'), about));
    expect(asked).toMatchObject({ status: 'greeting', asking: 'topic', asked: 1, queueId: 'support' });
  });

  test('given a message of which nothing was heard, then what there is to choose is said once more', () => {
    const silent = nextOf(when(greeting('full'), asks('record'), full));
    expect(silent.status).toBe('greeting');
    expect(wordsOf(silent)).toStrictEqual([line('message.none', {}), options]);
  });

  test('given what it is about, when a wrong key is pressed twice at once, then the question is put, and no line chosen', () => {
    const once = nextOf(when(greeting('topic'), asks('words', '8'), about));
    const twice = nextOf(when(once, asks('words', '8', 5), { ...about, now: NOW + 300 }));
    expect(twice).toMatchObject({ status: 'greeting', asking: 'topic' });
    expect(wordsOf(twice).map(({ moment }) => moment)).toContain('topic.ask');
    const heard = nextOf(when(twice, asks('words', '8', 6), { ...about, now: NOW + 9_000 }));
    expect(heard).toMatchObject({ asking: 'door', queueId: 'support' });
  });
});
