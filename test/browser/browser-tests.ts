import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { findBrowser, launchBrowser } from './browser.ts';
import { type PageOpener, pageOpener } from './open-page.ts';

/**
 * Declares suites that share one browser and its pages; skipped where there is no Chromium. A page that is held up by a
 * busy machine for longer than a promise of seconds allows gets a second chance; one that breaks the promise does not
 * keep it then either.
 */
export function browserTests(suites: Record<string, (opener: PageOpener) => void>): void {
  const executable = findBrowser();
  if (executable === null)
    console.log('Browser tests skipped: no Chromium was found (CHROMIUM_PATH names one).');
  describe.skipIf(executable === null)('in Chromium', { retry: 2 }, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser(executable ?? '');
    });
    afterAll(() => browser.close());
    const opener = pageOpener(() => browser);
    describe.each(Object.entries(suites))('%s', (_title, suite) => {
      suite(opener);
    });
  });
}
