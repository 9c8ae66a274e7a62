import type { Logger } from '../log.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import type { ContactAnswer } from '../switchboard/contact-answer.ts';
import type { Switchboard } from '../switchboard/switchboard.ts';
import type { AskedFrom, LegAsks } from '../twiml/instructions.ts';
import { line } from '../voice-script/moments.ts';
import type { VoiceScripts } from '../voice-script/render.ts';
import { spokenAnswer } from '../voice-script/spoken-answer.ts';
import { queueForNumber, type QueueSettings } from '../waiting/queue-settings.ts';
import { recognise, type Since } from './arrivals.ts';
import type { CallerKeys } from './caller-key.ts';
import type { Answer, Answers } from './answer.ts';
import { createDeskWebhooks } from './desk-webhooks.ts';
import { createEntrance, type EntranceParts } from './entrance.ts';
import { goodbyeDocument, keptDocument, onwardDocument } from './kept-documents.ts';
import type { ContactToken, LegTokens } from './leg-token.ts';
import { arrivalOf, inItsQueue, newcomer } from './newcomer.ts';
import { playable } from './playable.ts';
import { type NuisanceParts, refuseNuisance } from './door/nuisance.ts';
import { createOldLine, type OldLineParts } from './door/old-line.ts';
import type { QueueBook } from './queue-book.ts';
import { type Query, tokenIn, tokenOf } from './query.ts';
import type { VoiceUrls } from './voice-urls.ts';
import { createResume, type Input } from './resume.ts';
import { createTellings } from './tellings.ts';
import { asCaller, askedFrom, isOver, keysOf, type Webhook } from './webhook-params.ts';

export type WebhookParts = {
  store: Store;
  switchboard: Switchboard;
  answers: Answers;
  queueBook: QueueBook;
  tokens: LegTokens;
  urls: VoiceUrls;
  scripts: VoiceScripts;
  callers: CallerKeys;
  now: () => number;
  log: Logger;
  isPin: EntranceParts['isPin'];
  newId: () => string;
  phoneNumber: OldLineParts['phoneNumber'];
  metrics: OldLineParts['metrics'] & NuisanceParts['metrics'];
  /** A document of ours could not be played to its end, as the fallback's ErrorUrl shows. */
  onFallback: (errorUrl: string) => void;
  /** Whether a recording in somebody's own voice lies there. */
  isClip: (url: string) => boolean;
};

export type VoicePath =
  | '/incoming'
  | '/leg'
  | '/desk'
  | '/entrance'
  | '/old-line'
  | '/resume'
  | '/status'
  | '/recording'
  | '/fallback';
export type Webhooks = { readonly [path in VoicePath]: (webhook: Webhook, query: Query) => Promise<Answer> };

/** How often a caller is looked up anew whose place was given up, or taken by another delivery, meanwhile. */
const MOST_LOOKS = 5;

/** What each webhook under /voice is answered with: with the store away, from the leg's own token. */
export function createWebhooks(parts: WebhookParts): Webhooks {
  const { store, switchboard, answers, queueBook, tokens, urls, scripts, now, log } = parts;
  const desks = createDeskWebhooks(parts);
  const { recording, status, keepWords } = createTellings({ ...parts, desks });
  const entrance = createEntrance(parts);
  const oldLine = createOldLine(parts);
  const { resume, keptWithoutKnowing } = createResume({
    ...parts,
    desks,
    entrance,
    status,
    isAtEntrance,
    contactAnswer,
    render,
  });
  return {
    '/incoming': incoming,
    '/leg': leg,
    '/desk': desk,
    '/entrance': atEntrance,
    '/old-line': fromOldLine,
    '/resume': resume,
    '/status': status,
    '/recording': recording,
    '/fallback': fallback,
  };

  async function incoming(webhook: Webhook): Promise<Answer> {
    const { CallSid: callSid } = webhook;
    if (callSid === null) return keptWithoutKnowing();
    if (isOver(webhook.CallStatus)) return status(webhook);
    const read = await queueBook.queues();
    if (webhook.To === read.operatorNumber) return entrance.enters(webhook);
    const queue = queueForNumber(read.queues, webhook.To);
    const token = newcomer(callSid, queue, webhook, now(), scripts.defaultLanguage);
    const elsewhere =
      queue === undefined
        ? null
        : ((read.fresh ? await refuseNuisance(token, queue, webhook, parts) : null) ??
          (await oldLine.handOn(token, queue, webhook, read)));
    return elsewhere ?? welcome(token, callSid, queue, webhook, read.fresh);
  }

  /** A call that was handed on is over, or comes here since nobody has answered there. */
  async function fromOldLine(webhook: Webhook, query: Query): Promise<Answer> {
    const token = tokens.readContact(tokenOf(query) ?? '');
    const { CallSid: callSid } = webhook;
    if (token === null || callSid === null) return resume(webhook, query);
    // Who hung up here while it rang there again, or came here from there.
    if (isOver(webhook.CallStatus)) await status(webhook);
    const over = await oldLine.afterwards(token, webhook);
    if (over !== null) return over;
    const { queues, fresh } = await queueBook.queues();
    const queue = queues.find(({ id }) => id === token.queueId) ?? queueForNumber(queues, webhook.To);
    const anew = newcomer(callSid, queue, webhook, now(), scripts.defaultLanguage);
    return welcome(anew, callSid, queue, webhook, fresh);
  }

  /** The first words to a caller, who has a place from now on, or is asked something first. */
  async function welcome(
    token: ContactToken,
    callSid: string,
    queue: QueueSettings | undefined,
    webhook: Webhook,
    fresh: boolean,
  ): Promise<Answer> {
    if (queue === undefined || !fresh) return greetWithoutStore(token, callSid, queue);
    try {
      const asks = { type: 'leg-asks', callSid, step: token.step, from: 'end', digits: '' } as const;
      const since = { arrivedAt: now(), recovered: null };
      const answer = await placed(token, webhook, asks, since, null);
      if (answer !== null) return await render(answer, callSid);
      log.warn(
        { callSid },
        'A caller could not be given a place at once; the next step of the call does it.',
      );
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
    return greetWithoutStore(token, callSid, queue);
  }

  async function desk(webhook: Webhook, query: Query): Promise<Answer> {
    const token = tokens.readDesk(tokenOf(query) ?? '');
    const { CallSid: callSid } = webhook;
    if (token === null || callSid === null) return resume(webhook, query);
    if (isOver(webhook.CallStatus)) return status(webhook);
    return desks.asks(token, webhook, callSid, askedFrom(query['f']));
  }

  async function atEntrance(webhook: Webhook, query: Query): Promise<Answer> {
    const token = tokens.readEntrance(tokenOf(query) ?? '');
    const { CallSid: callSid } = webhook;
    if (token === null || callSid === null) return resume(webhook, query);
    if (isOver(webhook.CallStatus)) return status(webhook);
    // A key that hurries the next try along is none of a PIN.
    if (askedFrom(query['f']) === 'summons') return entrance.again(token, webhook);
    return entrance.asks(token, webhook, callSid, webhook.Digits);
  }

  /**
   * A place for a caller whom the store does not know: the one that the call or the number has, or a new one; `place` is
   * where one stands whom the store had lost. Null where each that was found was given up before it could be taken.
   */
  async function placed(
    token: ContactToken,
    webhook: Webhook,
    asks: LegAsks,
    since: Since,
    place: number | null,
  ): Promise<ContactAnswer | null> {
    for (let look = 0; look < MOST_LOOKS; look++) {
      const arrival = await recognise(token, webhook, asks.callSid, since, parts);
      if (arrival.kind === 'new') {
        // Another delivery of this very call may have found a place for it meanwhile.
        if (!(await switchboard.arrive(arrival.event, place))) continue;
        return switchboard.contactAsks(token.contactId, token.queueId, asks);
      }
      const id = arrival.contactId;
      if (arrival.kind === 'here') return switchboard.contactAsks(id, token.queueId, asks);
      const caller = parts.callers.of(webhook.From);
      const event = { type: 'called-again', asks, from: webhook.From, caller } as const;
      const answer = await switchboard.calledAgain(id, event);
      if (answer !== null) return answer;
      // The place was given up, or changed, a moment ago.
    }
    return null;
  }

  function greetWithoutStore(token: ContactToken, callSid: string, queue: QueueSettings | undefined): Answer {
    const lines = [
      ...(queue === undefined ? [] : [line('greeting.welcome', { queueName: queue.name })]),
      line('greeting.degraded', { nextSeconds: token.intervalMs / 1000 }),
    ];
    return { twiml: answers.kept(token, callSid, 'end', lines), outcome: 'degraded' };
  }

  async function leg(webhook: Webhook, query: Query): Promise<Answer> {
    const token = tokens.readContact(tokenOf(query) ?? '');
    const { CallSid: callSid } = webhook;
    if (token === null || callSid === null) return resume(webhook, query);
    const from = askedFrom(query['f']);
    if (isOver(webhook.CallStatus)) return status(webhook);
    try {
      if (from === 'record') await keepWords(token, webhook, null);
      return await contactAnswer(token, callSid, from, inputOf(webhook, token.language), webhook);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // A spoken yes or no cannot be acted on, but it is answered, like a key.
      const { digits, said = 'unclear' } = inputOf(webhook, token.language);
      const nothingKeyed = from === 'words' && digits === '' && said === 'unclear';
      const twiml = nothingKeyed ? answers.keptQuiet(token, callSid) : answers.kept(token, callSid, from);
      return { twiml, outcome: 'degraded' };
    }
  }

  /** Keys, or what was said in their place in the language that was being spoken. */
  function inputOf(webhook: Webhook, language: string): Input {
    const digits = keysOf(webhook);
    return digits !== '' || webhook.SpeechResult === ''
      ? { digits }
      : { digits, said: spokenAnswer(scripts, language, webhook.SpeechResult) };
  }

  /** The contact's answer; a contact that the store has lost is rebuilt from the token first. */
  async function contactAnswer(
    token: ContactToken,
    callSid: string,
    from: AskedFrom,
    input: Input,
    webhook?: Webhook,
  ): Promise<Answer> {
    const asks = { type: 'leg-asks', callSid, step: token.step, from, ...input } as const;
    let answer = await switchboard.contactAsks(token.contactId, token.queueId, asks);
    if (answer === null && webhook !== undefined) {
      // Taken for a caller while nothing could be read.
      if (await isAtEntrance(webhook)) return entrance.enters(webhook);
      const { queues } = await queueBook.queues();
      const ranked = inItsQueue(token, queues, asCaller(webhook));
      const arrivedAt = Math.min(arrivalOf(ranked, queues, webhook), now());
      const since = { arrivedAt, recovered: { step: token.step - 1 } };
      // Who had no place comes from a question whose silence is over, or has less left than the time before next words.
      const nothingKeyed = from === 'words' && input.digits === '' && input.said === undefined;
      const asksAnew = (from === 'end' || nothingKeyed) && !token.hasPlace;
      const asksNow = asksAnew ? ({ ...asks, from: 'summons' } as const) : asks;
      answer = await placed(ranked, asCaller(webhook), asksNow, since, ranked.place);
      if (answer === null) return { twiml: answers.kept(token, callSid, from), outcome: 'degraded' };
      log.warn({ contact: token.contactId }, 'A caller that the store had lost was put back in place.');
    }
    return render(answer, callSid);
  }

  async function isAtEntrance(webhook: Webhook): Promise<boolean> {
    const { operatorNumber } = await queueBook.queues();
    return operatorNumber !== null && asCaller(webhook).To === operatorNumber;
  }

  async function render(answer: ContactAnswer | null, callSid: string): Promise<Answer> {
    if (answer === null || answer.contact.leg?.callSid !== callSid) {
      return { twiml: goodbyeDocument(scripts, line('goodbye', {})), outcome: 'ignored' };
    }
    const { contact, place } = answer;
    return ok(answers.contact(contact, await playable(answer.contact.leg, store), place));
  }

  async function fallback(webhook: Webhook): Promise<Answer> {
    parts.onFallback(webhook.ErrorUrl);
    // Home at once: whoever comes by itself from words with a recording hears them without it (contact/on-hold/hold-answers.ts).
    if (parts.isClip(webhook.ErrorUrl)) return ok(onwardDocument(urls.resumeForgotten(now())));
    const token = tokenIn(webhook.ErrorUrl);
    if (token === undefined) return ok(keptDocument(scripts, urls.resumeForgotten(now())));
    return ok(keptDocument(scripts, urls.resume(token), mayHavePlace(token)));
  }

  /** Of a token that cannot be read nothing is known. */
  function mayHavePlace(token: string): boolean {
    const isOperators = tokens.readDesk(token) !== null || tokens.readEntrance(token) !== null;
    return tokens.readContact(token)?.hasPlace ?? !isOperators;
  }
}

function ok(twiml: string): Answer {
  return { twiml, outcome: 'ok' };
}
