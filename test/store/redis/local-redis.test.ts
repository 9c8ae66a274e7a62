import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startLocalRedis } from '../../../src/store/redis/local-redis.ts';

describe('a Redis of our own', () => {
  it('given a start and a stop, it answers in between and leaves nothing behind', async () => {
    const redis = await startLocalRedis();
    const client = new Redis(redis.url);
    const directory = (await client.config('GET', 'dir')) as string[];
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
    await redis.stop();
    expect(await answers(redis.url)).toBe(false);
    expect(await exists(directory[1] as string)).toBe(false);
  });

  it('given a directory and writing to disk, a crash and a later start keep the data', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'stillhere-test-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const first = await startLocalRedis({ directory, appendonly: true });
    await withClient(first.url, (client) => client.set('a', '1'));
    await first.kill();
    await first.restart();
    await withClient(first.url, (client) => client.set('b', '2'));
    await first.stop();
    const second = await startLocalRedis({ directory, appendonly: true });
    onTestFinished(() => second.stop());
    expect(await withClient(second.url, (client) => client.mget('a', 'b'))).toStrictEqual(['1', '2']);
  });

  it('given a port that is taken, the error says so', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    await expect(startLocalRedis({ port })).rejects.toThrow(
      /^Failed to start Redis .*Address already in use/s,
    );
  });

  it('given that the process which started it is killed, it goes too, and its directory', async () => {
    const launcher = new URL('../../../src/store/redis/local-redis.ts', import.meta.url).href;
    const program = `import(${JSON.stringify(launcher)})
      .then(({ startLocalRedis }) => startLocalRedis())
      .then(({ url }) => { console.log(url); setInterval(() => {}, 1000); });`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    const directory = await withClient(url, (client) => client.config('GET', 'dir') as Promise<string[]>);
    parent.kill('SIGKILL');
    await vi.waitFor(async () => expect(await answers(url)).toBe(false), { timeout: 5_000 });
    await vi.waitFor(async () => expect(await exists(directory[1] as string)).toBe(false), {
      timeout: 5_000,
    });
  });
});

async function withClient<Reply>(url: string, use: (client: Redis) => Promise<Reply>): Promise<Reply> {
  const client = new Redis(url);
  const reply = await use(client);
  client.disconnect();
  return reply;
}

async function answers(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const answered = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return answered;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
