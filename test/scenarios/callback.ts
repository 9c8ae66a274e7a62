import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import type { Contact } from '../../src/contact/contact.ts';
import type { Scene } from './scene.ts';

export const MIA = '+12025550143';
export const BEN = '+12025550144';

/** A phone that is picked up after five seconds. */
export function picksUp(s: Scene, number: string) {
  const phone = s.box.network.phone(number);
  phone.onIncoming({ does: 'answer', afterMs: 5_000 });
  return phone;
}

/** Calls that the line has made to a number. */
export async function callsTo(s: Scene, number: string) {
  return (await s.box.network.rest.listCalls({ to: number } as never)).filter((one) => one.to === number);
}

export async function owed(s: Scene): Promise<Contact[]> {
  return s.box.store.owed(10);
}

/** How a queue calls back unless its admin says otherwise. */
export const CALLBACKS = defaultQueueSettings('support', '').callbacks;
