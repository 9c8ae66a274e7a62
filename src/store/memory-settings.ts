import type { Clock } from '../clock.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import { createForgetfulMap } from './forgetful-map.ts';
import {
  type Change,
  type LineSettings,
  type Operator,
  type Session,
  type SessionStore,
  type SettingsStore,
  UNSET_LINE,
} from './store.ts';

/** Queues, people and sessions in memory: the quiet half of the memory store. */
export interface MemorySettings extends SettingsStore, SessionStore {
  /** Settings of a queue without a promise, for reading a contact with its surroundings. */
  queueNow(id: string): QueueSettings | null;
}

/** @param announce told of each change, in order. */
export function memorySettings(
  clock: Clock,
  announce: (kind: Change['kind'], key: string) => void,
): MemorySettings {
  const queues = new Map<string, QueueSettings>();
  const operators = new Map<string, Operator>();
  const sessions = createForgetfulMap<{ session: Session; generation: number }>();
  /** Ending all sessions of an operator is one step of a number that each of them carries. */
  const generations = new Map<string, number>();
  let line: LineSettings = UNSET_LINE;

  return {
    lineSettings: async () => line,
    async putLineSettings(settings) {
      line = settings;
    },
    queueNow: (id) => queues.get(id) ?? null,
    queues: async () => [...queues.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    queue: async (id) => queues.get(id) ?? null,
    async putQueue(queue, options) {
      if (options?.onlyIfNew && queues.has(queue.id)) return false;
      queues.set(queue.id, queue);
      announce('queue', queue.id);
      return true;
    },
    operators: async () => [...operators.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    operator: async (name) => operators.get(name) ?? null,
    async putOperator(operator, options) {
      if (options?.onlyIfNew && operators.has(operator.name)) return false;
      operators.set(operator.name, operator);
      announce('operator', operator.name);
      return true;
    },
    async deleteOperator(name) {
      if (!operators.delete(name)) return false;
      announce('operator', name);
      return true;
    },
    async putSession(idHash, session, ttlMs) {
      const now = clock.now();
      const generation = generations.get(session.operator) ?? 0;
      sessions.set(idHash, { session, generation }, now + ttlMs, now);
    },
    async session(idHash, ttlMs) {
      const now = clock.now();
      const kept = sessions.get(idHash, now);
      if (kept === undefined) return null;
      if (kept.generation !== (generations.get(kept.session.operator) ?? 0)) {
        sessions.delete(idHash);
        return null;
      }
      sessions.set(idHash, kept, now + ttlMs, now);
      return kept.session;
    },
    async deleteSession(idHash) {
      sessions.delete(idHash);
    },
    async deleteSessionsOf(operator) {
      generations.set(operator, (generations.get(operator) ?? 0) + 1);
    },
  };
}
