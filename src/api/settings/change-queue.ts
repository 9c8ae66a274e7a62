import type { Clock } from '../../clock.ts';
import type { SettingChange } from '../../store/settings-store.ts';
import type { Store } from '../../store/store.ts';
import { type Notice, noticeAt } from '../../waiting/notice.ts';
import { closureAt } from '../../waiting/open-now.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import { isSame } from '../../waiting/settings-compared.ts';
import { conflict, notFound } from '../problems.ts';
import { mustCloseAhead } from './queue-fits.ts';
import { onRecord } from './recorded.ts';
import { settleSetting } from './settle-setting.ts';

/** What queues are changed with. */
export type QueueParts = {
  store: Store;
  /** Those that have a voice script. */
  languages: readonly string[];
  /** The line's own number, beside those of the queues. */
  phoneNumber: string;
  clock: Clock;
};

export async function queueOf(store: Store, id: string | undefined): Promise<QueueSettings> {
  const queue = await store.queue(id ?? '');
  if (queue === null) throw notFound('There is no such queue.');
  return queue;
}

/** A notice, or a closure, that is over is none. `now` is epoch ms. */
export function asOfNow(queue: QueueSettings, now: number): QueueSettings {
  return { ...queue, notice: noticeAt(queue, now), closure: closureAt(queue, now) };
}

/**
 * Adds a queue and puts on record who did. Throws 409 where there is one of its id.
 *
 * @param made checks it, each time that other settings have changed meanwhile
 */
export async function addQueue(
  { store, clock }: Pick<QueueParts, 'store' | 'clock'>,
  { by }: { by: string },
  made: () => Promise<QueueSettings>,
): Promise<void> {
  await settleSetting(store, async (write) => {
    const queue = await made();
    mustCloseAhead(null, queue, clock.now());
    if ((await store.queue(queue.id)) !== null)
      throw conflict('exists', 'There is a queue with this id already. Choose another, or PUT that one.');
    const change = recordedOf(null, queue, { by, at: clock.now() });
    return (await store.putQueue(queue, { ...write, onlyIfNew: true, ...change })) || null;
  });
}

/**
 * Changes a queue, or its notice, from what it is at the moment of writing, and puts on record who did. Throws 404 where
 * there is none.
 *
 * @param changed may be asked several times: whenever another setting was written meanwhile
 */
export async function changeQueue(
  { store, clock }: Pick<QueueParts, 'store' | 'clock'>,
  { id, by }: { id: string | undefined; by: string },
  changed: (before: QueueSettings) => Promise<QueueSettings> | QueueSettings,
): Promise<QueueSettings> {
  return settleSetting(store, async (write) => {
    const before = await queueOf(store, id);
    const after = await changed(before);
    if (isSame(before, after)) return after;
    mustCloseAhead(before, after, clock.now());
    const change = recordedOf(before, after, { by, at: clock.now() });
    return (await store.putQueue(after, { ...write, ...change })) ? after : null;
  });
}

function recordedOf(
  before: QueueSettings | null,
  after: QueueSettings,
  who: { by: string; at: number },
): { recorded?: SettingChange } {
  const { id } = after;
  return before === null || isSame(before.notice, after.notice)
    ? onRecord({ kind: 'queue', id }, who, { before, after })
    : onRecord({ kind: 'notice', id }, who, {
        before: wordsOf(noticeAt(before, who.at)),
        after: wordsOf(after.notice),
      });
}

/** Of a notice what an admin has typed. */
function wordsOf(notice: Notice | null): Pick<Notice, 'text' | 'until'> | null {
  return notice === null ? null : { text: notice.text, until: notice.until };
}
