import { describe, expect, it } from 'vitest';
import type { CommitResult, OutboxEntry } from '../../../src/store/store.ts';
import { EFFECT_LEASE_MS } from '../../../src/store/retention.ts';
import { START, commitOf, contactWrite, desk, deskWrite, newcomer, waiting } from '../samples.ts';
import type { OpenStore } from './store-under-test.ts';

export function sweepContract(open: OpenStore): void {
  describe('deadlines', () => {
    it('given what is due, it is claimed earliest first, within the limit, and left alone while the lease runs', async () => {
      const { store } = await open();
      await store.commit(
        commitOf({
          contacts: [
            newcomer('c1', START, { dueAt: START + 30 }),
            newcomer('c2', START, { dueAt: START + 10 }),
          ],
          desks: [deskWrite(desk('anna', 1), { dueAt: START + 20 }), deskWrite(desk('ben', 1))],
        }),
      );
      expect(await store.claimDue(START + 9, 100, 9)).toStrictEqual([]);
      expect(await store.claimDue(START + 30, 100, 2)).toStrictEqual([
        { kind: 'contact', id: 'c2' },
        { kind: 'desk', operator: 'anna' },
      ]);
      expect(await store.claimDue(START + 30, 100, 9)).toStrictEqual([{ kind: 'contact', id: 'c1' }]);
      expect(await store.claimDue(START + 129, 100, 9)).toStrictEqual([]);
      expect(await store.claimDue(START + 130, 100, 9)).toHaveLength(3);
    });

    it('given a commit meanwhile, the deadline is the one of the commit', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START, { dueAt: START })] }));
      await store.commit(commitOf({ contacts: [newcomer('c2', START, { dueAt: START })] }));
      expect(await store.claimDue(START, 60_000, 9)).toHaveLength(2);
      await store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2), { dueAt: START + 5 })] }));
      await store.commit(commitOf({ contacts: [contactWrite(waiting('c2', 2), { dueAt: null })] }));
      expect(await store.claimDue(START + 70_000, 1, 9)).toStrictEqual([{ kind: 'contact', id: 'c1' }]);
    });

    it('given sweeps at once, each due record goes to one of them', async () => {
      const { store } = await open();
      const contacts = Array.from({ length: 50 }, (_, i) => newcomer(`c${i}`, START, { dueAt: START }));
      await store.commit(commitOf({ contacts }));
      const claimed = await Promise.all(Array.from({ length: 10 }, () => store.claimDue(START, 1_000, 8)));
      const ids = claimed.flat().map((due) => (due.kind === 'contact' ? due.id : ''));
      expect(ids).toHaveLength(50);
      expect(new Set(ids).size).toBe(50);
    });
  });

  describe('outbox', () => {
    const ring = { type: 'ring-desk', operator: 'anna', intentId: 'i-"1"' } as const;

    it('given effects of a commit, they belong to the one who committed for longer than a request may take, then to who claims them', async () => {
      const { store } = await open();
      const result = await store.commit(
        commitOf({ contacts: [newcomer('c1', START)], effects: [ring, { type: 'match' }] }),
      );
      const [first, second] = effectsOf(result);
      expect([first?.effect, second?.effect]).toStrictEqual([ring, { type: 'match' }]);
      expect(first).toMatchObject({ attempt: 0, createdAt: START });
      expect(first?.id).not.toBe(second?.id);
      const over = START + EFFECT_LEASE_MS;
      expect(await store.claimEffects(over - 1, 1_000, 9)).toStrictEqual([]);
      expect(await store.claimEffects(over, 1_000, 1)).toHaveLength(1);
      expect(await store.claimEffects(over, 1_000, 9)).toHaveLength(1);
      expect(await store.claimEffects(over, 1_000, 9)).toStrictEqual([]);
      const again = await store.claimEffects(over + 1_000, 1_000, 9);
      expect(again.toSorted(byId)).toStrictEqual([first, second].toSorted(byId));
    });

    it('given a finished effect, it never comes back, not by a late retry either', async () => {
      const { store } = await open();
      const [entry] = effectsOf(await store.commit(commitOf({ effects: [ring] }))) as [OutboxEntry];
      await store.finishEffect(entry.id);
      await store.finishEffect(entry.id);
      await store.retryEffect(entry, START);
      expect(await store.claimEffects(START + 9_000, 1_000, 9)).toStrictEqual([]);
    });

    it('given a retry, it comes at its time with the number of its attempt', async () => {
      const { store } = await open();
      const [entry] = effectsOf(await store.commit(commitOf({ effects: [ring] }))) as [OutboxEntry];
      const second = { ...entry, attempt: 1 };
      await store.retryEffect(second, START + 10_000);
      expect(await store.claimEffects(START + 9_999, 1_000, 9)).toStrictEqual([]);
      expect(await store.claimEffects(START + 10_000, 1_000, 9)).toStrictEqual([second]);
      await store.retryEffect(second, START + 20_000);
      expect(await store.claimEffects(START + 20_000, 1_000, 9)).toStrictEqual([second]);
    });
  });

  describe('once', () => {
    it('given many that ask with one key, the first is told yes', async () => {
      const { store } = await open();
      const answers = await Promise.all(Array.from({ length: 20 }, () => store.once('ring:i1', 60_000)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.once('ring:i2', 60_000)).toBe(true);
    });

    it('given that its time is over, the key is free again', async () => {
      const { store, pass } = await open();
      expect(await store.once('ring:i1', 40)).toBe(true);
      await pass(41);
      expect(await store.once('ring:i1', 40)).toBe(true);
    });
  });
}

function effectsOf(result: CommitResult): OutboxEntry[] {
  expect(result.outcome).toBe('committed');
  return result.outcome === 'committed' ? result.effects : [];
}

function byId(a: OutboxEntry | undefined, b: OutboxEntry | undefined): number {
  return (a?.id ?? '') < (b?.id ?? '') ? -1 : 1;
}
