import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FakeApi } from './fake-api.ts';
import { caller, deskOf, held, inSeconds } from './fake-state.ts';
import { pageOpener } from './open-page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Scene = {
  name: string;
  path: string;
  arrange: (fake: FakeApi) => void;
  ready: string;
  go?: (page: Page) => Promise<unknown>;
};
const busy = ({ state }: FakeApi) => {
  for (let i = 0; i < 30; i += 1) state.contacts.set(`c${i}`, caller(`c${i}`, { waitedSeconds: 600 - i }));
  state.contacts.set('o1', held('o1', { expectedBackAt: inSeconds(-9) }, { operator: 'ben' }));
  state.desks.set('anna', deskOf('free', { mode: 'manual' }));
};
const onHold = (fake: FakeApi) => {
  fake.state.timeline = [{ at: inSeconds(-9), kind: 'held', data: { reason: 'x', backInSeconds: 60 } }];
  const answer = { answer: 'come-back', at: inSeconds(-3) } as const;
  fake.state.contacts.set(
    'm',
    held('m', { lastAnswer: answer, expectedBackAt: inSeconds(-5) }, { nextCheckInAt: inSeconds(15) }),
  );
  fake.state.desks.set('anna', deskOf('holding'));
};
const talking = ({ state }: FakeApi) => {
  state.contacts.set('m', caller('m', { status: 'connected', operator: 'anna', nextCheckInAt: null }));
  state.desks.set('anna', deskOf('talking'));
};

const SCENES: Scene[] = [
  { name: 'sign-in', path: '/', arrange: ({ state }) => void (state.signedIn = null), ready: 'Password' },
  {
    name: 'sign-in error',
    path: '/',
    arrange: ({ state }) => void (state.signedIn = null),
    ready: 'Password',
    go: (page) => page.getByRole('button', { name: 'Sign in' }).click(),
  },
  { name: 'console, empty', path: '/', arrange: () => undefined, ready: 'Nobody is waiting.' },
  { name: 'console, busy', path: '/', arrange: busy, ready: '30 callers are waiting.' },
  { name: 'console, talking', path: '/', arrange: talking, ready: 'Talk time' },
  { name: 'console, on hold', path: '/', arrange: onHold, ready: 'Check-in is due' },
  {
    name: 'open-desk dialog',
    path: '/',
    arrange: () => undefined,
    ready: 'Nobody is waiting.',
    go: (page) => page.getByRole('button', { name: 'Open desk' }).click(),
  },
  {
    name: 'end dialog',
    path: '/',
    arrange: talking,
    ready: 'Talk time',
    go: (page) => page.getByRole('button', { name: 'End call' }).click(),
  },
  {
    name: 'keyboard dialog',
    path: '/',
    arrange: busy,
    ready: '30 callers',
    go: (page) => page.keyboard.press('?'),
  },
  { name: 'admin, queues', path: '/admin', arrange: () => undefined, ready: 'Rhythm on hold' },
  {
    name: 'admin, people',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: (page) => page.getByRole('tab', { name: 'People' }).click(),
  },
  {
    name: 'admin, field error',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: async (page) => {
      await page.getByLabel('Then every').first().fill('soon');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'person dialog',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: async (page) => {
      await page.getByRole('tab', { name: 'People' }).click();
      await page.getByRole('button', { name: 'New person' }).click();
    },
  },
  { name: 'wallboard', path: '/wallboard', arrange: busy, ready: 'longest wait' },
];

/** What axe finds wrong on each page and dialog, in light and in dark, and what sticks out of a narrow screen. */
export function accessibilitySuite(browser: () => Browser): void {
  const opener = pageOpener(browser);

  it.each(SCENES)(
    '$name has no findings in light and dark, and fits 360 px',
    async ({ path, arrange, ready, go }) => {
      const { page } = await opener.open(arrange, path);
      await page.getByText(ready).first().waitFor();
      await go?.(page);
      // What fades in has to be there before its colours are looked at.
      if (go !== undefined) await stillness(page);
      await page.evaluate(AXE);
      const found: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect
          .poll(() => page.evaluate('document.documentElement.dataset.mantineColorScheme'))
          .toBe(colorScheme);
        await stillness(page);
        found.push(...(await findings(page)).map((finding) => `${colorScheme}: ${finding}`));
      }
      await page.setViewportSize({ width: 360, height: 740 });
      await expect
        .poll(() => page.evaluate('document.documentElement.scrollWidth - innerWidth'))
        .toBeLessThanOrEqual(0);
      expect(found).toEqual([]);
    },
  );
}

async function findings(page: Page): Promise<string[]> {
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target + ' ' + (node.any[0]?.message ?? ''))))`,
  );
}

/** Until nothing moves on the page. */
async function stillness(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate('document.getAnimations().length'), { interval: 20 }).toBe(0);
}
