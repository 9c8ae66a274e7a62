import { describe, expect, it } from 'vitest';
import {
  START,
  commitOf,
  contactWrite,
  desk,
  deskWrite,
  ended,
  endedWrite,
  newcomer,
  waiting,
} from '../samples.ts';
import { onDuty } from '../../support/on-duty.ts';
import type { OpenStore } from './store-under-test.ts';

export function commitContract(open: OpenStore): void {
  describe('commit', () => {
    it('given nobody, a contact is unknown and has no surroundings', async () => {
      const { store } = await open();
      expect(await store.readContact('c1', 'support')).toStrictEqual({
        contact: null,
        position: null,
        place: null,
        queue: null,
        onDuty: onDuty(0),
        waiting: 0,
        foretells: null,
      });
      expect(await store.readTimeline('c1')).toStrictEqual([]);
    });

    it('given a new contact, it reads back exactly, whatever its texts hold', async () => {
      const { store } = await open();
      const said = 'Über "@x" {1} \\ \n 日本 🎧 \u0000 \ud800 end';
      const values = { note: said };
      const contact = waiting('c1', 1, {
        pending: [{ moment: 'greeting.notice', values }],
        nextCheckInAt: START + 0.123456789,
      });
      await store.commit(commitOf({ contacts: [newcomer('c1', START, { contact })] }));
      expect((await store.readContact('c1', 'other')).contact).toStrictEqual(contact);
    });

    it('given versions that follow each other, each commit is answered as committed', async () => {
      const { store } = await open();
      expect(await store.commit(commitOf({ contacts: [newcomer('c1', START)] }))).toStrictEqual({
        outcome: 'committed',
        effects: [],
      });
      const second = await store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2))] }));
      expect(second.outcome).toBe('committed');
      expect((await store.readContact('c1', '')).contact?.version).toBe(2);
    });

    it('given a stale version, or a new contact that is there already, nothing happens', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      const again = await store.commit(commitOf({ contacts: [newcomer('c1', START, { standing: 'out' })] }));
      const ahead = await store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 3))] }));
      const unknown = await store.commit(commitOf({ contacts: [contactWrite(waiting('c2', 2))] }));
      for (const result of [again, ahead, unknown]) expect(result).toStrictEqual({ outcome: 'conflict' });
      expect((await store.readContact('c1', '')).position).toBe(1);
    });

    it('given a conflict in the last of several records, none of them is written and no trace stays', async () => {
      const { store } = await open();
      await store.commit(commitOf({ desks: [deskWrite(desk('anna', 1))] }));
      const whole = commitOf({
        contacts: [
          newcomer('c1', START, {
            dueAt: START,
            callSid: 'CA1',
            served: true,
            labels: { add: ['code:4711'], remove: [] },
            owed: true,
            timeline: [{ at: START, kind: 'rang' }],
          }),
        ],
        desks: [deskWrite(desk('anna', 1), { onDutyFor: ['support'], freeSince: START, dueAt: START })],
        effects: [{ type: 'match' }],
      });
      expect(await store.commit(whole)).toStrictEqual({ outcome: 'conflict' });
      const view = await store.readContact('c1', 'support');
      expect(view).toStrictEqual({
        contact: null,
        position: null,
        place: null,
        queue: null,
        onDuty: onDuty(0),
        waiting: 0,
        foretells: null,
      });
      expect(await store.lineLength('support')).toBe(0);
      expect(await store.takeable(['support'], 9)).toStrictEqual([]);
      expect(await store.served(9)).toStrictEqual([]);
      expect(await store.labelled('code:4711')).toStrictEqual([]);
      expect(await store.owed(9)).toStrictEqual([]);
      expect(await store.ownerOfLeg('CA1')).toBeNull();
      expect(await store.readTimeline('c1')).toStrictEqual([]);
      expect(await store.claimDue(START + 1, 1, 9)).toStrictEqual([]);
      expect(await store.claimEffects(START + 9_999, 1, 9)).toStrictEqual([]);
      expect(await store.freeDesks()).toStrictEqual([]);
      // With fresh versions it goes through.
      const fresh = { ...whole, desks: [deskWrite(desk('anna', 2))] };
      expect((await store.commit(fresh)).outcome).toBe('committed');
    });

    it('given many that write the same version at once, one of them wins', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('c1', START)] }));
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, i) =>
          store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2, { checkIns: i }))] })),
        ),
      );
      expect(results.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
      expect(results.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(39);
    });

    it('given a leg that is another’s, who takes it meets a conflict, unless the other is written with it', async () => {
      const { store } = await open();
      const takes = { callSid: 'CA1', takesLeg: true };
      await store.commit(commitOf({ contacts: [newcomer('c1', START, takes), newcomer('c2', START)] }));
      const desk1 = deskWrite(desk('anna', 1), { callSid: 'CA9' });
      await store.commit(commitOf({ desks: [desk1] }));
      const [second, new3] = [contactWrite(waiting('c2', 2), takes), newcomer('c3', START, takes)];
      const ofDesk = newcomer('c3', START, { ...takes, callSid: 'CA9' });
      for (const write of [second, new3, ofDesk])
        expect(await store.commit(commitOf({ contacts: [write] }))).toStrictEqual({ outcome: 'conflict' });
      expect((await store.readContact('c3', '')).contact).toBeNull();
      const own = commitOf({ contacts: [contactWrite(waiting('c1', 2), takes)] });
      expect((await store.commit(own)).outcome).toBe('committed');
      const both = commitOf({ contacts: [second, endedWrite('c1', 3)] });
      expect((await store.commit(both)).outcome).toBe('committed');
      expect(await store.ownerOfLeg('CA1')).toStrictEqual({ kind: 'contact', id: 'c2' });
    });

    it('given a commit that cannot be right, it is refused before anything is written', async () => {
      const { store } = await open();
      const wrong = [
        [newcomer('c1', Number.NaN)],
        [newcomer('c1', START, { dueAt: 2 ** 60 })],
        [newcomer('c1', START), newcomer('c1', START)],
        [newcomer('c1', START, { expectedVersion: 4 })],
        [newcomer('c1', START, { standing: { place: Number.POSITIVE_INFINITY } })],
        [newcomer('c1', START, { labels: { add: ['number:+15550100001'], remove: [] } })],
        [newcomer('c1', START, { labels: { add: [], remove: ['Anna Berg'] } })],
      ];
      for (const contacts of wrong) {
        await expect(store.commit(commitOf({ contacts }))).rejects.toThrow(RangeError);
      }
      expect((await store.readContact('c1', '')).contact).toBeNull();
    });
  });

  describe('timeline and legs', () => {
    it('given entries and notes, they are read in order', async () => {
      const { store } = await open();
      const rang = { at: START, kind: 'rang' };
      const ignored = {
        at: START + 1,
        kind: 'ignored',
        data: { reason: 'over "already"', step: 3, late: true, key: null },
      };
      await store.commit(commitOf({ contacts: [newcomer('c1', START, { timeline: [rang] })] }));
      await store.note('c1', [ignored]);
      await store.note('c1', []);
      await store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2), { timeline: [rang] })] }));
      expect(await store.readTimeline('c1')).toStrictEqual([rang, ignored, rang]);
    });

    it('given more entries than are kept, the last 500 stay', async () => {
      const { store } = await open();
      const timeline = Array.from({ length: 499 }, (_, i) => ({ at: START + i, kind: 'said' }));
      await store.commit(commitOf({ contacts: [newcomer('c1', START, { timeline })] }));
      await store.note('c1', [
        { at: 1, kind: 'a' },
        { at: 2, kind: 'b' },
        { at: 3, kind: 'c' },
      ]);
      const kept = await store.readTimeline('c1');
      expect(kept).toHaveLength(500);
      expect(kept[0]).toStrictEqual({ at: START + 2, kind: 'said' });
      expect(kept.at(-1)).toStrictEqual({ at: 3, kind: 'c' });
      const last = { at: 4, kind: 'd' };
      await store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2), { timeline: [last] })] }));
      expect(await store.readTimeline('c1')).toStrictEqual([...kept.slice(1), last]);
    });

    it('given a note on nobody, nothing is kept', async () => {
      const { store } = await open();
      await store.note('c1', [{ at: START, kind: 'lost' }]);
      expect(await store.readTimeline('c1')).toStrictEqual([]);
    });

    it('given legs of contacts and desks, each finds its owner; earlier legs of a contact stay known', async () => {
      const { store } = await open();
      await store.commit(
        commitOf({
          contacts: [newcomer('c1', START, { callSid: 'CA1' })],
          desks: [deskWrite(desk('anna.b', 1), { callSid: 'CA9', intentId: 'intent-1' })],
        }),
      );
      await store.commit(commitOf({ contacts: [contactWrite(waiting('c1', 2), { callSid: 'CA2' })] }));
      await store.commit(
        commitOf({ contacts: [contactWrite(ended('c1', 3), { standing: 'out', takeable: false })] }),
      );
      const contact = { kind: 'contact', id: 'c1' };
      const operator = { kind: 'desk', operator: 'anna.b' };
      expect(await store.ownerOfLeg('CA1')).toStrictEqual(contact);
      expect(await store.ownerOfLeg('CA2')).toStrictEqual(contact);
      expect(await store.ownerOfLeg('CA9')).toStrictEqual(operator);
      expect(await store.ownerOfLeg('CA3')).toBeNull();
      expect(await store.deskOfIntent('intent-1')).toBe('anna.b');
      expect(await store.deskOfIntent('intent-2')).toBeNull();
      expect(await store.knownLegs(['CA9', 'CA3', 'CA1'])).toStrictEqual(
        new Map<string, object>([
          ['CA9', operator],
          ['CA1', contact],
        ]),
      );
      expect(await store.knownLegs([])).toStrictEqual(new Map());
    });
  });
}
