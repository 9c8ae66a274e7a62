import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A program that serves Redis' protocol, and what its environment needs besides ours. */
export type RedisServer = { command: string; env: Record<string, string> };

const run = promisify(execFile);

/** Unpacked copies are kept here, outside version control. */
const CACHE = fileURLToPath(new URL('../../../.cache/', import.meta.url));

/**
 * Finds a Redis server: valkey-server or redis-server on PATH, else a copy that was unpacked earlier, else, on Debian
 * and Ubuntu, one that is downloaded from the distribution's own archive and unpacked without root (about 3 s, once).
 *
 * @param cache directory for the unpacked copy.
 * @throws Error saying how to install one.
 */
export async function findRedisServer(cache = CACHE): Promise<RedisServer> {
  for (const name of ['valkey-server', 'redis-server']) {
    const command = await onPath(name);
    if (command !== null) return { command, env: {} };
  }
  const unpacked = join(cache, 'redis');
  const found = await unpackedServer(unpacked);
  if (found !== null) return found;
  try {
    await downloadFromArchive(cache, unpacked);
  } catch (error) {
    throw new Error(
      'Failed to find a Redis server: none on PATH, and none could be had from apt. Install one: ' +
        '"brew install redis", "sudo apt-get install redis-server", or run ' +
        '"docker run -p 6379:6379 redis:7" and set REDIS_URL=redis://127.0.0.1:6379.',
      { cause: error },
    );
  }
  const server = await unpackedServer(unpacked);
  if (server === null)
    throw new Error(`Failed to unpack Redis: ${unpacked} holds no server. Delete it and try again.`);
  return server;
}

async function onPath(name: string): Promise<string | null> {
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    const command = join(directory, name);
    if (directory !== '' && (await isExecutable(command))) return command;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function unpackedServer(unpacked: string): Promise<RedisServer | null> {
  const command = join(unpacked, 'usr/bin/redis-server');
  if (!(await isExecutable(command))) return null;
  const libraries = join(unpacked, 'usr/lib');
  const folders = (await readdir(libraries, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const paths = [libraries, ...folders.map(({ name }) => join(libraries, name))];
  return { command, env: { LD_LIBRARY_PATH: paths.join(delimiter) } };
}

/** Package lists and archives of apt's own stay untouched: it is given empty directories to work in. */
async function downloadFromArchive(cache: string, target: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'unpack-'));
  try {
    const root = join(work, 'root');
    const archives = join(work, 'archives');
    for (const folder of [
      root,
      archives,
      join(work, 'state/lists/partial'),
      join(work, 'apt/archives/partial'),
    ]) {
      await mkdir(folder, { recursive: true });
    }
    const apart = [
      `Dir::State=${work}/state`,
      `Dir::Cache=${work}/apt`,
      'APT::Sandbox::User=',
      'Debug::NoLocking=1',
    ];
    const options = [...apart, 'Dir::State::status=/var/lib/dpkg/status'].flatMap((option) => ['-o', option]);
    await run('apt-get', [...options, '-qq', 'update'], { cwd: archives });
    const { stdout } = await run('apt-cache', [...options, 'depends', 'redis-tools'], { cwd: archives });
    await run('apt-get', [...options, '-qq', 'download', 'redis-tools', ...librariesIn(stdout)], {
      cwd: archives,
    });
    for (const archive of await readdir(archives))
      await run('dpkg-deb', ['-x', join(archives, archive), root]);
    // In these distributions the checker of dump files is the server under another name.
    await symlink('redis-check-rdb', join(root, 'usr/bin/redis-server'));
    // Somebody else may have been quicker; either copy will do.
    await rename(root, target).catch(async (error: unknown) => {
      if ((await unpackedServer(target)) === null) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Libraries that the package needs, without the C library, which must be the running system's. */
function librariesIn(depends: string): string[] {
  const names = depends.matchAll(/^\s*Depends: (lib\S+)$/gm);
  return [...names].map(([, name]) => name as string).filter((name) => name !== 'libc6');
}
