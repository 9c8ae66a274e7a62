import type { Contact } from '../contact/contact.ts';
import type { Store } from '../store/store.ts';
import { openNow } from '../waiting/open-now.ts';
import { noticeAt } from '../waiting/notice.ts';
import { type OnDuty, speakersOf } from '../waiting/on-duty.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import type { Switchboard } from './switchboard.ts';

export type LineNewsParts = {
  store: Pick<Store, 'queues' | 'lineNow' | 'takeable'>;
  switchboard: Pick<Switchboard, 'tellContact'>;
  now: () => number;
};

/**
 * Watches what concerns a whole line (its notice, its hours, who is on duty) and has those who wait told early. What
 * each of them knows stands in their own record, so being told twice, by two instances or after a restart, is harmless.
 */
export interface LineNews {
  /** One look at every queue; rejects with StoreUnavailable. */
  once(): Promise<void>;
}

/** At most 20 of a line are fetched for news in a second; more are asked, for most may know it already. */
const TOLD_A_ROUND = 20;
const ASKED_A_ROUND = 200;
const BETWEEN_MS = 50;
const MOST_TOLD = 100_000;
/** Before closing, and after it, time itself is news: so often it is looked at. */
const LOOK_AGAIN_MS = 30_000;
const SOON_MS = 15 * 60_000;

export function createLineNews({ store, switchboard, now }: LineNewsParts): LineNews {
  /** What was the case when a line was last looked at, and who is still to be told of it, in the order of the line. */
  const lines = new Map<string, { situation: string; onDuty: OnDuty; toTell: string[] }>();

  async function look(queue: QueueSettings): Promise<void> {
    const { onDuty, waiting } = await store.lineNow(queue.id);
    const situation = situationOf(queue, onDuty);
    const known = lines.get(queue.id);
    // One operator more of several makes no wait longer: nobody has to be told.
    if (known?.situation !== situation || isLess(queue, onDuty, known.onDuty)) {
      // Of a closed queue's line, most are booked: their records would be read all night for nothing.
      const takeable = waiting === 0 ? [] : await store.takeable([queue.id], MOST_TOLD);
      const toTell = takeable.filter(({ status }) => status === 'waiting').map(({ id }) => id);
      lines.set(queue.id, { situation, onDuty, toTell });
    } else known.onDuty = onDuty;
    await tellSome(lines.get(queue.id)?.toTell ?? []);
  }

  function situationOf(queue: QueueSettings, onDuty: OnDuty): string {
    const at = now();
    // Some callers may have somebody on duty who speaks their language while others have nobody.
    const served = spokenIn(queue, onDuty).map((language) => speakersOf(onDuty, language) > 0);
    const state = openNow(queue, at);
    const turn = Math.floor(at / LOOK_AGAIN_MS);
    const closing = state.open
      ? state.closesAt !== null && state.closesAt - at <= SOON_MS
        ? 'soon'
        : 'open'
      : `closed ${served.includes(false) ? turn : ''}`;
    return `${noticeAt(queue, at)?.id ?? ''} ${served} ${closing}`;
  }

  /** Whether any of those who wait has fewer on duty than before who speak their language. */
  function isLess(queue: QueueSettings, onDuty: OnDuty, before: OnDuty): boolean {
    return spokenIn(queue, before).some(
      (language) => speakersOf(onDuty, language) < speakersOf(before, language),
    );
  }

  /** The next of them, a little apart. */
  async function tellSome(toTell: string[]): Promise<void> {
    let told = 0;
    for (let asked = 0; asked < ASKED_A_ROUND && told < TOLD_A_ROUND; asked++) {
      const id = toTell.shift();
      if (id === undefined) return;
      const { kind, contact } = await tell(id, told * BETWEEN_MS);
      if (kind === 'done' && contact?.status === 'waiting' && contact.speakAt !== null) told += 1;
    }
  }

  async function tell(id: string, afterMs: number): Promise<{ kind: string; contact: Contact | null }> {
    const outcome = await switchboard.tellContact(id, { type: 'news', lines: [], afterMs });
    return outcome.kind === 'done' ? outcome : { kind: outcome.kind, contact: null };
  }

  return {
    async once() {
      for (const queue of await store.queues()) await look(queue);
    },
  };
}

/** The languages of those who may wait: the queue's, and what operators speak beside them, for who was handed on. */
function spokenIn({ languages }: QueueSettings, { naming }: OnDuty): string[] {
  return [...new Set([...languages, ...Object.keys(naming).toSorted()])];
}
