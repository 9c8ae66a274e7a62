import { contactView, type ContactJson } from '../api/contact-view.ts';
import { isoTime } from '../api/contract.ts';
import { type DeskJson, deskView } from '../api/desk-view.ts';
import type { CancelTimer, Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { type Change, type Store, StoreUnavailable } from '../store/store.ts';
import { createLineWatch } from './line-watch.ts';

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
  /** Whether the last reading from the store went well: what listeners have may be old where it did not. */
  isFresh(): boolean;
  /** Ends every listener, so that the server can stop; consoles come back by themselves, elsewhere. */
  close(): void;
}

export type QueueJson = { id: string; name: string; languages: string[] };
export type Snapshot = {
  now: string;
  /** The first of each line in order, then who is served. */
  contacts: ContactJson[];
  desks: DeskJson[];
  queues: QueueJson[];
  lines: { queueId: string; length: number; ids: string[] }[];
};

/** Changes are gathered for this long: at most twenty batches a second. */
const FLUSH_MS = 50;
const RETRY_MS = 1000;
/** How many changes a stream can have missed and still be taken up. */
const REMEMBERED = 5000;
const MOST_SERVED = 2000;
const READ_TOGETHER = 50;

/** Subscribes to the store; the promise resolves when the feed misses nothing any more. */
export async function createFeed(parts: { store: Store; clock: Clock; log: Logger }): Promise<Feed> {
  const { store, clock, log } = parts;
  const listeners = new Set<Listener>();
  const recent: Change[] = [];
  let dirty = new Map<string, Change>();
  let lastId: string | null = null;
  let timer: CancelTimer | null = null;
  let flushing = false;
  let fresh = true;
  let over = false;
  const lines = createLineWatch({ store, clock, log, send });

  function send(events: readonly LiveEvent[]): void {
    for (const listener of listeners) listener.hear(events);
  }

  function changed(change: Change): void {
    lastId = change.id;
    recent.push(change);
    if (recent.length > REMEMBERED) recent.splice(0, recent.length - REMEMBERED);
    if (listeners.size === 0) return;
    dirty.set(keyOf(change), change);
    schedule(FLUSH_MS);
  }

  function schedule(delayMs: number): void {
    if (timer !== null || flushing) return;
    timer = clock.setTimer(delayMs, () => {
      timer = null;
      void flush();
    });
  }

  /** Never rejects: what could not be read is read again in a second. */
  async function flush(): Promise<void> {
    flushing = true;
    const batch = dirty;
    const upTo = lastId;
    dirty = new Map();
    try {
      send(withId(await viewsOf([...batch.values()]), upTo));
      fresh = true;
    } catch (error) {
      fresh = false;
      dirty = new Map([...batch, ...dirty]);
      log.warn({ err: error }, 'The live feed could not read what changed.');
    }
    flushing = false;
    if (listeners.size > 0 && dirty.size > 0) schedule(fresh ? FLUSH_MS : RETRY_MS);
  }

  async function viewsOf(changes: readonly Change[]): Promise<LiveEvent[]> {
    const events: LiveEvent[] = [];
    for (let i = 0; i < changes.length; i += READ_TOGETHER) {
      events.push(...(await Promise.all(changes.slice(i, i + READ_TOGETHER).map(viewOf))));
    }
    return events;
  }

  async function viewOf({ kind, key }: Change): Promise<LiveEvent> {
    switch (kind) {
      case 'contact': {
        const { contact, position } = await store.readContact(key, '');
        if (contact === null) return { event: 'gone', data: { kind, key } };
        lines.contactChanged(contact);
        return { event: 'contact', data: contactView(contact, position, clock.now()) };
      }
      case 'desk': {
        const desk = await store.readDesk(key);
        return desk === null
          ? { event: 'gone', data: { kind, key } }
          : { event: 'desk', data: deskView(desk) };
      }
      case 'queue': {
        const queue = await store.queue(key);
        if (queue === null) return { event: 'gone', data: { kind, key } };
        lines.queueChanged(key);
        return { event: 'queue', data: queueView(queue) };
      }
      case 'operator':
        // Who has which role is for admins alone, who ask for it.
        return { event: 'operator', data: { name: key } };
      default:
        return kind satisfies never;
    }
  }

  async function snapshot(): Promise<LiveEvent> {
    const queues = await store.queues();
    const [desks, served, ...heads] = await Promise.all([
      store.allDesks(),
      store.served(MOST_SERVED),
      ...queues.map(({ id }) => lines.read(id)),
    ]);
    const now = clock.now();
    const inLine = heads.flatMap(({ contacts }) => contacts);
    const seen = new Set(inLine.map(({ contact }) => contact.id));
    for (const contact of served) lines.sawContact(contact);
    const data: Snapshot = {
      now: isoTime(now),
      contacts: [
        ...inLine.map(({ contact, position }) => contactView(contact, position, now)),
        ...served.filter(({ id }) => !seen.has(id)).map((contact) => contactView(contact, null, now)),
      ],
      desks: desks.map(deskView),
      queues: queues.map(queueView),
      lines: heads.map(({ queueId, length, contacts }) => ({
        queueId,
        length,
        ids: contacts.map(({ contact }) => contact.id),
      })),
    };
    return { event: 'snapshot', data };
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
            ? [await snapshot()]
            : [...(await viewsOf(missed)), ...(await lines.all((await store.queues()).map(({ id }) => id)))];
        fresh = true;
        listener.hear([...withId(first, upTo), ...behind]);
        hear = (events) => listener.hear(events);
      } catch (error) {
        fresh = false;
        leave(own);
        throw error;
      }
      return () => leave(own);
    },
    isFresh: () => fresh,
    close() {
      over = true;
      unsubscribe();
      timer?.();
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

function queueView({ id, name, languages }: QueueJson): QueueJson {
  return { id, name, languages };
}
