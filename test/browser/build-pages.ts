import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isBuilt } from '../../src/web/build-if-missing.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Builds the pages where the build is missing or old. In a process of its own: a test's NODE_ENV makes another build. */
export async function buildPages(): Promise<void> {
  if (await isBuilt()) return;
  const { NODE_ENV: _, ...env } = process.env;
  const command = ['--import', 'tsx', join(ROOT, 'src/web/build-if-missing.ts')];
  await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
}
