import type { Desk } from '../desk/desk.ts';
import { signsOf } from '../store/presence-marks.ts';
import type { Store } from '../store/store.ts';
import type { Switchboard } from './switchboard.ts';

/** Tells desks whose operators are at no console any more, and press no keys either: the laptop was closed. */
export interface PresenceWatch {
  once(): Promise<void>;
}

/** Between two looks; after a longer pause the store was away, or we were, and no console could be seen meanwhile. */
const LONGEST_BETWEEN_MS = 30_000;

export function createPresenceWatch(parts: {
  store: Store;
  switchboard: Pick<Switchboard, 'tellDesk'>;
  now: () => number;
}): PresenceWatch {
  const { store, switchboard } = parts;
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Until when nobody could be seen, epoch ms: of that time nothing is held against anybody. */
  let blindUntil = 0;

  async function look(desk: Desk, goneAfterMs: number): Promise<void> {
    const { console, key } = await signsOf(store, desk.operator);
    const seenAt = Math.max(console ?? 0, key ?? 0);
    if (desk.consoleGoneAt !== undefined && seenAt > desk.consoleGoneAt)
      await switchboard.tellDesk(desk.operator, { type: 'console-back' });
    else if (isGone(desk, console, seenAt, goneAfterMs))
      await switchboard.tellDesk(desk.operator, { type: 'console-gone' });
  }

  function isGone(desk: Desk, console: number | null, seenAt: number, goneAfterMs: number): boolean {
    // Known since the hold: a desk that has become free without its operator is free no longer.
    if (desk.consoleGoneAt !== undefined) return desk.status === 'free';
    // Who has had no console lately works without one: by phone, or over the API.
    const since = Math.max(seenAt, sinceOf(desk), blindUntil);
    return console !== null && parts.now() - since >= goneAfterMs;
  }

  return {
    async once() {
      const { consoleGoneSeconds } = await store.lineSettings();
      const now = parts.now();
      if (now - lookedAt > LONGEST_BETWEEN_MS) blindUntil = now;
      lookedAt = now;
      if (consoleGoneSeconds === null) return;
      for (const desk of await store.allDesks()) {
        const isWatched = desk.status === 'free' || desk.status === 'holding';
        if (desk.openedBy !== 'phone' && (isWatched || desk.consoleGoneAt !== undefined))
          await look(desk, consoleGoneSeconds * 1000);
      }
    },
  };
}

/** Whoever has just become free, or has just put a caller on hold, has done something. */
function sinceOf(desk: Desk): number {
  if (desk.status === 'free') return desk.freeSince;
  return desk.status === 'holding' ? desk.since : 0;
}
