import type { Leg } from '../../../src/emulator/leg.ts';
import type { QueueSettings } from '../../../src/waiting/queue-settings.ts';
import { openNow } from '../../../src/waiting/open-now.ts';
import { type Entry, isInLine } from './entry.ts';
import type { Findings } from './findings.ts';
import type { Ledger } from './ledger.ts';

export type CallsBackParts = {
  findings: Findings;
  ledger: Ledger;
  now: () => number;
  queueOf: (queueId: string) => QueueSettings | undefined;
  /** The store forgets, or its answers are lost, or REST requests are: what we did is not always known to us. */
  isForgetful: () => boolean;
  isDoubtful: () => boolean;
};

/** Numbers that nobody may be called at, as people in the simulation key them. */
const REFUSED = /^\+(1900|1911|1?5550|8816|979|[0-9]{0,7}$)/;

/** A call that is called off may ring yet for so long, ms: the request for it was under way. */
const UNDER_WAY_MS = 5_000;

/**
 * Judges the calls that we make to callers (S10, S13, S15): only to somebody who was promised one, at the number that
 * was promised, while the queue is open, at most so often, one at a time, and never to a number that the rules refuse.
 */
export class CallsBack {
  private readonly parts: CallsBackParts;
  /** How often each promise was acted on; a promise is a number asked for at a time. */
  private readonly attempts = new Map<string, number>();
  private readonly intents = new Set<string>();
  /** Everybody who was ever to be called at a number. */
  private readonly byNumber = new Map<string, Set<Entry>>();
  /** Who is being called, and when somebody at a number last was to be called no more. */
  private readonly beingCalled = new Map<string, string>();
  private readonly calledOffAt = new Map<string, number>();

  constructor(parts: CallsBackParts) {
    this.parts = parts;
  }

  /** One intent rings once. */
  rings(callSid: string, intent: string): void {
    if (this.intents.has(intent)) this.broken('S10', callSid, 'One intent rang twice.');
    this.intents.add(intent);
  }

  /** A phone rings that is no operator's. */
  begins({ sid, to }: Leg): void {
    const { findings, now, queueOf, isForgetful } = this.parts;
    findings.count('calls back');
    if (REFUSED.test(to)) this.broken('S15', sid, `A number was called that the rules refuse: ${to}.`);
    const entry = [...(this.byNumber.get(to) ?? [])].find(
      (one) => one.known && one.status === 'calling-back' && one.callback?.number === to,
    );
    if (entry === undefined) {
      const underWay = now() - (this.calledOffAt.get(to) ?? Number.NEGATIVE_INFINITY) <= UNDER_WAY_MS;
      if (!isForgetful() && !underWay)
        this.broken('S15', sid, 'Somebody was called to whom no call was promised now.');
      return;
    }
    this.rings(sid, `${entry.id} ${entry.intentId}`);
    const queue = queueOf(entry.queueId);
    const promise = `${entry.id} ${entry.callback?.askedAt}`;
    const attempts = (this.attempts.get(promise) ?? 0) + 1;
    this.attempts.set(promise, attempts);
    if (entry.owed) findings.count('calls back that a person makes');
    if (queue === undefined || entry.owed) return;
    if (attempts > queue.callbacks.attempts) this.broken('S15', sid, `Called ${attempts} times.`);
    if (!openNow(queue, now()).open) this.broken('S15', sid, 'Called while the queue is closed.');
  }

  /** Told after each commit: a number has at most one open call back. */
  promised(entry: Entry): void {
    const number = entry.callback?.number;
    const before = this.beingCalled.get(entry.id);
    if (before !== undefined && (entry.status !== 'calling-back' || number !== before)) {
      this.beingCalled.delete(entry.id);
      this.calledOffAt.set(before, this.parts.now());
    }
    if (number === undefined) return;
    if (entry.status === 'calling-back') this.beingCalled.set(entry.id, number);
    const others = this.byNumber.get(number) ?? new Set();
    this.byNumber.set(number, others.add(entry));
    if (!isOpen(entry)) return;
    if (REFUSED.test(number)) this.broken('S15', entry.callSid, 'A call was promised that the rules refuse.');
    for (const other of others) {
      if (other.id === entry.id || !other.known || other.callback?.number !== number) continue;
      if (isOpen(other) && !this.parts.isDoubtful())
        this.broken('S15', entry.callSid, `Two calls are promised to one number: ${other.id}, ${entry.id}.`);
    }
  }

  /** "We call when it's your turn": said only of what is stored. */
  saidBooked(callSid: string): void {
    const { ledger, findings, isForgetful } = this.parts;
    findings.count('calls back booked');
    if (isForgetful()) return;
    const entry = ledger.ofLeg(callSid);
    if (entry === null || entry.callback === null)
      this.broken('S13', callSid, 'A call back was promised that is not stored.');
  }

  /** Nobody whose place was kept, or to whom a call was promised, is forgotten. */
  atTheEnd(): void {
    for (const { id, status, callback } of this.parts.ledger.awaited())
      this.broken(
        callback === null ? 'L1' : 'L5',
        id.slice(2),
        `Nothing has become of one who is ${status}.`,
      );
  }

  private broken(invariant: string, callSid: string | null, message: string): void {
    this.parts.findings.broken(invariant, callSid, message);
  }
}

function isOpen(entry: Entry): boolean {
  return (entry.status === 'place-kept' && isInLine(entry)) || entry.status === 'calling-back';
}
