import { contactView } from '../api/contacts/contact-view.ts';
import { isoTime } from '../api/contract.ts';
import type { CancelTimer, Clock } from '../clock.ts';
import type { Contact } from '../contact/contact.ts';
import type { Store } from '../store/store.ts';
import type { LiveEvent } from './feed.ts';

/** The head of one line as it was read. */
export type Head = { queueId: string; length: number; contacts: { contact: Contact; position: number }[] };

/**
 * Keeps the order of lines right on every console: when one leaves, all behind move up, though nothing of theirs was
 * written. So each queue's order goes out as ids whenever it changed, at most twice a second.
 */
export interface LineWatch {
  contactChanged(contact: Contact): void;
  queueChanged(queueId: string): void;
  /** Listeners were shown this contact in a snapshot. */
  sawContact(contact: Contact): void;
  /** Reads a line for a snapshot. */
  read(queueId: string): Promise<Head>;
  /** All lines as they are now, with those in them, for a stream that is taken up again. */
  all(queueIds: readonly string[]): Promise<LiveEvent[]>;
  /** Nobody listens any more. */
  forget(): void;
  close(): void;
}

/** How many of each line consoles are shown. */
export const HEAD_LENGTH = 200;
const EVERY_MS = 500;

/** `send` gives events to every listener; `failed` is told where the store did not answer. */
export function createLineWatch(parts: {
  store: Store;
  clock: Clock;
  send(events: readonly LiveEvent[]): void;
  failed(error: unknown): void;
}): LineWatch {
  const { store, clock, send, failed } = parts;
  /** What listeners were told last, by queue; `byAll` is false once one of them was shown the line at another moment. */
  const told = new Map<string, { ids: string[]; length: number; byAll: boolean }>();
  /** In which queue a contact was seen last: who is handed on leaves a line behind. */
  const queueOf = new Map<string, string>();
  let moved = new Set<string>();
  let timer: CancelTimer | null = null;
  let reading = false;

  function schedule(): void {
    if (timer !== null || reading || moved.size === 0) return;
    timer = clock.setTimer(EVERY_MS, () => {
      timer = null;
      void tell();
    });
  }

  /** Never rejects. */
  async function tell(): Promise<void> {
    reading = true;
    const queueIds = moved;
    moved = new Set();
    try {
      for (const queueId of queueIds) send(changesOf(await read(queueId)));
    } catch (error) {
      failed(error);
    }
    reading = false;
    schedule();
  }

  /** Reads a line for one listener. It may be on its way back to what the others were told: then it is told once more. */
  async function show(queueId: string): Promise<Head> {
    const head = await read(queueId);
    const last = told.get(queueId);
    if (last !== undefined) last.byAll = false;
    return head;
  }

  async function read(queueId: string): Promise<Head> {
    const [length, contacts] = await Promise.all([
      store.lineLength(queueId),
      store.line(queueId, HEAD_LENGTH),
    ]);
    for (const { contact } of contacts) queueOf.set(contact.id, contact.queueId);
    return { queueId, length, contacts };
  }

  /** Nothing where all know the order; those who came into sight are shown with it. */
  function changesOf(head: Head): LiveEvent[] {
    const before = told.get(head.queueId);
    const ids = head.contacts.map(({ contact }) => contact.id);
    told.set(head.queueId, { ids, length: head.length, byAll: true });
    if (before?.byAll === true && before.length === head.length && sameOrder(before.ids, ids)) return [];
    const seen = new Set(before?.ids);
    return eventsOf(head, (id) => !seen.has(id));
  }

  function eventsOf(head: Head, isNew: (id: string) => boolean): LiveEvent[] {
    const now = clock.now();
    const shown = head.contacts.filter(({ contact }) => isNew(contact.id));
    return [
      ...shown.map(({ contact, position }) => ({
        event: 'contact',
        data: contactView(contact, position, now),
      })),
      {
        event: 'line',
        data: {
          queueId: head.queueId,
          length: head.length,
          ids: head.contacts.map(({ contact }) => contact.id),
          now: isoTime(now),
        },
      },
    ];
  }

  return {
    contactChanged(contact) {
      const before = queueOf.get(contact.id);
      if (before !== undefined) moved.add(before);
      moved.add(contact.queueId);
      if (contact.status === 'ended') queueOf.delete(contact.id);
      else queueOf.set(contact.id, contact.queueId);
      schedule();
    },
    queueChanged(queueId) {
      moved.add(queueId);
      schedule();
    },
    sawContact(contact) {
      queueOf.set(contact.id, contact.queueId);
    },
    read: show,
    async all(queueIds) {
      const heads = await Promise.all(queueIds.map(show));
      return heads.flatMap((head) => eventsOf(head, () => true));
    },
    forget() {
      moved.clear();
      told.clear();
      queueOf.clear();
    },
    close() {
      timer?.();
    },
  };
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
