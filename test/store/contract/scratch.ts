import { describe, expect, it } from 'vitest';
import type { OpenStore } from './store-under-test.ts';

const NOTHING = { count: 0, forgottenInMs: 0 };

export function scratchContract(open: OpenStore): void {
  describe('counts', () => {
    it('given a key that is counted, each count answers one more, until a while after the first', async () => {
      const { store, pass } = await open();
      expect(await store.counted('sign-in:h1')).toStrictEqual(NOTHING);
      expect(await store.count('sign-in:h1', 300)).toBe(1);
      await pass(100);
      expect(await store.count('sign-in:h1', 300)).toBe(2);
      const { count, forgottenInMs } = await store.counted('sign-in:h1');
      expect(count).toBe(2);
      expect(forgottenInMs).toBeGreaterThan(0);
      expect(forgottenInMs).toBeLessThanOrEqual(200);
      expect(await store.counted('sign-in:h2')).toStrictEqual(NOTHING);
      await pass(201);
      expect(await store.counted('sign-in:h1')).toStrictEqual(NOTHING);
      expect(await store.count('sign-in:h1', 300)).toBe(1);
    });

    it('given more than one at a time, they are counted together', async () => {
      const { store } = await open();
      expect(await store.count('minutes', 60_000, 7)).toBe(7);
      expect(await store.count('minutes', 60_000)).toBe(8);
      expect((await store.counted('minutes')).count).toBe(8);
    });

    it('given many that count at once, none is told the same', async () => {
      const { store } = await open();
      const counts = await Promise.all(Array.from({ length: 30 }, () => store.count('code:h1', 60_000)));
      expect(counts.toSorted((a, b) => a - b)).toStrictEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    });
  });

  describe('remembered values', () => {
    it('given a value, it is recalled until it is replaced, forgotten, or its time is over', async () => {
      const { store, pass } = await open();
      expect(await store.recall('cadence:h1')).toBeNull();
      await store.remember('cadence:h1', 'two-minutes', 60_000);
      expect(await store.recall('cadence:h1')).toBe('two-minutes');
      await store.remember('cadence:h1', 'nur „Neues“ 🙂', 300);
      expect(await store.recall('cadence:h1')).toBe('nur „Neues“ 🙂');
      expect(await store.recall('cadence:h2')).toBeNull();
      await pass(301);
      expect(await store.recall('cadence:h1')).toBeNull();
      await store.remember('cadence:h1', '', 60_000);
      expect(await store.recall('cadence:h1')).toBe('');
      await store.forget('cadence:h1');
      await store.forget('cadence:h1');
      expect(await store.recall('cadence:h1')).toBeNull();
    });

    it('given one key for a guard, a count and a value, none of them disturbs another', async () => {
      const { store } = await open();
      await store.once('h1', 60_000);
      await store.remember('h1', 'kept', 60_000);
      expect(await store.count('h1', 60_000)).toBe(1);
      await store.forget('h1');
      expect([await store.once('h1', 60_000), await store.count('h1', 60_000)]).toStrictEqual([false, 2]);
    });
  });

  describe('turns', () => {
    const NOW = Date.UTC(2026, 0, 5, 9);

    it('given many at once, they come one after the other; who asks again keeps the turn', async () => {
      const { store } = await open();
      const ask = (id: number) => store.turn('calls', `i${id}`, 1_000, NOW);
      const turns = await Promise.all(Array.from({ length: 30 }, (_, id) => ask(id)));
      expect(turns.toSorted((a, b) => a - b)).toStrictEqual(turns.map((_, i) => NOW + i * 1_000));
      expect(await store.turn('calls', 'i7', 1_000, NOW + 90_000)).toBe(turns[7]);
      expect(await store.turn('others', 'i7', 1_000, NOW + 5)).toBe(NOW + 5);
    });

    it('given a while without anybody, the next turn is at once', async () => {
      const { store } = await open();
      await store.turn('calls', 'i1', 1_000, NOW);
      expect(await store.turn('calls', 'i2', 1_000, NOW + 400)).toBe(NOW + 1_000);
      expect(await store.turn('calls', 'i3', 1_000, NOW + 2_500)).toBe(NOW + 2_500);
      expect(await store.turn('calls', 'i4', 0, NOW + 2_500)).toBe(NOW + 2_500);
    });
  });
}
