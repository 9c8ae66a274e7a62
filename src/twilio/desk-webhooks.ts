import { isRung } from '../desk/desk.ts';
import { markSign } from '../store/presence-marks.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import type { Switchboard } from '../switchboard/switchboard.ts';
import type { AskedFrom, LegAsks } from '../twiml/instructions.ts';
import { line, type Line } from '../voice-script/moments.ts';
import type { VoiceScripts } from '../voice-script/render.ts';
import type { Answer, Answers } from './answer.ts';
import { goodbyeDocument } from './kept-documents.ts';
import type { Webhook } from './webhook-params.ts';

/** What a desk's leg carries in its URLs (leg-token.ts). */
type DeskToken = { intentId: string; step: number };

/** What the legs of operators are answered with. */
export type DeskWebhooks = {
  /** A desk's leg asks; with the store away it is kept by its own token. */
  asks(token: DeskToken, webhook: Webhook, callSid: string, from: AskedFrom): Promise<Answer>;
  /** A spoken note is stored at Twilio, as its own callback or its action tells. Rejects with StoreUnavailable. */
  noteRecorded(token: DeskToken, webhook: Webhook, contactId: unknown): Promise<void>;
  /** A desk's leg was fetched home. Rejects with StoreUnavailable. */
  resume(operator: string, callSid: string, token: DeskToken | null): Promise<Answer>;
  /** Goodbye to a leg that is no desk's. */
  offDuty(): Answer;
};

const CONTACT_ID = /^[\w-]{1,80}$/;

export function createDeskWebhooks({
  store,
  switchboard,
  answers,
  scripts,
  now,
}: {
  store: Store;
  switchboard: Switchboard;
  answers: Answers;
  scripts: VoiceScripts;
  now: () => number;
}): DeskWebhooks {
  return {
    async asks({ intentId, step }, webhook, callSid, from) {
      try {
        const owner = await store.ownerOfLeg(callSid);
        const operator = owner?.kind === 'desk' ? owner.operator : await store.deskOfIntent(intentId);
        if (operator === null || (await ringsForAnother(operator, intentId))) return offDuty();
        if (webhook.Digits !== '') await markSign(store, operator, 'key', now());
        if (from === 'record') await spoken(operator, webhook);
        return await answer(operator, { type: 'leg-asks', callSid, step, from, digits: webhook.Digits });
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        const isFetched = from === 'summons' && webhook.Digits === '';
        const twiml = isFetched
          ? answers.keptDeskOnce(intentId, callSid, step)
          : answers.keptDesk(intentId, callSid, step, unheard(webhook, from));
        return { twiml, outcome: 'degraded' };
      }
    },
    async resume(operator, callSid, token) {
      const known = await store.readDesk(operator);
      const answered = known !== null && 'leg' in known ? (known.leg?.step ?? 0) : 0;
      const step = token === null ? answered + 1 : Math.max(token.step, answered);
      return answer(operator, { type: 'leg-asks', callSid, step, from: 'summons', digits: '' });
    },
    noteRecorded,
    offDuty,
  };

  async function noteRecorded({ intentId }: DeskToken, webhook: Webhook, contactId: unknown): Promise<void> {
    const { CallSid: callSid, RecordingSid: recordingSid } = webhook;
    if (isSilent(webhook) || callSid === null) return;
    if (typeof contactId !== 'string' || !CONTACT_ID.test(contactId)) return;
    const owner = await store.ownerOfLeg(callSid);
    const operator = owner?.kind === 'desk' ? owner.operator : await store.deskOfIntent(intentId);
    if (operator !== null)
      await switchboard.tellDesk(operator, { type: 'note-recorded', contactId, recordingSid });
  }

  /** The end of a recording asks for what is next, and tells of it as well. */
  async function spoken(operator: string, webhook: Webhook): Promise<void> {
    const desk = await store.readDesk(operator);
    const instruction = desk !== null && 'leg' in desk ? desk.leg?.instruction : undefined;
    if (isSilent(webhook) || instruction?.kind !== 'record-note') return;
    const { about: contactId } = instruction;
    const { RecordingSid: recordingSid } = webhook;
    await switchboard.tellDesk(operator, { type: 'note-recorded', contactId, recordingSid });
  }

  /** A call of an earlier opening that is heard of late must not pass for the one that rings now. */
  async function ringsForAnother(operator: string, intentId: string): Promise<boolean> {
    const desk = await store.readDesk(operator);
    return desk !== null && isRung(desk) && desk.intentId !== intentId;
  }

  async function answer(operator: string, asks: LegAsks): Promise<Answer> {
    const answered = await switchboard.deskAsks(operator, asks);
    const leg = answered !== null && 'leg' in answered ? answered.leg : null;
    if (answered === null || leg?.callSid !== asks.callSid) return offDuty();
    return { twiml: answers.desk(answered, leg), outcome: 'ok' };
  }

  function offDuty(): Answer {
    return { twiml: goodbyeDocument(scripts, line('desk.goodbye', {})), outcome: 'ignored' };
  }
}

/**
 * What is said, the store being away, to who comes out of a talk, and to who has pressed a key or spoken a note: nothing
 * can come of it yet.
 */
function unheard(webhook: Webhook, from: AskedFrom): Line[] {
  if (from === 'talk') return [line('desk.talk-over', {})];
  if (from !== 'record') return webhook.Digits === '' ? [] : [line('desk.key-lost', {})];
  return [line(isSilent(webhook) ? 'desk.note-none' : 'desk.note-lost', {})];
}

/** Whether a recording holds nothing. */
function isSilent({ RecordingSid: recordingSid, RecordingDuration: seconds }: Webhook): boolean {
  return recordingSid === '' || seconds === 0;
}
