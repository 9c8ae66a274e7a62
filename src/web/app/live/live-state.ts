import type { Contact, Desk, Outcome } from '../http/contract.ts';

/** A contact with the moment since which it waits on the server's clock (epoch ms), so that the page can count. */
export type LiveContact = Contact & { waitingSince: number };

/** One queue's line: who stands in it, in order (the first ones), and how many there are in all. */
export type LiveLine = { ids: string[]; length: number };

/** All that the live stream has told so far. */
export type LiveState = {
  /** False until the first snapshot. */
  known: boolean;
  contacts: ReadonlyMap<string, LiveContact>;
  desks: ReadonlyMap<string, Desk>;
  lines: ReadonlyMap<string, LiveLine>;
  queueNames: ReadonlyMap<string, string>;
  /** What may come of a call, by queue. */
  outcomes: ReadonlyMap<string, Outcome[]>;
  /** Grows with each change of a contact, by id: what else is shown of it has to be read again. */
  changes: ReadonlyMap<string, number>;
  /** Grows when what people owe callers may have changed: that list has to be read again. */
  owedChanges: number;
};

export type LiveQueue = { id: string; name: string; outcomes?: Outcome[] };

export type Snapshot = {
  now: string;
  contacts: Contact[];
  desks: Desk[];
  queues: LiveQueue[];
  lines: { queueId: string; ids: string[]; length: number }[];
};

/** What the stream says, by event name. */
export type LiveEvent =
  | { type: 'snapshot'; data: Snapshot }
  | { type: 'contact'; data: Contact }
  | { type: 'desk'; data: Desk }
  | { type: 'line'; data: { queueId: string; ids: string[]; length: number } }
  | { type: 'queue'; data: LiveQueue }
  | { type: 'gone'; data: { kind: 'contact' | 'desk' | 'queue'; key: string } };

export const NOTHING_YET: LiveState = {
  known: false,
  contacts: new Map(),
  desks: new Map(),
  lines: new Map(),
  queueNames: new Map(),
  outcomes: new Map(),
  changes: new Map(),
  owedChanges: 0,
};

/** The state after an event that arrived at `now` (server's clock, epoch ms). */
export function applyLive(state: LiveState, event: LiveEvent, now: number): LiveState {
  switch (event.type) {
    case 'snapshot':
      return fromSnapshot(state, event.data, now);
    case 'contact':
      return withContact(state, event.data, now);
    case 'desk':
      return { ...state, desks: new Map(state.desks).set(event.data.operator, event.data) };
    case 'line': {
      const { queueId, ids, length } = event.data;
      return { ...state, lines: new Map(state.lines).set(queueId, { ids, length }) };
    }
    case 'queue':
      return {
        ...state,
        queueNames: new Map(state.queueNames).set(event.data.id, event.data.name),
        outcomes: new Map(state.outcomes).set(event.data.id, event.data.outcomes ?? []),
      };
    case 'gone':
      return without(state, event.data);
  }
}

function fromSnapshot(state: LiveState, snapshot: Snapshot, now: number): LiveState {
  const contacts = new Map<string, LiveContact>();
  const changes = new Map<string, number>();
  for (const contact of snapshot.contacts) {
    contacts.set(contact.id, counted(contact, state.contacts.get(contact.id), now));
    changes.set(contact.id, (state.changes.get(contact.id) ?? 0) + 1);
  }
  return {
    known: true,
    contacts,
    changes,
    owedChanges: state.owedChanges + 1,
    desks: new Map(snapshot.desks.map((desk) => [desk.operator, desk])),
    lines: new Map(snapshot.lines.map((line) => [line.queueId, { ids: line.ids, length: line.length }])),
    queueNames: new Map(snapshot.queues.map((queue) => [queue.id, queue.name])),
    outcomes: new Map(snapshot.queues.map((queue) => [queue.id, queue.outcomes ?? []])),
  };
}

function withContact(state: LiveState, contact: Contact, now: number): LiveState {
  const before = state.contacts.get(contact.id);
  const isOver = contact.status === 'ended' || contact.status === 'feedback';
  const owes = isOver || contact.owes != null || before?.owes != null;
  const owedChanges = state.owedChanges + (owes ? 1 : 0);
  if (isOver) return { ...without(state, { kind: 'contact', key: contact.id }), owedChanges };
  const contacts = new Map(state.contacts).set(contact.id, counted(contact, before, now));
  const changes = new Map(state.changes).set(contact.id, (state.changes.get(contact.id) ?? 0) + 1);
  return { ...state, contacts, changes, owedChanges };
}

function without(
  state: LiveState,
  { kind, key }: { kind: 'contact' | 'desk' | 'queue'; key: string },
): LiveState {
  switch (kind) {
    case 'contact':
      return { ...state, contacts: less(state.contacts, key), changes: less(state.changes, key) };
    case 'desk':
      return { ...state, desks: less(state.desks, key) };
    case 'queue':
      return { ...state, lines: less(state.lines, key), queueNames: less(state.queueNames, key) };
  }
}

function less<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** Whole seconds from the server would make the count jump by one now and then: what is nearly the same stays. */
function counted(contact: Contact, before: LiveContact | undefined, now: number): LiveContact {
  const waitingSince = now - contact.waitedSeconds * 1000;
  const same = before !== undefined && Math.abs(before.waitingSince - waitingSince) < 1500;
  return { ...contact, waitingSince: same ? before.waitingSince : waitingSince };
}
