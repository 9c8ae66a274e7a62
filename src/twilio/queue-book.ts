import { type Store, StoreUnavailable } from '../store/store.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';

/** Where called numbers lead, as it was last read: what a new caller is greeted with while the store is away. */
export type QueueBook = {
  /** The queues of now; of the last time they could be read, while the store is away. */
  queues(): Promise<{
    queues: readonly QueueSettings[];
    /** Leads to the operators' entrance; null where there is none. */
    operatorNumber: string | null;
    fresh: boolean;
  }>;
};

/** @param operatorNumber what leads to the operators' entrance until the store could be read once */
export function createQueueBook(store: Store, operatorNumber: string | null): QueueBook {
  let last: { queues: readonly QueueSettings[]; operatorNumber: string | null } = {
    queues: [],
    operatorNumber,
  };
  return {
    async queues() {
      try {
        const [queues, line] = await Promise.all([store.queues(), store.lineSettings()]);
        last = { queues, operatorNumber: line.operatorNumber };
        return { ...last, fresh: true };
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        return { ...last, fresh: false };
      }
    },
  };
}
