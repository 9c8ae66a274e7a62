import { describe, expect, test } from 'vitest';
import { status } from '../../../src/contact/in-line/line-words.ts';
import { line, type Line } from '../../../src/voice-script/moments.ts';
import { asks, circumstances, nextOf, NOW, QUEUE, waiting, when } from '../given.ts';

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
