import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const WEB = import.meta.dirname;
const BUILT = join(WEB, 'dist', 'index.html');
/** What the build reads: beside the sources the pages share with the server, the settings of the build. */
const SOURCES = [
  join(WEB, 'app'),
  join(WEB, 'index.html'),
  join(WEB, 'vite.config.ts'),
  join(WEB, '..', 'audio'),
  join(WEB, '..', 'waiting', 'rhythm.ts'),
];

/**
 * Builds the pages when there is no build, or when a source is newer than it. `npm start` runs this first, so that
 * after `npm ci` nothing else is needed.
 * @returns whether a build was made
 * @throws Error with what to do, where the pages must be built and the build tools are not installed
 */
export async function buildIfMissing(): Promise<boolean> {
  if (existsSync(BUILT) && (await newest(SOURCES)) <= (await stat(BUILT)).mtimeMs) return false;
  const { build } = await import('vite').catch((cause: unknown) => {
    throw new Error('Failed to build the pages: Vite is not installed. Run npm ci with devDependencies.', {
      cause,
    });
  });
  await build({ root: WEB, configFile: join(WEB, 'vite.config.ts'), logLevel: 'warn' });
  return true;
}

/** The latest modification below the paths, epoch ms. */
async function newest(paths: readonly string[]): Promise<number> {
  let latest = 0;
  for (const path of paths) {
    const info = await stat(path);
    if (!info.isDirectory()) {
      latest = Math.max(latest, info.mtimeMs);
      continue;
    }
    for (const name of await readdir(path, { recursive: true })) {
      latest = Math.max(latest, (await stat(join(path, name))).mtimeMs);
    }
  }
  return latest;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildIfMissing();
