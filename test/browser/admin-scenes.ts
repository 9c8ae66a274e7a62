import type { Page } from 'playwright-core';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { everySetting } from './arranged.ts';
import { manyChanges } from './changes-suite.ts';
import { ANNA } from './fake-state.ts';
import { someNuisances } from './nuisance-suite.ts';
import { busyReport } from './reports-suite.ts';
import type { Scene } from './scene.ts';

/** The tabs of the admin page, what opens over them, and what they say of what cannot be. */
export const ADMIN_SCENES: readonly Scene[] = [
  { name: 'admin, queues', path: '/admin', arrange: everySetting, ready: 'In force until' },
  {
    name: 'admin, callers',
    path: '/admin',
    arrange: someNuisances,
    ready: 'Rhythm on hold',
    go: async (page) => {
      await page.getByRole('tab', { name: 'Callers' }).click();
      await page.getByText('Shouts at everybody').waitFor();
    },
  },
  {
    name: 'admin, people',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: (page) => page.getByRole('tab', { name: 'People' }).click(),
  },
  {
    name: 'admin, changes',
    path: '/admin',
    arrange: manyChanges,
    ready: 'Rhythm on hold',
    go: async (page) => {
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.getByText('Phone numbers: changed').waitFor();
    },
  },
  ...[
    { name: 'admin, a busy report', arrange: busyReport, shown: 'heard from us too rarely' },
    { name: 'admin, nothing to report', arrange: () => undefined, shown: 'Nothing to report yet' },
  ].map(({ name, arrange, shown }) => ({
    name,
    path: '/admin',
    arrange,
    ready: 'Rhythm on hold',
    go: async (page: Page) => {
      await page.getByRole('tab', { name: 'Reports' }).click();
      await page.getByText(shown).waitFor();
    },
  })),
  {
    name: 'admin, changed meanwhile',
    path: '/admin',
    arrange: everySetting,
    ready: 'In force until',
    go: async (page, { state }) => {
      await page.getByLabel('Priority').fill('7');
      await page.getByLabel('Monday').fill('10-16');
      const queue = { ...defaultQueueSettings('support', 'Acme support'), priority: 9 };
      state.queues.set('support', queue);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Save mine').waitFor();
    },
  },
  {
    name: 'admin, field error',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: async (page) => {
      await page.getByLabel('Then every').first().fill('soon');
      await page.getByLabel('What happened').fill('See our website');
      await page.getByRole('button', { name: 'Begin notice' }).click();
      await page.getByText('sends the caller away').waitFor();
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
  {
    name: 'delete dialog',
    path: '/admin',
    arrange: ({ state }) => void state.people.set('ben', { ...ANNA, name: 'ben', displayName: 'Ben' }),
    ready: 'Rhythm on hold',
    go: async (page) => {
      await page.getByRole('tab', { name: 'People' }).click();
      await page.getByRole('button', { name: 'Delete Ben' }).click();
    },
  },
  {
    name: 'new-queue dialog',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: (page) => page.getByRole('button', { name: 'New queue' }).click(),
  },
  {
    name: 'unsaved changes',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: async (page) => {
      await page.getByLabel('Priority').first().fill('7');
      await page.getByRole('link', { name: 'Console' }).click();
    },
  },
];
