import { describe, expect, it } from 'vitest';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { frontPlace, placeOf } from '../../../src/waiting/line.ts';
import type { ContactWrite, Store } from '../../../src/store/store.ts';
import { START, commitOf, contactWrite, desk, deskWrite, ended, newcomer, waiting } from '../samples.ts';
import { onDuty } from '../../support/on-duty.ts';
import type { OpenStore } from './store-under-test.ts';

export function lineContract(open: OpenStore): void {
  describe('line', () => {
    it('given newcomers, they stand in the order of arrival and each knows its place', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      await store.commit(commitOf({ contacts: [newcomer('c2', START + 10)] }));
      expect(await store.readContact('c2', '')).toStrictEqual({
        contact: waiting('c2', 1),
        position: 2,
        place: placeOf(5, START + 10),
        queue: null,
        onDuty: onDuty(0),
        waiting: 2,
        foretells: null,
      });
      expect(await idsIn(store)).toStrictEqual(['c1', 'c2']);
      expect(await store.line('support', 1)).toStrictEqual([{ contact: waiting('c1', 1), position: 1 }]);
      expect(await store.line('support', 0)).toStrictEqual([]);
      expect(await store.lineLength('support')).toBe(2);
      expect(await store.lineLength('sales')).toBe(0);
    });

    it('given many who arrive in the same millisecond at once, their ranks are distinct and without gap', async () => {
      const { store } = await open();
      await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          store.commit(commitOf({ contacts: [newcomer(`c${i}`, START)] })),
        ),
      );
      const views = await Promise.all(Array.from({ length: 60 }, (_, i) => store.readContact(`c${i}`, '')));
      const places = views.map(({ place }) => place as number).toSorted((a, b) => a - b);
      expect(places).toStrictEqual(Array.from({ length: 60 }, (_, i) => placeOf(5, START + i)));
      const byPosition = views.toSorted((a, b) => (a.position as number) - (b.position as number));
      expect(byPosition.map(({ place }) => place)).toStrictEqual(places);
      expect(byPosition.map(({ position }) => position)).toStrictEqual(
        Array.from({ length: 60 }, (_, i) => i + 1),
      );
    });

    it('given one commit with two newcomers, they stand in the order of the commit', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c2', START), newcomer('c1', START)] }));
      expect(await idsIn(store)).toStrictEqual(['c2', 'c1']);
    });

    it('given a line that emptied and a clock that went back, ranks still grow', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      await store.commit(
        commitOf({ contacts: [contactWrite(ended('c1', 2), { standing: 'out', takeable: false })] }),
      );
      expect(await store.lineLength('support')).toBe(0);
      await store.commit(commitOf({ contacts: [newcomer('c2', START - 5_000)] }));
      expect((await store.readContact('c2', '')).place).toBe(placeOf(5, START + 1));
    });

    it('given every head start and the front, places are exact and the order is theirs', async () => {
      const { store } = await open();
      for (let priority = 0; priority <= 9; priority += 1) {
        const standing = { newcomer: { headStartMs: priority * 600_000, arrivedAt: START + 7 + priority } };
        await store.commit(commitOf({ contacts: [newcomer(`p${priority}`, START, { standing })] }));
      }
      await store.commit(
        commitOf({ contacts: [newcomer('front', START, { standing: { place: frontPlace(START) } })] }),
      );
      expect(await idsIn(store)).toStrictEqual([
        'front',
        ...Array.from({ length: 10 }, (_, i) => `p${9 - i}`),
      ]);
      for (let priority = 0; priority <= 9; priority += 1) {
        expect((await store.readContact(`p${priority}`, '')).place).toBe(
          placeOf(priority * 600_000, START + 7 + priority),
        );
      }
      expect((await store.readContact('front', '')).place).toBe(frontPlace(START));
    });

    it('given an offer that fails, the contact keeps its place through it, and takes it up again after leaving', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      await store.commit(commitOf({ contacts: [newcomer('c2', START)] }));
      const before = await store.readContact('c1', '');
      const offered = contactWrite(waiting('c1', 2), { takeable: false, served: true });
      await store.commit(commitOf({ contacts: [offered] }));
      expect((await store.readContact('c1', '')).place).toBe(before.place);
      expect((await store.takeable(['support'], 9)).map(({ id }) => id)).toStrictEqual(['c2']);
      expect((await store.served(9)).map(({ id }) => id)).toStrictEqual(['c1']);
      const connected = contactWrite(waiting('c1', 3), { standing: 'out', takeable: false, served: true });
      await store.commit(commitOf({ contacts: [connected] }));
      expect(await store.readContact('c1', '')).toMatchObject({ place: null, position: null });
      const back = contactWrite(waiting('c1', 4), { standing: { place: before.place as number } });
      await store.commit(commitOf({ contacts: [back] }));
      expect(await store.readContact('c1', '')).toMatchObject({ place: before.place, position: 1 });
      expect((await store.takeable(['support'], 9)).map(({ id }) => id)).toStrictEqual(['c1', 'c2']);
      expect(await store.served(9)).toStrictEqual([]);
    });

    it('given several who are served, they are listed by since when, whatever is committed meanwhile', async () => {
      const { store } = await open();
      const served = { takeable: false, served: true };
      await store.commit(commitOf({ now: START, contacts: [newcomer('b', START, served)] }));
      await store.commit(commitOf({ now: START + 1, contacts: [newcomer('a', START, served)] }));
      await store.commit(commitOf({ now: START + 2, contacts: [contactWrite(waiting('b', 2), served)] }));
      expect((await store.served(9)).map(({ id }) => id)).toStrictEqual(['b', 'a']);
      expect((await store.served(1)).map(({ id }) => id)).toStrictEqual(['b']);
    });

    it('given nobody in the line, keeping the place keeps none and nobody can be taken', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START, { standing: 'keep' })] }));
      expect(await store.readContact('c1', '')).toMatchObject({ place: null, position: null });
      expect(await store.takeable(['support'], 9)).toStrictEqual([]);
    });

    it('given a transfer, the contact leaves one line for the front of the other', async () => {
      const { store } = await open();
      await store.putQueue(defaultQueueSettings('sales', 'Sales'));
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      const moved = contactWrite(waiting('c1', 2, { queueId: 'sales' }), {
        leavesQueueId: 'support',
        standing: { place: frontPlace(START) },
      });
      await store.commit(commitOf({ contacts: [moved] }));
      expect(await store.lineLength('support')).toBe(0);
      expect(await store.takeable(['support'], 9)).toStrictEqual([]);
      expect(await store.readContact('c1', 'support')).toMatchObject({
        position: 1,
        place: frontPlace(START),
        queue: defaultQueueSettings('sales', 'Sales'),
      });
    });

    it('given several queues, who can be taken comes in the order of places over all of them', async () => {
      const { store } = await open();
      for (const write of [
        inQueue('a', 'support', 5, START + 2),
        inQueue('b', 'sales', 5, START + 1),
        inQueue('c', 'vip', 9, START + 9),
        inQueue('d', 'sales', 5, START + 5),
        inQueue('e', 'other', 9, START),
      ]) {
        await store.commit(commitOf({ contacts: [write] }));
      }
      const ids = async (queues: string[], limit: number) =>
        (await store.takeable(queues, limit)).map(({ id }) => id);
      expect(await ids(['support', 'sales', 'vip'], 9)).toStrictEqual(['c', 'b', 'a', 'd']);
      expect(await ids(['support', 'sales', 'vip'], 2)).toStrictEqual(['c', 'b']);
      expect(await ids([], 9)).toStrictEqual([]);
      expect(await ids(['support'], 0)).toStrictEqual([]);
    });

    it('given more than a page of callers, the whole line is read in order', async () => {
      const { store } = await open();
      for (let i = 0; i < 1_100; i += 100) {
        const contacts = Array.from({ length: 100 }, (_, k) => newcomer(`c${i + k}`, START + i + k));
        await store.commit(commitOf({ contacts }));
      }
      const line = await store.line('support', 1_050);
      expect(line.map(({ contact }) => contact.id)).toStrictEqual(
        Array.from({ length: 1_050 }, (_, i) => `c${i}`),
      );
      expect(line.map(({ position }) => position)).toStrictEqual(
        Array.from({ length: 1_050 }, (_, i) => i + 1),
      );
    });

    it('given settings, desks on duty and a line, a contact is read with those of its own queue, else of the one asked for', async () => {
      const { store } = await open();
      const support = defaultQueueSettings('support', 'Support "one"');
      await store.putQueue(support);
      await store.commit(
        commitOf({
          contacts: [newcomer('c1', START)],
          desks: [
            deskWrite(desk('anna', 1), { onDutyFor: ['support', 'sales'] }),
            deskWrite(desk('ben', 1), { onDutyFor: ['support'] }),
          ],
        }),
      );
      expect(await store.readContact('c1', 'sales')).toMatchObject({
        queue: support,
        onDuty: onDuty(2),
        waiting: 1,
      });
      expect(await store.readContact('nobody', 'support')).toMatchObject({
        queue: support,
        onDuty: onDuty(2),
        waiting: 1,
      });
      expect(await store.readContact('nobody', 'sales')).toMatchObject({
        queue: null,
        onDuty: onDuty(1),
        waiting: 0,
      });
    });
  });
}

function inQueue(id: string, queueId: string, priority: number, arrivedAt: number): ContactWrite {
  const standing = { newcomer: { headStartMs: priority * 600_000, arrivedAt } };
  return newcomer(id, arrivedAt, { contact: waiting(id, 1, { queueId }), queueId, standing });
}

async function idsIn(store: Store): Promise<string[]> {
  return (await store.line('support', 100)).map(({ contact }) => contact.id);
}
