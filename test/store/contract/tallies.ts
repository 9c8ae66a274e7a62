import { describe, expect, it } from 'vitest';
import { QUARTER_MS, quarterOf, type Tally } from '../../../src/waiting/tally.ts';
import { commitOf, contactWrite, newcomer, START, waiting } from '../samples.ts';
import type { OpenStore } from './store-under-test.ts';

const AT = quarterOf(START);

function tally(changes: Partial<Tally> = {}): Tally {
  return { queueId: 'support', quarterAt: AT, add: { calls: 1 }, longestWaitMs: null, ...changes };
}

export function talliesContract(open: OpenStore): void {
  describe('what is counted of queues', () => {
    it('given commits with tallies, each quarter of a queue has its sums and the longest wait', async () => {
      const { store } = await open();
      expect(await store.quarters('support', AT, AT + QUARTER_MS)).toStrictEqual([]);
      const taken = (waitedMs: number) =>
        tally({ add: { taken: 1, 'waited-ms': waitedMs }, longestWaitMs: waitedMs });
      await store.commit(commitOf({ tallies: [tally(), taken(9_000)] }));
      await store.commit(commitOf({ tallies: [taken(70_000), tally({ queueId: 'sales' })] }));
      await store.commit(commitOf({ tallies: [taken(8_000), tally({ quarterAt: AT - QUARTER_MS })] }));
      const counts = { calls: 1, taken: 3, 'waited-ms': 87_000, 'longest-wait-ms': 70_000 };
      expect(await store.quarters('support', AT, AT + QUARTER_MS)).toStrictEqual([{ quarterAt: AT, counts }]);
      expect(await store.quarters('support', AT - 9 * QUARTER_MS, AT + 9 * QUARTER_MS)).toStrictEqual([
        { quarterAt: AT - QUARTER_MS, counts: { calls: 1 } },
        { quarterAt: AT, counts },
      ]);
      expect(await store.quarters('sales', AT, AT + 1)).toStrictEqual([
        { quarterAt: AT, counts: { calls: 1 } },
      ]);
    });

    it('given a time within a quarter, the quarters that begin from then to before the end are read', async () => {
      const { store } = await open();
      await store.commit(commitOf({ tallies: [tally(), tally({ quarterAt: AT + QUARTER_MS })] }));
      const found = async (from: number, until: number) =>
        (await store.quarters('support', from, until)).map(({ quarterAt }) => (quarterAt - AT) / QUARTER_MS);
      expect(await found(AT, AT + QUARTER_MS)).toStrictEqual([0]);
      expect(await found(AT, AT + QUARTER_MS + 1)).toStrictEqual([0, 1]);
      expect(await found(AT + 1, AT + 5 * QUARTER_MS)).toStrictEqual([1]);
      expect(await found(AT + 1, AT + 1)).toStrictEqual([]);
      expect(await found(AT, AT + 35 * 96 * QUARTER_MS)).toStrictEqual([0, 1]);
    });

    it('given a commit that is refused, or one that was made already, nothing is counted', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START)], tallies: [tally()] }));
      const stale = { contacts: [newcomer('c1', START)], tallies: [tally()] };
      expect((await store.commit(commitOf(stale))).outcome).toBe('conflict');
      const next = { contacts: [contactWrite(waiting('c1', 2))], tallies: [tally()] };
      expect((await store.commit(commitOf(next))).outcome).toBe('committed');
      expect((await store.commit(commitOf(next))).outcome).toBe('conflict');
      expect(await store.quarters('support', AT, AT + 1)).toMatchObject([{ counts: { calls: 2 } }]);
    });

    it('given what is taken back, also in a quarter of before, it is subtracted', async () => {
      const { store } = await open();
      await store.commit(commitOf({ tallies: [tally({ add: { calls: 3, taken: 1 } })] }));
      await store.commit(commitOf({ tallies: [tally({ add: { calls: -1 } })] }));
      expect(await store.quarters('support', AT, AT + 1)).toMatchObject([{ counts: { calls: 2, taken: 1 } }]);
    });

    it.each([
      ['a part of a call', tally({ add: { calls: 0.5 } })],
      ['a wait that is no number', tally({ longestWaitMs: Number.NaN })],
      ['a time at which no quarter begins', tally({ quarterAt: AT + 1 })],
    ])('given %s, the commit is refused before anything is written', async (_, wrong) => {
      const { store } = await open();
      const wanted = commitOf({ contacts: [newcomer('c1', START)], tallies: [tally(), wrong] });
      await expect(store.commit(wanted)).rejects.toThrow(/not a whole number/);
      expect(await store.quarters('support', AT, AT + 1)).toStrictEqual([]);
      expect((await store.readContact('c1', '')).contact).toBeNull();
    });
  });
}
