import { placeOf } from '../waiting/line.ts';
import { DEFAULT_QUEUE_ID, firstLanguage, type QueueSettings } from '../waiting/queue-settings.ts';
import { headStartMs } from '../waiting/ranking.ts';
import { silenceMs } from '../waiting/rhythm.ts';
import { DEFAULT_INTERVAL_MS } from './answer.ts';
import type { ContactToken } from './leg-token.ts';
import type { Webhook } from './webhook-params.ts';

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
  const begins = { contactId: `c-${callSid}`, step: 1 };
  if (queue === undefined) {
    const place = placeOf(0, arrivedAt);
    const intervalMs = DEFAULT_INTERVAL_MS;
    return { ...begins, queueId: DEFAULT_QUEUE_ID, place, language: spokenByDefault, intervalMs };
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
