import { describe, expect, it } from 'vitest';
import type { SettingChange } from '../../../src/store/settings-store.ts';
import { type Operator, UNSET_LINE } from '../../../src/store/store.ts';
import type { Nuisance } from '../../../src/waiting/nuisance.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { START } from '../samples.ts';
import type { OpenStore } from './store-under-test.ts';

export function operator(name: string, changes: Partial<Operator> = {}): Operator {
  return {
    name,
    displayName: `${name} "the one" 🙂`,
    passwordHash: '$argon2id$x',
    roles: ['operator'],
    address: null,
    queues: ['support'],
    version: 1,
    ...changes,
  };
}

export function settingsContract(open: OpenStore): void {
  describe('settings', () => {
    it('given queues, they read back one by one and all in the order of ids', async () => {
      const { store } = await open();
      const support = defaultQueueSettings('support', 'Support');
      const sales = { ...defaultQueueSettings('sales', 'Vertrieb „Süd“'), priority: 9 };
      expect(await store.queues()).toStrictEqual([]);
      expect(await store.queue('support')).toBeNull();
      expect(await store.putQueue(support)).toBe(true);
      expect(await store.putQueue(sales)).toBe(true);
      expect(await store.queues()).toStrictEqual([sales, support]);
      expect(await store.queue('sales')).toStrictEqual(sales);
    });

    it('given a queue that exists, it is replaced, but not where only a new one is wanted', async () => {
      const { store } = await open();
      const first = defaultQueueSettings('support', 'First');
      const second = defaultQueueSettings('support', 'Second');
      expect(await store.putQueue(first, { onlyIfNew: true })).toBe(true);
      expect(await store.putQueue(second, { onlyIfNew: true })).toBe(false);
      expect(await store.queue('support')).toStrictEqual(first);
      expect(await store.putQueue(second)).toBe(true);
      expect(await store.queue('support')).toStrictEqual(second);
    });

    it('given what is set for the line as a whole, it reads back; unset it has its first values', async () => {
      const { store } = await open();
      expect(await store.lineSettings()).toStrictEqual({ operatorNumber: null, consoleGoneSeconds: 180 });
      await store.putLineSettings({ operatorNumber: '+15550109999', consoleGoneSeconds: 60 });
      expect(await store.lineSettings()).toStrictEqual({
        operatorNumber: '+15550109999',
        consoleGoneSeconds: 60,
      });
    });

    it('given operators, they are created once, replaced, read in order and deleted', async () => {
      const { store } = await open();
      expect(await store.putOperator(operator('ben'), { onlyIfNew: true })).toBe(true);
      expect(await store.putOperator(operator('ben', { version: 9 }), { onlyIfNew: true })).toBe(false);
      expect(await store.putOperator(operator('anna.b-1_x'))).toBe(true);
      expect(await store.putOperator(operator('ben', { version: 2 }))).toBe(true);
      expect(await store.operators()).toStrictEqual([
        operator('anna.b-1_x'),
        operator('ben', { version: 2 }),
      ]);
      expect(await store.deleteOperator('ben')).toBe(true);
      expect(await store.deleteOperator('ben')).toBe(false);
      expect(await store.operator('ben')).toBeNull();
      expect(await store.operator('anna.b-1_x')).toStrictEqual(operator('anna.b-1_x'));
    });
  });

  describe('marks of nuisance callers', () => {
    const mark = (caller: string, queueId: string | null, changes: Partial<Nuisance> = {}): Nuisance => ({
      ...{ id: `${caller}-${queueId}`, caller, queueId, language: 'en', masked: '+1 … 43' },
      ...{ reason: 'abusive', note: 'shouts „so“ 🙂', by: 'anna', at: START, until: START + 9 },
      ...changes,
    });

    it('read back all, and those of a caller for a queue and for all queues', async () => {
      const { store } = await open();
      const [here, all, sales, other] = [
        mark('h1', 'support', { at: START + 2 }),
        mark('h1', null, { at: START + 1 }),
        mark('h1', 'sales', { at: START + 3 }),
        mark('h2', 'support'),
      ];
      expect(await store.nuisances()).toStrictEqual([]);
      expect(await store.nuisancesOf('h1', 'support')).toStrictEqual([]);
      for (const one of [here, all, sales, other]) expect(await store.putNuisance(one)).toBe(true);
      expect(await store.nuisances()).toStrictEqual([other, all, here, sales]);
      expect(await store.nuisancesOf('h1', 'support')).toStrictEqual([all, here]);
    });

    it('are replaced, and deleted once; each write is one of the settings, and goes on record', async () => {
      const { store } = await open();
      const revision = await store.settingsRevision();
      const by: SettingChange = {
        ...{ at: Math.max(Date.now(), START), by: 'anna', of: { kind: 'nuisance', id: 'h1-null' } },
        ...{ how: 'added', settings: [] },
      };
      expect(await store.putNuisance(mark('h1', null), { revision, recorded: by })).toBe(true);
      expect(await store.putNuisance(mark('h1', null, { until: 0 }), { revision })).toBe(false);
      expect(await store.putNuisance(mark('h1', null, { until: 7 }))).toBe(true);
      expect(await store.nuisancesOf('h1', 'x')).toMatchObject([{ until: 7 }]);
      expect(await store.deleteNuisance(mark('h1', null))).toBe(true);
      expect(await store.deleteNuisance(mark('h1', null))).toBe(false);
      expect(await store.settingChanges(9, null)).toMatchObject([by]);
    });
  });

  describe('settings that several people change', () => {
    it('given a revision that is of now, writes; of before, changes nothing, whichever setting was written since', async () => {
      const { store } = await open();
      const support = defaultQueueSettings('support', 'Support');
      const line = { operatorNumber: null, consoleGoneSeconds: 60 };
      const revision = await store.settingsRevision();
      expect(revision).toBe(0);
      expect(await store.putQueue(support, { revision, onlyIfNew: true })).toBe(true);
      expect(await store.putQueue({ ...support, name: 'Late' }, { revision })).toBe(false);
      expect(await store.putOperator(operator('ben'), { revision })).toBe(false);
      expect(await store.putLineSettings(line, { revision })).toBe(false);
      expect(await store.deleteOperator('ben', { revision })).toBe(false);
      expect(await store.settingsRevision()).toBe(1);
      expect(await store.putLineSettings(line, { revision: 1 })).toBe(true);
      expect(await store.putOperator(operator('ben'), { revision: 2 })).toBe(true);
      expect(await store.deleteOperator('ben', { revision: 3 })).toBe(true);
      expect(await store.settingsRevision()).toBe(4);
      expect(await store.queues()).toStrictEqual([support]);
    });

    it('given two writes at the same moment, decided on the same revision, one is made', async () => {
      const { store } = await open();
      const admins = [operator('anna', { roles: ['admin'] }), operator('ben', { roles: ['admin'] })];
      for (const admin of admins) await store.putOperator(admin);
      const revision = await store.settingsRevision();
      const made = await Promise.all([
        ...admins.map((admin) => store.putOperator({ ...admin, roles: ['operator'] }, { revision })),
        ...admins.map(({ name }) => store.deleteOperator(name, { revision })),
      ]);
      expect(made.filter(Boolean)).toHaveLength(1);
      const left = await store.operators();
      expect(left.filter(({ roles }) => roles.includes('admin'))).toHaveLength(1);
    });

    it('given who changed what, it is on record with the write and not without, the latest first, page by page', async () => {
      const { store } = await open();
      const support = defaultQueueSettings('support', 'Support');
      const recorded = (before: number): SettingChange => ({
        at: Math.max(Date.now(), START),
        by: 'anna',
        of: { kind: 'queue', id: 'support' },
        how: 'changed',
        settings: [
          { setting: 'priority', before, after: before + 1 },
          { setting: 'numbers', hidden: true },
        ],
      });
      expect(await store.settingChanges(9, null)).toStrictEqual([]);
      const all = [1, 2, 3].map(recorded);
      for (const one of all) await store.putQueue(support, { recorded: one });
      await store.putQueue(support, { recorded: recorded(4), revision: 1 });
      await store.putQueue(support, { recorded: recorded(5), onlyIfNew: true });
      const found = await store.settingChanges(9, null);
      expect(found.map(({ id: _id, ...one }) => one)).toStrictEqual(all.toReversed());
      const [third, second, first] = found;
      if (third === undefined || second === undefined || first === undefined) throw new Error('unreachable');
      expect(await store.settingChanges(2, null)).toStrictEqual([third, second]);
      expect(await store.settingChanges(1, third.id)).toStrictEqual([second]);
      expect(await store.settingChanges(2, second.id)).toStrictEqual([first]);
      expect(await store.settingChanges(2, first.id)).toStrictEqual([]);
      expect(await store.settingChange(second.id)).toStrictEqual(second);
      expect(await store.settingChange('1-1')).toBeNull();
    });

    it('given more changes than are kept, the latest stay', async () => {
      const { store } = await open();
      const recorded = (nth: number): SettingChange => ({
        at: Math.max(Date.now(), START),
        by: `person-${nth}`,
        of: { kind: 'line', id: '' },
        how: 'changed',
        settings: [],
      });
      for (let nth = 1; nth <= 502; nth += 1)
        await store.putLineSettings(UNSET_LINE, { recorded: recorded(nth) });
      const found = await store.settingChanges(600, null);
      expect(found).toHaveLength(500);
      expect([found.at(0)?.by, found.at(-1)?.by]).toStrictEqual(['person-502', 'person-3']);
    });
  });

  describe('sessions', () => {
    const session = { operator: 'anna', createdAt: START };

    it('given a session, it reads back until it is ended', async () => {
      const { store } = await open();
      await store.putSession('h1', session, 60_000);
      expect(await store.session('h1', 60_000)).toStrictEqual(session);
      expect(await store.session('h2', 60_000)).toBeNull();
      await store.deleteSession('h1');
      expect(await store.session('h1', 60_000)).toBeNull();
    });

    it('given that it is read, it lives on from then; unread it ends', async () => {
      const { store, pass } = await open();
      await store.putSession('h1', session, 400);
      // A minute more, so that a machine under load is in no hurry.
      expect(await store.session('h1', 60_000)).toStrictEqual(session);
      await pass(401);
      expect(await store.session('h1', 50)).toStrictEqual(session);
      await pass(51);
      expect(await store.session('h1', 300)).toBeNull();
    });

    it('given that all sessions of an operator are ended, later ones and those of others live', async () => {
      const { store } = await open();
      const bens = { operator: 'ben', createdAt: START };
      await store.putSession('a1', session, 60_000);
      await store.putSession('a2', session, 60_000);
      await store.putSession('b1', bens, 60_000);
      await store.deleteSessionsOf('anna');
      await store.putSession('a3', session, 60_000);
      expect(await store.session('a1', 60_000)).toBeNull();
      expect(await store.session('a2', 60_000)).toBeNull();
      expect(await store.session('a3', 60_000)).toStrictEqual(session);
      expect(await store.session('b1', 60_000)).toStrictEqual(bens);
    });
  });
}
