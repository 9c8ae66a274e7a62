import { z } from 'zod';
import type { Operator, Store } from '../../store/store.ts';
import { invalid } from '../problems.ts';

const EASY = 'is too easy to guess: no digit six times, no 123456';

/** Six digits, spoken to nobody; those that everybody tries first are refused (NIST SP 800-63B, 3.1.1.2). */
export const pinSchema = z
  .string({ error: 'must be six digits' })
  .regex(/^\d{6}$/, { error: 'must be six digits' })
  .refine((pin) => !isEasy(pin), { error: EASY });

export const shortNumberSchema = z
  .string({ error: 'must be 1 to 6 digits' })
  .regex(/^\d{1,6}$/, { error: 'must be 1 to 6 digits' });

/** One digit, or digits that count up or down, as 345678. */
function isEasy(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}

/** On the phone the short number tells who somebody is. */
export async function mustBeOnesOwn(
  store: Store,
  name: string,
  shortNumber: string | null | undefined,
): Promise<void> {
  if (shortNumber === null || shortNumber === undefined) return;
  const other = (await store.operators()).find(
    (one: Operator) => one.name !== name && one.shortNumber === shortNumber,
  );
  if (other !== undefined)
    throw invalid([{ field: 'shortNumber', message: `is that of ${other.name} already` }]);
}
