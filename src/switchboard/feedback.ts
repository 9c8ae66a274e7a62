import type { FeedbackAnswers } from '../contact/contact.ts';
import type { Effect } from '../contact/effects.ts';
import type { Store } from '../store/store.ts';

/** What callers said of the wait in a queue, after the talk: how many gave each answer. */
export type FeedbackCounts = {
  right: { yes: number; no: number };
  often: { tooOften: number; justRight: number; tooRarely: number };
};

/** Answers are counted for four weeks from the first, then anew: what was said of rhythms of long ago decides nothing. */
const COUNTED_FOR_MS = 28 * 86_400_000;
/** An effect that is performed again counts once. */
const ONCE_FOR_MS = 86_400_000;

/** Counts a caller's answers, for the admins who choose the rhythms. Rejects with StoreUnavailable. */
export async function countFeedback(
  { id, queueId, answers }: Effect & { type: 'count-feedback' },
  store: Pick<Store, 'once' | 'count'>,
): Promise<void> {
  if (!(await store.once(`feedback:${id}`, ONCE_FOR_MS))) return;
  for (const key of keysOf(queueId, answers)) await store.count(key, COUNTED_FOR_MS);
}

/** What was counted for a queue. Rejects with StoreUnavailable. */
export async function feedbackCounts(
  queueId: string,
  store: Pick<Store, 'counted'>,
): Promise<FeedbackCounts> {
  const counted = async (answers: Partial<FeedbackAnswers>) => {
    const [key = ''] = keysOf(queueId, { right: null, often: null, ...answers });
    return (await store.counted(key)).count;
  };
  const [yes, no, tooOften, justRight, tooRarely] = await Promise.all([
    counted({ right: true }),
    counted({ right: false }),
    counted({ often: 'too-often' }),
    counted({ often: 'just-right' }),
    counted({ often: 'too-rarely' }),
  ]);
  return { right: { yes, no }, often: { tooOften, justRight, tooRarely } };
}

function keysOf(queueId: string, { right, often }: FeedbackAnswers): string[] {
  const given = [right === null ? null : right ? 'right' : 'not-right', often];
  return given.flatMap((answer) => (answer === null ? [] : [`feedback:${queueId}:${answer}`]));
}
