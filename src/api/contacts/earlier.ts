import { z } from 'zod';
import type { Contact, Ended } from '../../contact/contact.ts';
import type { Store } from '../../store/store.ts';
import { callbackLabel, callerLabel } from '../../switchboard/standing.ts';
import { CONTACT_STATUSES, type ContactJson, contactSchema, contactView } from './contact-view.ts';
import { type Caller, isoTime } from '../contract.ts';
import { mayHear } from './owed.ts';

/** The latest are what an operator wants before the first word. */
const MOST_SHOWN = 10;

const ENDINGS = [
  'caller',
  'operator',
  'left',
  'closed',
  'full',
  'callback-failed',
  'seen-to',
  'joined-earlier-place',
] as const satisfies readonly Ended['by'][];

const { outcome, owes, callback } = contactSchema.shape;

export const earlierSchema = z
  .array(
    z.strictObject({
      id: z.string(),
      queueId: z.string(),
      at: z.iso.datetime().describe('When it began.'),
      status: z.enum(CONTACT_STATUSES),
      ended: z
        .enum(ENDINGS)
        .nullable()
        .describe('By whom or by what it ended; null where it has not, such as a promised call back.'),
      operator: z.string().nullable().describe('Who served it last; null where nobody did.'),
      outcome,
      owes,
      callback,
    }),
  )
  .nullable()
  .describe(
    `Earlier contacts of the same number in queues that you may hear of, the latest first, at most ${MOST_SHOWN}; null where the number is withheld or none that is valid. A contact is kept for a week after its end, and as long as something is owed about it.`,
  );
export type EarlierJson = NonNullable<z.infer<typeof earlierSchema>>;

/** What the line knows of who calls: found by the keyed hash of the number alone. `now` is epoch ms. */
export async function earlierContacts(
  contact: Contact,
  { store, now, caller }: { store: Store; now: number; caller: Caller },
): Promise<EarlierJson | null> {
  const { caller: key } = contact;
  if (key === null) return null;
  const found = await Promise.all([
    store.past(key),
    store.labelled(callerLabel(key)),
    store.labelled(callbackLabel(key)),
  ]);
  const others = new Map(found.flat().map((one) => [one.id, one]));
  return [...others.values()]
    .filter((one) => one.id !== contact.id && one.arrivedAt <= contact.arrivedAt && mayHear(one, caller))
    .toSorted((a, b) => b.arrivedAt - a.arrivedAt)
    .slice(0, MOST_SHOWN)
    .map((one) => earlierView(one, contactView(one, null, now)));
}

function earlierView(contact: Contact, shown: ContactJson): EarlierJson[number] {
  const { id, queueId, status, outcome: of, owes: owed, callback: promised } = shown;
  return {
    id,
    queueId,
    at: isoTime(contact.arrivedAt),
    status,
    ended: contact.status === 'ended' ? contact.by : null,
    operator: contact.lastServed?.operator ?? shown.operator,
    outcome: of,
    owes: owed,
    callback: promised,
  };
}
