import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { TALLY_KEPT_MS } from '../../store/retention.ts';
import type { Store } from '../../store/store.ts';
import { promisesKept } from '../../switchboard/estimates.ts';
import { sumOf } from '../../waiting/tally.ts';
import { type Route, route } from '../contract.ts';
import { notFound } from '../problems.ts';
import { feedbackSchema, feedbackView } from './report-view.ts';

const figures = z
  .strictObject({
    callers: z
      .int()
      .describe('Of the last 1,000 to 1,050 whose wait came to an end, those who hung up included.'),
    rightShare: z
      .number()
      .describe('Share of announced ranges that came true, 0 to 1; 0.8 is what is aimed at.'),
    lateShare: z.number().describe('Share of waits that were longer than the announced upper end.'),
    meanErrorSeconds: z.number(),
    meanAbsoluteErrorSeconds: z.number(),
  })
  .nullable();

/** How often the announced waits came true, and what callers said of the wait: the ledger of promise 9. */
export function promiseRoutes({ store, clock }: { store: Store; clock: Clock }): Route[] {
  return [
    route({
      access: 'admin',
      method: 'get',
      path: '/queues/{id}/promises',
      name: 'readPromises',
      summary:
        'How often the waits that were announced in this queue came true (null before the first), and what callers said of them.',
      success: { status: 200, body: z.strictObject({ promises: figures, feedback: feedbackSchema }) },
      problems: [404],
      async handle({ params }) {
        const id = params['id'] ?? '';
        if ((await store.queue(id)) === null) throw notFound('There is no such queue.');
        const now = clock.now();
        const [promises, quarters] = await Promise.all([
          promisesKept(id, store),
          store.quarters(id, now - TALLY_KEPT_MS, now + 1),
        ]);
        return { body: { promises, feedback: feedbackView(sumOf(quarters)) } };
      },
    }),
  ];
}
