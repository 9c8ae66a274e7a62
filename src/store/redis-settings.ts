import { completeQueue, type QueueSettings } from '../waiting/queue-settings.ts';
import type { Keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { CHANGES_LENGTH } from './retention.ts';
import { scripts } from './scripts.ts';
import {
  type Change,
  type LineSettings,
  type Operator,
  type Session,
  type SessionStore,
  type SettingsStore,
  UNSET_LINE,
} from './store.ts';

type Setting = { purpose: string; hash: string; kind: Change['kind']; field: string };

/** Queues, people and sessions in Redis. */
export function redisSettings(redis: RedisConnection, keys: Keys): SettingsStore & SessionStore {
  const { run, runScript } = redis;

  async function all<Value>(purpose: string, hash: string): Promise<Value[]> {
    const texts = await run(purpose, (client) => client.hvals(hash));
    return texts.map((text) => JSON.parse(text) as Value);
  }
  async function one<Value>(purpose: string, hash: string, field: string): Promise<Value | null> {
    const text = await run(purpose, (client) => client.hget(hash, field));
    return text === null ? null : (JSON.parse(text) as Value);
  }
  async function change(
    setting: Setting,
    how: 'always' | 'new' | 'delete',
    value: unknown,
  ): Promise<boolean> {
    const { purpose, hash, kind, field } = setting;
    const text = how === 'delete' ? '' : JSON.stringify(value);
    const args = [how, field, text, kind, CHANGES_LENGTH];
    return (await runScript(purpose, scripts.putSetting, [hash, keys.changes], args)) === 1;
  }
  function queueSetting(field: string): Setting {
    return { purpose: 'store a queue', hash: keys.queues, kind: 'queue', field };
  }
  function operatorSetting(field: string): Setting {
    return { purpose: 'store an operator', hash: keys.operators, kind: 'operator', field };
  }

  return {
    async lineSettings() {
      const text = await run('read the line', (client) => client.get(keys.lineSettings));
      return { ...UNSET_LINE, ...(JSON.parse(text ?? '{}') as Partial<LineSettings>) };
    },
    async putLineSettings(settings) {
      await run('store the line', (client) => client.set(keys.lineSettings, JSON.stringify(settings)));
    },
    async queues() {
      const queues = await all<QueueSettings>('read the queues', keys.queues);
      return queues.map(completeQueue).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    async queue(id) {
      const queue = await one<QueueSettings>('read a queue', keys.queues, id);
      return queue === null ? null : completeQueue(queue);
    },
    putQueue: (queue, options) =>
      change(queueSetting(queue.id), options?.onlyIfNew ? 'new' : 'always', queue),
    async operators() {
      const operators = await all<Operator>('read the operators', keys.operators);
      return operators.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    operator: (name) => one('read an operator', keys.operators, name),
    putOperator: (operator, options) =>
      change(operatorSetting(operator.name), options?.onlyIfNew ? 'new' : 'always', operator),
    deleteOperator: (name) => change(operatorSetting(name), 'delete', null),

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
