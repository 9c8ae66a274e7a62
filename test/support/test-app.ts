import { arrival } from './arrival.ts';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { Router, type Express } from 'express';
import { hashSync } from '@node-rs/argon2';
import request from 'supertest';
import { ensureDefaultQueue } from '../../src/api/access/first-start.ts';
import type { BrowserPhones } from '../../src/api/desk/phone.ts';
import { createApp } from '../../src/app.ts';
import { virtualClock, type VirtualClock } from '../../src/clock.ts';
import { createFeed, type Feed } from '../../src/live/feed.ts';
import { createLogger } from '../../src/log.ts';
import { createMetrics, type Metrics } from '../../src/metrics.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import type { Operator, Role, Store } from '../../src/store/store.ts';
import type { PhoneNetworkState, Recordings } from '../../src/switchboard/telephony.ts';
import {
  DEFAULT_QUEUE_ID,
  defaultQueueSettings,
  type QueueSettings,
} from '../../src/waiting/queue-settings.ts';
import { createSwitchboard, type Switchboard } from '../../src/switchboard/switchboard.ts';
import { scripts } from './scripts.ts';

/** Everyone's password. A hash carries its own cost: this one's is the least there is, or signing in would be most of a test's time. */
export const PASSWORD = 'correct horse battery';
const passwordHash = hashSync(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
export const START_AT = Date.UTC(2026, 0, 5, 9, 0, 0);
export const CALLER = '+15550000067';

export type TestApp = {
  app: Express;
  store: Store;
  clock: VirtualClock;
  switchboard: Switchboard;
  feed: Feed;
  metrics: Metrics;
  /** Lines of the log, as they were written. */
  logged: string[];
  /** Adds a person. */
  person(name: string, roles: Role[], more?: Partial<Operator>): Promise<void>;
  /** Signs in over HTTP; the result is the Cookie header for later requests. */
  signIn(name: string): Promise<string>;
  /** Adds a person and signs them in. */
  personSignedIn(name: string, roles: Role[], more?: Partial<Operator>): Promise<string>;
  /** A caller arrives in a line. */
  arrives(id: string, queueId?: string): Promise<void>;
  /** Opens an operator's desk, as their phone and key 1 would. Keys count from the start. */
  deskOpens(operator: string, mode?: 'auto' | 'manual'): Promise<void>;
  /** Both legs of a taken contact ask for their documents and are sent into the talk. */
  legsMeet(operator: string, contactId: string): Promise<void>;
  /** Moves the clock, running what is due on the way. */
  passes(ms: number): Promise<void>;
  close(): Promise<void>;
};

export type TestAppOptions = {
  publicUrl?: string;
  trustProxy?: boolean | number | string[];
  publicWarnings?: string[];
  webDirectory?: string;
  /** What callers have said, as Twilio has it. */
  recordings?: Recordings;
  phoneNetwork?: () => PhoneNetworkState;
  /** Nothing makes a browser a phone unless this says so. */
  browserPhones?: BrowserPhones;
  /** The store, instead of one in memory. */
  store?: (clock: VirtualClock) => Store;
  /** What is special about the queue `support`. */
  queue?: Partial<QueueSettings>;
  /** Changes the store that the app sees, for faults. */
  wrap?: (store: Store) => Store;
};

/** The real app over a memory store, a virtual clock and the real switchboard; its effects reach no phone network. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = virtualClock(START_AT);
  const inner = (options.store ?? createMemoryStore)(clock);
  const store = options.wrap?.(inner) ?? inner;
  const logged: string[] = [];
  const log = createLogger({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
  const metrics = createMetrics();
  let ids = 0;
  const switchboard = createSwitchboard({
    mayCall: () => false,
    callerKey: () => null,
    foretell: () => ({ announcement: null, forecast: null }),
    store,
    now: () => clock.now(),
    newId: () => `id-${(ids += 1)}`,
    spokenMs: (lines) => 2000 * lines.length,
    perform: () => {},
  });
  const feed = await createFeed({ store, clock, log });
  await ensureDefaultQueue(inner);
  if (options.queue !== undefined) {
    await inner.putQueue({ ...defaultQueueSettings(DEFAULT_QUEUE_ID, 'Support'), ...options.queue });
  }
  const app = createApp({
    config: {
      publicUrl: options.publicUrl ?? 'http://127.0.0.1:3000',
      trustProxy: options.trustProxy ?? false,
      publicWarnings: options.publicWarnings ?? [],
    },
    store,
    switchboard,
    phoneNetwork: options.phoneNetwork ?? (() => 'well'),
    feed,
    clock,
    log,
    metrics,
    voice: Router(),
    media: Router(),
    browserPhones: options.browserPhones ?? null,
    recordings: options.recordings ?? (async () => ({ kind: 'gone' })),
    callerKey: (number) => (number === CALLER ? 'key-of-caller' : null),
    scripts,
    phoneNumber: '+15550009999',
    ...(options.webDirectory === undefined ? {} : { webDirectory: options.webDirectory }),
  });

  async function person(name: string, roles: Role[], more: Partial<Operator> = {}): Promise<void> {
    await inner.putOperator({
      name,
      displayName: name.toUpperCase(),
      passwordHash,
      roles,
      address: '+15550001111',
      queues: ['support'],
      version: 1,
      ...more,
    });
  }

  async function signIn(name: string): Promise<string> {
    const answer = await request(app).post('/api/session').send({ name, password: PASSWORD }).expect(200);
    return cookieOf(answer.headers);
  }

  return {
    app,
    store: inner,
    clock,
    switchboard,
    feed,
    metrics,
    logged,
    person,
    signIn,
    async personSignedIn(name, roles, more) {
      await person(name, roles, more);
      return signIn(name);
    },
    async arrives(id, queueId = 'support') {
      const event = arrival({
        id,
        queueId,
        callSid: `CA-${id}`,
        from: CALLER,
        to: '+15550009999',
        arrivedAt: clock.now(),
      });
      await switchboard.arrive(event, null);
    },
    async deskOpens(operator, mode = 'manual') {
      const them = await inner.operator(operator);
      const intentId = `ring-${operator}`;
      await switchboard.tellDesk(operator, {
        ...({
          type: 'open',
          address: '+15550001111',
          language: 'en',
        } as const),
        operator,
        mode,
        intentId,
        queues: them?.queues ?? [],
        displayName: them?.displayName ?? '',
        mostHeld: them?.mostHeld ?? 1,
        skills: them?.skills ?? [],
      });
      await switchboard.deskAsks(operator, {
        ...({
          type: 'leg-asks',
          step: 1,
          from: 'words',
          digits: '1',
        } as const),
        callSid: `CA-desk-${operator}`,
      });
    },
    async legsMeet(operator, contactId) {
      const asks = {
        type: 'leg-asks',
        from: 'words',
        digits: '',
      } as const;
      const desk = await inner.readDesk(operator);
      const deskLeg = desk !== null && 'leg' in desk ? desk.leg : null;
      await switchboard.deskAsks(operator, {
        ...asks,
        callSid: deskLeg?.callSid ?? '',
        step: (deskLeg?.step ?? 0) + 1,
      });
      const { contact } = await inner.readContact(contactId, '');
      await switchboard.contactAsks(contactId, contact?.queueId ?? '', {
        ...asks,
        callSid: contact?.leg?.callSid ?? '',
        step: (contact?.leg?.step ?? 0) + 1,
      });
    },
    async passes(ms) {
      const until = clock.now() + ms;
      for (let due = clock.nextDueAt(); due !== null && due <= until; due = clock.nextDueAt()) {
        clock.step();
        await settled();
      }
      clock.moveTo(Math.max(until, clock.now()));
      await settled();
    },
    async close() {
      feed.close();
      await inner.close();
    },
  };
}

/** The Cookie header that answers these Set-Cookie headers. */
export function cookieOf(headers: Record<string, unknown>): string {
  return ((headers['set-cookie'] as string[] | undefined) ?? []).map((line) => line.split(';')[0]).join('; ');
}

/** The app on a port of its own, for what needs real sockets. */
export async function listen(app: Express): Promise<{ server: Server; url: string; close(): Promise<void> }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    server,
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lets promises and what the event loop has ready run; in memory that is everything that a timer began. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
