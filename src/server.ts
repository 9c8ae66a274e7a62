import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { ensureDefaultQueue, ensureFirstAdmin } from './api/access/first-start.ts';
import { isPin } from './api/access/passwords.ts';
import type { BrowserPhones } from './api/desk/phone.ts';
import { createApp } from './app.ts';
import { agreedClock } from './agreed-clock.ts';
import { type CancelTimer, type Clock, systemClock } from './clock.ts';
import { composeLine } from './compose.ts';
import { type Config, ConfigError } from './config.ts';
import { createFeed } from './live/feed.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { selfTest } from './self-test.ts';
import { probe } from './setup-twilio/probe.ts';
import { watchStore } from './store-watch.ts';
import { createRedisStore } from './store/redis/redis-store.ts';
import { type Store, StoreUnavailable } from './store/store.ts';
import { callerKeys } from './twilio/caller-key.ts';
import { phoneTokens } from './twilio/phone-token.ts';
import { mediaRoutes } from './twilio/media-routes.ts';
import { recordings } from './twilio/recordings.ts';
import { restClient, twilioClient } from './twilio/rest-client.ts';
import { patientFallback } from './twilio/voice-urls.ts';
import { loadVoiceScripts } from './voice-script/load.ts';

/** A server that listens. */
export type RunningServer = {
  port: number;
  /** Takes no more requests, finishes what is under way, and lets go of everything. */
  stop(): Promise<void>;
};

export type ServerOptions = {
  /** What ends the process when it cannot go on; the first start without an admin's password does. */
  onFatal: (error: Error) => void;
  /** The store's key prefix, so that several lines can share one Redis. */
  storePrefix?: string;
  /** Where the emulator's phones are, in the place of Twilio's browser phones. */
  phonesUrl?: string;
  /** The address to listen on; all of this machine's where none is named. */
  host?: string;
};

/** Longer than load balancers keep idle connections, so that it is never we who close one as it is used. */
const KEEP_ALIVE_MS = 75_000;
/** What is under way at a stop gets this long, all of it together: container platforms kill after ten seconds or thirty. */
const DRAIN_MS = 10_000;
/** Longer than a request of a balancer is on its way to us. */
const SILENT_FOR_MS = 250;
const FIRST_START_RETRY_MS = 1_000;
/** How soon somebody can sign in again after the store was emptied. */
const ADMIN_EVERY_MS = 5_000;

/**
 * Starts the whole server: phone side, API, pages. It answers callers while Redis is away too, and does its first
 * start (queue, admin) as soon as Redis is there. Throws VoiceScriptError where the voice scripts are broken,
 * ConfigError where the port is taken.
 */
export async function startServer(
  config: Config,
  log: Logger,
  options: ServerOptions,
): Promise<RunningServer> {
  const own = systemClock();
  const scripts = loadVoiceScripts();
  const metrics = createMetrics({ processMetrics: true });
  const store = createRedisStore({
    url: config.redisUrl,
    clock: own,
    onError: (error) => log.debug({ err: error }, 'The connection to Redis failed; it is tried again.'),
    ...(options.storePrefix === undefined ? {} : { prefix: options.storePrefix }),
  });
  const clock = agreedClock({ own, store, log });
  await clock.ask();
  const { accountSid, authTokens, apiBaseUrl, phoneNumber } = config.twilio;
  const recorded = recordings({ accountSid, authTokens, apiBaseUrl });
  const callers = callerKeys(config.sessionSecret);
  const line = composeLine({
    config,
    store,
    scripts,
    connect: (urls) =>
      restClient({
        client: twilioClient({ accountSid, authTokens, apiBaseUrl }),
        urls,
        fallbackUrl: patientFallback(config.fallbackUrl, config.publicUrl),
        phoneNumber,
      }),
    clock,
    random: Math.random,
    newId: randomUUID,
    isPin,
    recordings: recorded,
    log,
    metrics,
  });
  const feed = await createFeed({ store, clock, log });
  const app = createApp({
    config,
    store,
    feed,
    clock,
    log,
    metrics,
    switchboard: line.switchboard,
    phoneNetwork: line.phoneNetwork,
    voice: line.voice,
    media: mediaRoutes(store),
    recordings: recorded,
    callerKey: callers.of,
    scripts,
    phoneNumber: config.twilio.phoneNumber,
    browserPhones: browserPhonesOf(config, options),
  });
  for (const warning of config.warnings) log.warn(warning);

  const server = createServer(app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 1_000;
  // Whoever sees this server answer can sign in; without a store it answers callers all the same.
  const isBegun = await firstStart(store, config, options.onFatal);
  await listening(server, config.port, options.host);
  line.sweep.start();
  line.reconciler.start();
  const stopKeeping = keepBegun(isBegun, { store, config, clock, onFatal: options.onFatal });
  const stopAgreeing = clock.keep();
  const stopWatching = watchStore({ store, clock, log, metrics });
  const leaveSelfTest = selfTest({
    publicUrl: config.publicUrl,
    probe: () => probe(config.publicUrl, accountSid, authTokens[0]),
    clock,
    log,
  });
  const { port } = server.address() as AddressInfo;
  log.info({ port }, 'Stillhere answers.');

  return {
    port,
    async stop() {
      stopKeeping();
      stopAgreeing();
      stopWatching();
      leaveSelfTest();
      feed.close();
      await Promise.race([finished(), after(DRAIN_MS, clock)]);
      server.closeAllConnections();
      await store.close();
    },
  };

  async function finished(): Promise<void> {
    await Promise.all([drained(server, clock), line.sweep.stop(), line.reconciler.stop()]);
    await line.performer.idle();
  }
}

/** Throws ConfigError where the port cannot be had. */
async function listening(server: Server, port: number, host?: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    switch ((error as { code?: unknown }).code) {
      case 'EADDRINUSE':
        throw new ConfigError([`PORT must be a free one: something listens on ${port} already`]);
      case 'EACCES':
        throw new ConfigError([`PORT must be one that this user may listen on, which ${port} is not`]);
      default:
        throw error;
    }
  }
}

function browserPhonesOf({ twilio }: Config, { phonesUrl }: ServerOptions): BrowserPhones {
  if (phonesUrl !== undefined) return { kind: 'stand-in', url: phonesUrl };
  const token = phoneTokens(twilio);
  return token === null ? null : { kind: 'twilio', token };
}

/** Creates the default queue and the first admin where they are missing; false where the store does not answer. */
async function firstStart(store: Store, config: Config, onFatal: ServerOptions['onFatal']): Promise<boolean> {
  try {
    await ensureDefaultQueue(store);
    await ensureFirstAdmin(store, config.adminPassword);
  } catch (error) {
    if (error instanceof StoreUnavailable) return false;
    onFatal(error as Error);
  }
  return true;
}

/**
 * The first start as soon as the store answers, and an admin again in a store that was emptied, which only a restart
 * would make. Returns how to stop.
 */
function keepBegun(wasBegun: boolean, { store, config, clock, onFatal }: KeptParts): () => void {
  let isBegun = wasBegun;
  let stopped = false;
  let cancel: CancelTimer;
  async function look(): Promise<void> {
    if (!isBegun) isBegun = await firstStart(store, config, onFatal);
    // What fails here is tried again; the start has told already what cannot work.
    else if (config.adminPassword !== null)
      await ensureFirstAdmin(store, config.adminPassword).catch(() => undefined);
    if (!stopped) later();
  }
  function later(): void {
    cancel = clock.setTimer(isBegun ? ADMIN_EVERY_MS : FIRST_START_RETRY_MS, () => void look());
  }
  later();
  return () => {
    stopped = true;
    cancel();
  };
}

type KeptParts = { store: Store; config: Config; clock: Clock; onFatal: ServerOptions['onFatal'] };

/**
 * Resolves when the last request is answered. Load balancers keep their connections and go on asking on them: from now
 * on each answer is the last of its connection, and only one that stays silent is closed, for on any other a request may
 * be on its way. (HTTP's own close would close those at once, so it is TCP's that stops to listen.)
 */
async function drained(server: Server, clock: Clock): Promise<void> {
  const closed = once(server, 'close');
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  NetServer.prototype.close.call(server);
  let cancel: CancelTimer;
  function closeSilent(): void {
    server.closeIdleConnections();
    cancel = clock.setTimer(SILENT_FOR_MS, closeSilent);
  }
  cancel = clock.setTimer(SILENT_FOR_MS, closeSilent);
  await closed;
  cancel();
}

function after(ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(ms, resolve);
  });
}
