import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../src/contact/contact.ts';
import type { AskedFrom } from '../../../src/twiml/instructions.ts';
import { line } from '../../../src/voice-script/moments.ts';
import { asks, feedback, greeting, held, NOW, nextOf, waiting, when, wordsOf } from '../given.ts';

const NUMBER = '+12025550143';
const CONFIRM = line('callback.confirm', { number: NUMBER, nextSeconds: 45 });

/** A key so many ms after the last words were begun with the tone; a line lasts two seconds. */
function press(contact: Contact, key: string, afterMs: number, from: AskedFrom = 'words'): Contact {
  const step = (contact.leg?.step ?? 0) + 1;
  return nextOf(when(contact, asks(from, key, step), { now: NOW + afterMs }));
}

describe('a key answers no question that was not heard', () => {
  const asked = nextOf(when(waiting({ caller: 'hash' }), asks('after', '3')));

  test('given "shall we remember that?" said after the rhythm, when 1 is pressed before it, at whatever pace it is spoken, then it is put, and not agreed to', () => {
    expect(wordsOf(asked).map(({ moment }) => moment)).toStrictEqual(['key.rhythm', 'remember.ask']);
    const early = press(asked, '1', 1_600);
    expect(early).toMatchObject({ memory: 'asked', question: { kind: 'remember' } });
    expect(wordsOf(early)).toStrictEqual(wordsOf(asked));
    expect(press(early, '1', 1_600 + 1_700)).toMatchObject({ memory: 'agreed', question: null });
    expect(press(asked, '1', 1_700)).toMatchObject({ memory: 'agreed', question: null });
  });

  test('given the same, when another key is pressed before it, then that does what it does, and it is asked with the next rhythm', () => {
    const twice = press(asked, '3', 1_600);
    expect(wordsOf(twice)).toStrictEqual([
      line('key.rhythm', { everySeconds: 120 }),
      line('remember.ask', { everySeconds: 120 }),
    ]);
    const calledBack = press(asked, '2', 1_600);
    expect(calledBack).toMatchObject({ memory: 'not-asked', question: { kind: 'callback' } });
  });

  test.each([
    ['in line', waiting({ caller: 'hash', from: NUMBER })],
    ['on hold', held({ caller: 'hash', from: NUMBER })],
    ['before there is a place', { ...greeting('closed'), caller: 'hash', from: NUMBER }],
  ] as const)('%s: who presses 2 and at once 1 knows the way, and is called back', (_where, contact) => {
    const asksNumber = nextOf(when(contact, asks('words', '2')));
    expect(press(asksNumber, '1', 300).status).toBe('place-kept');
  });

  test('given a key that crossed with the document that asks, when it is 1, then the question is put once more', () => {
    const question = { kind: 'callback', number: NUMBER, askedAt: NOW } as const;
    const crossed = waiting({ pending: [CONFIRM], question });
    const early = nextOf(when(crossed, asks('after', '1')));
    expect(early).toMatchObject({ status: 'waiting', question: { kind: 'callback' } });
    expect(wordsOf(early)).toStrictEqual([CONFIRM]);
  });

  test('given a question of the words before, when it is answered, then it was heard', () => {
    const question = { kind: 'leave', askedAt: NOW } as const;
    expect(nextOf(when(waiting({ question }), asks('after', '1')))).toMatchObject({ by: 'left' });
  });

  test('given the two questions after a talk, when the leg is fetched home in the second, then it is that one which is put', () => {
    const second = press(nextOf(when(feedback('right'), asks('talk'))), '1', 3_000);
    expect(second).toMatchObject({ asking: 'often', answers: { right: true, often: null } });
    expect(wordsOf(nextOf(when(second, asks('summons', '', 6))))).toStrictEqual([line('feedback.often', {})]);
  });
});
