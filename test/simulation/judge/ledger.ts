import type { Contact } from '../../../src/contact/contact.ts';
import type { Commit, ContactWrite, Store } from '../../../src/store/store.ts';
import type { Findings } from './findings.ts';
import type { Slack } from './slack.ts';

/** What the ledger knows of one contact. */
type Entry = {
  id: string;
  status: Contact['status'];
  queueId: string;
  /** Priority of the queue that was called. */
  priority: number;
  /** When we first heard of the caller, by the network's clock. */
  knownAt: number;
  /** Was served before, and so stands before all others. */
  front: boolean;
  /** The store's key of the place while in line. */
  place: number | null;
  /** When the status was last written. */
  since: number;
  /** The store has not forgotten it. */
  known: boolean;
};

export type LedgerParts = {
  findings: Findings;
  slack: () => Slack;
  now: () => number;
  /** When a call was first heard of, by the network; null where it is over. */
  knownAt: (contactId: string) => number | null;
  priorityOf: (queueId: string) => number;
  /** A webhook is being delivered that had been answered long ago. */
  replaying: () => boolean;
};

/** Follows every commit: each contact in exactly one place, nobody overtaken, places kept, ends for good. */
export class Ledger {
  readonly entries = new Map<string, Entry>();
  private readonly waiting = new Map<string, Map<string, Entry>>();
  private readonly parts: LedgerParts;

  constructor(parts: LedgerParts) {
    this.parts = parts;
  }

  /** The status of a contact that the store still knows. */
  statusOf(id: string): Contact['status'] | null {
    const entry = this.entries.get(id);
    return entry?.known === true ? entry.status : null;
  }

  /** The store has forgotten everybody: nobody can be taken until the legs come back. */
  forgotten(): void {
    this.waiting.clear();
    for (const entry of this.entries.values()) {
      entry.known = false;
      if (isInLine(entry.status)) continue;
      entry.front ||= entry.status !== 'ended';
      entry.place = null;
    }
  }

  /** Fetched home without a token of its own: ranked by the beginning of its call. */
  ranksByCall(id: string, calledAt: number): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    entry.place = null;
    entry.knownAt = calledAt;
  }

  /** A call is over and will not be heard of again. */
  forget(id: string): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) this.unwait(entry);
    this.entries.delete(id);
  }

  committed(commit: Commit, store: Store): void {
    const { replaying, findings } = this.parts;
    findings.count('commits');
    if (replaying())
      findings.broken('S9', legOf(commit), 'A webhook that had been answered before changed something.');
    const desk = commit.desks[0]?.desk ?? null;
    // Whom a free desk is offered is the first of all its lines; at the console a line may be chosen.
    const lines = desk?.status === 'offered' ? desk.queues : null;
    for (const write of commit.contacts) this.contact(write, store, lines);
  }

  private contact(write: ContactWrite, store: Store, lines: readonly string[] | null): void {
    const { contact } = write;
    const before = this.entries.get(contact.id);
    if (before === undefined) {
      this.add(write, store);
      return;
    }
    const was = before.status;
    if (was === 'ended' && contact.status !== 'ended' && contact.version > 1)
      this.broken('S8', contact, 'An ended contact lives again.');
    if (contact.status === 'offered' && was === 'waiting') {
      this.parts.findings.count('takes');
      this.inTurn(before, contact, lines ?? [before.queueId]);
    }
    if (!isInLine(was) && isInLine(contact.status) && was !== 'ended') before.front = true;
    if (before.queueId !== contact.queueId) before.place = null;
    const wasInLine = isInLine(was) && isInLine(contact.status) && before.queueId === contact.queueId;
    if (was !== contact.status) before.since = this.parts.now();
    before.status = contact.status;
    before.known = true;
    this.unwait(before);
    before.queueId = contact.queueId;
    this.stand(before, contact, store, wasInLine);
  }

  private add({ contact }: ContactWrite, store: Store): void {
    const knownAt = this.parts.knownAt(contact.id);
    if (knownAt === null) {
      // Often only the word that a call was over a while ago.
      if (contact.version > 1) return;
      // Its first webhook came after the word that it had ended; the next question about the leg ends it.
      this.parts.findings.count('contacts of calls that were over');
      if (this.parts.slack().prompt) this.broken('L3', contact, 'A call that is over became a contact.');
      return;
    }
    this.parts.findings.count('contacts');
    const entry: Entry = {
      id: contact.id,
      status: contact.status,
      queueId: contact.queueId,
      priority: this.parts.priorityOf(contact.queueId),
      knownAt,
      front: false,
      place: null,
      since: this.parts.now(),
      known: true,
    };
    this.entries.set(contact.id, entry);
    this.stand(entry, contact, store, false);
  }

  /** In the line exactly where the status says so, and where one stood before. */
  private stand(entry: Entry, contact: Contact, store: Store, wasInLine: boolean): void {
    // The memory store answers within the microtask, before anything else happens.
    void store.readContact(contact.id, '').then((view) => {
      if (view.contact?.version !== contact.version) return;
      if (isInLine(contact.status) !== (view.position !== null))
        this.broken('S3', contact, `${contact.status}, but position ${String(view.position)}.`);
      // A place that was rebuilt from a token may be one that was written while the store was in doubt.
      const offMs = Math.abs((view.place ?? Number.NaN) - (entry.place ?? Number.NaN));
      if (wasInLine && entry.place !== null && !(offMs <= this.parts.slack().orderMs))
        this.broken('S7', contact, `The place was ${entry.place} and is ${String(view.place)}.`);
      entry.place = view.place;
      // A record that was rebuilt knows only what the token of the last document knew.
      if (contact.version === 1 && !this.parts.slack().prompt) {
        const band = Math.floor((view.place ?? 0) / BAND);
        entry.front = band === 0;
        if (band > 0) entry.priority = HIGHEST_BAND - band;
      }
    });
    if (contact.status !== 'waiting') return;
    const line = this.waiting.get(entry.queueId) ?? new Map<string, Entry>();
    this.waiting.set(entry.queueId, line);
    line.set(entry.id, entry);
  }

  private unwait(entry: Entry): void {
    this.waiting.get(entry.queueId)?.delete(entry.id);
  }

  /** Nobody who could have been taken stood before. */
  private inTurn(taken: Entry, contact: Contact, lines: readonly string[]): void {
    const { orderMs, raceMs } = this.parts.slack();
    for (const queueId of lines) {
      for (const other of this.waiting.get(queueId)?.values() ?? []) {
        // Who comes back to the line while somebody else is being taken is seen by the next take.
        if (other.since >= this.parts.now() - raceMs) continue;
        if (other.id === taken.id || !standsBefore(other, taken, orderMs)) continue;
        this.broken(
          'S6',
          contact,
          `${other.id} stood before and was passed over: ${shown(other)}, not ${shown(taken)}.`,
        );
        return;
      }
    }
  }

  private broken(invariant: string, contact: Contact, message: string): void {
    this.parts.findings.broken(invariant, contact.leg?.callSid ?? contact.id.slice(2), message);
  }
}

/** Bands of places by priority; band 0 is the front of the line (waiting/line.ts). */
const BAND = 1e13;
const HIGHEST_BAND = 10;

function standsBefore(one: Entry, other: Entry, toleranceMs: number): boolean {
  if (one.front !== other.front) return one.front;
  if (!one.front && one.priority !== other.priority) return one.priority > other.priority;
  return one.knownAt < other.knownAt - toleranceMs;
}

function isInLine(status: Contact['status']): boolean {
  return status === 'waiting' || status === 'offered';
}

function legOf(commit: Commit): string | null {
  return commit.contacts[0]?.callSid ?? commit.desks[0]?.callSid ?? null;
}

function shown({ front, priority, knownAt, place, since }: Entry): string {
  return `${front ? 'front' : `priority ${priority}`} since ${new Date(knownAt).toISOString()} at ${String(place)} (waiting since ${new Date(since).toISOString()})`;
}
