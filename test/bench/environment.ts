import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The line that is measured: one account, one number. No port in the URL, as in production: Twilio signs it so. */
export const LINE = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'a-token-of-the-benchmark',
  number: '+15550000100',
  publicUrl: 'http://localhost',
  sessionSecret: 'a secret of the benchmark, long enough',
} as const;

/** A server under load in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  /** CPU time that it has used so far, ms; null where the system does not tell. */
  cpuMs(): number | null;
  /** Its resident memory now, bytes; null where the system does not tell. */
  residentBytes(): number | null;
  stop(): Promise<void>;
}

const ROOT = path.join(import.meta.dirname, '..', '..');

/** The product as `npm start` runs it. The phone network behind it answers nothing, since nothing is asked of it. */
export function startProduct(redisUrl: string): Promise<ServerProcess> {
  return start('src/main.ts', {
    PUBLIC_URL: LINE.publicUrl,
    REDIS_URL: redisUrl,
    TWILIO_ACCOUNT_SID: LINE.accountSid,
    TWILIO_AUTH_TOKEN: LINE.authToken,
    TWILIO_PHONE_NUMBER: LINE.number,
    TWILIO_API_BASE_URL: 'http://127.0.0.1:9',
    SESSION_SECRET: LINE.sessionSecret,
    ADMIN_PASSWORD: 'an admin of the benchmark',
  });
}

/** @param document what it answers, `recordLength` the size of what it reads and writes */
export function startBaseline(
  redisUrl: string,
  document: string,
  recordLength: number,
): Promise<ServerProcess> {
  return start('test/bench/baseline-server.ts', {
    REDIS_URL: redisUrl,
    PUBLIC_URL: LINE.publicUrl,
    TWILIO_AUTH_TOKEN: LINE.authToken,
    DOCUMENT: document,
    RECORD_LENGTH: String(recordLength),
  });
}

/** Starts a server on a free port and waits until it says, as a JSON line, which one it is. */
async function start(file: string, variables: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '0',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await portOf(child, file);
  return {
    port,
    cpuMs: () => cpuMsOf(child.pid as number),
    residentBytes: () => residentBytesOf(child.pid as number),
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function portOf(child: ChildProcess, file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_096);
      const port = /"port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Failed to start ${file}: it ended. ${said}`)));
  });
}

/** Linux counts each thread's time on a processor in nanoseconds (proc: schedstat). */
function cpuMsOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const tasks = `/proc/${pid}/task`;
  const nanoseconds = readdirSync(tasks).map((task) =>
    Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ', 1)[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** proc(5): status. */
function residentBytesOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
