import { z } from 'zod';

/** Higher is served earlier. */
export const prioritySchema = z
  .int({ error: 'must be a whole number from 0 to 9' })
  .min(0, { error: 'must be a whole number from 0 to 9' })
  .max(9, { error: 'must be a whole number from 0 to 9' });

/** Of a queue for which nobody has said otherwise. */
export const USUAL_PRIORITY = 5;

export const phoneNumberSchema = z
  .string({ error: 'must be an E.164 number such as +15551234567' })
  .regex(/^\+[1-9]\d{6,14}$/, { error: 'must be an E.164 number such as +15551234567' });

/** What raises a caller above the queue's own priority, and how soon waiting makes up for it. */
export const rankingSchema = z.strictObject({
  /**
   * A caller who has waited so much longer, seconds, stands with those of the next priority, so that nobody waits for
   * ever behind others who keep coming.
   */
  ageingSeconds: z
    .int({ error: 'must be from 10 to 86400 seconds' })
    .min(10, { error: 'must be from 10 to 86400 seconds' })
    .max(86_400, { error: 'must be from 10 to 86400 seconds' })
    .default(600),
  /** By the number that was called. */
  calledNumbers: z
    .array(z.strictObject({ number: phoneNumberSchema, priority: prioritySchema }))
    .max(100)
    .default([]),
  languages: z
    .array(z.strictObject({ language: z.string().max(3), priority: prioritySchema }))
    .max(20)
    .default([]),
  /** By the number that calls: personal data, for admins alone. */
  callers: z
    .array(z.strictObject({ number: phoneNumberSchema, priority: prioritySchema }))
    .max(1_000)
    .default([]),
});
export type Ranking = z.infer<typeof rankingSchema>;

/** What of a queue's settings ranks its callers. */
export type Ranked = { priority: number; ranking: Ranking };

/** The priority of a caller in a queue: the highest of all that apply. */
export function priorityOf(
  { priority, ranking }: Ranked,
  caller: { from: string; to: string; language: string },
): number {
  return Math.max(
    priority,
    ...ranking.calledNumbers.filter((one) => one.number === caller.to).map((one) => one.priority),
    ...ranking.languages.filter((one) => one.language === caller.language).map((one) => one.priority),
    ...ranking.callers.filter((one) => one.number === caller.from).map((one) => one.priority),
  );
}

/**
 * By how much earlier a caller counts as having come, ms: one step of ageing for each step above the usual priority,
 * below 0 under it. So callers of the usual priority stand by their arrival alone, also where an operator serves several
 * lines and these age differently.
 */
export function headStartMs(queue: Ranked, caller: { from: string; to: string; language: string }): number {
  return headStartOf(priorityOf(queue, caller), queue);
}

/** The head start of whoever has no priority but that of the queue, ms. */
export function usualHeadStartMs(queue: Ranked): number {
  return headStartOf(queue.priority, queue);
}

function headStartOf(priority: number, { ranking }: Ranked): number {
  return (priority - USUAL_PRIORITY) * ranking.ageingSeconds * 1000;
}
