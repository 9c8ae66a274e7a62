import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type FakeApi, startFakeApi } from './fake-api.ts';

export type Opened = { page: Page; fake: FakeApi };
export type PageOpener = ReturnType<typeof pageOpener>;

/**
 * Opens pages on a fake server, which every test gets anew. A page that throws, or runs into the content security
 * policy, fails its test. One browser context serves a file, so that the pages' code is compiled once, and one page
 * its tests: a page is a whole window to Chromium, and opening one costs more than most tests do.
 * @param browser read when the tests begin: it is launched after they are declared
 */
export function pageOpener(browser: () => Browser) {
  const toClose: (() => Promise<unknown>)[] = [];
  const faults: string[] = [];
  let context: BrowserContext;
  /** Serves test after test. */
  let kept: Page | null = null;
  let inUse = false;
  let fake: FakeApi;

  beforeAll(async () => {
    fake = await startFakeApi();
    context = await browser().newContext({ reducedMotion: 'reduce', locale: 'en-GB' });
    context.setDefaultTimeout(8_000);
    context.on('weberror', (error) => faults.push(error.error().message));
    context.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) faults.push(message.text());
    });
  });
  afterEach(async () => {
    await Promise.all(context.pages().map((page) => (page === kept ? empty(page) : leave(page))));
    if (kept?.isClosed()) kept = null;
    inUse = false;
    await Promise.all(toClose.splice(0).map((close) => close()));
    fake.reset();
    const found = faults.splice(0);
    if (found.length > 0)
      throw new Error(`Failed to keep the page healthy: ${found.join('; ')}. Mend the page.`);
  });
  afterAll(async () => {
    await context.close();
    await fake.close();
  });

  return {
    closeLater: (close: () => Promise<unknown>) => void toClose.push(close),
    fake: () => fake,
    /** A page at `url`. One at `about:blank` is a new one, to be prepared before it goes on, and not used again. */
    async page(url: string): Promise<Page> {
      const reused = kept !== null && !inUse && url !== 'about:blank' ? kept : null;
      const page = reused ?? (await context.newPage());
      if (url !== 'about:blank' && !inUse) {
        inUse = true;
        kept = page;
        // The admin page asks before what was typed is lost.
        if (reused === null) page.on('dialog', (dialog) => void dialog.accept());
      }
      await page.goto(url);
      return page;
    },
    /** The server in the state that `arrange` makes, and its page. */
    async open(arrange: (fake: FakeApi) => void = () => undefined, path = '/'): Promise<Opened> {
      arrange(fake);
      return { fake, page: await this.page(fake.url + path) };
    },
  };
}

/** Nothing that a page kept in the browser is left for the next test. */
async function leave(page: Page): Promise<void> {
  await forget(page);
  await page.close();
}

/** The page as it was when it was new. */
async function empty(page: Page): Promise<void> {
  await forget(page);
  await page.unrouteAll();
  await page.goto('about:blank');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 720 });
}

async function forget(page: Page): Promise<void> {
  await page.evaluate('localStorage.clear()').catch(() => undefined);
}
