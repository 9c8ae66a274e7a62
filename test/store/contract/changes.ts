import { describe, expect, it, vi } from 'vitest';
import type { Change, Missed } from '../../../src/store/store.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { START, commitOf, contactWrite, desk, deskWrite, newcomer, waiting } from '../samples.ts';
import type { OpenStore } from './store-under-test.ts';
import { operator } from './settings.ts';

export function changesContract(open: OpenStore): void {
  describe('changes', () => {
    it('given a listener, it hears of each change from then on, in order, by kind and key alone', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('before', START)] }));
      const heard: (Change | Missed)[] = [];
      await store.onChange((change) => heard.push(change));
      await store.commit(
        commitOf({ contacts: [newcomer('c1', START)], desks: [deskWrite(desk('anna', 1))] }),
      );
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      await store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2))] }));
      await store.putQueue(defaultQueueSettings('support', 'Support'));
      await store.putQueue(defaultQueueSettings('support', 'Support'), { onlyIfNew: true });
      await store.putOperator(operator('anna'));
      await store.deleteOperator('anna');
      await store.deleteOperator('anna');
      await store.note('c1', [{ at: START, kind: 'ignored' }]);
      expect(await store.takesNewcomers()).toBe(true);
      expect(await store.time()).toBeGreaterThan(Date.UTC(2020, 0, 1));
      await vi.waitUntil(() => heard.length >= 6);
      expect(heard.map(({ kind, key }) => [kind, key])).toStrictEqual([
        ['contact', 'c1'],
        ['desk', 'anna'],
        ['contact', 'c1'],
        ['queue', 'support'],
        ['operator', 'anna'],
        ['operator', 'anna'],
      ]);
      expect(new Set(heard.map(({ id }) => id)).size).toBe(6);
    });

    it('given several listeners, each hears everything until it stops listening', async () => {
      const { store } = await open();
      const first: string[] = [];
      const second: string[] = [];
      const stopFirst = await store.onChange(({ key }) => first.push(key));
      await store.onChange(({ key }) => second.push(key));
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      await vi.waitUntil(() => first.length === 1 && second.length === 1);
      stopFirst();
      stopFirst();
      await store.commit(commitOf({ contacts: [newcomer('c2', START)] }));
      await vi.waitUntil(() => second.length === 2);
      expect([first, second]).toStrictEqual([['c1'], ['c1', 'c2']]);
    });

    it('given a burst of commits, no change is missed', async () => {
      const { store } = await open();
      const heard: string[] = [];
      await store.onChange(({ key }) => heard.push(key));
      const ids = Array.from({ length: 700 }, (_, i) => `c${i}`);
      await Promise.all(ids.map((id) => store.commit(commitOf({ contacts: [newcomer(id, START)] }))));
      await vi.waitUntil(() => heard.length >= 700, { timeout: 5_000 });
      expect(heard.toSorted()).toStrictEqual(ids.toSorted());
    });
  });
}
