import { arrivalAt, placeOf } from '../waiting/line.ts';
import {
  DEFAULT_QUEUE_ID,
  firstLanguage,
  queueForNumber,
  type QueueSettings,
} from '../waiting/queue-settings.ts';
import { headStartMs } from '../waiting/ranking.ts';
import { silenceMs } from '../waiting/rhythm.ts';
import { DEFAULT_INTERVAL_MS } from './contact-token.ts';
import type { ContactToken } from './leg-token.ts';
import type { Webhook } from './webhook-params.ts';

/** Stands for the queue of a caller who came while no queue could be read; no queue can have this id. */
const UNREAD_QUEUE_ID = '-';

/**
 * The token of a call that begins. A contact is named after the call that began it, so a repeated first webhook finds it.
 * @param queue the queue of the called number; undefined where none is known
 * @param arrivedAt epoch ms
 * @param spokenByDefault the language where no queue says one
 */
export function newcomer(
  callSid: string,
  queue: QueueSettings | undefined,
  { From: from, To: to }: Webhook,
  arrivedAt: number,
  spokenByDefault: string,
): ContactToken {
  // Who cannot be asked anything first, the store being away, has a place (contact/decide.ts).
  const begins = { contactId: `c-${callSid}`, step: 1, hasPlace: true };
  if (queue === undefined) {
    const place = placeOf(0, arrivedAt);
    const intervalMs = DEFAULT_INTERVAL_MS;
    return { ...begins, queueId: UNREAD_QUEUE_ID, place, language: spokenByDefault, intervalMs };
  }
  const language = firstLanguage(queue, to) ?? spokenByDefault;
  return {
    ...begins,
    queueId: queue.id,
    place: placeOf(headStartMs(queue, { from, to, language }), arrivedAt),
    language,
    intervalMs: silenceMs(queue.inLine, 'queue', 1, queue.newsOnlyLongestSeconds),
  };
}

/** The token of a caller whom the store lost; who came while no queue could be read gets the queue and the rank in it. */
export function inItsQueue(
  token: ContactToken,
  queues: readonly QueueSettings[],
  caller: Webhook,
): ContactToken {
  if (token.queueId !== UNREAD_QUEUE_ID) return token;
  const queue = queueForNumber(queues, caller.To);
  if (queue === undefined) return { ...token, queueId: DEFAULT_QUEUE_ID };
  const { contactId, step, language, place } = token;
  return { ...newcomer('', queue, caller, arrivalAt(place, 0), language), contactId, step };
}

/** When the caller of a token arrived, epoch ms: a place is an arrival less a head start (waiting/line.ts). */
export function arrivalOf(
  { place, queueId, language }: ContactToken,
  queues: readonly QueueSettings[],
  { From: from, To: to }: Webhook,
): number {
  const queue = queues.find(({ id }) => id === queueId);
  return arrivalAt(place, queue === undefined ? 0 : headStartMs(queue, { from, to, language }));
}
