import { describe, expect, test } from 'vitest';
import { greeting } from '../../../src/contact/in-line/greeting-words.ts';
import { checkIn } from '../../../src/contact/in-line/line-words.ts';
import { line } from '../../../src/voice-script/moments.ts';
import { asks, circumstances, nextOf, QUEUE, waiting, when, wordsOf } from '../given.ts';

const unkept = { queue: { ...QUEUE, keepPlaceSeconds: 0 } };
const early = waiting({ codeTold: 'early' });

describe('a queue that keeps no place of a line that dropped promises none by a code', () => {
  test('given the greeting of a withheld number, tells its code only where that keeps the place', () => {
    const moments = (changes = {}) => greeting(early, circumstances(changes)).map(({ moment }) => moment);
    expect(moments()).toContain('greeting.code');
    expect(moments(unkept)).not.toContain('greeting.code');
    expect(moments(unkept)).toContain('greeting.keys');
  });

  test('given check-ins, offers a code only where that keeps the place', () => {
    const offered = (changes = {}) =>
      [0, 1, 2, 3, 4, 5].flatMap((checkIns) =>
        checkIn(waiting({ checkIns }), 45, circumstances(changes)).map(({ moment }) => moment),
      );
    expect(offered()).toContain('offer.code');
    expect(offered(unkept)).not.toContain('offer.code');
  });

  test('given key 6, says that there is no code, and asks for that of an earlier place', () => {
    const replied = nextOf(when(waiting(), asks('after', '6'), unkept));
    expect(wordsOf(replied)).toStrictEqual([
      line('key.no-code', {}),
      line('code.enter', { nextSeconds: 45 }),
    ]);
    const tooMany = nextOf(when(waiting(), asks('after', '6'), { ...unkept, mayTryCodes: false }));
    expect(wordsOf(tooMany)).toStrictEqual([line('key.no-code', {}), line('key.quiet', { nextSeconds: 45 })]);
  });
});

test('given the code of this very call is keyed, says so; it counts as no try', () => {
  const question = { kind: 'code', tries: 0, askedAt: 0 } as const;
  const own = waiting({ question });
  const replied = nextOf(when(own, { ...asks('after', own.code), digits: own.code }));
  expect(wordsOf(replied)).toStrictEqual([line('code.own', { nextSeconds: 45 })]);
  expect(replied).toMatchObject({ question: null });
});
