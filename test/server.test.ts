import { Agent, get } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { testRedis } from './support/test-redis.ts';

const ADMIN_PASSWORD = 'a password of the first admin';

const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

function configWith(redisUrl: string): Config {
  return readConfig({
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:1',
    REDIS_URL: redisUrl,
    TWILIO_API_BASE_URL: 'http://127.0.0.1:1',
    TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
    TWILIO_AUTH_TOKEN: 'token',
    TWILIO_PHONE_NUMBER: '+15550000001',
    SESSION_SECRET: 'a secret of the session, long enough',
    ADMIN_PASSWORD,
    LOG_LEVEL: 'silent',
  });
}

/** The address of a server that listens. */
async function start(redisUrl: string, storePrefix: string): Promise<string> {
  const server = await startServer(configWith(redisUrl), createLogger({ level: 'silent' }), {
    storePrefix,
    onFatal(error) {
      throw error;
    },
  });
  running.push(server);
  return `http://127.0.0.1:${server.port}`;
}

describe('A server that starts', () => {
  it('lets the first admin sign in from its first answer on', async () => {
    const { url, prefix } = testRedis();
    const server = await start(url, prefix);

    const signedIn = await fetch(`${server}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'admin', password: ADMIN_PASSWORD }),
    });
    expect(signedIn.status).toBe(200);
  });

  it('names the variable where something listens on its port already', async () => {
    const { url, prefix } = testRedis();
    const port = Number(new URL(await start(url, prefix)).port);
    const second = startServer({ ...configWith(url), port }, createLogger({ level: 'silent' }), {
      storePrefix: prefix,
      onFatal(error) {
        throw error;
      },
    });
    await expect(second).rejects.toThrow(
      `Failed to read the environment:\n  PORT must be a free one: something listens on ${port} already`,
    );
  });

  it('answers callers without a store too', async () => {
    const server = await start('redis://127.0.0.1:1', testRedis().prefix);

    const ready = await fetch(`${server}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'degraded' });
  });
});

describe('A server that stops', () => {
  it('given a balancer that goes on asking on its connection, answers to the end and breaks off nothing', async () => {
    const { url, prefix } = testRedis();
    const server = await start(url, prefix);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await asked(`${server}/healthz`, agent);
    const error = firstError(`${server}/healthz`, agent);

    const stoppedFrom = performance.now();
    for (const one of running.splice(0)) await one.stop();
    expect(performance.now() - stoppedFrom).toBeLessThan(5_000);
    // A new connection is refused: the balancer takes another server. A request that was taken is never reset.
    expect(await error).toBe('ECONNREFUSED');
    agent.destroy();
  });
});

/** One request after another over the agent's connection; resolves with the code of the first error. */
async function firstError(url: string, agent: Agent): Promise<string> {
  for (;;) {
    try {
      await asked(url, agent);
    } catch (error) {
      return String((error as NodeJS.ErrnoException).code);
    }
  }
}

/** Resolves when the answer has come as a whole. */
function asked(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => response.resume().once('end', resolve)).once('error', reject);
  });
}
