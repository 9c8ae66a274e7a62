import { Redis } from 'ioredis';
import type { Clock } from '../../clock.ts';
import { CONNECTION_OPTIONS, withoutArguments } from './redis-connection.ts';
import type { Change, Missed } from '../store.ts';

/** How long Redis holds a read open when nothing happens. */
const BLOCK_MS = 1_000;
/** Longer than a read is held open, so that silence means a dead connection. */
const SILENT_CONNECTION_MS = 2_000;
const PAUSE_AFTER_ERROR_MS = 250;
const LONGEST_START_MS = 1_000;
const CHANGES_AT_ONCE = 500;
/** What Redis' clock, which numbers the changes, may differ from ours. */
const CLOCKS_APART_MS = 10_000;
/** Changes are gathered for so long: under load a read for each of them would cost more than what it tells. */
const GATHER_MS = 20;

/** Reads the stream of changes on a connection of its own, for the blocking read would hold up every other command. */
export interface ChangeReader {
  /**
   * The promise resolves when listening has begun, or after a second where Redis is away: then everything is told when
   * Redis is back, and with it what was changed up to ten seconds before, which a listener may know already.
   */
  listen(listener: (change: Change | Missed) => void): Promise<() => void>;
  close(): void;
}

/** One reader for all listeners. It begins with the first of them and goes on after the last id that it read. */
export function createChangeReader(options: {
  url: string;
  /** Key of the stream. */
  stream: string;
  clock: Clock;
  onError: (error: Error) => void;
}): ChangeReader {
  const { url, stream, clock, onError } = options;
  const listeners = new Set<(change: Change | Missed) => void>();
  let redis: Redis | null = null;
  let begun: Promise<void> | null = null;
  const closing = new AbortController();

  function begin(): Promise<void> {
    return new Promise((resolve) => {
      const begunAt = clock.now();
      let isLate = false;
      const cancel = clock.setTimer(LONGEST_START_MS, () => {
        isLate = true;
        resolve();
      });
      const connection = new Redis(url, {
        ...CONNECTION_OPTIONS,
        socketTimeout: SILENT_CONNECTION_MS,
        // Reading again does no harm: it waits for the connection and is repeated after it broke.
        maxRetriesPerRequest: null,
      });
      connection.on('error', (error) => onError(withoutArguments(error)));
      redis = connection;
      void follow(connection, (newest) => {
        cancel();
        resolve();
        return isLate ? earlierOf(newest, `${begunAt - CLOCKS_APART_MS}-0`) : newest;
      });
    });
  }

  /** `startFrom` is told the newest change that there is, and says after which one to read. */
  async function follow(connection: Redis, startFrom: (newest: string) => string): Promise<void> {
    let last: string | null = null;
    /** It was read from the stream: should it be there no more, others that came after it may be gone as well. */
    let wasThere = false;
    while (!closing.signal.aborted) {
      try {
        if (last === null) {
          const [newest] = await connection.xrevrange(stream, '+', '-', 'COUNT', 1);
          last = startFrom(newest?.[0] ?? '0-0');
          wasThere = last === newest?.[0];
        }
        const changes = await changesAfter(connection, last);
        const [next] = changes;
        if (next !== undefined && wasThere && (await isGone(connection, last)))
          tell({ id: next.id, kind: 'everything', key: '' });
        for (const change of changes) {
          last = change.id;
          wasThere = true;
          tell(change);
        }
        if (changes.length > 0 && changes.length < CHANGES_AT_ONCE) await pause(GATHER_MS);
      } catch (error) {
        if (closing.signal.aborted) return;
        onError(withoutArguments(error as Error));
        await pause(PAUSE_AFTER_ERROR_MS);
      }
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => void clock.setTimer(ms, resolve));
  }

  /** Waits for changes, at most as long as Redis holds the read open. */
  async function changesAfter(connection: Redis, last: string): Promise<Change[]> {
    const limits = ['COUNT', CHANGES_AT_ONCE, 'BLOCK', BLOCK_MS] as const;
    const replies = await connection.xread(...limits, 'STREAMS', stream, last);
    const entries = replies?.[0]?.[1] ?? [];
    return entries.map(([id, [kind, key]]) => ({ id, kind: kind as Change['kind'], key: key as string }));
  }

  /** Whoever falls behind by more than the stream keeps, or reads one that was emptied, is given no error. */
  async function isGone(connection: Redis, id: string): Promise<boolean> {
    return (await connection.xrange(stream, id, id, 'COUNT', 1)).length === 0;
  }

  function tell(change: Change | Missed): void {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        // One listener's fault must not cost the others their news.
        onError(error as Error);
      }
    }
  }

  return {
    async listen(listener) {
      const own = (change: Change | Missed) => listener(change);
      begun ??= begin();
      await begun;
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    close() {
      closing.abort();
      listeners.clear();
      redis?.disconnect();
    },
  };
}

/** Of two ids in a stream, `milliseconds-sequence`. Read after one that is still to come, nothing would be told until then. */
function earlierOf(newest: string, other: string): string {
  return Number.parseInt(newest, 10) < Number.parseInt(other, 10) ? newest : other;
}
