import type { Clock } from '../../clock.ts';
import type { Nuisance } from '../../waiting/nuisance.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import { createForgetfulMap } from '../forgetful-map.ts';
import { SETTING_CHANGE_KEPT_MS, SETTING_CHANGES_AT_MOST } from '../retention.ts';
import { nuisanceField, type RecordedChange, type SettingWrite } from '../settings-store.ts';
import {
  type Change,
  type LineSettings,
  type Operator,
  type Session,
  type SessionStore,
  type SettingsStore,
  UNSET_LINE,
} from '../store.ts';

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
  /** In the order of their ids. */
  let queues = new Map<string, QueueSettings>();
  const operators = new Map<string, Operator>();
  const nuisances = new Map<string, Nuisance>();
  const sessions = createForgetfulMap<{ session: Session; generation: number }>();
  /** Ending all sessions of an operator is one step of a number that each of them carries. */
  const generations = new Map<string, number>();
  let line: LineSettings = UNSET_LINE;
  let revision = 0;
  let lastRecorded = 0;
  let record: RecordedChange[] = [];

  /** Does it and puts it on record, unless any setting was written since it was decided. */
  function write(change: () => void, { revision: expected, recorded }: SettingWrite = {}): boolean {
    if (expected !== undefined && expected !== revision) return false;
    change();
    revision += 1;
    if (recorded !== undefined) {
      lastRecorded += 1;
      record = [...onRecord(), { id: `${lastRecorded}`, ...recorded }].slice(-SETTING_CHANGES_AT_MOST);
    }
    return true;
  }
  function onRecord(): RecordedChange[] {
    const since = clock.now() - SETTING_CHANGE_KEPT_MS;
    return record.filter(({ at }) => at >= since);
  }

  return {
    settingsRevision: async () => revision,
    lineSettings: async () => line,
    putLineSettings: async (settings, options) =>
      write(() => {
        line = settings;
      }, options),
    queueNow: (id) => queues.get(id) ?? null,
    queues: async () => [...queues.values()],
    queue: async (id) => queues.get(id) ?? null,
    async putQueue(queue, options) {
      if (options?.onlyIfNew && queues.has(queue.id)) return false;
      return write(() => {
        queues.set(queue.id, queue);
        queues = new Map([...queues].toSorted(([a], [b]) => (a < b ? -1 : 1)));
        announce('queue', queue.id);
      }, options);
    },
    operators: async () => [...operators.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    operator: async (name) => operators.get(name) ?? null,
    async putOperator(operator, options) {
      if (options?.onlyIfNew && operators.has(operator.name)) return false;
      return write(() => {
        operators.set(operator.name, operator);
        announce('operator', operator.name);
      }, options);
    },
    async deleteOperator(name, options) {
      if (!operators.has(name)) return false;
      return write(() => {
        operators.delete(name);
        announce('operator', name);
      }, options);
    },
    nuisances: async () => [...nuisances.values()].toSorted((a, b) => a.at - b.at),
    async nuisancesOf(caller, queueId) {
      const fields = [null, queueId].map((of) => nuisanceField({ caller, queueId: of }));
      return fields.flatMap((field) => nuisances.get(field) ?? []);
    },
    putNuisance: async (mark, options) => write(() => void nuisances.set(nuisanceField(mark), mark), options),
    async deleteNuisance(mark, options) {
      if (!nuisances.has(nuisanceField(mark))) return false;
      return write(() => void nuisances.delete(nuisanceField(mark)), options);
    },
    async settingChanges(limit, beforeId) {
      const all = onRecord();
      const end = beforeId === null ? all.length : all.findIndex(({ id }) => id === beforeId);
      return all.slice(0, Math.max(0, end)).toReversed().slice(0, limit);
    },
    settingChange: async (id) => onRecord().find((change) => change.id === id) ?? null,
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
