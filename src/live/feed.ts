import type { CancelTimer, Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { type Change, type Missed, type Store, StoreUnavailable } from '../store/store.ts';
import { createLineWatch } from './line-watch.ts';
import { readTogether } from './read-together.ts';
import { createViews } from './views.ts';

export type { Snapshot } from './views.ts';

/** One message to consoles; `id` is where a stream can be taken up again, and stands on the last of a batch. */
export type LiveEvent = { event: string; data: unknown; id?: string };
export type Listener = {
  hear(events: readonly LiveEvent[]): void;
  /** The feed is over: the server stops. */
  closed(): void;
};

/** What changes in the store, as views, for any number of listeners over one subscription. */
export interface Feed {
  /**
   * Hands the listener what it needs to be right now (a snapshot, or what changed since `lastEventId` where that is
   * still known), then every change. Rejects with StoreUnavailable where that cannot be read, or the feed is closed;
   * nothing listens then. The promise's function stops listening.
   */
  listen(lastEventId: string | null, listener: Listener): Promise<() => void>;
  /** Whether the store answers and takes changes: what listeners have may be old where it does not. Known within two seconds. */
  isFresh(): boolean;
  /** Ends every listener, so that the server can stop; consoles come back by themselves, elsewhere. */
  close(): void;
}

/** Changes are gathered for this long: at most twenty batches a second. */
const FLUSH_MS = 50;
const ASK_STORE_MS = 1000;
/** How many changes a stream can have missed and still be taken up. */
const REMEMBERED = 5000;

/**
 * Subscribes to the store; the promise resolves when the feed misses nothing any more. After any trouble with the store
 * everyone is given a snapshot: changes may have been lost with it, and so may what they changed.
 */
export async function createFeed(parts: { store: Store; clock: Clock; log: Logger }): Promise<Feed> {
  const { store, clock, log } = parts;
  const listeners = new Set<Listener>();
  const recent: Change[] = [];
  let dirty = new Map<string, Change>();
  let lastId: string | null = null;
  let timer: CancelTimer | null = null;
  let watch: CancelTimer | null = null;
  let flushing = false;
  let fresh = true;
  let over = false;
  const lines = createLineWatch({ store, clock, send, failed });
  const views = createViews({ store, clock, lines });
  // Many begin at once, after a restart or when an office is back on the net: what is the same for all is read once.
  const everything = readTogether(async () => {
    const upTo = lastId;
    return withId([await views.snapshot()], upTo);
  });
  const allLines = readTogether(async () => lines.all((await store.queues()).map(({ id }) => id)));

  function send(events: readonly LiveEvent[]): void {
    for (const listener of listeners) listener.hear(events);
  }

  function changed(change: Change | Missed): void {
    lastId = change.id;
    if (change.kind === 'everything') {
      log.warn('The live feed has missed changes; consoles are told everything anew.');
      mayBeOld();
      return;
    }
    recent.push(change);
    if (recent.length > 2 * REMEMBERED) recent.splice(0, recent.length - REMEMBERED);
    if (listeners.size === 0 || !fresh) return;
    dirty.set(keyOf(change), change);
    schedule();
  }

  function schedule(): void {
    if (timer !== null || flushing || dirty.size === 0) return;
    timer = clock.setTimer(FLUSH_MS, () => {
      timer = null;
      void flush();
    });
  }

  /** Never rejects. */
  async function flush(): Promise<void> {
    flushing = true;
    const batch = dirty;
    const upTo = lastId;
    dirty = new Map();
    try {
      send(withId(await views.of([...batch.values()]), upTo));
    } catch (error) {
      failed(error);
    }
    flushing = false;
    schedule();
  }

  /** From now on until the store answers again, what listeners have may be old. */
  function failed(error: unknown): void {
    if (fresh) log.warn({ err: error }, 'The live feed cannot read from the store.');
    mayBeOld();
  }

  function mayBeOld(): void {
    fresh = false;
    dirty.clear();
    recent.length = 0;
  }

  /** Asks the store every second whether it is there, for as long as anybody listens; nobody hears of silence otherwise. */
  function keepWatch(): void {
    watch = clock.setTimer(ASK_STORE_MS, () => {
      void askStore().then(() => {
        if (listeners.size > 0) keepWatch();
        else watch = null;
      });
    });
  }

  async function askStore(): Promise<void> {
    try {
      // Where nothing can be changed, what is read may be old as well: a former primary's, for one.
      await store.takesNewcomers();
      if (!fresh && !flushing) await tellAnew();
    } catch (error) {
      failed(error);
    }
  }

  /** What changes meanwhile is told after the snapshot, which may be older. */
  async function tellAnew(): Promise<void> {
    flushing = true;
    fresh = true;
    const upTo = lastId;
    try {
      lines.forget();
      const snapshot = await views.snapshot();
      send(withId([snapshot], upTo));
      for (const { queueId } of snapshot.data.lines) lines.queueChanged(queueId);
    } finally {
      flushing = false;
    }
    schedule();
  }

  /** Null where it is not known what came after `id`: then everything is said anew. */
  function changesSince(id: string | null): Change[] | null {
    const at = id === null ? -1 : recent.findLastIndex((change) => change.id === id);
    if (at < 0) return null;
    return [...new Map(recent.slice(at + 1).map((change) => [keyOf(change), change])).values()];
  }

  const unsubscribe = await store.onChange(changed);

  return {
    async listen(lastEventId, listener) {
      // What happens while the first words are read waits behind them, so that nothing is missed.
      if (over)
        throw new StoreUnavailable('Failed to begin a live stream: the server is stopping. Come back soon.');
      const behind: LiveEvent[] = [];
      let hear = (events: readonly LiveEvent[]): void => void behind.push(...events);
      const own: Listener = { hear: (events) => hear(events), closed: () => listener.closed() };
      listeners.add(own);
      const upTo = lastId;
      try {
        const missed = changesSince(lastEventId);
        const first =
          missed === null
            ? await everything()
            : withId([...(await views.of(missed)), ...(await allLines())], upTo);
        // Others who listen already are told anew by the watch.
        if (listeners.size === 1) fresh = true;
        listener.hear([...first, ...behind]);
        hear = (events) => listener.hear(events);
        if (watch === null) keepWatch();
      } catch (error) {
        leave(own);
        failed(error);
        throw error;
      }
      return () => leave(own);
    },
    isFresh: () => fresh,
    close() {
      over = true;
      unsubscribe();
      timer?.();
      watch?.();
      lines.close();
      for (const listener of listeners) listener.closed();
      listeners.clear();
    },
  };

  function leave(listener: Listener): void {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    dirty.clear();
    lines.forget();
  }
}

function keyOf({ kind, key }: Change): string {
  return `${kind} ${key}`;
}

/** The id goes on the last event: a stream that breaks within a batch is given the whole batch again. */
function withId(events: readonly LiveEvent[], id: string | null): LiveEvent[] {
  if (id === null) return [...events];
  return events.map((event, i) => (i === events.length - 1 ? { ...event, id } : event));
}
