import { isOwedByPerson } from '../contact/place-kept/call-back.ts';
import type { CallingBack } from '../contact/contact.ts';
import type { Effect } from '../contact/effects.ts';
import { type Desk, isRung } from '../desk/desk.ts';
import { earliestCall } from '../waiting/earliest-call.ts';
import { frontPlace } from '../waiting/line.ts';
import type { PerformerParts, Verdict } from './perform-effects.ts';
import type { RestOutcome } from './telephony.ts';

/** Makes calls, each at most once for its intent, and all instances together no faster than the account may. */
export type CallMaker = {
  ringDesk(effect: Effect & { type: 'ring-desk' }, attempt: number): Promise<Verdict>;
  ringCaller(effect: Effect & { type: 'ring-caller' }, attempt: number): Promise<Verdict>;
};

/** An intent is acted on once; its guard outlives everything that could act on it again. */
export const INTENT_MS = 60 * 60_000;
/** A turn that comes within this time is waited for here; for a later one the outbox keeps the effect. */
const WAIT_HERE_MS = 1_000;

export function createCallMaker(
  parts: Pick<PerformerParts, 'store' | 'telephony' | 'switchboard' | 'clock' | 'callsPerSecond'>,
): CallMaker {
  const { store, telephony, switchboard, clock } = parts;
  const everyMs = Math.ceil(1_000 / parts.callsPerSecond);

  /** Waits for the turn of a call; where it is far off it is answered when to come again, and `plan` is told the turn. */
  async function turnOf(call: string, plan: (at: number) => Promise<unknown>): Promise<Verdict | null> {
    const at = await store.turn('calls', call, everyMs, clock.now());
    const waitMs = at - clock.now();
    if (waitMs > WAIT_HERE_MS) {
      await plan(at);
      return { notBefore: at - WAIT_HERE_MS };
    }
    if (waitMs > 0) await new Promise<void>((resolve) => void clock.setTimer(waitMs, resolve));
    return null;
  }

  /** True for the one who may make this call now: creating a call has no safe retry, except where it did not happen. */
  function isFirst(call: string): Promise<boolean> {
    return store.once(`ring:${call}`, INTENT_MS);
  }

  async function deskToRing(operator: string, intentId: string): Promise<Desk | null> {
    const desk = await store.readDesk(operator);
    return desk !== null && isRung(desk) && desk.intentId === intentId && desk.leg === null ? desk : null;
  }

  async function callerToRing(id: string, intentId: string): Promise<CallerToRing | null> {
    const { contact, place, queue } = await store.readContact(id, '');
    if (contact?.status !== 'calling-back' || contact.intentId !== intentId || contact.leg !== null)
      return null;
    const { callback, arrivedAt } = contact;
    if (callback === null) return null;
    const now = clock.now();
    const goesByHours = queue !== null && !isOwedByPerson(contact);
    const isTooLate = goesByHours && earliestCall(queue, callback.askedAt, now) > now;
    return { contact, number: callback.number, place: place ?? frontPlace(arrivedAt), isTooLate };
  }

  return {
    async ringDesk({ operator, intentId }, attempt) {
      const call = `${intentId}:${attempt}`;
      if ((await deskToRing(operator, intentId)) === null) return 'finished';
      const later = await turnOf(call, (at) =>
        switchboard.tellDesk(operator, { type: 'ring-planned', intentId, at }),
      );
      if (later !== null) return later;
      const desk = await deskToRing(operator, intentId);
      if (desk === null || !(await isFirst(call))) return 'finished';
      const outcome = await telephony.ringDesk(desk);
      return told(outcome, (event) => switchboard.tellDesk(operator, { ...event, intentId }));
    },
    async ringCaller({ id, intentId }, attempt) {
      const call = `${intentId}:${attempt}`;
      if ((await callerToRing(id, intentId)) === null) return 'finished';
      const later = await turnOf(call, (at) =>
        switchboard.tellContact(id, { type: 'ring-planned', intentId, at }),
      );
      if (later !== null) return later;
      const caller = await callerToRing(id, intentId);
      if (caller === null || !(await isFirst(call))) return 'finished';
      if (caller.isTooLate) {
        // The network had us wait until the hours for calls were over: as if nobody had been reached.
        await switchboard.tellContact(id, { type: 'ring-failed', intentId });
        return 'finished';
      }
      const outcome = await telephony.ringCaller(caller.contact, caller.number, caller.place);
      return told(outcome, (event) => switchboard.tellContact(id, { ...event, intentId }));
    },
  };
}

type CallerToRing = {
  contact: CallingBack;
  number: string;
  place: number;
  /** The hours for calls have ended since the call was decided on. */
  isTooLate: boolean;
};

/** Tells whose call it is what became of it. */
async function told(
  outcome: RestOutcome<{ callSid: string }>,
  tell: (event: { type: 'ring-started'; callSid: string } | { type: 'ring-failed' }) => Promise<unknown>,
): Promise<Verdict> {
  switch (outcome.kind) {
    case 'done':
      await tell({ type: 'ring-started', callSid: outcome.value.callSid });
      return 'finished';
    case 'throttled':
      return 'again';
    case 'gone':
    case 'refused':
      await tell({ type: 'ring-failed' });
      return 'finished';
    case 'unknown':
      // Whether it rings is not known: its first webhook will tell, or the ringing runs out.
      return 'finished';
  }
}
