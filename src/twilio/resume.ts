import { type Store, StoreUnavailable } from '../store/store.ts';
import type { ContactAnswer } from '../switchboard/contact-answer.ts';
import type { Switchboard } from '../switchboard/switchboard.ts';
import type { AskedFrom, LegAsks } from '../twiml/instructions.ts';
import type { VoiceScripts } from '../voice-script/render.ts';
import { queueForNumber } from '../waiting/queue-settings.ts';
import type { Answer, Answers } from './answer.ts';
import type { DeskWebhooks } from './desk-webhooks.ts';
import type { Entrance } from './entrance.ts';
import { keptDocument } from './kept-documents.ts';
import type { ContactToken, LegTokens } from './leg-token.ts';
import { newcomer } from './newcomer.ts';
import { type Query, sinceOf, tokenOf } from './query.ts';
import type { QueueBook } from './queue-book.ts';
import type { Tellings } from './tellings.ts';
import type { VoiceUrls } from './voice-urls.ts';
import { asCaller, isOver, type Webhook } from './webhook-params.ts';

/** What a caller put in. */
export type Input = Pick<LegAsks, 'digits' | 'said'>;
const NO_INPUT: Input = { digits: '' };

export type ResumeParts = {
  store: Store;
  switchboard: Switchboard;
  answers: Answers;
  queueBook: QueueBook;
  tokens: LegTokens;
  urls: VoiceUrls;
  scripts: VoiceScripts;
  now: () => number;
  desks: DeskWebhooks;
  entrance: Entrance;
  status: Tellings['status'];
  /** Whether the call is one to the operators' number. */
  isAtEntrance: (webhook: Webhook) => Promise<boolean>;
  /** A contact's document; one that the store has lost is rebuilt from the token first. */
  contactAnswer: (
    token: ContactToken,
    callSid: string,
    from: AskedFrom,
    input: Input,
    webhook: Webhook,
  ) => Promise<Answer>;
  render: (answer: ContactAnswer | null, callSid: string) => Promise<Answer>;
};

/** How legs of ours come home whose last document is not known to have been played. */
export type Resume = {
  /** A leg of ours that comes without a token of its own: fetched home, sent here by the fallback, or damaged. */
  resume(webhook: Webhook, query: Query): Promise<Answer>;
  /** Comes back with the time by which it is ranked: the one that it brought, or now. */
  keptWithoutKnowing(query?: Query): Answer;
};

export function createResume(parts: ResumeParts): Resume {
  const { store, switchboard, answers, queueBook, tokens, urls, scripts, now } = parts;
  const { desks, entrance, status, isAtEntrance, contactAnswer, render } = parts;
  return { resume, keptWithoutKnowing };

  async function resume(webhook: Webhook, query: Query): Promise<Answer> {
    const { CallSid: callSid } = webhook;
    if (callSid === null) return keptWithoutKnowing(query);
    if (isOver(webhook.CallStatus)) return status(webhook);
    const token = tokens.readContact(tokenOf(query) ?? '');
    const deskToken = tokens.readDesk(tokenOf(query) ?? '');
    const entranceToken = tokens.readEntrance(tokenOf(query) ?? '');
    try {
      const owner = await store.ownerOfLeg(callSid);
      if (owner?.kind === 'contact') return await resumeContact(owner.id, callSid, token, query);
      if (owner?.kind === 'desk') return await desks.resume(owner.operator, callSid, deskToken);
      if (entranceToken !== null) return await entrance.again(entranceToken, webhook);
      if (deskToken !== null) return desks.offDuty();
      return await resumeForgotten(token, webhook, callSid, query);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (entranceToken !== null) return entrance.again(entranceToken, webhook);
      if (deskToken !== null) {
        return { twiml: answers.keptDesk(deskToken.intentId, callSid, deskToken.step), outcome: 'degraded' };
      }
      return token === null
        ? keptWithoutKnowing(query)
        : { twiml: answers.kept(token, callSid, 'summons'), outcome: 'degraded' };
    }
  }

  /** Resumes the step that the URL names, or the one after the time that it names, so that a repeated request is one. */
  async function resumeContact(
    id: string,
    callSid: string,
    token: ContactToken | null,
    query: Query,
  ): Promise<Answer> {
    const { contact } = await store.readContact(id, '');
    const answered = contact?.leg?.step ?? 0;
    const since = sinceOf(query, now());
    const hasAsked = since !== null && since <= (contact?.leg?.askedAt ?? 0);
    const step = token === null ? answered + (hasAsked ? 0 : 1) : Math.max(token.step, answered);
    const asks = { type: 'leg-asks', callSid, step, from: 'summons', digits: '' } as const;
    return render(await switchboard.contactAsks(id, '', asks), callSid);
  }

  /** A caller whom the store does not know: ranked by the token where one reached us, else by the call's start. */
  async function resumeForgotten(
    token: ContactToken | null,
    webhook: Webhook,
    callSid: string,
    query: Query,
  ): Promise<Answer> {
    const startedAt = sinceOf(query, now()) ?? now();
    if (await isAtEntrance(webhook)) return entrance.enters(webhook, startedAt);
    const { queues } = await queueBook.queues();
    const queue = queueForNumber(queues, asCaller(webhook).To);
    const forgotten = token ?? {
      ...newcomer(callSid, queue, webhook, startedAt, scripts.defaultLanguage),
      // Not the first, so that it is not greeted anew.
      step: 2,
    };
    return contactAnswer(forgotten, callSid, 'summons', NO_INPUT, webhook);
  }

  function keptWithoutKnowing(query: Query = {}): Answer {
    const next = urls.resumeForgotten(sinceOf(query, now()) ?? now());
    return { twiml: keptDocument(scripts, next), outcome: 'degraded' };
  }
}
