import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { type Commit, type CommitResult, type Store, StoreUnavailable } from '../../../src/store/store.ts';
import type { VirtualClock } from '../../../src/clock.ts';
import type { Chance } from '../chance.ts';

/** What may be wrong with the store; changed while the simulation runs. */
export type StoreTrouble = {
  /** Nothing answers. */
  away: boolean;
  /** Share of calls that are executed and then reported as failed: whether a write happened is not known. */
  replyLost: number;
  /** Longest time that a call takes, ms; 0 answers at once. Slow calls let others come between. */
  slowMs: number;
};

export type StoreInTrouble = {
  /** What the servers are given. */
  store: Store;
  trouble: StoreTrouble;
  /** The store of now without any trouble or planted bug, for those who judge. */
  truth(): Store;
  /** Everything is forgotten but the settings, which come back from where the admin keeps them. */
  forget(): Promise<void>;
};

/**
 * A memory store that can be away, slow, ambiguous, or forget everything.
 * @param wrap goes around each new memory store: planted bugs
 * @param onCommit told of each commit that the store accepted, at once
 */
export function storeInTrouble(parts: {
  clock: VirtualClock;
  chance: Chance;
  /** Whether there is ever any; without it the servers are given the memory store itself. */
  hasTrouble: boolean;
  wrap: (store: Store) => Store;
  onCommit: (commit: Commit, truth: Store) => void;
}): StoreInTrouble {
  const { clock, chance } = parts;
  const trouble: StoreTrouble = { away: false, replyLost: 0, slowMs: 0 };
  let truth = created();
  let inner = parts.wrap(truth);

  function created(): Store {
    const memory = createMemoryStore(clock);
    return {
      ...memory,
      async commit(commit: Commit): Promise<CommitResult> {
        const result = await memory.commit(commit);
        if (result.outcome === 'committed') parts.onCommit(commit, memory);
        return result;
      },
    };
  }

  async function through(operation: keyof Store, args: unknown[]): Promise<unknown> {
    if (trouble.away) throw new StoreUnavailable('The store is away.');
    if (trouble.slowMs > 0) await passing(chance.between(0, trouble.slowMs));
    const result: unknown = await (inner[operation] as (...args: unknown[]) => unknown)(...args);
    if (trouble.replyLost > 0 && chance.happens(trouble.replyLost))
      throw new StoreUnavailable('The answer of the store was lost.');
    return result;
  }

  function passing(ms: number): Promise<void> {
    return new Promise((resolve) => void clock.setTimer(ms, resolve));
  }

  /** Without trouble the call goes straight to the memory store: most calls of a simulation are such. */
  function entry(operation: keyof Store) {
    return (...args: unknown[]): unknown =>
      trouble.away || trouble.slowMs > 0 || trouble.replyLost > 0
        ? through(operation, args)
        : (inner[operation] as (...args: unknown[]) => unknown)(...args);
  }

  const guarded = (): Store =>
    Object.fromEntries(
      (Object.keys(inner) as (keyof Store)[]).map((operation) => [operation, entry(operation)]),
    ) as unknown as Store;

  return {
    store: parts.hasTrouble ? guarded() : inner,
    trouble,
    truth: () => truth,
    async forget() {
      const before = truth;
      const queues = await before.queues();
      truth = created();
      inner = parts.wrap(truth);
      for (const queue of queues) await truth.putQueue(queue);
      for (const operator of await before.operators()) await truth.putOperator(operator);
      await truth.putLineSettings(await before.lineSettings());
    },
  };
}
