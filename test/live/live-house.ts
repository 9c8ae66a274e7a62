import { signsOf } from '../../src/store/presence-marks.ts';
import { type Change, type Missed, StoreUnavailable, type Store } from '../../src/store/store.ts';
import { listen, startTestApp, type TestApp } from '../support/test-app.ts';
import { openStream, type Stream } from './event-stream.ts';

/** A server whose live streams Anna reads. */
export type LiveHouse = {
  house: TestApp;
  url: string;
  cookie: string;
  /** Whether the store refuses to be read. */
  away: boolean;
  /** How often the store was asked to tell what changes, and who is served. */
  subscriptions: number;
  snapshots: number;
  /** Tells the feed of a change. */
  tellFeed(change: Change | Missed): void;
  open(lastEventId?: string): Promise<Stream>;
  /** A stream, past its snapshot. */
  opened(): Promise<Stream>;
  /** What is remembered of Anna's console. */
  lastSeen(): Promise<number | null>;
  close(): Promise<void>;
};

/** Places in its line are not kept: who hangs up is gone at once. */
export async function liveHouse(): Promise<LiveHouse> {
  const seen = { away: false, subscriptions: 0, snapshots: 0 };
  let listener: (change: Change | Missed) => void = () => undefined;
  function read<T>(call: () => Promise<T>): Promise<T> {
    return seen.away ? Promise.reject(new StoreUnavailable('Failed to read: not connected.')) : call();
  }
  const watched = (store: Store): Store => ({
    ...store,
    readContact: (...args) => read(() => store.readContact(...args)),
    served(limit) {
      seen.snapshots += 1;
      return store.served(limit);
    },
    takesNewcomers: () => read(() => store.takesNewcomers()),
    session: (...args) => read(() => store.session(...args)),
    onChange(told) {
      seen.subscriptions += 1;
      listener = told;
      return store.onChange(told);
    },
  });
  const house = await startTestApp({ wrap: watched, queue: { keepPlaceSeconds: 0 } });
  const server = await listen(house.app);
  const cookie = await house.personSignedIn('anna', ['operator']);
  const streams: Stream[] = [];

  async function open(lastEventId?: string): Promise<Stream> {
    const stream = await openStream(server.url, cookie, lastEventId);
    streams.push(stream);
    return stream;
  }

  return Object.assign(seen, {
    house,
    url: server.url,
    cookie,
    tellFeed: (change: Change | Missed) => listener(change),
    open,
    async opened() {
      const stream = await open();
      await stream.next('snapshot');
      return stream;
    },
    lastSeen: async () => (await signsOf(house.store, 'anna')).console,
    async close() {
      for (const stream of streams) stream.close();
      await server.close();
      await house.close();
    },
  });
}
