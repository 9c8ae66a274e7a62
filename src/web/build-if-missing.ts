import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const WEB = import.meta.dirname;
const DIST = join(WEB, 'dist');
/** What the build reads: the pages, the rooms that they share with the server, and the settings of the build. */
export const SOURCES = [
  join(WEB, 'app'),
  join(WEB, 'index.html'),
  join(WEB, 'vite.config.ts'),
  ...['audio', 'voice-script', 'waiting'].map((room) => join(WEB, '..', room)),
];

/**
 * Builds the pages when there is no build, or when a source is newer than it. `npm start` runs this first, so that
 * after `npm ci` nothing else is needed. A build appears as a whole or not at all: several servers may start at once,
 * and one may be killed in the middle.
 * @returns whether a build was made
 * @throws Error with what to do, where the pages must be built and the build tools are not installed
 */
export async function buildIfMissing(): Promise<boolean> {
  if (await isBuilt()) return false;
  const { build } = await import('vite').catch((cause: unknown) => {
    throw new Error('Failed to build the pages: Vite is not installed. Run npm ci with devDependencies.', {
      cause,
    });
  });
  const made = await mkdtemp(`${DIST}-`);
  try {
    const configFile = join(WEB, 'vite.config.ts');
    await build({ root: WEB, configFile, logLevel: 'warn', build: { outDir: made } });
    // Whoever was faster has built the same.
    if (await isBuilt()) return false;
    await rm(DIST, { recursive: true, force: true });
    await rename(made, DIST);
    return true;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Whether there are built pages, and nothing that they are made of is newer. */
export async function isBuilt(): Promise<boolean> {
  const page = join(DIST, 'index.html');
  return existsSync(page) && (await newest(SOURCES)) <= (await stat(page)).mtimeMs;
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
