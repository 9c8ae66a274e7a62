import { ConfigError } from '../../config.ts';
import type { Store } from '../../store/store.ts';
import { DEFAULT_QUEUE_ID, defaultQueueSettings } from '../../waiting/queue-settings.ts';
import { hashPassword } from './passwords.ts';

const FIRST_ADMIN = 'admin';

/**
 * Creates the first admin while there is none. They hold every role, so that a fresh install can be used at once.
 * Throws ConfigError where `password` (ADMIN_PASSWORD) is null and no admin exists.
 */
export async function ensureFirstAdmin(store: Store, password: string | null): Promise<void> {
  const operators = await store.operators();
  if (operators.some(({ roles }) => roles.includes('admin'))) return;
  if (password === null) {
    throw new ConfigError(['ADMIN_PASSWORD is missing; it is needed while no admin exists']);
  }
  const admin = {
    name: FIRST_ADMIN,
    displayName: 'Admin',
    passwordHash: await hashPassword(password),
    roles: ['admin' as const, 'supervisor' as const, 'operator' as const],
    address: null,
    queues: [DEFAULT_QUEUE_ID],
    version: 1,
  };
  // Of several instances that start at once the first creates; who took the name without the role is left alone.
  if (await store.putOperator(admin, { onlyIfNew: true })) return;
  if ((await store.operator(FIRST_ADMIN))?.roles.includes('admin') === true) return;
  throw new Error(
    `Failed to create the first admin: ${FIRST_ADMIN} exists and is no admin. Remove that operator from the store.`,
  );
}

/** Creates the queue `support` while there is none. */
export async function ensureDefaultQueue(store: Store): Promise<void> {
  await store.putQueue(defaultQueueSettings(DEFAULT_QUEUE_ID, 'Support'), { onlyIfNew: true });
}
