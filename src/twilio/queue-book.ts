import { type Store, StoreUnavailable } from '../store/store.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';

/** The queues as they were last read: what a new caller is greeted with while the store is away. */
export type QueueBook = {
  /** The queues of now; of the last time they could be read, while the store is away. */
  queues(): Promise<{ queues: readonly QueueSettings[]; fresh: boolean }>;
};

export function createQueueBook(store: Store): QueueBook {
  let last: readonly QueueSettings[] = [];
  return {
    async queues() {
      try {
        last = await store.queues();
        return { queues: last, fresh: true };
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        return { queues: last, fresh: false };
      }
    },
  };
}
