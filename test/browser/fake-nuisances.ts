import type { z } from 'zod';
import type { nuisanceSchema } from '../../src/api/contacts/nuisance-view.ts';
import { type FakeState, inSeconds, type Result } from './fake-state.ts';

export type NuisanceJson = z.infer<typeof nuisanceSchema>;

const DAY_S = 86_400;

/** A mark that Anna has made an hour ago. */
export function nuisance(id: string, change: Partial<NuisanceJson> = {}): NuisanceJson {
  return {
    ...{ id, queueId: 'support', from: '+1•••••••67', reason: 'abusive', note: '', by: 'anna' },
    ...{ at: inSeconds(-3600), until: inSeconds(7 * DAY_S - 3600) },
    ...change,
  };
}

/** What the server answers of callers whose calls are refused; a contact's mark has the contact's id. */
export function answerNuisances(
  { nuisances, contacts }: FakeState,
  how: string,
  key: string,
  given: Record<string, unknown>,
): Result {
  const found = nuisances.get(key);
  switch (how) {
    case 'GET contacts': {
      const withheld = contacts.get(key)?.from === 'withheld';
      return { status: 200, body: { nuisance: found ?? null, withheld } };
    }
    case 'POST contacts': {
      const days = Number(given['days']);
      if (!(days >= 1 && days <= 365)) {
        const message = 'must be a whole number from 1 to 365';
        return { problem: { status: 422, code: 'invalid', errors: [{ field: 'days', message }] } };
      }
      const { reason, note } = given as Pick<NuisanceJson, 'reason' | 'note'>;
      const queueId = given['where'] === 'everywhere' ? null : 'support';
      const mark = nuisance(key, { reason, note, queueId, until: inSeconds(days * DAY_S) });
      nuisances.set(key, mark);
      return { status: 201, body: mark };
    }
    case 'GET nuisances':
      return { status: 200, body: { nuisances: [...nuisances.values()] } };
    case 'PATCH nuisances': {
      const mark = { ...nuisance(key), ...found, until: String(given['until']) };
      nuisances.set(key, mark);
      return { status: 200, body: mark };
    }
    case 'DELETE nuisances':
      // Kept for a day, so that its end can be taken back.
      if (found !== undefined) nuisances.set(key, { ...found, until: inSeconds(0) });
      return { status: 204 };
    default:
      nuisances.delete(key);
      return { status: 204 };
  }
}
