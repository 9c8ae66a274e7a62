import type { Contact } from '../../../src/contact/contact.ts';
import type { Commit, ContactWrite, Store } from '../../../src/store/store.ts';
import { type Entry, isInLine, shown, standsBefore } from './entry.ts';
import type { Findings } from './findings.ts';
import { type HeadStarts, isPlaceByArrival } from './head-start.ts';
import type { Slack } from './slack.ts';

export type LedgerParts = {
  findings: Findings;
  slack: () => Slack;
  now: () => number;
  /** When a call was first heard of, by the network. */
  knownAt: (contactId: string) => number;
  headStarts: HeadStarts;
  /** A webhook is being delivered that had been answered long ago. */
  replaying: () => string | null;
  /** Each server remembers but the tokens that it gave itself. */
  severalServers: boolean;
  /** A commit has changed what an ear has to know. */
  onChange: (change: Change, contact: Contact) => void;
  /** A record has been written. */
  onEntry: (entry: Entry) => void;
};

/** Who takes a caller: of which lines, null for the caller's alone, and in which languages, none for all. */
type Taker = { lines: readonly string[] | null; skills: readonly string[] };

/** News is about to be told early; a caller is asked whether they are there; they are, or nobody asks any more. */
export type Change = 'news' | 'presence-begins' | 'presence-over';

/** Follows every commit: each contact in exactly one place, nobody overtaken, places kept, ends for good. */
export class Ledger {
  readonly entries = new Map<string, Entry>();
  /** Who is not at an end yet. */
  private readonly open = new Set<Entry>();
  private readonly waiting = new Map<string, Map<string, Entry>>();
  private readonly byLeg = new Map<string, Entry>();
  private readonly lastJoined = new Map<string, number>();
  private readonly parts: LedgerParts;

  constructor(parts: LedgerParts) {
    this.parts = parts;
  }

  /** The contact whose leg this is, or was last; null where the store does not know it. */
  ofLeg(callSid: string): Entry | null {
    const entry = this.byLeg.get(callSid);
    return entry?.known === true ? entry : null;
  }

  /** How many have no call and are not done with: a place that is kept, a call that is to be made or is being made. */
  awaited(): Entry[] {
    return [...this.open].filter((one) => one.known && !(one.status === 'place-kept' && !isInLine(one)));
  }

  /** The store has forgotten everybody: nobody can be taken until the legs come back. */
  forgotten(): void {
    this.waiting.clear();
    this.lastJoined.clear();
    for (const entry of this.entries.values()) {
      entry.known = false;
      const inLine = isInLine(entry);
      if (!inLine) entry.front ||= entry.status !== 'ended' && entry.status !== 'greeting';
      if (!inLine || entry.broughtBack) entry.place = null;
    }
  }

  /** Fetched home without a token of its own: ranked by the beginning of its call. */
  ranksByCall(id: string, calledAt: number): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    entry.place = null;
    entry.knownAt = calledAt;
    entry.joinedAt = calledAt;
  }

  /** An old webhook brings back whom the store forgot: ranked as one who calls now, which the token of their leg may better. */
  bringsBack(id: string): void {
    const entry = this.entries.get(id);
    this.ranksByCall(id, this.parts.now());
    if (entry !== undefined) entry.broughtBack = true;
  }

  /** A call is over and will not be heard of again. */
  forget(callSid: string): void {
    const entry = this.byLeg.get(callSid);
    if (entry?.callSid === callSid) this.unwait(entry);
    this.byLeg.delete(callSid);
  }

  committed(commit: Commit, store: Store): void {
    const { replaying, findings } = this.parts;
    findings.count('commits');
    const replayed = replaying();
    if (replayed !== null)
      findings.broken(
        'S9',
        legOf(commit),
        `A webhook to ${replayed} that had been answered before changed something.`,
      );
    const desk = commit.desks[0]?.desk ?? null;
    // Whom a free desk is offered is the first of all its lines; at the console a line may be chosen.
    const lines = desk?.status === 'offered' ? desk.queues : null;
    const skills = desk === null || desk.status === 'closed' ? [] : (desk.skills ?? []);
    for (const write of commit.contacts) this.contact(write, store, { lines, skills });
  }

  private contact(write: ContactWrite, store: Store, by: Taker): void {
    const { contact } = write;
    const before = this.entries.get(contact.id);
    if (before === undefined) {
      this.add(write, store);
      return;
    }
    const was = before.status;
    const wasInLine = isInLine(before);
    if (was === 'ended' && contact.status !== 'ended' && contact.version > 1)
      this.broken('S8', contact, 'An ended contact lives again.');
    if (contact.status === 'offered' && was === 'waiting') {
      this.parts.findings.count('takes');
      this.inTurn(before, contact, by);
    }
    if (before.queueId !== contact.queueId) before.place = null;
    const staysInLine = wasInLine && before.queueId === contact.queueId;
    if (was !== contact.status) before.since = this.parts.now();
    this.tell(before, contact);
    this.unwait(before);
    this.learn(before, contact);
    before.known = true;
    const isAnew = contact.version === 1;
    if (isAnew) before.headStartMs = this.parts.headStarts.given(write, before.knownAt, before.headStartMs);
    if (isAnew && this.parts.severalServers && isPlaceByArrival(write, before))
      this.ranksByCall(contact.id, before.knownAt);
    if (!wasInLine && isInLine(before)) {
      if (was === 'greeting') this.joins(before, write);
      else if (was !== 'ended') before.front = true;
    }
    this.parts.onEntry(before);
    this.stand(before, contact, store, staysInLine && isInLine(before));
  }

  private add(write: ContactWrite, store: Store): void {
    const { contact } = write;
    this.parts.findings.count('contacts');
    const knownAt = this.parts.knownAt(contact.id);
    const entry: Entry = {
      ...{
        id: contact.id,
        status: contact.status,
        queueId: contact.queueId,
        language: contact.language,
        callback: null,
        owed: false,
      },
      ...{
        front: false,
        place: null,
        broughtBack: false,
        known: true,
        callSid: null,
        absentUntil: 0,
        speakAt: null,
        stage: null,
        prefers: null,
      },
      headStartMs: 0,
      knownAt,
      joinedAt: knownAt,
      languageSince: 0,
      code: contact.code,
      intentId: null,
      since: this.parts.now(),
    };
    this.entries.set(contact.id, entry);
    this.learn(entry, contact);
    if (isInLine(entry)) this.joins(entry, write);
    this.stand(entry, contact, store, false);
  }

  /**
   * Ranks only grow: who has been asked something first stands behind those who came into the line meanwhile. Who is put
   * back at a place that a token knows has that place, and raises nobody's rank.
   */
  private joins(entry: Entry, write: ContactWrite): void {
    const { standing } = write;
    entry.headStartMs = this.parts.headStarts.given(write, entry.knownAt);
    entry.joinedAt = entry.knownAt;
    if (typeof standing === 'string' || !('newcomer' in standing)) return;
    entry.joinedAt = Math.max(entry.knownAt, this.lastJoined.get(entry.queueId) ?? 0);
    this.lastJoined.set(entry.queueId, entry.joinedAt);
  }

  private learn(entry: Entry, contact: Contact): void {
    entry.status = contact.status;
    if (contact.status === 'ended') this.open.delete(entry);
    else this.open.add(entry);
    entry.queueId = contact.queueId;
    if (entry.language !== contact.language) entry.languageSince = this.parts.now();
    entry.language = contact.language;
    entry.callback = contact.callback;
    entry.intentId = contact.status === 'calling-back' ? contact.intentId : null;
    entry.owed = contact.owes !== null;
    entry.callSid = contact.leg?.callSid ?? null;
    if (entry.callSid !== null) this.byLeg.set(entry.callSid, entry);
    const inLine = contact.status === 'waiting' || contact.status === 'offered' ? contact : null;
    // Who answers at last can be offered from now on.
    entry.absentUntil =
      inLine?.absentAt == null ? Math.min(entry.absentUntil, this.parts.now()) : inLine.absentAt + ABSENT_MS;
    entry.speakAt = inLine?.speakAt ?? null;
    entry.prefers = contact.status === 'waiting' ? contact.prefers : null;
    entry.stage = contact.status === 'offered' ? contact.stage : null;
  }

  private tell(before: Entry, after: Contact): void {
    const { onChange, now } = this.parts;
    const stage = after.status === 'offered' ? after.stage : null;
    if (stage !== before.stage) {
      if (stage === 'presence') onChange('presence-begins', after);
      else if (before.stage === 'presence') onChange('presence-over', after);
    }
    const inLine = after.status === 'waiting' || after.status === 'offered';
    if (before.speakAt === null || !inLine || after.speakAt !== null) return;
    if (after.leg.summonedAt === Math.floor(now())) onChange('news', after);
  }

  /** In the line exactly where the status says so, and where one stood before. */
  private stand(entry: Entry, contact: Contact, store: Store, stays: boolean): void {
    const shouldStand = isInLine(entry);
    // The memory store answers within the microtask, before anything else happens.
    void store.readContact(contact.id, '').then((view) => {
      if (view.contact?.version !== contact.version) return;
      if (shouldStand !== (view.position !== null))
        this.broken('S3', contact, `${contact.status}, but position ${String(view.position)}.`);
      // A place that was rebuilt from a token may be one that was written while the store was in doubt.
      const offMs = Math.abs((view.place ?? Number.NaN) - (entry.place ?? Number.NaN));
      if (stays && entry.place !== null && !(offMs <= this.parts.slack().orderMs))
        this.broken('S7', contact, `The place was ${entry.place} and is ${String(view.place)}.`);
      entry.place = view.place;
      // A record that was rebuilt knows only what the token of the last document knew.
      if (contact.version === 1 && !this.parts.slack().prompt && view.place !== null)
        entry.front = view.place < FRONT_BELOW;
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
  private inTurn(taken: Entry, contact: Contact, { lines: ofDesk, skills }: Taker): void {
    const lines = ofDesk ?? [taken.queueId];
    const { orderMs, raceMs } = this.parts.slack();
    const now = this.parts.now();
    const absentBefore = taken.absentUntil > now;
    const longestHeadStartMs = this.parts.headStarts.longest(lines);
    for (const queueId of lines) {
      for (const other of this.waiting.get(queueId)?.values() ?? []) {
        // Who comes back, or is served by others from now on, while somebody else is being taken is seen by the next take.
        if (Math.max(other.since, other.languageSince) >= now - raceMs) continue;
        // Who did not answer when asked for lets others go first for a while.
        const isAbsent = other.absentUntil > now - raceMs;
        const isLeft = other.prefers !== null && now < other.prefers.until;
        // Nobody is given to an operator who does not speak their language.
        if (skills.length > 0 && !skills.includes(other.language)) continue;
        if (other.id === taken.id || isLeft || (isAbsent && !absentBefore)) continue;
        if (!taken.front && other.joinedAt < taken.joinedAt - longestHeadStartMs - orderMs) {
          this.broken('L6', contact, `${other.id} starves behind others who come later: ${shown(other)}.`);
          return;
        }
        if (!standsBefore(other, taken, orderMs)) continue;
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

/** For how long others go before somebody who did not answer. */
const ABSENT_MS = 60_000;
/** Places below belong to those who go back to the front of the line (waiting/line.ts). */
const FRONT_BELOW = 1e13 - 9 * 86_400_000;
function legOf(commit: Commit): string | null {
  return commit.contacts[0]?.callSid ?? commit.desks[0]?.callSid ?? null;
}
