import type { Clock } from '../../clock.ts';
import type { Nuisance } from '../../waiting/nuisance.ts';
import { completeQueue, type QueueSettings } from '../../waiting/queue-settings.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { CHANGES_LENGTH, SETTING_CHANGE_KEPT_MS, SETTING_CHANGES_AT_MOST } from '../retention.ts';
import { scripts } from './scripts.ts';
import {
  nuisanceField,
  type RecordedChange,
  type SettingChange,
  type SettingWrite,
} from '../settings-store.ts';
import {
  type Change,
  type LineSettings,
  type Operator,
  type Session,
  type SessionStore,
  type SettingsStore,
  UNSET_LINE,
} from '../store.ts';

/** Where a setting is: in a hash, or by itself where it has no field. Without a kind nobody is told of it. */
type Setting = { purpose: string; key: string; kind: Change['kind'] | ''; field: string };

/** Queues, people and sessions in Redis. */
export function redisSettings(
  redis: RedisConnection,
  keys: Keys,
  clock: Clock,
): SettingsStore & SessionStore {
  const { run, runScript } = redis;

  async function all<Value>(purpose: string, hash: string): Promise<Value[]> {
    const texts = await run(purpose, (client) => client.hvals(hash));
    return texts.map((text) => JSON.parse(text) as Value);
  }
  async function one<Value>(purpose: string, hash: string, field: string): Promise<Value | null> {
    const text = await run(purpose, (client) => client.hget(hash, field));
    return text === null ? null : (JSON.parse(text) as Value);
  }
  async function write(setting: Setting, how: 'put' | 'delete', value: unknown, options: SettingWrite = {}) {
    const { purpose, key, kind, field } = setting;
    const { onlyIfNew = false, revision, recorded } = options;
    const args = [
      how === 'put' && onlyIfNew ? 'new' : how,
      field,
      how === 'delete' ? '' : JSON.stringify(value),
      kind,
      CHANGES_LENGTH,
      revision ?? '',
      recorded === undefined ? '' : JSON.stringify(recorded),
      SETTING_CHANGES_AT_MOST,
      clock.now() - SETTING_CHANGE_KEPT_MS,
      SETTING_CHANGE_KEPT_MS,
    ];
    const names = [key, keys.changes, keys.settingsRevision, keys.settingChanges];
    return (await runScript(purpose, scripts.putSetting, names, args)) === 1;
  }
  function queueSetting(field: string): Setting {
    return { purpose: 'store a queue', key: keys.queues, kind: 'queue', field };
  }
  function operatorSetting(field: string): Setting {
    return { purpose: 'store an operator', key: keys.operators, kind: 'operator', field };
  }
  function nuisanceSetting(mark: Nuisance): Setting {
    return { purpose: 'store a mark', key: keys.nuisances, kind: '', field: nuisanceField(mark) };
  }
  const lineSetting: Setting = { purpose: 'store the line', key: keys.lineSettings, kind: '', field: '' };
  /** What is on record from `last` back to what is too old. */
  async function recordedTo(last: string, limit: number): Promise<RecordedChange[]> {
    const since = String(clock.now() - SETTING_CHANGE_KEPT_MS);
    const entries = await run('read changes of settings', (client) =>
      client.xrevrange(keys.settingChanges, last, since, 'COUNT', limit),
    );
    return entries.map(([id, [, text]]) => ({ id, ...(JSON.parse(text ?? '') as SettingChange) }));
  }

  return {
    async settingsRevision() {
      return Number(
        await run('read the revision of settings', (client) => client.get(keys.settingsRevision)),
      );
    },
    async lineSettings() {
      const text = await run('read the line', (client) => client.get(keys.lineSettings));
      return { ...UNSET_LINE, ...(JSON.parse(text ?? '{}') as Partial<LineSettings>) };
    },
    putLineSettings: (settings, options) => write(lineSetting, 'put', settings, options),
    async queues() {
      const queues = await all<QueueSettings>('read the queues', keys.queues);
      return queues.map(completeQueue).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    async queue(id) {
      const queue = await one<QueueSettings>('read a queue', keys.queues, id);
      return queue === null ? null : completeQueue(queue);
    },
    putQueue: (queue, options) => write(queueSetting(queue.id), 'put', queue, options),
    async operators() {
      const operators = await all<Operator>('read the operators', keys.operators);
      return operators.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    operator: (name) => one('read an operator', keys.operators, name),
    putOperator: (operator, options) => write(operatorSetting(operator.name), 'put', operator, options),
    deleteOperator: (name, options) => write(operatorSetting(name), 'delete', null, options),
    async nuisances() {
      const marks = await all<Nuisance>('read the marks', keys.nuisances);
      return marks.toSorted((a, b) => a.at - b.at);
    },
    async nuisancesOf(caller, queueId) {
      const fields = [null, queueId].map((of) => nuisanceField({ caller, queueId: of }));
      const texts = await run('read marks of a caller', (client) => client.hmget(keys.nuisances, ...fields));
      return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Nuisance]));
    },
    putNuisance: (mark, options) => write(nuisanceSetting(mark), 'put', mark, options),
    deleteNuisance: (mark, options) => write(nuisanceSetting(mark), 'delete', null, options),
    async settingChanges(limit, beforeId) {
      if (beforeId === null) return recordedTo('+', limit);
      // An end that is left out would need Redis 6.2.
      const found = await recordedTo(beforeId, limit + 1);
      return found.filter(({ id }) => id !== beforeId).slice(0, limit);
    },
    async settingChange(id) {
      return (await recordedTo(id, 1)).find((change) => change.id === id) ?? null;
    },

    async putSession(idHash, session, ttlMs) {
      const names = [keys.session(idHash), keys.sessionGenerations];
      const args = [session.operator, JSON.stringify(session), ttlMs];
      await runScript('store a session', scripts.putSession, names, args);
    },
    async session(idHash, ttlMs) {
      const names = [keys.session(idHash), keys.sessionGenerations];
      const text = await runScript('read a session', scripts.readSession, names, [ttlMs]);
      return text === null ? null : (JSON.parse(text as string) as Session);
    },
    async deleteSession(idHash) {
      await run('end a session', (client) => client.del(keys.session(idHash)));
    },
    async deleteSessionsOf(operator) {
      await run('end the sessions of an operator', (client) =>
        client.hincrby(keys.sessionGenerations, operator, 1),
      );
    },
  };
}
