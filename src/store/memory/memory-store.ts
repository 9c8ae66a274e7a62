import type { Clock } from '../../clock.ts';
import type { Contact } from '../../contact/contact.ts';
import type { TimelineEntry } from '../../contact/decision.ts';
import type { Desk } from '../../desk/desk.ts';
import { checkCommit } from '../check-commit.ts';
import { createForgetfulMap } from '../forgetful-map.ts';
import { createMemoryDuties } from './memory-duties.ts';
import { createMemoryLabels } from './memory-labels.ts';
import { createMemoryLines, leave, newPlace } from './memory-lines.ts';
import { createMemoryOutbox } from './memory-outbox.ts';
import { memoryClips } from './memory-clips.ts';
import { createMemoryPast } from './memory-past.ts';
import { memoryScratch } from './memory-scratch.ts';
import { memorySettings } from './memory-settings.ts';
import { createMemoryTallies } from './memory-tallies.ts';
import { EVENT_REMEMBERED_MS, KEPT_MS, TIMELINE_LENGTH } from '../retention.ts';
import { createScoredSet, type ScoredSet } from './scored-set.ts';
import type {
  Change,
  CommitResult,
  Commit,
  ContactWrite,
  DeskWrite,
  Due,
  KeptEstimate,
  Store,
} from '../store.ts';

type Visit = { contact: Contact; timeline: TimelineEntry[] };
type Listener = (change: Change) => void;

export type MemoryStoreOptions = {
  /** How long what is over can still be read, ms; seven days where nothing else is said. Millions want an hour. */
  keptMs?: number;
};

/**
 * Everything in this process, for simulations and quick tests. It keeps references: a record that was handed over, or
 * that is read, must never be changed.
 *
 * @param clock what tells when sessions end and what is over is forgotten.
 */
export function createMemoryStore(clock: Clock, options: MemoryStoreOptions = {}): Store {
  const { keptMs = KEPT_MS } = options;
  const contacts = createForgetfulMap<Visit>();
  const desks = new Map<string, Desk>();
  const duties = createMemoryDuties();
  const freeDesks = createScoredSet();
  const { lines, lineOf } = createMemoryLines();
  const served = createScoredSet();
  const owed = createScoredSet();
  const labels = createMemoryLabels();
  const past = createMemoryPast(keptMs);
  const tallies = createMemoryTallies();
  const legs = createForgetfulMap<Due>();
  const intents = createForgetfulMap<string>();
  const events = createForgetfulMap<true>();
  const guards = createForgetfulMap<true>();
  const deadlines = createScoredSet();
  const owners = new Map<string, Due>();
  const estimates = new Map<string, KeptEstimate>();
  const outbox = createMemoryOutbox();
  const listeners = new Set<Listener>();
  let lastChange = 0;
  const settings = memorySettings(clock, announce);

  function announce(kind: Change['kind'], key: string): void {
    lastChange += 1;
    const change: Change = { id: String(lastChange), kind, key };
    for (const listener of listeners) {
      // After whoever commits has gone on, as it is with Redis, and in order.
      queueMicrotask(() => {
        if (listeners.has(listener)) listener(change);
      });
    }
  }

  /** Those that are still kept. */
  function contactsOf(ids: readonly string[]): Contact[] {
    const now = clock.now();
    const found: Contact[] = [];
    for (const id of ids) {
      const visit = contacts.get(id, now);
      if (visit !== undefined) found.push(visit.contact);
    }
    return found;
  }

  function setDeadline(key: string, owner: Due, dueAt: number | null): void {
    if (dueAt === null) {
      deadlines.remove(key);
      owners.delete(key);
    } else {
      deadlines.put(key, dueAt);
      owners.set(key, owner);
    }
  }

  function writeContact(write: ContactWrite, now: number): void {
    const { contact, standing } = write;
    const { id } = contact;
    const visit = contacts.get(id, now);
    const until = contact.status === 'ended' && !write.owed ? now + keptMs : Number.POSITIVE_INFINITY;
    const timeline = visit?.timeline ?? [];
    extend(timeline, write.timeline);
    contacts.set(id, { contact, timeline }, until, now);
    if (write.leavesQueueId !== undefined) leave(lineOf(write.leavesQueueId), id);
    const line = lineOf(write.queueId);
    if (standing === 'out') {
      leave(line, id);
    } else if (standing !== 'keep') {
      line.places.put(id, 'place' in standing ? standing.place : newPlace(line, standing.newcomer));
    }
    const place = line.places.score(id);
    if (write.takeable && place !== null) line.takeable.put(id, place);
    else line.takeable.remove(id);
    list(served, id, write.served, now);
    list(owed, id, write.owed, now);
    labels.change(id, write.labels, now);
    past.add(contact, now);
    const owner: Due = { kind: 'contact', id };
    setDeadline(`contact:${id}`, owner, write.dueAt);
    if (write.callSid !== null) legs.set(write.callSid, owner, now + keptMs, now);
    announce('contact', id);
  }

  function writeDesk(write: DeskWrite, now: number): void {
    const { desk } = write;
    const { operator } = desk;
    desks.set(operator, desk);
    duties.change(operator, write);
    if (write.freeSince === null) freeDesks.remove(operator);
    else freeDesks.put(operator, write.freeSince);
    const owner: Due = { kind: 'desk', operator };
    setDeadline(`desk:${operator}`, owner, write.dueAt);
    if (write.callSid !== null) legs.set(write.callSid, owner, now + keptMs, now);
    if (write.intentId !== null) intents.set(write.intentId, operator, now + keptMs, now);
    announce('desk', operator);
  }

  /** Whether it takes the leg of somebody who is not written with it. */
  function isAnothers({ callSid, takesLeg }: ContactWrite, together: readonly ContactWrite[]): boolean {
    if (callSid === null || !takesLeg) return false;
    const owner = legs.get(callSid, clock.now());
    if (owner === undefined) return false;
    return owner.kind === 'desk' || together.every(({ contact }) => contact.id !== owner.id);
  }

  function commit({
    now,
    eventId,
    contacts: contactWrites,
    desks: deskWrites,
    effects,
    tallies: counted,
  }: Commit): CommitResult {
    const clockNow = clock.now();
    if (eventId !== null && events.get(eventId, clockNow)) return { outcome: 'duplicate' };
    for (const { contact, expectedVersion } of contactWrites) {
      const version = contacts.get(contact.id, clockNow)?.contact.version ?? 0;
      if (version !== expectedVersion) return { outcome: 'conflict' };
    }
    if (contactWrites.some((write) => isAnothers(write, contactWrites))) return { outcome: 'conflict' };
    for (const { desk, expectedVersion } of deskWrites) {
      if ((desks.get(desk.operator)?.version ?? 0) !== expectedVersion) return { outcome: 'conflict' };
    }
    if (eventId !== null) events.set(eventId, true, clockNow + EVENT_REMEMBERED_MS, clockNow);
    for (const write of contactWrites) writeContact(write, now);
    for (const write of deskWrites) writeDesk(write, now);
    for (const tally of counted) tallies.add(tally, clockNow);
    return { outcome: 'committed', effects: outbox.add(effects, now) };
  }

  return {
    ...settings,
    ...memoryScratch(clock),
    ...memoryClips(clock),
    async readContact(id, queueId) {
      const contact = contacts.get(id, clock.now())?.contact ?? null;
      const asked = contact?.queueId ?? queueId;
      const places = lines.get(asked)?.places;
      return {
        contact,
        position: places?.rank(id) ?? null,
        place: places?.score(id) ?? null,
        queue: settings.queueNow(asked),
        onDuty: duties.of(asked),
        foretells: estimates.get(asked)?.foretells ?? null,
        waiting: places?.size ?? 0,
      };
    },
    async lineNow(queueId) {
      return { onDuty: duties.of(queueId), waiting: lines.get(queueId)?.places.size ?? 0 };
    },
    readEstimate: async (queueId) => estimates.get(queueId) ?? null,
    async writeEstimate(queueId, estimate, expectedVersion) {
      if ((estimates.get(queueId)?.version ?? 0) !== expectedVersion) return false;
      estimates.set(queueId, { ...estimate, version: expectedVersion + 1 });
      return true;
    },
    readDesk: async (operator) => desks.get(operator) ?? null,
    async forgetDesk(operator) {
      const desk = desks.get(operator);
      if (desk === undefined) return;
      const off = { onDutyFor: [], speaks: [], freeSince: null, dueAt: null, callSid: null, intentId: null };
      writeDesk({ desk, expectedVersion: desk.version, ...off }, clock.now());
      desks.delete(operator);
    },
    ownerOfLeg: async (callSid) => legs.get(callSid, clock.now()) ?? null,
    deskOfIntent: async (intentId) => intents.get(intentId, clock.now()) ?? null,
    labelled: async (label) => contactsOf(labels.carriers(label, clock.now())),
    past: async (caller) => contactsOf(past.of(caller, clock.now())),
    async forgetPast(caller) {
      past.forget(caller);
    },
    async commit(wanted) {
      checkCommit(wanted);
      return commit(wanted);
    },
    async note(contactId, added) {
      const visit = contacts.get(contactId, clock.now());
      if (visit !== undefined) extend(visit.timeline, added);
    },
    quarters: async (queueId, from, until) => tallies.quarters(queueId, from, until, clock.now()),
    readTimeline: async (contactId) => [...(contacts.get(contactId, clock.now())?.timeline ?? [])],
    async claimDue(now, leaseMs, limit) {
      const due = deadlines.first(limit, now);
      for (const { member } of due) deadlines.put(member, now + leaseMs);
      return due.map(({ member }) => owners.get(member) as Due);
    },
    claimEffects: async (now, leaseMs, limit) => outbox.claim(now, leaseMs, limit),
    finishEffect: async (id) => outbox.finish(id),
    retryEffect: async (entry, at) => outbox.retry(entry, at),
    async once(key, ttlMs) {
      const now = clock.now();
      if (guards.get(key, now)) return false;
      guards.set(key, true, now + ttlMs, now);
      return true;
    },
    async takeable(queueIds, limit) {
      const first = [...new Set(queueIds)].flatMap(
        (queueId) => lines.get(queueId)?.takeable.first(limit) ?? [],
      );
      if (queueIds.length > 1) first.sort((a, b) => a.score - b.score || (a.member < b.member ? -1 : 1));
      return contactsOf(first.slice(0, limit).map(({ member }) => member));
    },
    freeDesks: async () => freeDesks.first(freeDesks.size).map(({ member }) => desks.get(member) as Desk),
    allDesks: async () => [...desks.values()].toSorted((a, b) => (a.operator < b.operator ? -1 : 1)),
    async line(queueId, limit) {
      const first = lines.get(queueId)?.places.first(limit) ?? [];
      return first.flatMap(({ member }, i) =>
        contactsOf([member]).map((contact) => ({ contact, position: i + 1 })),
      );
    },
    lineLength: async (queueId) => lines.get(queueId)?.places.size ?? 0,
    served: async (limit) => contactsOf(served.first(limit).map(({ member }) => member)),
    owed: async (limit) => contactsOf(owed.first(limit).map(({ member }) => member)),
    async knownLegs(callSids) {
      const known = new Map<string, Due>();
      for (const callSid of callSids) {
        const owner = legs.get(callSid, clock.now());
        if (owner !== undefined) known.set(callSid, owner);
      }
      return known;
    },
    async onChange(listener) {
      const own: Listener = (change) => listener(change);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    takesNewcomers: async () => true,
    time: async () => clock.now(),
    async close() {
      listeners.clear();
    },
  };
}

/** A list beside the line keeps since when somebody is in it. */
function list(listed: ScoredSet, id: string, isIn: boolean, now: number): void {
  if (!isIn) listed.remove(id);
  else if (listed.score(id) === null) listed.put(id, now);
}

function extend(timeline: TimelineEntry[], added: readonly TimelineEntry[]): void {
  timeline.push(...added);
  if (timeline.length > TIMELINE_LENGTH) timeline.splice(0, timeline.length - TIMELINE_LENGTH);
}
