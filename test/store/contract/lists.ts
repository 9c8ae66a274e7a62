import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/contact/contact.ts';
import { START, commitOf, contactWrite, ended, endedWrite, newcomer, waiting } from '../samples.ts';
import type { OpenStore } from './store-under-test.ts';

export function listsContract(open: OpenStore): void {
  describe('labels', () => {
    it('given contacts with labels, each label finds those who carry it, the first of them first', async () => {
      const { store } = await open();
      const both = { add: ['number:h1', 'code:4711'], remove: [] };
      await store.commit(
        commitOf({ now: START + 5, contacts: [newcomer('a', START + 5, { labels: both })] }),
      );
      const number = { add: ['number:h1'], remove: [] };
      await store.commit(commitOf({ now: START, contacts: [newcomer('b', START, { labels: number })] }));
      expect(await store.labelled('number:h1')).toStrictEqual([waiting('b', 1), waiting('a', 1)]);
      expect(await store.labelled('code:4711')).toStrictEqual([waiting('a', 1)]);
      expect(await store.labelled('code:0815')).toStrictEqual([]);
    });

    it('given labels that are given again, taken off and exchanged, who carries them is what was written last', async () => {
      const { store } = await open();
      const first = { add: ['number:h1', 'code:1'], remove: [] };
      await store.commit(
        commitOf({ contacts: [newcomer('a', START, { labels: first }), newcomer('b', START)] }),
      );
      const labels = { add: ['number:h1'], remove: [] };
      const later = [contactWrite(waiting('b', 2), { labels })];
      await store.commit(commitOf({ now: START + 1, contacts: later }));
      // Given again, it is carried since the first time.
      const exchanged = { add: ['number:h1', 'code:2'], remove: ['code:1', 'code:9'] };
      await store.commit(
        commitOf({ now: START + 2, contacts: [contactWrite(waiting('a', 2), { labels: exchanged })] }),
      );
      expect(idsOf(await store.labelled('number:h1'))).toStrictEqual(['a', 'b']);
      expect(await store.labelled('code:1')).toStrictEqual([]);
      expect(idsOf(await store.labelled('code:2'))).toStrictEqual(['a']);
      const none = { add: [], remove: ['number:h1'] };
      await store.commit(commitOf({ contacts: [endedWrite('a', 3, { labels: none })] }));
      expect(idsOf(await store.labelled('number:h1'))).toStrictEqual(['b']);
    });

    it('given a label that is removed and added at once, it is carried from now on', async () => {
      const { store } = await open();
      const labels = { add: ['code:1'], remove: [] };
      const two = [newcomer('a', START, { labels }), newcomer('b', START, { labels })];
      await store.commit(commitOf({ contacts: two }));
      const anew = { add: ['code:1'], remove: ['code:1'] };
      await store.commit(
        commitOf({ now: START + 1, contacts: [contactWrite(waiting('a', 2), { labels: anew })] }),
      );
      expect(idsOf(await store.labelled('code:1'))).toStrictEqual(['b', 'a']);
    });

    it('given more than twenty who carry a label, the first twenty are told', async () => {
      const { store } = await open();
      const labels = { add: ['number:h1'], remove: [] };
      for (let i = 10; i < 35; i += 1) {
        const contacts = [newcomer(`c${i}`, START, { labels })];
        await store.commit(commitOf({ now: START + i, contacts }));
      }
      expect(idsOf(await store.labelled('number:h1'))).toStrictEqual(
        Array.from({ length: 20 }, (_, i) => `c${i + 10}`),
      );
    });
  });

  describe('past', () => {
    const caller = ended('a', 2).caller ?? '';

    it('given contacts of a caller that are over, the latest comes first, since when it first was over', async () => {
      const { store } = await open();
      expect(await store.past(caller)).toStrictEqual([]);
      await store.commit(commitOf({ contacts: [newcomer('a', START), newcomer('b', START)] }));
      expect(await store.past(caller)).toStrictEqual([]);
      await store.commit(commitOf({ now: START + 1, contacts: [endedWrite('b', 2)] }));
      await store.commit(commitOf({ now: START + 2, contacts: [endedWrite('a', 2)] }));
      await store.commit(commitOf({ now: START + 3, contacts: [endedWrite('b', 3)] }));
      expect(await store.past(caller)).toStrictEqual([ended('a', 2), ended('b', 3)]);
      expect(await store.past('somebody-else')).toStrictEqual([]);
      await store.forgetPast(caller);
      expect(await store.past(caller)).toStrictEqual([]);
    });

    it('given a withheld number, or a call that led back to an earlier place, it is not found', async () => {
      const { store } = await open();
      await store.commit(commitOf({ contacts: [newcomer('a', START), newcomer('b', START)] }));
      const withheld = { ...ended('a', 2), caller: null };
      const joined = { ...ended('b', 2), by: 'joined-earlier-place' as const };
      await store.commit(
        commitOf({
          contacts: [endedWrite('a', 2, { contact: withheld }), endedWrite('b', 2, { contact: joined })],
        }),
      );
      expect(await store.past(caller)).toStrictEqual([]);
    });

    it('given more than twenty, the latest twenty are told', async () => {
      const { store } = await open();
      for (let i = 10; i < 35; i += 1) {
        const contacts = [endedWrite(`c${i}`, 1, { expectedVersion: 0 })];
        await store.commit(commitOf({ now: START + i, contacts }));
      }
      expect(idsOf(await store.past(caller))).toStrictEqual(
        Array.from({ length: 20 }, (_, i) => `c${34 - i}`),
      );
    });
  });

  describe('owed', () => {
    it('given contacts about which something is owed, they are listed since when, until nothing is', async () => {
      const { store } = await open();
      expect(await store.owed(9)).toStrictEqual([]);
      const owed = true;
      await store.commit(commitOf({ now: START + 1, contacts: [newcomer('a', START, { owed })] }));
      await store.commit(commitOf({ now: START, contacts: [newcomer('b', START, { owed })] }));
      await store.commit(commitOf({ contacts: [newcomer('c', START)] }));
      // Written again, it is owed since the first time, after the end too.
      await store.commit(commitOf({ now: START + 2, contacts: [endedWrite('b', 2, { owed })] }));
      expect(await store.owed(9)).toStrictEqual([ended('b', 2), waiting('a', 1)]);
      expect(idsOf(await store.owed(1))).toStrictEqual(['b']);
      expect(await store.owed(0)).toStrictEqual([]);
      await store.commit(commitOf({ now: START + 3, contacts: [endedWrite('b', 3)] }));
      expect(idsOf(await store.owed(9))).toStrictEqual(['a']);
    });
  });
}

function idsOf(contacts: readonly Contact[]): string[] {
  return contacts.map(({ id }) => id);
}
