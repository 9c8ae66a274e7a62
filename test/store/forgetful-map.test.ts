import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createForgetfulMap } from '../../src/store/forgetful-map.ts';

it('given entries, each is there until its time and not a moment longer', () => {
  const map = createForgetfulMap<string>();
  map.set('a', 'first', 10, 0);
  map.set('b', 'for ever', Number.POSITIVE_INFINITY, 0);
  expect([map.get('a', 9), map.get('a', 10), map.get('b', 1e15), map.get('c', 0)]).toStrictEqual([
    'first',
    undefined,
    'for ever',
    undefined,
  ]);
});

it('given any use, it remembers what a plain map with times would, and nothing that is long over stays in memory', () => {
  const step = fc.record({
    key: fc.nat(20).map(String),
    lasts: fc.constantFrom(5, 5, 5, 40),
    passes: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (sequence) => {
      const map = createForgetfulMap<number>();
      const expected = new Map<string, { value: number; until: number }>();
      let now = 0;
      for (const [i, { key, lasts, passes }] of sequence.entries()) {
        now += passes;
        map.set(key, i, now + lasts, now);
        expected.set(key, { value: i, until: now + lasts });
        const kept = [...expected].map(([name]) => map.get(name, now));
        const due = [...expected.values()].map(({ value, until }) => (until > now ? value : undefined));
        expect(kept).toStrictEqual(due);
      }
      now += 100;
      for (let i = 0; i < 2; i += 1) map.set('last', i, now + 1, now);
      expect(map.size).toBe(1);
    }),
  );
});
