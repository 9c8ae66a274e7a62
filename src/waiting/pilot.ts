import { z } from 'zod';
import { phoneNumberSchema } from './ranking.ts';

const SHARE = 'must be a whole number from 0 to 100';

/** A trial of this line beside the one that there was before: some of the calls come here, the others go there. */
export const pilotSchema = z.strictObject({
  /** Percent of the calls that are answered here. */
  share: z.int({ error: SHARE }).min(0, { error: SHARE }).max(100, { error: SHARE }).default(100),
  /** Where the others are handed on to, before a word is said; null: there is no pilot. */
  oldLine: phoneNumberSchema.nullable().default(null),
});
export type Pilot = z.infer<typeof pilotSchema>;

/**
 * The number to which this caller is handed on; null who is answered here.
 * @param portion 0 ≤ portion < 1, always the same for one caller: so a greater share brings callers here, and takes none away
 */
export function oldLineFor({ share, oldLine }: Pilot, portion: number): string | null {
  return portion * 100 < share ? null : oldLine;
}
