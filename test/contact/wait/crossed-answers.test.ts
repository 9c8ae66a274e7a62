import { expect, test } from 'vitest';
import { asks, held, LEAD, NOW, nextOf, waiting, when, wordsOf } from '../given.ts';

/** A key is answered, but a summons crossed with its request, and the leg hears another document before it asks again. */
const LATER = NOW + 21_000;

test.each([
  ['in line', waiting()],
  ['on hold', held()],
])(
  '%s: given the answer to a key that the leg never got, when it comes by itself, then the words keep the promise of those before',
  (_where, contact) => {
    const answered = nextOf(when(contact, asks('words', '5')));
    expect(answered.leg).toMatchObject({ step: 4, instruction: { silenceBeforeMs: 0 } });
    const cameByItself = nextOf(when(answered, asks('end'), { now: LATER }));
    expect(cameByItself.leg).toMatchObject({
      step: 4,
      keys: '5',
      askedAt: LATER,
      instruction: { silenceBeforeMs: LEAD },
    });
    expect(wordsOf(cameByItself)).toStrictEqual(wordsOf(answered));
    const { nextCheckInAt } = answered as typeof contact;
    expect(cameByItself).toMatchObject({ nextCheckInAt: nextCheckInAt + (LATER - NOW) + LEAD });
    // Once more for the same, and the key's own request delivered again.
    expect(when(cameByItself, asks('end'), { now: LATER + 500 })).toStrictEqual({ kind: 'repeated' });
    expect(when(cameByItself, asks('words', '5'), { now: LATER + 500 })).toStrictEqual({ kind: 'repeated' });
  },
);
