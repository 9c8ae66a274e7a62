import { busy, onHold, talking } from './arranged.ts';
import { caller, deskOf, earlier, inSeconds } from './fake-state.ts';
import { twoTalks, whisperedTo } from './listen-suite.ts';
import { everythingOwed } from './owed-suite.ts';
import type { Scene } from './scene.ts';
import { severalHeld } from './several-suite.ts';
import { busyTeam } from './supervisor-suite.ts';

/** What an operator or a supervisor has before them on the console. */
export const CONSOLE_SCENES: readonly Scene[] = [
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
];
