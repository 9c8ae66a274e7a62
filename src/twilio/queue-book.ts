import { type LineSettings, type Store, StoreUnavailable, UNSET_LINE } from '../store/store.ts';
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

/**
 * Reads the queues, and puts them back into a store that was emptied: a line has a queue from its first start on and
 * none is ever removed, so a store without one has lost them, and callers who are put back in their places would be
 * ranked by other rules than those who come anew.
 *
 * @param operatorNumber what leads to the operators' entrance until the store could be read once
 */
export function createQueueBook(store: Store, operatorNumber: string | null = null): QueueBook {
  let last: { queues: readonly QueueSettings[]; line: LineSettings } = {
    queues: [],
    line: { ...UNSET_LINE, operatorNumber },
  };

  async function read(): Promise<void> {
    const [queues, line] = await Promise.all([store.queues(), store.lineSettings()]);
    if (queues.length > 0 || last.queues.length === 0) {
      last = { queues, line };
      return;
    }
    // Of several instances that notice at once the first writes.
    await Promise.all([
      ...last.queues.map((queue) => store.putQueue(queue, { onlyIfNew: true })),
      store.putLineSettings(last.line),
    ]);
  }

  return {
    async queues() {
      let fresh = true;
      try {
        await read();
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        fresh = false;
      }
      return { queues: last.queues, operatorNumber: last.line.operatorNumber, fresh };
    },
  };
}
