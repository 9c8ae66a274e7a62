import type { CancelTimer, Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { MOST_SERVED, type Store, StoreUnavailable } from '../store/store.ts';
import type { Switchboard } from '../switchboard/switchboard.ts';
import { frontPlace } from '../waiting/line.ts';
import type { GivenTokens } from './given-tokens.ts';
import type { QueueBook } from './queue-book.ts';
import { handedOnKey } from './door/old-line.ts';
import { mendListeners } from './mend-listeners.ts';
import type { LiveCall, TwilioCalls } from './rest-client.ts';

export type ReconcileParts = {
  store: Store;
  queueBook: QueueBook;
  switchboard: Switchboard;
  calls: TwilioCalls;
  given: Pick<GivenTokens, 'of'>;
  clock: Clock;
  log: Logger;
  /** The numbers that lead to this line, beside those of the queues: an account may carry other applications. */
  phoneNumber: string;
  everyMs?: number;
};

/** Compares what the store knows with what Twilio holds, and mends both ways. */
export interface Reconciler {
  /** One round. Concurrent calls share it. */
  once(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const EVERY_MS = 10_000;
/** The operators' entrance takes no longer, and knows nothing of a leg until the PIN was right. */
const AT_ENTRANCE_MS = 180_000;
/** A call so young may have its first webhook still under way. */
const YOUNG_MS = 15_000;
/** At most 20 legs a second are fetched home. */
const BETWEEN_UPDATES_MS = 50;
/** A leg in the hosted fallback is told "next word in twenty seconds": fetching it in vain starts that anew. */
const FETCH_AGAIN_MS = 25_000;
/** So long after it was led into a talk a leg must have heard the words before it and be there. */
const JOINED_BY_MS = 10_000;

export function createReconciler(parts: ReconcileParts): Reconciler {
  const { store, switchboard, calls, given, clock, log } = parts;
  const everyMs = parts.everyMs ?? EVERY_MS;
  let cancel: CancelTimer | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;
  /** When each forgotten leg was fetched, epoch ms. */
  let fetchedAt = new Map<string, number>();
  /** Since when each of them has been seen alone in a conference, epoch ms. */
  let aloneSince = new Map<string, number>();

  async function round(): Promise<void> {
    const listed = await calls.callsInProgress();
    if (listed.kind !== 'done') return;
    const live = new Set(listed.value.map((call) => call.callSid));
    await fetchForgotten(listed.value);
    await fetchPickedUp(listed.value);
    await closeUnheard(live);
    await mendListeners({ store, switchboard, calls, now: () => clock.now(), joinedByMs: JOINED_BY_MS });
  }

  /** Legs that Twilio holds and the store does not know; those in a talk are left until that ends. */
  async function fetchForgotten(listed: LiveCall[]): Promise<void> {
    const { queues, operatorNumber } = await parts.queueBook.queues();
    const ours = new Set([parts.phoneNumber, ...queues.flatMap((queue) => queue.numbers)]);
    const old = listed.filter(
      (call) =>
        call.inbound &&
        (call.to === operatorNumber
          ? call.startedAt < clock.now() - AT_ENTRANCE_MS
          : ours.has(call.to) && call.startedAt < clock.now() - YOUNG_MS),
    );
    if (old.length === 0) return;
    const handedOn = new Set(listed.map(({ dialledFrom }) => dialledFrom));
    const known = await store.knownLegs(old.map((call) => call.callSid));
    const forgotten = inOrderOfCalling(old.filter((call) => !known.has(call.callSid)));
    if (forgotten.length === 0) return;
    // Without room for them they are kept by their own calls: fetched, they would hear from us before the time they were told.
    if (!(await store.takesNewcomers())) return;
    const talking = await calls.legsInConferences();
    if (talking.kind !== 'done') return;
    fetchedAt = new Map([...fetchedAt].filter(([, at]) => at > clock.now() - FETCH_AGAIN_MS));
    const alone = forgotten.filter(({ callSid }) => talking.value.get(callSid) === 0);
    aloneSince = new Map(
      alone.map(({ callSid }) => [callSid, aloneSince.get(callSid) ?? clock.now()] as const),
    );
    for (const call of forgotten) {
      if (isInTalk(call.callSid, talking.value) || fetchedAt.has(call.callSid)) continue;
      // Talking to somebody at the old line, or it rings there.
      if (handedOn.has(call.callSid) || (await store.recall(handedOnKey(call.callSid))) !== null) continue;
      fetchedAt.set(call.callSid, clock.now());
      log.warn({ callSid: call.callSid }, 'A leg that the store did not know is fetched home.');
      await calls.resumeForgotten(call, given.of(call.callSid));
      await pause(BETWEEN_UPDATES_MS);
    }
  }

  /** With somebody, or somebody may be on the way. Whom nobody joins is in a conference that never ends by itself. */
  function isInTalk(callSid: string, talking: ReadonlyMap<string, number>): boolean {
    const since = aloneSince.get(callSid);
    return since === undefined ? talking.has(callSid) : clock.now() < since + JOINED_BY_MS;
  }

  /** Callers who picked up when we called, and whose first document did not reach them: the fallback has them. */
  async function fetchPickedUp(listed: LiveCall[]): Promise<void> {
    const outbound = listed.filter(
      (call) => !call.inbound && call.from === parts.phoneNumber && call.startedAt < clock.now() - YOUNG_MS,
    );
    if (outbound.length === 0) return;
    for (const contact of await store.served(MOST_SERVED)) {
      if (contact.status !== 'calling-back' || (contact.leg?.step ?? 0) > 0) continue;
      // A call whose creation was not answered is known by its number alone.
      const { leg, callback } = contact;
      const call = outbound.find((one) =>
        leg === null ? one.to === callback?.number : one.callSid === leg.callSid,
      );
      if (call === undefined) continue;
      const { place } = await store.readContact(contact.id, '');
      await calls.summonContact(contact, call.callSid, 1, place ?? frontPlace(contact.arrivedAt));
      await pause(BETWEEN_UPDATES_MS);
    }
  }

  /** Legs that ended while nobody heard of it: those who wait are asked after when overdue, talks are not. */
  async function closeUnheard(live: ReadonlySet<string>): Promise<void> {
    for (const contact of await store.served(MOST_SERVED)) {
      const callSid = contact.leg?.callSid;
      if (callSid === undefined || live.has(callSid) || !(await isOver(callSid))) continue;
      await switchboard.tellContact(contact.id, { type: 'leg-ended', callSid });
    }
    for (const desk of await store.allDesks()) {
      const callSid = 'leg' in desk ? desk.leg?.callSid : undefined;
      if (callSid === undefined || live.has(callSid) || !(await isOver(callSid))) continue;
      await switchboard.tellDesk(desk.operator, { type: 'leg-ended', callSid });
    }
  }

  /** A list is older than a call that has just begun, so the call itself is asked. */
  async function isOver(callSid: string): Promise<boolean> {
    const answer = await calls.isLive(callSid);
    return answer.kind === 'gone' || (answer.kind === 'done' && !answer.value);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      clock.setTimer(ms, resolve);
    });
  }

  function once(): Promise<void> {
    running ??= round()
      .catch((error: unknown) => {
        // Without the store nothing can be compared; the sweep calls again when it is back.
        if (!(error instanceof StoreUnavailable))
          log.error({ err: error }, 'Failed to reconcile; the next round tries again.');
      })
      .finally(() => {
        running = null;
      });
    return running;
  }

  function next(): void {
    if (stopped) return;
    cancel = clock.setTimer(everyMs, () => {
      void once().then(next);
    });
  }

  return {
    once,
    start() {
      void once().then(next);
    },
    async stop() {
      stopped = true;
      cancel?.();
      await running;
    },
  };
}

/**
 * First come, first. The times in Twilio's list are whole seconds (RFC 2822): those of one second are told apart by their
 * order in it and each is given a millisecond of its own.
 * @param listed the newest first
 */
export function inOrderOfCalling(listed: readonly LiveCall[]): LiveCall[] {
  const calls = listed.toReversed().toSorted((a, b) => a.startedAt - b.startedAt);
  const ofTheirSecond = new Map<number, number>();
  return calls.map((call) => {
    const before = ofTheirSecond.get(call.startedAt) ?? 0;
    ofTheirSecond.set(call.startedAt, before + 1);
    return { ...call, startedAt: call.startedAt + before };
  });
}
