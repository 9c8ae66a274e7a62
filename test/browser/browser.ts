import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { voiceForMicrophone } from '../support/voice.ts';

const WELL_KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page lives for a second here: what would be compiled to be fast later is thrown away before.
  '--js-flags=--no-opt,--no-maglev',
];

/** CHROMIUM_PATH, else where a Chromium usually is; null where there is none. REQUIRE_BROWSER=1 makes that an error. */
export function findBrowser(): string | null {
  const found = [process.env['CHROMIUM_PATH'] ?? '', ...WELL_KNOWN].find(
    (path) => path !== '' && existsSync(path),
  );
  if (found !== undefined) return found;
  if (process.env['REQUIRE_BROWSER'] === '1') {
    throw new Error('Failed to run the browser tests: no Chromium was found. Set CHROMIUM_PATH.');
  }
  return null;
}

/** Its microphone is a file in which somebody speaks, and nobody is asked whether it may be used. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  const directory = await mkdtemp(join(tmpdir(), 'stillhere-microphone-'));
  const file = join(directory, 'voice.wav');
  await writeFile(file, voiceForMicrophone());
  const microphone = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ];
  const browser = await chromium.launch({ executablePath, args: [...ARGUMENTS, ...microphone] });
  browser.once('disconnected', () => rmSync(directory, { recursive: true, force: true }));
  return browser;
}
