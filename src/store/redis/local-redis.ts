import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedisServer, type RedisServer } from './find-redis-server.ts';

export type LocalRedisOptions = {
  /** Where it keeps its data; a temporary directory, removed at `stop`, where none is named. */
  directory?: string;
  /** On 127.0.0.1; a free one where none is named. */
  port?: number;
  /** Whether every write is kept on disk, so that a restart finds it. */
  appendonly?: boolean;
  /** More of Redis' settings, such as `{ maxmemory: '4mb' }`. */
  settings?: Record<string, string>;
};

/** A Redis of our own, on this machine, for the demo and for tests. */
export interface LocalRedis {
  readonly url: string;
  /** Shuts it down in order and removes what is temporary. */
  stop(): Promise<void>;
  /** SIGKILL: what a crash would do. */
  kill(): Promise<void>;
  /** Starts it again at the same place, with the data that it kept. */
  restart(): Promise<void>;
}

/**
 * The server's shell: it runs the server apart from the terminal's Ctrl-C, and when our end of its standard input
 * closes, which happens however this process ends, it kills the server and removes the temporary directory, if any.
 */
const GUARD = `temporary=$1; shift
"$@" & server=$!
exec >/dev/null 2>&1
cat; kill -9 $server; wait
[ -z "$temporary" ] || rm -rf "$temporary"`;

const ATTEMPTS = 5;

/**
 * Starts a Redis server and resolves when it answers. It dies with this process, however that ends.
 *
 * @throws Error where no server can be found or it does not start; the message says what to do.
 */
export async function startLocalRedis(options: LocalRedisOptions = {}): Promise<LocalRedis> {
  const server = await findRedisServer();
  const temporary =
    options.directory === undefined ? await mkdtemp(join(tmpdir(), 'stillhere-redis-')) : null;
  const place: Place = { server, directory: options.directory ?? (temporary as string), temporary };
  const removeTemporary = async () => {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  };
  let { port, child } = await startOnFreePort(place, options).catch(async (error: unknown) => {
    await removeTemporary();
    throw error;
  });

  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      await end(child, 'SIGTERM');
      await removeTemporary();
    },
    kill: () => end(child, 'SIGKILL'),
    async restart() {
      await end(child, 'SIGTERM');
      child = await start(place, port, options);
    },
  };
}

type Place = { server: RedisServer; directory: string; temporary: string | null };

/** Between finding a free port and listening on it somebody else may take it. */
async function startOnFreePort(
  place: Place,
  options: LocalRedisOptions,
): Promise<{ port: number; child: ChildProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    try {
      return { port, child: await start(place, port, options) };
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('Address already in use');
      if (!taken || options.port !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function start(place: Place, port: number, options: LocalRedisOptions): Promise<ChildProcess> {
  const { server, directory, temporary } = place;
  const settings: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    appendonly: options.appendonly ? 'yes' : 'no',
    'maxmemory-policy': 'noeviction',
    ...options.settings,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', temporary ?? '', server.command, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...server.env },
  });
  // Writing to a guard that has gone is no error of ours.
  child.stdin.on('error', () => {});
  return new Promise((resolve, reject) => {
    let said = '';
    child.on('error', reject);
    child.stdout.on('data', (chunk) => {
      said = (said + chunk).slice(-4_096);
      if (!said.includes('Ready to accept connections')) return;
      child.stdout.removeAllListeners('data').resume();
      letProcessEnd(child);
      resolve(child);
    });
    child.stdout.once('end', () => {
      signal(child, 'SIGKILL');
      const lastWords = said.trim().split('\n').slice(-2).join(' ');
      reject(
        new Error(`Failed to start Redis (${server.command}): ${lastWords}. Check its version and the port.`),
      );
    });
  });
}

/** A running server is no reason for this process to go on. */
function letProcessEnd(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout]) {
    if (stream !== null && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  }
}

/** Only the server holds the other end of `stdout`: when it ends, the server is gone. */
async function end(child: ChildProcess, by: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.stdout === null || child.stdout.readableEnded || child.stdout.destroyed) return;
  const gone = once(child.stdout, 'end');
  if ('ref' in child.stdout && typeof child.stdout.ref === 'function') child.stdout.ref();
  signal(child, by);
  await gone;
}

/** To the server and its guard together: they are a process group. */
function signal(child: ChildProcess, by: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, by);
  } catch {
    // It is gone already.
  }
}
