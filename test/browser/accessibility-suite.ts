import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { PageOpener } from './open-page.ts';
import { SCENES } from './scenes.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A busy machine may take its time over a frame. */
const PATIENT = { timeout: 10_000 };

/** What axe finds on every scene: in English, light and wide, then in Russian, dark and 360 px narrow. */
export function accessibilitySuite(opener: PageOpener): void {
  it.each(SCENES)('$name has no findings, and fits 360 px', async ({ path, arrange, ready, go }) => {
    const { page, fake } = await opener.open(arrange, path);
    await page.getByText(ready).first().waitFor();
    await go?.(page, fake);
    await page.evaluate(AXE);
    const found = await findings(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(() => sticksOut(page), PATIENT).toBe(false);

    await page.emulateMedia({ colorScheme: 'dark' });
    // The switch may lie under a dialog: it is set without a pointer.
    await page.locator('select[aria-label="Language"]').selectOption('ru');
    await expect
      .poll(() => page.evaluate('document.documentElement.dataset.mantineColorScheme'), PATIENT)
      .toBe('dark');
    found.push(...(await findings(page)));
    await expect.poll(() => sticksOut(page), PATIENT).toBe(false);
    expect(found).toEqual([]);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  });
}

async function findings(page: Page): Promise<string[]> {
  // What fades in has to be there before its colours are looked at.
  await expect
    .poll(() => page.evaluate('document.getAnimations().length'), { ...PATIENT, interval: 20 })
    .toBe(0);
  return page.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target + ' ' + (node.any[0]?.message ?? ''))))`,
  );
}

/** Whether the page can be scrolled sideways. */
function sticksOut(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > innerWidth');
}
