import type { Clock } from '../clock.ts';
import type { Effect, LegOwner } from '../contact/effects.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { OutboxEntry, Store } from '../store/store.ts';
import type { Leg } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import { defaultQueueSettings } from '../waiting/queue-settings.ts';
import { createTalkCheck } from './check-talk.ts';
import { placeToKeep } from './contact-answer.ts';
import type { Estimates } from './estimates.ts';
import { createFailing } from './failing-effects.ts';
import { keepNote } from './keep-note.ts';
import { createCallMaker, INTENT_MS } from './make-calls.ts';
import { setListener } from './set-listener.ts';
import { callerLabel } from './standing.ts';
import type { Switchboard } from './switchboard.ts';
import type { Recordings, RestOutcome, Telephony } from './telephony.ts';

export type PerformerParts = {
  store: Store;
  telephony: Telephony;
  switchboard: Switchboard;
  /** Lets a line's estimate learn (estimates.ts). */
  learn: Estimates['learn'];
  clock: Clock;
  /** The sound of what was recorded. */
  recordings: Recordings;
  newId: () => string;
  /** How long it takes to say something, ms. */
  spokenMs: (lines: readonly Line[], language: string) => number;
  /** At which calls are made, all instances together. */
  callsPerSecond: number;
  /** 0 ≤ r < 1, for spreading retries. */
  random: () => number;
  log: Logger;
  metrics: Pick<Metrics, 'effectTried' | 'estimateAnomalies' | 'promisesKept'>;
  /** A leg that lives has not asked for the step after `step`. */
  onMissedStep: (callSid: string, step: number) => void;
};

/** Does the effects of commits, once each as far as that can be known, and never before the commit. */
export interface Performer {
  /** Starts doing them; they are not waited for. */
  start(entries: OutboxEntry[]): void;
  /** Resolves when nothing that was started is under way. */
  idle(): Promise<void>;
}

/** After so many attempts the sweep's deadlines take over: the leg is asked after until it answers or is gone. */
const MOST_ATTEMPTS = 6;
/** What somebody has said is to be deleted: Twilio is asked for so long where it does not answer. */
const DELETED_WITHIN_MS = 24 * 3_600_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** How long a caller's rhythm is remembered. */
const REMEMBERED_MS = 180 * 24 * 3_600_000;

/** Where a caller's rhythm is kept, by the keyed hash of the number. */
export function cadenceKey(caller: string): string {
  return `cadence:${caller}`;
}

/** Forgets what a caller has had remembered. */
export async function forgetCaller(store: Store, caller: string): Promise<void> {
  await store.forget(cadenceKey(caller));
}

/** Where it is remembered that a recording was deleted. */
export function deletedKey(recordingSid: string): string {
  return `deleted-recording:${recordingSid}`;
}

/** `notBefore` (epoch ms) puts it off without counting an attempt. */
export type Verdict = 'finished' | 'again' | { notBefore: number };

export function createPerformer(parts: PerformerParts): Performer {
  const { store, telephony, switchboard, clock, log, metrics } = parts;
  const makeCalls = createCallMaker(parts);
  const failed = createFailing(parts);
  const fetchHome = spacedOut(clock);
  const checkTalk = createTalkCheck({ ...parts, now: () => clock.now() });
  const underWay = new Set<Promise<void>>();

  async function perform(entry: OutboxEntry): Promise<void> {
    try {
      const verdict = await act(entry);
      const retryInMs = verdict === 'again' ? retryDelayMs(entry) : null;
      if (typeof verdict === 'object') await store.retryEffect(entry, verdict.notBefore);
      else if (retryInMs !== null) {
        metrics.effectTried(entry.effect.type, 'retried');
        const next = { ...entry, attempt: entry.attempt + 1 };
        await store.retryEffect(next, clock.now() + retryInMs);
      } else {
        metrics.effectTried(entry.effect.type, verdict === 'again' ? 'given-up' : 'done');
        if (verdict === 'again' && entry.effect.type === 'delete-recording')
          log.error(
            { recordingSid: entry.effect.recordingSid },
            'Failed to delete a recording for a day: Twilio did not answer. Delete it there.',
          );
        await store.finishEffect(entry.id);
      }
    } catch (error) {
      await failed(entry, error);
    }
  }

  function act({ effect, attempt, createdAt }: OutboxEntry): Promise<Verdict> {
    switch (effect.type) {
      case 'summon-leg':
        return summon(effect);
      case 'ring-desk':
        return makeCalls.ringDesk(effect, attempt);
      case 'ring-caller':
        return makeCalls.ringCaller(effect, attempt);
      case 'remember-cadence':
        return remember(effect);
      case 'keep-note':
        return keepNote(
          effect,
          attempt + 1 >= MOST_ATTEMPTS,
          { ...parts, now: () => clock.now() },
          {
            isDeleted: async (sid) => (await store.recall(deletedKey(sid))) !== null,
            delete: deleteRecording,
          },
        );
      case 'delete-recording':
        return deleteRecording(effect.recordingSid);
      case 'ask-whose-place':
        return askWhosePlace(effect.id, effect.caller);
      case 'tell-next':
        return tellNext(effect.queueId);
      case 'line-event':
        return parts.learn(effect).then(({ anomalies, figures }) => {
          if (figures !== null) metrics.promisesKept(effect.queueId, figures);
          if (anomalies > 0) metrics.estimateAnomalies(anomalies);
          return 'finished';
        });
      case 'set-listener':
        return setListener(effect, attempt + 1 >= MOST_ATTEMPTS, parts);
      case 'hang-up-leg':
        return telephony.hangUp(effect.callSid).then(whetherAgain);
      case 'check-leg':
        return check(effect, createdAt);
      case 'check-talk':
        return checkTalk(effect, createdAt);
      case 'match':
        return switchboard.match().then(() => 'finished');
    }
  }

  /** Void once the leg has asked for the step, or is another. */
  async function summon({ owner, callSid, step }: Effect & { type: 'summon-leg' }): Promise<Verdict> {
    const outcome = await request(owner, callSid, step);
    if (outcome === null) return 'finished';
    if (outcome.kind !== 'gone') return whetherAgain(outcome);
    // Twilio says the same (21220) of a call that has not been picked up yet: its first document is under way.
    const live = await telephony.isLive(callSid);
    if (live.kind !== 'gone' && !(live.kind === 'done' && !live.value)) return 'again';
    await legEnded(owner, callSid);
    return 'finished';
  }

  /** Asks for the document of `step`; null where the leg has got that far by itself. */
  async function request(owner: LegOwner, callSid: string, step: number): Promise<RestOutcome | null> {
    if (owner.kind === 'contact') {
      const view = await store.readContact(owner.id, '');
      const { contact } = view;
      if (contact?.leg?.callSid !== callSid || contact.leg.step >= step) return null;
      const queue = view.queue ?? defaultQueueSettings(contact.queueId, '');
      return telephony.summonContact(contact, callSid, step, placeToKeep({ contact, queue, view }));
    }
    const desk = await store.readDesk(owner.operator);
    if (desk === null || !('leg' in desk) || desk.leg?.callSid !== callSid || desk.leg.step >= step)
      return null;
    return telephony.summonDesk(desk, callSid, step);
  }

  async function remember({ caller, cadence }: Effect & { type: 'remember-cadence' }): Promise<Verdict> {
    if (cadence === null) await forgetCaller(store, caller);
    else await store.remember(cadenceKey(caller), cadence, REMEMBERED_MS);
    return 'finished';
  }

  /** Remembered first, so that a late word of Twilio's about it does not bring it back. */
  async function deleteRecording(recordingSid: string): Promise<Verdict> {
    await store.remember(deletedKey(recordingSid), '1', INTENT_MS);
    return whetherAgain(await telephony.deleteRecording(recordingSid));
  }

  /** Of two on one number the line of one dropped: the other is asked, where it is but one. */
  async function askWhosePlace(id: string, caller: string): Promise<Verdict> {
    const visits = await store.labelled(callerLabel(caller));
    const kept = visits.filter((one) => one.status === 'place-kept');
    const [other, ...more] = visits.filter((one) => one.status === 'waiting');
    if (other === undefined || more.length > 0 || kept.length !== 1 || kept[0]?.id !== id) return 'finished';
    await switchboard.tellContact(other.id, { type: 'place-dropped', owner: id });
    return 'finished';
  }

  /** Whoever stands first now, and does not know it, is told early. */
  async function tellNext(queueId: string): Promise<Verdict> {
    const [first] = await store.line(queueId, 1);
    const contact = first?.contact;
    if (contact?.status !== 'waiting' || contact.leg.step === 0 || contact.told.position === 1)
      return 'finished';
    await switchboard.tellContact(contact.id, { type: 'news', lines: [] });
    return 'finished';
  }

  /** Whether a leg that was overdue at `since` still lives; where it does, it is fetched, unless it has asked meanwhile. */
  async function check({ owner, callSid }: Effect & { type: 'check-leg' }, since: number): Promise<Verdict> {
    const live = await telephony.isLive(callSid);
    if (live.kind === 'gone' || (live.kind === 'done' && !live.value)) {
      await legEnded(owner, callSid);
      return 'finished';
    }
    if (live.kind !== 'done') return whetherAgain(live);
    const leg = await legOf(owner);
    if (leg === null || leg.callSid !== callSid || leg.askedAt > since) return 'finished';
    await fetchHome();
    const outcome = await request(owner, callSid, leg.step + 1);
    if (outcome === null) return 'finished';
    const verdict = whetherAgain(outcome);
    if (verdict === 'finished') parts.onMissedStep(callSid, leg.step);
    return verdict;
  }

  async function legOf(owner: LegOwner): Promise<Pick<Leg, 'callSid' | 'step' | 'askedAt'> | null> {
    if (owner.kind === 'contact') return (await store.readContact(owner.id, '')).contact?.leg ?? null;
    const desk = await store.readDesk(owner.operator);
    return desk !== null && 'leg' in desk ? desk.leg : null;
  }

  async function legEnded(owner: LegOwner, callSid: string): Promise<void> {
    const event = { type: 'leg-ended', callSid } as const;
    if (owner.kind === 'contact') await switchboard.tellContact(owner.id, event);
    else await switchboard.tellDesk(owner.operator, event);
  }

  /** Null where it is given up. */
  function retryDelayMs({ effect, attempt, createdAt }: OutboxEntry): number | null {
    const longest = Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS);
    const delayMs = longest / 2 + (parts.random() * longest) / 2;
    if (effect.type !== 'delete-recording') return attempt + 1 < MOST_ATTEMPTS ? delayMs : null;
    // No deadline asks for this again: ever less often, then.
    const ageMs = clock.now() - createdAt;
    return ageMs < DELETED_WITHIN_MS ? Math.max(delayMs, ageMs) : null;
  }

  return {
    start(entries) {
      for (const entry of entries) {
        const work = perform(entry).finally(() => underWay.delete(work));
        underWay.add(work);
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function whetherAgain(outcome: RestOutcome): Verdict {
  return outcome.kind === 'throttled' || outcome.kind === 'unknown' ? 'again' : 'finished';
}

/** At most 20 overdue legs a second are fetched home: after an outage there may be thousands. */
const BETWEEN_FETCHES_MS = 50;

/** Resolves at once, or when the last who asked has had its time. */
function spacedOut(clock: Clock): () => Promise<void> {
  let free = 0;
  return () => {
    const at = Math.max(clock.now(), free);
    free = at + BETWEEN_FETCHES_MS;
    if (at === clock.now()) return Promise.resolve();
    return new Promise((resolve) => {
      clock.setTimer(at - clock.now(), resolve);
    });
  };
}
