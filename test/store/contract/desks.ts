import { describe, expect, it } from 'vitest';
import { START, commitOf, desk, deskWrite, newcomer } from '../samples.ts';
import { onDuty } from '../../support/on-duty.ts';
import type { OpenStore } from './store-under-test.ts';

export function desksContract(open: OpenStore): void {
  describe('desks', () => {
    it('given desks, they read back one by one and all in the order of names', async () => {
      const { store } = await open();
      expect(await store.readDesk('anna')).toBeNull();
      expect(await store.allDesks()).toStrictEqual([]);
      await store.commit(commitOf({ desks: [deskWrite(desk('ben', 1)), deskWrite(desk('anna', 1))] }));
      expect(await store.readDesk('anna')).toStrictEqual(desk('anna', 1));
      expect(await store.allDesks()).toStrictEqual([desk('anna', 1), desk('ben', 1)]);
    });

    it('given free desks, the longest free comes first, and who is busy is none', async () => {
      const { store } = await open();
      expect(await store.freeDesks()).toStrictEqual([]);
      const writes = [
        deskWrite(desk('anna', 1), { freeSince: START + 2 }),
        deskWrite(desk('ben', 1), { freeSince: START }),
      ];
      await store.commit(commitOf({ desks: [...writes, deskWrite(desk('carl', 1))] }));
      expect((await store.freeDesks()).map(({ operator }) => operator)).toStrictEqual(['ben', 'anna']);
      await store.commit(commitOf({ desks: [deskWrite(desk('ben', 2))] }));
      expect((await store.freeDesks()).map(({ operator }) => operator)).toStrictEqual(['anna']);
    });

    it('given desks that change their queues, those on duty are counted right', async () => {
      const { store } = await open();
      const counted = async (queueId: string) => (await store.readContact('nobody', queueId)).onDuty.all;
      await store.commit(
        commitOf({ desks: [deskWrite(desk('anna', 1), { onDutyFor: ['support', 'sales', 'sales'] })] }),
      );
      await store.commit(commitOf({ desks: [deskWrite(desk('ben', 1), { onDutyFor: ['support'] })] }));
      expect([await counted('support'), await counted('sales')]).toStrictEqual([2, 1]);
      await store.commit(commitOf({ desks: [deskWrite(desk('anna', 2), { onDutyFor: ['sales', 'vip'] })] }));
      await store.commit(commitOf({ desks: [deskWrite(desk('ben', 2), { onDutyFor: [] })] }));
      expect([await counted('support'), await counted('sales'), await counted('vip')]).toStrictEqual([
        0, 1, 1,
      ]);
    });

    it('given desks of few languages, a line tells how many speak each, and how many speak all', async () => {
      const { store } = await open();
      const on = async (operator: string, version: number, onDutyFor: string[], speaks: string[]) =>
        store.commit(commitOf({ desks: [deskWrite(desk(operator, version), { onDutyFor, speaks })] }));
      const told = async (queueId: string) => {
        const view = await store.readContact('nobody', queueId);
        expect((await store.lineNow(queueId)).onDuty).toStrictEqual(view.onDuty);
        return view.onDuty;
      };
      expect(await told('support')).toStrictEqual(onDuty(0));
      await on('anna', 1, ['support', 'sales'], ['ru', 'en', 'ru']);
      await on('ben', 1, ['support'], ['ru']);
      await on('carl', 1, ['support'], []);
      expect(await told('support')).toStrictEqual({ all: 3, choosy: 2, naming: { ru: 2, en: 1 } });
      expect(await told('sales')).toStrictEqual({ all: 1, choosy: 1, naming: { ru: 1, en: 1 } });
      // Other languages, other lines, off duty; and every language after all.
      await on('anna', 2, ['support'], ['de']);
      await on('ben', 2, [], ['ru']);
      expect(await told('support')).toStrictEqual({ all: 2, choosy: 1, naming: { de: 1 } });
      expect(await told('sales')).toStrictEqual(onDuty(0));
      await on('anna', 3, ['support'], []);
      expect(await told('support')).toStrictEqual(onDuty(2));
    });

    it('given a contact, its own line is counted, whichever was asked for', async () => {
      const { store } = await open();
      const desks = [deskWrite(desk('anna', 1), { onDutyFor: ['support'], speaks: ['ru'] })];
      await store.commit(commitOf({ contacts: [newcomer('c1', START)], desks }));
      expect((await store.readContact('c1', 'sales')).onDuty).toStrictEqual({
        all: 1,
        choosy: 1,
        naming: { ru: 1 },
      });
    });

    it('given a desk that is forgotten, it is nowhere any more, listeners are told, and the others stay', async () => {
      const { store } = await open();
      const told: string[] = [];
      await store.onChange(({ kind, key }) => void told.push(`${kind} ${key}`));
      await store.forgetDesk('anna');
      const writes = ['anna', 'ben'].map((name) =>
        deskWrite(desk(name, 1), { onDutyFor: ['support'], speaks: ['ru'], freeSince: START, dueAt: START }),
      );
      await store.commit(commitOf({ desks: writes }));
      await store.forgetDesk('anna');
      expect(await store.readDesk('anna')).toBeNull();
      expect(await store.allDesks()).toStrictEqual([desk('ben', 1)]);
      expect(await store.freeDesks()).toStrictEqual([desk('ben', 1)]);
      expect((await store.lineNow('support')).onDuty).toStrictEqual({ all: 1, choosy: 1, naming: { ru: 1 } });
      expect(await store.claimDue(START, 1_000, 9)).toStrictEqual([{ kind: 'desk', operator: 'ben' }]);
      await expect.poll(() => told).toStrictEqual(['desk anna', 'desk ben', 'desk anna']);
      // Somebody of the same name begins anew.
      await store.commit(commitOf({ desks: [deskWrite(desk('anna', 1))] }));
      expect(await store.readDesk('anna')).toStrictEqual(desk('anna', 1));
    });

    it('given two contacts that take the same desk at once, one of them gets it', async () => {
      const { store } = await open();
      await store.commit(commitOf({ desks: [deskWrite(desk('anna', 1), { freeSince: START })] }));
      const results = await Promise.all(
        ['c1', 'c2'].map((id) =>
          store.commit(commitOf({ contacts: [newcomer(id, START)], desks: [deskWrite(desk('anna', 2))] })),
        ),
      );
      expect(results.map(({ outcome }) => outcome).toSorted()).toStrictEqual(['committed', 'conflict']);
      expect(await store.lineLength('support')).toBe(1);
    });
  });
}
