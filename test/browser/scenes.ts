import type { Page } from 'playwright-core';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import type { FakeApi } from './fake-api.ts';
import { ANNA, caller, deskOf, earlier, inSeconds } from './fake-state.ts';
import { busy, everySetting, onHold, talking } from './arranged.ts';
import { manyChanges } from './changes-suite.ts';
import { twoTalks, whisperedTo } from './listen-suite.ts';
import { severalHeld } from './several-suite.ts';
import { busyReport } from './reports-suite.ts';
import { everythingOwed } from './owed-suite.ts';
import { busyTeam } from './supervisor-suite.ts';

/** A state of a page that people meet: `ready` is shown before `go` leads on to it. */
export type Scene = {
  name: string;
  path: string;
  arrange: (fake: FakeApi) => void;
  ready: string;
  go?: (page: Page, fake: FakeApi) => Promise<unknown>;
};
/** Every state of every page that looks different from the others. */
export const SCENES: Scene[] = [
  { name: 'sign-in', path: '/', arrange: ({ state }) => void (state.signedIn = null), ready: 'Password' },
  {
    name: 'sign-in error',
    path: '/',
    arrange: ({ state }) => void (state.signedIn = null),
    ready: 'Password',
    go: (page) => page.getByRole('button', { name: 'Sign in' }).click(),
  },
  { name: 'console, empty', path: '/', arrange: () => undefined, ready: 'Nobody is waiting.' },
  {
    name: 'console, the phone in the browser rings',
    path: '/',
    arrange: ({ state }) => {
      state.browserPhone = true;
      state.contacts.set('m', caller('m', { status: 'offered', operator: 'anna', waitedSeconds: 480 }));
      state.desks.set('anna', deskOf('offered', { leg: 'per-call', ringsAt: inSeconds(0), contactId: 'm' }));
    },
    ready: 'This browser is your phone.',
    async go(page, { phone }) {
      phone.rings();
      await page.getByText('This browser is ringing.').waitFor();
    },
  },
  { name: 'console, busy', path: '/', arrange: busy, ready: '30 callers are waiting.' },
  {
    name: 'console, announced caller',
    path: '/',
    arrange: ({ state }) => {
      state.timeline = [
        { at: inSeconds(-470), kind: 'told', data: { moment: 'line.status', rangeLow: 4, rangeHigh: 7 } },
        { at: inSeconds(-100), kind: 'pressed', data: { key: '3' } },
      ];
      const solved = { code: 'solved', label: 'Solved', operator: 'ben', at: inSeconds(-80_000) };
      const owes = { kind: 'call-back', since: inSeconds(-9_000), operator: 'ben' } as const;
      state.earlier = [
        earlier('e1', 0.1, { owes, ended: 'caller' }),
        earlier('e2', 1, { outcome: solved }),
        earlier('e3', 2, { ended: 'caller', operator: null }),
        earlier('e4', 5, { status: 'place-kept', ended: null, operator: null }),
      ];
      state.contacts.set('m', caller('m', { status: 'offered', operator: 'anna', waitedSeconds: 480 }));
      state.desks.set('anna', deskOf('offered', { contactId: 'm', until: inSeconds(60) }));
    },
    ready: 'longer than told',
  },
  {
    name: 'console, owed and kept places',
    path: '/',
    arrange: (fake) => {
      everythingOwed(fake);
      const callback = { number: '+1•••••••44', requestedAt: inSeconds(-60), attempts: 1, notBefore: null };
      for (const [id, change] of Object.entries({
        k1: { status: 'place-kept', nextCheckInAt: null },
        k2: { status: 'place-kept', nextCheckInAt: null, callback },
        k3: { status: 'calling-back', nextCheckInAt: null, callback },
      } as const))
        fake.state.contacts.set(id, caller(id, change));
    },
    ready: 'you owe it',
    go: async (page) => {
      const message = page.getByRole('listitem').filter({ hasText: 'A message to listen to' });
      await message.getByRole('button', { name: 'Seen to' }).click();
    },
  },
  { name: 'console, supervisor', path: '/', arrange: busyTeam, ready: 'Forgotten? Look in' },
  {
    name: 'console, a supervisor listens',
    path: '/',
    arrange: twoTalks,
    ready: 'Cleo',
    go: async (page) => {
      await page.getByRole('button', { name: 'Listen to Ben’s call' }).click();
      await page.getByText('Nobody hears you.').waitFor();
    },
  },
  { name: 'console, a supervisor whispers', path: '/', arrange: whisperedTo, ready: 'Vera whispers to you' },
  { name: 'console, talking', path: '/', arrange: talking, ready: 'Talk time' },
  { name: 'console, on hold', path: '/', arrange: onHold, ready: 'Check-in is due' },
  { name: 'console, several on hold, over', path: '/', arrange: severalHeld, ready: 'What came of it?' },
  {
    name: 'my phrases',
    path: '/',
    arrange: onHold,
    ready: 'still on it',
    go: async (page) => {
      await page.getByRole('button', { name: 'My phrases' }).last().click();
      await page.getByRole('button', { name: 'Delete “still on it”' }).waitFor();
    },
  },
  {
    name: 'console, away',
    path: '/',
    arrange: ({ state }) => void state.desks.set('anna', deskOf('away', { reason: 'Lunch' })),
    ready: 'Meeting',
  },
  {
    name: 'console, recording',
    path: '/',
    arrange: onHold,
    ready: 'still on it',
    go: async (page) => {
      await page.keyboard.press('v');
      await page.getByText('Speak now').waitFor();
    },
  },
  {
    name: 'own-PIN dialog',
    path: '/',
    arrange: () => undefined,
    ready: 'Nobody is waiting.',
    go: (page) => page.getByRole('button', { name: 'Your PIN for the phone' }).click(),
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
  { name: 'admin, queues', path: '/admin', arrange: everySetting, ready: 'In force until' },
  {
    name: 'admin, callers',
    path: '/admin',
    arrange: () => undefined,
    ready: 'Rhythm on hold',
    go: (page) => page.getByRole('tab', { name: 'Callers' }).click(),
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
  { name: 'wallboard', path: '/wallboard', arrange: busy, ready: 'longest wait' },
];
