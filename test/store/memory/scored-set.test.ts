import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createScoredSet } from '../../../src/store/memory/scored-set.ts';

it('given any puts and removes, scores, ranks and order are those of a sorted list', () => {
  const steps = fc.array(
    fc.record({ member: fc.nat(2_500).map(String), score: fc.option(fc.nat(900), { nil: null }) }),
    { minLength: 1_000, maxLength: 5_000, size: 'max' },
  );
  fc.assert(
    fc.property(steps, fc.nat(900), (sequence, most) => {
      const set = createScoredSet();
      const expected = new Map<string, number>();
      for (const { member, score } of sequence) {
        const told = score === null ? set.remove(member) : set.put(member, score);
        const known = score === null ? expected.delete(member) : void expected.set(member, score);
        expect(told).toBe(known);
      }
      const sorted = [...expected]
        .map(([member, score]) => ({ member, score }))
        .toSorted((a, b) => a.score - b.score || (a.member < b.member ? -1 : 1));
      expect(set.size).toBe(sorted.length);
      expect(set.first(Number.POSITIVE_INFINITY)).toStrictEqual(sorted);
      expect(set.first(7, most)).toStrictEqual(sorted.filter(({ score }) => score <= most).slice(0, 7));
      for (const [i, { member, score }] of sorted.entries()) {
        expect([set.rank(member), set.score(member)]).toStrictEqual([i + 1, score]);
      }
      expect([set.rank('nobody'), set.score('nobody')]).toStrictEqual([null, null]);
    }),
    { numRuns: 15 },
  );
});
