import type { Words } from '../contact/visit.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import { CALLBACK_MINUTES, LONGEST_CALLBACK_S } from '../switchboard/choices.ts';
import { deletedKey } from '../switchboard/perform-effects.ts';
import type { Switchboard } from '../switchboard/switchboard.ts';
import type { Answer } from './answer.ts';
import type { DeskWebhooks } from './desk-webhooks.ts';
import { EMPTY_DOCUMENT } from './kept-documents.ts';
import type { ContactToken, LegTokens } from './leg-token.ts';
import { type Query, tokenOf } from './query.ts';
import { isOver, type Webhook } from './webhook-params.ts';

/** What Twilio tells without waiting for words: a call is over, a recording is stored. */
export type Tellings = {
  status(webhook: Webhook, query?: Query): Promise<Answer>;
  recording(webhook: Webhook, query: Query): Promise<Answer>;
  /** `kind` where the recording's own address tells it. */
  keepWords(token: ContactToken, webhook: Webhook, kind: Words['kind'] | null): Promise<void>;
};

const DAY_MS = 24 * 3_600_000;

export function createTellings({
  desks,
  store,
  switchboard,
  tokens,
}: {
  store: Store;
  switchboard: Switchboard;
  tokens: LegTokens;
  desks: DeskWebhooks;
}): Tellings {
  return { status, recording, keepWords };

  /** What a caller said is stored at Twilio. */
  async function recording(webhook: Webhook, query: Query): Promise<Answer> {
    const token = tokens.readContact(tokenOf(query) ?? '');
    const desk = tokens.readDesk(tokenOf(query) ?? '');
    try {
      if (desk !== null) await desks.noteRecorded(desk, webhook, query['c']);
      if (token !== null)
        await keepWords(token, webhook, query['k'] === 'message' ? 'message' : 'while-waiting');
      return { twiml: EMPTY_DOCUMENT, outcome: 'ok' };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // The recording's action, where it gets through, tells the same.
      return { twiml: EMPTY_DOCUMENT, outcome: 'degraded' };
    }
  }

  /** Told by the recording's own callback and by its action, whichever comes first; not of one that is deleted. */
  async function keepWords(
    token: ContactToken,
    { RecordingSid: recordingSid, RecordingDuration: seconds }: Webhook,
    kind: Words['kind'] | null,
  ): Promise<void> {
    if (recordingSid === '' || seconds === 0) return;
    if ((await store.recall(deletedKey(recordingSid))) !== null) return;
    await switchboard.tellContact(token.contactId, { type: 'recorded', recordingSid, seconds, kind });
  }

  async function status(webhook: Webhook, query?: Query): Promise<Answer> {
    const { CallSid: callSid, CallStatus } = webhook;
    if (callSid === null || !isOver(CallStatus)) return { twiml: EMPTY_DOCUMENT, outcome: 'ignored' };
    const event = { type: 'leg-ended', callSid } as const;
    try {
      const owner = await store.ownerOfLeg(callSid);
      if (owner?.kind === 'contact') {
        await countMinutes(webhook, callSid);
        await switchboard.tellContact(owner.id, event);
      }
      if (owner?.kind === 'desk') await switchboard.tellDesk(owner.operator, event);
      if (owner === null) await ringFailed(query?.['i']);
      return { twiml: EMPTY_DOCUMENT, outcome: 'ok' };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // The reconciler will find that the call is over.
      return { twiml: EMPTY_DOCUMENT, outcome: 'degraded' };
    }
  }

  /** Minutes of calls that we made to callers, as Twilio bills them: the day's cap is made of them. */
  async function countMinutes({ Direction, CallDuration }: Webhook, callSid: string): Promise<void> {
    const minutes = Math.ceil(Math.min(CallDuration, LONGEST_CALLBACK_S) / 60);
    if (!Direction.startsWith('outbound') || minutes === 0) return;
    if (!(await store.once(`minutes:${callSid}`, DAY_MS))) return;
    await store.count(CALLBACK_MINUTES, DAY_MS, minutes);
  }

  /** The call that rang a desk ended before the desk knew its CallSid. */
  async function ringFailed(intentId: unknown): Promise<void> {
    if (typeof intentId !== 'string' || !/^[\w-]{1,80}$/.test(intentId)) return;
    const operator = await store.deskOfIntent(intentId);
    if (operator !== null) await switchboard.tellDesk(operator, { type: 'ring-failed', intentId });
  }
}
