import { ADMIN_SCENES } from './admin-scenes.ts';
import { busy } from './arranged.ts';
import { CONSOLE_SCENES } from './console-scenes.ts';
import { DIALOG_SCENES } from './dialog-scenes.ts';
import type { Scene } from './scene.ts';

/** Every state of every page that looks different from the others. */
export const SCENES: readonly Scene[] = [
  { name: 'sign-in', path: '/', arrange: ({ state }) => void (state.signedIn = null), ready: 'Password' },
  {
    name: 'sign-in error',
    path: '/',
    arrange: ({ state }) => void (state.signedIn = null),
    ready: 'Password',
    go: (page) => page.getByRole('button', { name: 'Sign in' }).click(),
  },
  ...CONSOLE_SCENES,
  ...DIALOG_SCENES,
  ...ADMIN_SCENES,
  { name: 'wallboard', path: '/wallboard', arrange: busy, ready: 'longest wait' },
];
