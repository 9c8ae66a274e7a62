import type { Metrics, PilotSide } from '../../metrics.ts';
import { type Store, StoreUnavailable } from '../../store/store.ts';
import { mayHandOn } from '../../switchboard/old-line.ts';
import { oldLineFor } from '../../waiting/pilot.ts';
import type { QueueSettings } from '../../waiting/queue-settings.ts';
import { type Counts, quarterOf } from '../../waiting/tally.ts';
import type { Answer } from '../answer.ts';
import { isExpected } from '../arrivals.ts';
import type { CallerKeys } from '../caller-key.ts';
import type { ContactToken } from '../leg-token.ts';
import type { QueueBook } from '../queue-book.ts';
import type { VoiceUrls } from '../voice-urls.ts';
import { isOver, type Webhook } from '../webhook-params.ts';
import { handOnDocument, hungUpDocument, OLD_LINE_RINGS_S } from './hand-on.ts';

export type OldLineParts = {
  store: Store;
  callers: CallerKeys;
  urls: Pick<VoiceUrls, 'oldLine'>;
  now: () => number;
  /** The line's own number, beside those of the queues. */
  phoneNumber: string;
  metrics: Pick<Metrics, 'pilotLed'>;
};

/** The queues as they were read for this call. */
type Read = Awaited<ReturnType<QueueBook['queues']>>;

/** The line that there was before, to which a pilot hands on the calls that are not answered here. */
export type OldLine = {
  /** The document that hands a call on; null where it is answered here. */
  handOn(token: ContactToken, queue: QueueSettings, webhook: Webhook, read: Read): Promise<Answer | null>;
  /** What follows a call that was handed on; null where nobody has answered there, and the caller comes here. */
  afterwards(token: ContactToken, webhook: Webhook): Promise<Answer | null>;
};

/** A call that comes from the number of one that still rings there has been sent back to us by the old line. */
const SENT_BACK_WITHIN_MS = (OLD_LINE_RINGS_S + 5) * 1000;

/** Whether a call was handed on and may still be ringing there: the phone network holds it and no record knows it. */
export function handedOnKey(callSid: string): string {
  return `handed-on:${callSid}`;
}

export function createOldLine({ store, callers, urls, now, phoneNumber, metrics }: OldLineParts): OldLine {
  return { handOn, afterwards };

  async function handOn(
    token: ContactToken,
    queue: QueueSettings,
    webhook: Webhook,
    read: Read,
  ): Promise<Answer | null> {
    const { CallSid: callSid, From: from, To: to, ForwardedFrom: forwardedFrom } = webhook;
    if (callSid === null || queue.pilot.oldLine === null) return null;
    const caller = callers.of(from);
    const oldLine = oldLineFor(queue.pilot, callers.portion(`${queue.id} ${caller ?? callSid}`));
    const comesBack = forwardedFrom === oldLine || from === oldLine;
    if (oldLine === null || comesBack || !mayHandOn(oldLine, queue, ours(read, to)))
      return here(queue, callSid);
    // With the store away by the settings that were read last: this line could do less for the caller than the old one.
    const isOurs =
      read.fresh && (await unlessAway(() => mustComeHere(webhook, callSid, caller), false)) === true;
    if (isOurs) return here(queue, callSid);
    await count(queue.id, callSid, 'old-line', { 'handed-on': 1 });
    // A number that is withheld, or is none, cannot be shown.
    const showing = caller === null && /^\+\d+$/.test(to) ? to : null;
    const twiml = handOnDocument(oldLine, urls.oldLine({ ...token, hasPlace: false }), showing);
    return { twiml, outcome: 'ok' };
  }

  async function here(queue: QueueSettings, callSid: string): Promise<null> {
    await count(queue.id, callSid, 'here', null);
    return null;
  }

  /**
   * Who has a place kept, is to be called back, or is owed something; and who is sent back to us by the old line, which
   * would go round for ever. Notes that this call is handed on where none of it is so.
   */
  async function mustComeHere(webhook: Webhook, callSid: string, caller: string | null): Promise<boolean> {
    if (await isExpected(webhook, { store, callers })) return true;
    if (caller !== null) {
      const rings = await store.recall(ringsKey(caller));
      if (rings !== null && rings !== callSid) return true;
      await store.remember(ringsKey(caller), callSid, SENT_BACK_WITHIN_MS);
    }
    await store.remember(handedOnKey(callSid), '1', SENT_BACK_WITHIN_MS);
    return false;
  }

  async function afterwards(token: ContactToken, webhook: Webhook): Promise<Answer | null> {
    const { CallSid: callSid, DialCallStatus: became, DialCallDuration: seconds } = webhook;
    if (callSid === null) return null;
    if (became === 'completed' || became === 'answered') {
      await count(token.queueId, callSid, null, { 'old-line-minutes': Math.ceil(seconds / 60) });
      return { twiml: hungUpDocument(), outcome: 'ok' };
    }
    if (isOver(webhook.CallStatus)) return { twiml: hungUpDocument(), outcome: 'ignored' };
    await count(token.queueId, callSid, 'back-here', { 'handed-back': 1 });
    return null;
  }

  /** Counts once for a call, however often its webhook comes; with the store away in the metrics alone. */
  async function count(
    queueId: string,
    callSid: string,
    to: PilotSide | null,
    add: Counts | null,
  ): Promise<void> {
    const tally = add === null ? null : { queueId, quarterAt: quarterOf(now()), add, longestWaitMs: null };
    const isFirst = await unlessAway(async () => {
      const { outcome } = await store.commit({
        now: now(),
        eventId: `pilot:${to ?? 'over'}:${callSid}`,
        ...{ contacts: [], desks: [], effects: [] },
        tallies: tally === null ? [] : [tally],
      });
      return outcome === 'committed';
    }, true);
    if (isFirst && to !== null) metrics.pilotLed(queueId, to);
  }

  /** Numbers that lead here, as far as they were read. */
  function ours({ queues, operatorNumber }: Read, called: string): string[] {
    return [
      ...[phoneNumber, called],
      ...(operatorNumber === null ? [] : [operatorNumber]),
      ...queues.flatMap(({ numbers }) => numbers),
    ];
  }
}

function ringsKey(caller: string): string {
  return `rings-there:${caller}`;
}

async function unlessAway<Value>(asks: () => Promise<Value>, away: Value): Promise<Value> {
  try {
    return await asks();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return away;
  }
}
