import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from '../../../src/api/access/passwords.ts';
import { systemClock } from '../../../src/clock.ts';
import { MOST_OF_A_SESSION } from '../../../src/live/sse.ts';
import { startLocalRedis } from '../../../src/store/redis/local-redis.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { createSwitchboard, type Switchboard } from '../../../src/switchboard/switchboard.ts';
import { DEFAULT_QUEUE_ID } from '../../../src/waiting/queue-settings.ts';
import { callSidOf } from '../caller.ts';
import { startProduct } from '../environment.ts';
import { arrivalOf, contactIdOf, SEEDED_STEP, seedLine } from '../seed.ts';
import { openReaders } from './readers.ts';

export type LiveSize = { streams: number; waiting: number; perSecond: number; seconds: number };

export type LiveMeasurement = {
  size: LiveSize;
  /** From before the commit until a stream has the change, for each stream and change, ascending, ms. */
  latenciesMs: number[];
  /** Changes that a stream has not told, of all streams. */
  missed: number;
  /** What each stream was sent in a second. */
  bytesPerStreamSecond: number;
  /** The server's resident memory; null where the system does not tell. */
  memory: { before: number; open: number; most: number } | null;
  /** The share of one processor that the server needed; null where the system does not tell. */
  processorShare: number | null;
};

/** Every tenth change is a new caller, so that the line's order changes too. */
const ARRIVES_EVERY = 10;
const WARM_UP_MS = 3_000;
/** The most that a change may take before it counts as missed. */
const LATEST_MS = 5_000;

/**
 * Opens consoles' streams at a real server and changes contacts through the store, as another instance would: the time
 * from there to the screen is the server's own.
 */
export async function measureLive(size: LiveSize): Promise<LiveMeasurement> {
  const redis = await startLocalRedis();
  // Who reads for 300 consoles in one process may itself be late to read an answer of Redis.
  const store = createRedisStore({ url: redis.url, clock: systemClock(), commandTimeoutMs: 10_000 });
  await seedLine(store, size.waiting);
  const server = await startProduct(redis.url);
  try {
    const cookies = await signIn(store, server.port, Math.ceil(size.streams / MOST_OF_A_SESSION));
    const before = server.residentBytes();
    const { heard, changes } = changeLog(size.streams);
    const readers = await openReaders(server.port, cookies, size.streams, heard);
    const open = server.residentBytes();
    const change = changer(store, size.waiting);

    const run = async (durationMs: number): Promise<void> => {
      const startedAt = performance.now();
      const failures: unknown[] = [];
      const under: Promise<unknown>[] = [];
      for (let n = 0; n < (durationMs / 1000) * size.perSecond; n += 1) {
        const early = startedAt + (n * 1000) / size.perSecond - performance.now();
        if (early > 0) await sleep(early);
        const [id, commit] = change();
        changes.set(id, performance.now());
        under.push(commit().catch((error: unknown) => failures.push(error)));
        most = Math.max(most, server.residentBytes() ?? 0);
      }
      await Promise.all(under);
      if (failures.length > 0) throw failures[0];
    };
    let most = 0;
    await run(WARM_UP_MS);
    await changes.settled();
    changes.forget();
    const bytesBefore = readers.bytes();
    const cpuBefore = server.cpuMs();
    const startedAt = performance.now();
    await run(size.seconds * 1000);
    await changes.settled();
    const seconds = (performance.now() - startedAt) / 1000;
    const cpuMs = server.cpuMs();
    const { latenciesMs, missed } = changes.result();
    readers.close();
    return {
      size,
      latenciesMs: latenciesMs.toSorted((a, b) => a - b),
      missed,
      bytesPerStreamSecond: (readers.bytes() - bytesBefore) / size.streams / seconds,
      memory: before === null || open === null ? null : { before, open, most },
      processorShare: cpuMs === null || cpuBefore === null ? null : (cpuMs - cpuBefore) / 1000 / seconds,
    };
  } finally {
    await server.stop();
    await store.close();
    await redis.stop();
  }
}

/** The cookies of an operator who has signed in so many times: a session has only so many streams. */
async function signIn(store: Store, port: number, times: number): Promise<string[]> {
  const password = randomUUID();
  await store.putOperator({
    name: 'anna',
    displayName: 'Anna',
    passwordHash: await hashPassword(password),
    roles: ['operator'],
    address: null,
    queues: [DEFAULT_QUEUE_ID],
    version: 1,
  });
  const cookies: string[] = [];
  while (cookies.length < times) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'anna', password }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined)
      throw new Error(`Failed to sign in: ${answer.status}. Look at the server's log.`);
    cookies.push(cookie);
  }
  return cookies;
}

/** The next change each time: whom it concerns, and what makes it. */
function changer(store: Store, waiting: number): () => [id: string, commit: () => Promise<unknown>] {
  const switchboard: Switchboard = createSwitchboard({
    mayCall: () => false,
    callerKey: () => null,
    foretell: () => ({ announcement: null, forecast: null }),
    store,
    now: Date.now,
    newId: randomUUID,
    spokenMs: () => 5_000,
    perform: () => {},
  });
  let made = 0;
  let next = 0;
  let arrived = waiting;
  const steps = new Map<number, number>();
  return () => {
    made += 1;
    if (made % ARRIVES_EVERY === 0) {
      const newcomer = arrived++;
      return [contactIdOf(newcomer), () => switchboard.arrive(arrivalOf(newcomer, Date.now()), null)];
    }
    const n = next++ % waiting;
    const step = (steps.get(n) ?? SEEDED_STEP) + 1;
    steps.set(n, step);
    const asks = { type: 'leg-asks', callSid: callSidOf(n), step, from: 'end', digits: '' } as const;
    return [contactIdOf(n), () => switchboard.contactAsks(contactIdOf(n), DEFAULT_QUEUE_ID, asks)];
  };
}

/** When each contact was changed last, and when each stream told it first. */
function changeLog(streams: number) {
  type Entry = { at: number; toldBy: Uint8Array; count: number };
  const latest = new Map<string, Entry>();
  let latenciesMs: number[] = [];
  let expected = 0;
  return {
    heard(stream: number, id: string): void {
      const entry = latest.get(id);
      if (entry === undefined || entry.toldBy[stream] === 1) return;
      entry.toldBy[stream] = 1;
      entry.count += 1;
      latenciesMs.push(performance.now() - entry.at);
    },
    changes: {
      set(id: string, at: number): void {
        latest.set(id, { at, toldBy: new Uint8Array(streams), count: 0 });
        expected += streams;
      },
      /** Resolves when every stream has told everything, or nothing more is to be expected. */
      async settled(): Promise<void> {
        const until = performance.now() + LATEST_MS;
        const isOpen = () => [...latest.values()].some(({ count }) => count < streams);
        while (isOpen() && performance.now() < until) await sleep(20);
      },
      forget(): void {
        latest.clear();
        latenciesMs = [];
        expected = 0;
      },
      result: () => ({ latenciesMs, missed: expected - latenciesMs.length }),
    },
  };
}
