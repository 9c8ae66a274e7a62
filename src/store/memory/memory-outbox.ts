import type { Effect } from '../../contact/effects.ts';
import { EFFECT_LEASE_MS } from '../retention.ts';
import { createScoredSet } from './scored-set.ts';
import type { OutboxEntry } from '../store.ts';

/** Effects that were committed and are not done, by when their lease runs out. */
export interface MemoryOutbox {
  /** Leased to the one who committed. */
  add(effects: readonly Effect[], now: number): OutboxEntry[];
  claim(now: number, leaseMs: number, limit: number): OutboxEntry[];
  finish(id: string): void;
  retry(entry: OutboxEntry, at: number): void;
}

export function createMemoryOutbox(): MemoryOutbox {
  const leases = createScoredSet();
  const entries = new Map<string, OutboxEntry>();
  let last = 0;

  return {
    add: (effects, now) =>
      effects.map((effect) => {
        last += 1;
        const entry: OutboxEntry = { id: `${now}-${last}`, effect, attempt: 0, createdAt: now };
        entries.set(entry.id, entry);
        leases.put(entry.id, now + EFFECT_LEASE_MS);
        return entry;
      }),
    claim(now, leaseMs, limit) {
      const due = leases.first(limit, now);
      for (const { member } of due) leases.put(member, now + leaseMs);
      return due.map(({ member }) => entries.get(member) as OutboxEntry);
    },
    finish(id) {
      leases.remove(id);
      entries.delete(id);
    },
    retry(entry, at) {
      if (!entries.has(entry.id)) return;
      entries.set(entry.id, entry);
      leases.put(entry.id, at);
    },
  };
}
