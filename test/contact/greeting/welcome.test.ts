import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../src/contact/contact.ts';
import { asks, greeting, nextOf, NOW, QUEUE, when, wordsOf } from '../given.ts';

const full = { queue: { ...QUEUE, maxWaiting: 1 }, waiting: 1 };
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
