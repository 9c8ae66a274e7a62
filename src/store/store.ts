import type { Contact } from '../contact/contact.ts';
import type { TimelineEntry } from '../contact/decision.ts';
import type { Desk } from '../desk/desk.ts';
import type { Effect } from '../contact/effects.ts';
import type { Clip } from '../voice-script/clip.ts';
import type { OnDuty } from '../waiting/on-duty.ts';
import type { QueueSettings } from '../waiting/queue-settings.ts';
import type { Quarter, Tally } from '../waiting/tally.ts';
import type { SettingsStore } from './settings-store.ts';

export {
  type LineSettings,
  type Operator,
  type Role,
  type SettingsStore,
  UNSET_LINE,
} from './settings-store.ts';

/** The store could not be asked, or did not answer in time: whether a write happened is not known. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** Everything that is kept, and the one way to change it. `redis-store` and `memory-store` pass one contract suite. */
export interface Store
  extends LineStore,
    TallyStore,
    SettingsStore,
    SessionStore,
    ScratchStore,
    ClipStore,
    PhraseStore {
  /** Releases connections. */
  close(): Promise<void>;
}

/** A contact with what surrounds it at the moment of reading. */
export type ContactView = {
  contact: Contact | null;
  /** Rank in its line from 1; null where it stands in none. */
  position: number | null;
  /** The key of its place in the line (waiting/line.ts). */
  place: number | null;
  /** Settings of the contact's queue, where it is unknown of the one that was asked for; null where there are none. */
  queue: QueueSettings | null;
  /** Operators on duty for that queue. */
  onDuty: OnDuty;
  /** What the line foretells its waits from (waiting/line-estimate.ts), as JSON; null where it has seen nothing yet. */
  foretells: string | null;
  /** How many stand in the line of that queue. */
  waiting: number;
};

/**
 * A line's estimate in two parts, both JSON: what a forecast is made from is read with every contact, what is only
 * learned with is not.
 */
export type KeptEstimate = { version: number; foretells: string; learnsWith: string };

/** Where a contact stands after a commit. */
export type Standing =
  /** In no line. */
  | 'out'
  /** Where it stood. */
  | 'keep'
  /** Joins at the end: rank = later of `arrivedAt` and last rank + 1 ms, less the head start of the priority. */
  | { newcomer: { headStartMs: number; arrivedAt: number } }
  /** At this very place. */
  | { place: number };

export type ContactWrite = {
  /** The new state; its `version` is `expectedVersion + 1`. */
  contact: Contact;
  /** Version that was read; 0 where the contact must not exist yet. */
  expectedVersion: number;
  queueId: string;
  /** The line to leave first where the contact changes queues. */
  leavesQueueId?: string;
  standing: Standing;
  /** In the line and free to be taken. */
  takeable: boolean;
  /** Talked to, offered or on hold: listed beside the line. */
  served: boolean;
  /** When the sweep has to look at it, epoch ms; null never. */
  dueAt: number | null;
  /** Legs to find it by; an ended contact's are forgotten with it. */
  callSid: string | null;
  /** That leg was not its leg before: a conflict where it is somebody's whom this commit does not write. */
  takesLeg: boolean;
  labels: LabelChanges;
  /** A person owes something about it: it is listed, and does not expire even where it is ended. */
  owed: boolean;
  timeline: TimelineEntry[];
};

/**
 * What else a contact is found by, written as `kind:value` of letters, digits, - and _, such as `code:1234` or `number:`
 * with a keyed hash; never anything personal. `remove` goes first. Whoever ends a contact removes its labels; as a
 * safety a label that is given to nobody for seven days is forgotten.
 */
export type LabelChanges = { add: string[]; remove: string[] };

export type DeskWrite = {
  desk: Desk;
  expectedVersion: number;
  /** Queues in which it counts as on duty. */
  onDutyFor: string[];
  /** Languages that it speaks with callers; all where none is named. */
  speaks: string[];
  /** Since when it is free to be offered a contact; null where it is not. */
  freeSince: number | null;
  dueAt: number | null;
  /** Its legs by CallSid, and the intent by which a call that rings finds it. */
  callSid: string | null;
  intentId: string | null;
};

/** All or nothing. */
export type Commit = {
  now: number;
  /** Refused as `duplicate` when a commit with the same id happened within the last ten minutes. */
  eventId: string | null;
  contacts: ContactWrite[];
  desks: DeskWrite[];
  effects: Effect[];
  /** What it adds to what is counted of queues. */
  tallies: Tally[];
};

export type CommitResult =
  /** `effects` are the outbox entries of this commit, leased to the caller for `EFFECT_LEASE_MS`. */
  { outcome: 'committed'; effects: OutboxEntry[] } | { outcome: 'conflict' } | { outcome: 'duplicate' };

/** `id` is unique; `attempt` counts from 0. */
export type OutboxEntry = { id: string; effect: Effect; attempt: number; createdAt: number };

/** Who is due: the sweep hands it a `due` event. */
export type Due = { kind: 'contact'; id: string } | { kind: 'desk'; operator: string };

/** What changed, in the order of commits. */
export type Change = { id: string; kind: 'contact' | 'desk' | 'queue' | 'operator'; key: string };
/** Changes were missed: all may be other than known. `id` is that of the next one. */
export type Missed = { id: string; kind: 'everything'; key: '' };

export interface LineStore {
  /** The contact and its surroundings in one round trip. `queueId` serves where the contact is unknown. */
  readContact(id: string, queueId: string): Promise<ContactView>;
  /** Null where the operator never had a desk. */
  readDesk(operator: string): Promise<Desk | null>;
  /** The desk of somebody who is no more: its record has their name and where they were rung. */
  forgetDesk(operator: string): Promise<void>;
  /** Whose leg a CallSid is. */
  ownerOfLeg(callSid: string): Promise<Due | null>;
  deskOfIntent(intentId: string): Promise<string | null>;
  /** Contacts that carry the label now, the one that was given it first before the others; at most 20. */
  labelled(label: string): Promise<Contact[]>;
  /**
   * Contacts of this caller (the keyed hash of a number) that are over, as long as they are kept, the latest first;
   * at most 20.
   */
  past(caller: string): Promise<Contact[]>;
  /** Those that are over now are not found by their caller any more. */
  forgetPast(caller: string): Promise<void>;

  commit(commit: Commit): Promise<CommitResult>;
  /** Adds to a contact's timeline without changing it (facts that were ignored). */
  note(contactId: string, entries: TimelineEntry[]): Promise<void>;
  readTimeline(contactId: string): Promise<TimelineEntry[]>;

  /** Who is due by `now`, earliest first; each is put off by `leaseMs` so that another instance's sweep leaves it alone. */
  claimDue(now: number, leaseMs: number, limit: number): Promise<Due[]>;
  /** Outbox entries whose lease ran out; each leased anew for `leaseMs`. */
  claimEffects(now: number, leaseMs: number, limit: number): Promise<OutboxEntry[]>;
  finishEffect(id: string): Promise<void>;
  /** Tries again at `at` (epoch ms), with the `attempt` that the entry now has. */
  retryEffect(entry: OutboxEntry, at: number): Promise<void>;
  /** True for the first that asks with this key, within `ttlMs`: the guard of what must not be done twice. */
  once(key: string, ttlMs: number): Promise<boolean>;

  /** The first `limit` takeable contacts of the queues, earliest place first. */
  takeable(queueIds: readonly string[], limit: number): Promise<Contact[]>;
  /** Free desks, longest free first. */
  freeDesks(): Promise<Desk[]>;
  allDesks(): Promise<Desk[]>;
  /** Contacts in the line, in order of places, with position. */
  line(queueId: string, limit: number): Promise<{ contact: Contact; position: number }[]>;
  lineLength(queueId: string): Promise<number>;
  /** Contacts that are offered, connected, held or returning. */
  served(limit: number): Promise<Contact[]>;
  /** Contacts about which a person owes something, longest owed first. */
  owed(limit: number): Promise<Contact[]>;
  /** Which of these legs the store knows. */
  knownLegs(callSids: readonly string[]): Promise<Map<string, Due>>;

  /**
   * Calls back after each change from now on; the promise resolves when listening has begun. Where the store is away, it
   * resolves after a second, and what was changed until then is told when the store is back, what was changed shortly
   * before perhaps with it: a change names what to read, so hearing of it once more does no harm.
   */
  onChange(listener: (change: Change | Missed) => void): Promise<() => void>;
  /** The line as it is now: operators on duty and places taken. */
  lineNow(queueId: string): Promise<{ onDuty: OnDuty; waiting: number }>;
  /** What is known of a line's waits; null where it has seen nothing yet. */
  readEstimate(queueId: string): Promise<KeptEstimate | null>;
  /** Replaces it where its version still is `expectedVersion` (0: there is none yet); false where it is not. */
  writeEstimate(
    queueId: string,
    estimate: Omit<KeptEstimate, 'version'>,
    expectedVersion: number,
  ): Promise<boolean>;

  /**
   * Whether whoever is new would be taken: false where the store is full, and works on for those whom it has. Rejects
   * where it takes no change at all, though it may answer what is read.
   */
  takesNewcomers(): Promise<boolean>;
  /** What time it is where the records are kept, epoch ms: the same for all instances. */
  time(): Promise<number>;
}

/** What commits have counted of queues, for reports. */
export interface TallyStore {
  /**
   * The quarters of an hour that began from `from` to before `until` (epoch ms) and in which something was counted, the
   * earliest first.
   */
  quarters(queueId: string, from: number, until: number): Promise<Quarter[]>;
}

/** More than operators can serve at once: for who wants all that are served. */
export const MOST_SERVED = 5_000;

export type Session = { operator: string; createdAt: number };

export interface SessionStore {
  /** `idHash` is a hash of the cookie's value: the store never holds what signs in. */
  putSession(idHash: string, session: Session, ttlMs: number): Promise<void>;
  /** Null where it is unknown or over; each read prolongs it to `ttlMs`. */
  session(idHash: string, ttlMs: number): Promise<Session | null>;
  deleteSession(idHash: string): Promise<void>;
  /** Ends every session of an operator. */
  deleteSessionsOf(operator: string): Promise<void>;
}

/** `forgottenInMs` is 0 where nothing is counted. */
export type Counted = { count: number; forgottenInMs: number };

/** Counts and small values that are forgotten by themselves. Keys tell what for and are hashes of what is personal. */
export interface ScratchStore {
  /**
   * When it is this one's turn at something that is done every `everyMs` (whole, 0 or more) for all instances together,
   * epoch ms: at `now` or later, in the order of asking. Who asks again with the same id is told the same.
   */
  turn(what: string, id: string, everyMs: number, now: number): Promise<number>;
  /** Counts up, by one or by a whole number above 0, and answers the count; it is forgotten `windowMs` after the first. */
  count(key: string, windowMs: number, by?: number): Promise<number>;
  /** The count without counting up. */
  counted(key: string): Promise<Counted>;
  /** Keeps a value for `ttlMs`, in the place of an earlier one. */
  remember(key: string, value: string, ttlMs: number): Promise<void>;
  /** Null where nothing is remembered. */
  recall(key: string): Promise<string | null>;
  forget(key: string): Promise<void>;
}

/** Recordings in people's own voices. Names are such as nobody can guess; they are all that protects what they name. */
export interface ClipStore {
  /** @param ttlMs how long it is kept; null until `forgetClip` */
  putClip(name: string, bytes: Uint8Array, ttlMs: number | null): Promise<void>;
  /** Null where there is none, or not any more. */
  clip(name: string): Promise<Uint8Array | null>;
  /** Keeps it for `ttlMs` more at most: a call may be about to play it. */
  forgetClip(name: string, ttlMs: number): Promise<void>;
}

/** Whether a text can be the name of a recording: a UUID, for one. */
export function isClipName(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

/** A line that an operator says often: typed, and spoken by the machine or, where there is a `clip`, in their own voice. */
export type Phrase = { id: string; language: string; text: string; clip: Clip | null; addedAt: number };

export interface PhraseStore {
  /** An operator's own phrases, earliest first. */
  phrases(operator: string): Promise<Phrase[]>;
  /** Adds it, or replaces the one of its id. */
  putPhrase(operator: string, phrase: Phrase): Promise<void>;
  deletePhrase(operator: string, id: string): Promise<void>;
}
