import { describe, expect, test } from 'vitest';
import type { Contact } from '../../src/contact/contact.ts';
import { line } from '../../src/voice-script/moments.ts';
import { asks, callingBack, greeting, NOW, nextOf, QUEUE, when, wordsOf } from './given.ts';

const full = { queue: { ...QUEUE, maxWaiting: 1 }, waiting: 1 };
const options = line('full.options', { callback: 'yes', words: 'yes' });
const topics = [{ label: { en: 'Invoices' }, queueId: 'billing' }];
const moments = (contact: Contact): string[] => wordsOf(contact).map(({ moment }) => moment);

/** At a full line, what there is to choose has been said once, to its end. */
function turnedAway(): Contact {
  return nextOf(when({ ...greeting('full'), asked: 0 }, asks('end'), full));
}

describe('the first words are said once', () => {
  test('given a full line, when there is room again, then its name and the key to the other language are known', () => {
    const asked = turnedAway();
    expect(moments(asked)).toStrictEqual(['greeting.welcome', 'greeting.other-language', 'full.options']);
    const later = { now: NOW + 20_000 };
    const entered = nextOf(when(asked, asks('end', '', 5), later));
    const greeted = nextOf(when(entered, asks('end', '', 5), later));
    expect(moments(greeted)).toStrictEqual(['greeting.place', 'greeting.quiet', 'greeting.keys']);
  });

  test('given words that a key cut before they were said to their end, then they are said yet', () => {
    const entered = nextOf(when(turnedAway(), asks('words', '5', 5), { ...full, now: NOW + 1_000 }));
    const greeted = nextOf(when(nextOf(when(entered, asks('end', '', 6))), asks('end', '', 6)));
    expect(moments(greeted)).toContain('greeting.welcome');
  });
});

describe('before there is a place', () => {
  test('given a message of which nothing was heard, then what there is to choose is said once more', () => {
    const silent = nextOf(when(greeting('full'), asks('record'), full));
    expect(silent.status).toBe('greeting');
    expect(wordsOf(silent)).toStrictEqual([line('message.none', {}), options]);
  });

  test('given what it is about, when a wrong key is pressed twice at once, then the question is put, and no line chosen', () => {
    const about = { queue: { ...QUEUE, topics } };
    const once = nextOf(when(greeting('topic'), asks('words', '8'), about));
    const twice = nextOf(when(once, asks('words', '8', 5), { ...about, now: NOW + 300 }));
    expect(twice).toMatchObject({ status: 'greeting', asking: 'topic' });
    expect(moments(twice)).toContain('topic.ask');
    const heard = nextOf(when(twice, asks('words', '8', 6), { ...about, now: NOW + 9_000 }));
    expect(heard).toMatchObject({ asking: 'door', queueId: 'support' });
  });
});

test('given a call back, when its caller is not next any more, then the place was kept, and where it is follows', () => {
  const taken = nextOf(when(callingBack(), asks('words', '1', 2), { position: 2 }));
  expect(moments(taken)).toStrictEqual(['greeting.place-kept', 'line.status']);
});
