import { Redis, type RedisOptions } from 'ioredis';
import type { Clock } from '../../clock.ts';
import { commandTimeout } from './command-timeout.ts';
import type { Script } from './scripts.ts';
import { StoreUnavailable } from '../store.ts';

/** For a connection that is being made, on which no command is under way yet. */
const SILENT_HANDSHAKE_MS = 2_000;
const CONNECT_TIMEOUT_MS = 800;
const LONGEST_RECONNECT_PAUSE_MS = 1_000;
/** A connection on which nothing can be written is made anew so often: in between it can be read. */
const BETWEEN_NEW_ONES_MS = 1_000;
/** How long the first commands wait for the first connection. */
const FIRST_CONNECTION_MS = 1_000;

/** What every connection to Redis has in common: it reconnects for ever, soon, and not all instances at once. */
export const CONNECTION_OPTIONS = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  disconnectTimeout: 200,
  maxLoadingRetryTime: 500,
  disableClientInfo: true,
  retryStrategy: (attempt) =>
    Math.min(LONGEST_RECONNECT_PAUSE_MS, 25 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2),
  reconnectOnError: leadsNowhere,
} satisfies RedisOptions;

/** After a failover the old primary is a replica, or has none: the address may lead to the new one. */
function leadsNowhere(error: Error): boolean {
  return /READONLY|NOREPLICAS|MASTERDOWN/.test(error.message);
}

/** Commands to Redis that answer in time or fail as StoreUnavailable. */
export interface RedisConnection {
  /**
   * @param purpose completes "Failed to …" in the error.
   * @throws StoreUnavailable for whatever fails. A command that was sent may have been executed.
   */
  run<Reply>(purpose: string, command: (redis: Redis) => Promise<Reply>): Promise<Reply>;
  runScript(purpose: string, script: Script, keys: string[], args: (string | number)[]): Promise<unknown>;
  /** Waits for the replies that are under way. */
  close(): Promise<void>;
}

/**
 * Opens a connection that fails fast: while Redis is away no command waits in a queue, and a command whose reply was
 * lost is never sent again (the caller decides, versions make that safe). Only the first commands wait, for at most a
 * second, until the first connection stands.
 *
 * @param options.onError told of each connection error, for the log.
 */
export function openRedis(options: {
  url: string;
  clock: Clock;
  commandTimeoutMs: number;
  onError: (error: Error) => void;
}): RedisConnection {
  const { url, clock, commandTimeoutMs, onError } = options;
  let madeAnewAt = Number.NEGATIVE_INFINITY;
  const redis = new Redis(url, {
    ...CONNECTION_OPTIONS,
    reconnectOnError(error) {
      if (!leadsNowhere(error) || clock.now() < madeAnewAt + BETWEEN_NEW_ONES_MS) return false;
      madeAnewAt = clock.now();
      return true;
    },
    socketTimeout: commandTimeoutMs + SILENT_HANDSHAKE_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  });
  /** Why there is no connection; null while there is one, and before the first try. */
  let whyNot: Error | null = null;
  redis.on('error', (error) => {
    whyNot = withoutArguments(error);
    onError(whyNot);
  });
  redis.on('ready', () => {
    whyNot = null;
  });

  const { inTime } = commandTimeout(clock, commandTimeoutMs, () =>
    redis.stream?.destroy(new Error('Nothing comes back on the connection')),
  );

  let connected: Promise<void> | null = new Promise<void>((resolve) => {
    const cancel = clock.setTimer(FIRST_CONNECTION_MS, resolve);
    for (const event of ['ready', 'end'] as const) {
      redis.once(event, () => {
        cancel();
        resolve();
      });
    }
  }).then(() => {
    connected = null;
  });

  let held: Redis['stream'] | undefined;
  /** What is asked in one turn of the event loop leaves in one system call: under load they are most of a command. */
  function sendTogether(): void {
    if (held !== undefined) return;
    held = redis.stream;
    held?.cork();
    setImmediate(() => {
      held?.uncork();
      held = undefined;
    });
  }

  async function run<Reply>(purpose: string, command: (redis: Redis) => Promise<Reply>): Promise<Reply> {
    try {
      if (connected !== null) await connected;
      sendTogether();
      return await inTime(command(redis));
    } catch (error) {
      throw unavailable(purpose, error, whyNot);
    }
  }

  return {
    run,
    runScript: (purpose, script, keys, args) =>
      run(purpose, async () => {
        try {
          return await redis.evalsha(script.sha, keys.length, ...keys, ...args);
        } catch (error) {
          if (!isNoScript(error)) throw error;
          // Redis was restarted, failed over or flushed; nothing was executed.
          return await redis.eval(script.lua, keys.length, ...keys, ...args);
        }
      }),
    async close() {
      await inTime(redis.quit()).catch(() => redis.disconnect());
    },
  };
}

function isNoScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}

function unavailable(purpose: string, error: unknown, whyNot: Error | null): StoreUnavailable {
  const cause = error instanceof Error ? withoutArguments(error) : new Error('unknown');
  return new StoreUnavailable(
    `Failed to ${purpose}: ${reasonOf(cause, whyNot)}. Check that Redis runs and that REDIS_URL leads to it.`,
    {
      cause,
    },
  );
}

/** `whyNot` is why there is no connection, where that is known. */
function reasonOf(cause: Error, whyNot: Error | null): string {
  // A reply's text may quote arguments, its first word is a code such as OOM.
  if (cause.name === 'ReplyError') return `Redis answered ${cause.message.split(' ', 1)[0]}`;
  if (cause.message.startsWith("Stream isn't writeable"))
    return whyNot === null ? 'not connected' : `not connected (${reasonOf(whyNot, null)})`;
  if (cause.name === 'MaxRetriesPerRequestError') return 'the connection was lost';
  return cause.message;
}

/** The client hangs a command's arguments on its errors: phone numbers and notes would end up in the log. */
export function withoutArguments(error: Error): Error {
  if ('command' in error) delete error.command;
  return error;
}
