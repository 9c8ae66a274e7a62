import { type ContactJson, contactView } from '../api/contacts/contact-view.ts';
import { isoTime } from '../api/contract.ts';
import { type DeskJson, deskView } from '../api/desk/desk-view.ts';
import type { Clock } from '../clock.ts';
import { type Change, MOST_SERVED, type Store } from '../store/store.ts';
import type { LiveEvent } from './feed.ts';
import type { LineWatch } from './line-watch.ts';

export type QueueJson = {
  id: string;
  name: string;
  languages: string[];
  /** What may come of a call. */
  outcomes: { id: string; label: string }[];
};
export type Snapshot = {
  now: string;
  /** The first of each line in order, then who is served. */
  contacts: ContactJson[];
  desks: DeskJson[];
  queues: QueueJson[];
  lines: { queueId: string; length: number; ids: string[] }[];
};

/** What consoles are shown, read from the store as it is now. */
export interface Views {
  of(changes: readonly Change[]): Promise<LiveEvent[]>;
  snapshot(): Promise<LiveEvent & { data: Snapshot }>;
}

const READ_TOGETHER = 50;

/** Both reject with StoreUnavailable. `lines` is told of the contacts that are seen on the way. */
export function createViews({
  store,
  clock,
  lines,
}: {
  store: Store;
  clock: Clock;
  lines: LineWatch;
}): Views {
  async function viewOf({ kind, key }: Change): Promise<LiveEvent> {
    switch (kind) {
      case 'contact': {
        const { contact, position } = await store.readContact(key, '');
        if (contact === null) return { event: 'gone', data: { kind, key } };
        lines.contactChanged(contact);
        return { event: 'contact', data: contactView(contact, position, clock.now()) };
      }
      case 'desk': {
        const desk = await store.readDesk(key);
        return desk === null
          ? { event: 'gone', data: { kind, key } }
          : { event: 'desk', data: deskView(desk) };
      }
      case 'queue': {
        const queue = await store.queue(key);
        if (queue === null) return { event: 'gone', data: { kind, key } };
        lines.queueChanged(key);
        return { event: 'queue', data: queueView(queue) };
      }
      case 'operator':
        // Who has which role is for admins alone, who ask for it.
        return { event: 'operator', data: { name: key } };
      default:
        return kind satisfies never;
    }
  }

  return {
    async of(changes) {
      const events: LiveEvent[] = [];
      for (let i = 0; i < changes.length; i += READ_TOGETHER) {
        events.push(...(await Promise.all(changes.slice(i, i + READ_TOGETHER).map(viewOf))));
      }
      return events;
    },
    async snapshot() {
      const queues = await store.queues();
      const [desks, served, ...heads] = await Promise.all([
        store.allDesks(),
        store.served(MOST_SERVED),
        ...queues.map(({ id }) => lines.read(id)),
      ]);
      const now = clock.now();
      const inLine = heads.flatMap(({ contacts }) => contacts);
      const seen = new Set(inLine.map(({ contact }) => contact.id));
      for (const contact of served) lines.sawContact(contact);
      const data: Snapshot = {
        now: isoTime(now),
        contacts: [
          ...inLine.map(({ contact, position }) => contactView(contact, position, now)),
          ...served.filter(({ id }) => !seen.has(id)).map((contact) => contactView(contact, null, now)),
        ],
        desks: desks.map(deskView),
        queues: queues.map(queueView),
        lines: heads.map(({ queueId, length, contacts }) => ({
          queueId,
          length,
          ids: contacts.map(({ contact }) => contact.id),
        })),
      };
      return { event: 'snapshot', data };
    },
  };
}

function queueView({ id, name, languages, outcomes }: QueueJson): QueueJson {
  return { id, name, languages, outcomes };
}
