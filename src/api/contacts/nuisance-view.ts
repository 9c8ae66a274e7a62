import { z } from 'zod';
import { type Nuisance, NUISANCE_DAYS, NUISANCE_REASONS } from '../../waiting/nuisance.ts';
import { isoTime, shortText } from '../contract.ts';

export const nuisanceSchema = z
  .strictObject({
    id: z.string(),
    queueId: z.string().nullable().describe('The queue that refuses the calls; null: all of them.'),
    from: z.string().describe('Masked like that of a contact; the number itself is not kept.'),
    reason: z.enum(NUISANCE_REASONS),
    note: z.string(),
    by: z.string().describe('Sign-in name of who marked the caller.'),
    at: z.iso.datetime(),
    until: z.iso.datetime().describe('Until when calls are refused.'),
  })
  .describe('A caller whose calls are refused for a time');

const DAYS = `must be a whole number from ${NUISANCE_DAYS.least} to ${NUISANCE_DAYS.most}`;

/** What an operator says of a caller who is a nuisance. */
export const marking = z.strictObject({
  reason: z.enum(NUISANCE_REASONS, { error: `must be one of ${NUISANCE_REASONS.join(', ')}` }),
  note: shortText(0, 140).default(''),
  days: z
    .int({ error: DAYS })
    .min(NUISANCE_DAYS.least, { error: DAYS })
    .max(NUISANCE_DAYS.most, { error: DAYS })
    .default(NUISANCE_DAYS.usual),
  where: z
    .enum(['queue', 'everywhere'], { error: 'must be queue or everywhere' })
    .default('queue')
    .describe('Refused by the queue whose number was called, or by all.'),
});

export const lengthening = z.strictObject({
  until: z.iso.datetime({ offset: true, error: 'must be a time such as "2026-12-24T18:00:00Z"' }),
});

export function nuisanceView({ id, queueId, masked, reason, note, by, at, until }: Nuisance) {
  return { id, queueId, from: masked, reason, note, by, at: isoTime(at), until: isoTime(until) };
}
