import { busy, talking } from './arranged.ts';
import { ANNA } from './fake-state.ts';
import type { Scene } from './scene.ts';
import { busyTeam } from './supervisor-suite.ts';

/** What opens over the console, and what it says when something is refused there. */
export const DIALOG_SCENES: readonly Scene[] = [
  {
    name: 'own-PIN dialog',
    path: '/',
    arrange: () => undefined,
    ready: 'Nobody is waiting.',
    go: (page) => page.getByRole('button', { name: 'Your PIN for the phone' }).click(),
  },
  {
    name: 'nuisance dialog',
    path: '/',
    arrange: talking,
    ready: 'Nuisance caller…',
    go: (page) => page.getByRole('button', { name: 'Nuisance caller…' }).click(),
  },
  {
    name: 'open-desk dialog',
    path: '/',
    arrange: ({ state }) => void (state.signedIn = { ...ANNA, mostHeld: 3 }),
    ready: 'Nobody is waiting.',
    go: (page) => page.getByRole('button', { name: 'Open desk' }).click(),
  },
  {
    name: 'open-desk error',
    path: '/',
    arrange: () => undefined,
    ready: 'Nobody is waiting.',
    go: async (page, fake) => {
      const errors = [{ field: 'address', message: 'must be a phone number' }];
      fake.refuseNext('POST /api/desk/open', { status: 422, code: 'invalid', errors });
      await page.getByRole('button', { name: 'Open desk' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Open desk' }).click();
      await page.getByText('must be a phone number').waitFor();
    },
  },
  {
    name: 'transfer refused',
    path: '/',
    arrange: (fake) => {
      busyTeam(fake);
      talking(fake);
    },
    ready: 'Talk time',
    go: async (page, fake) => {
      fake.refuseNext('POST /api/contacts/m/transfer', { status: 422, code: 'invalid' });
      await page.keyboard.press('t');
      await page.getByRole('radio', { name: /Gwen/ }).check();
      await page.getByRole('button', { name: 'Hand on to Gwen' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    },
  },
  {
    name: 'session ended',
    path: '/',
    arrange: busy,
    ready: '30 callers are waiting.',
    go: async (page, { state, dropStreams }) => {
      state.signedIn = null;
      dropStreams();
      await page.getByText('Your session has ended').waitFor();
    },
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
];
