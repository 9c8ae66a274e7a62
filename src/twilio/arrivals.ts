import type { ContactEvent } from '../contact/contact-event.ts';
import type { Contact, EarlierPlace } from '../contact/contact.ts';
import { type Store } from '../store/store.ts';
import { cadenceKey } from '../switchboard/perform-effects.ts';
import { callbackLabel, callerLabel, codeLabel, WITHHELD_LABEL } from '../switchboard/standing.ts';
import type { Cadence } from '../waiting/rhythm.ts';
import type { CallerKeys } from './caller-key.ts';
import type { ContactToken } from './leg-token.ts';
import type { Webhook } from './webhook-params.ts';

type Arrived = ContactEvent & { type: 'arrived' };
/** Since when a caller is there, and whether the store had lost them. */
export type Since = Pick<Arrived, 'arrivedAt' | 'recovered'>;

/** Who is calling, as far as the store can tell. */
export type Arrival =
  /** This very call has a place already: its first webhook is repeated, or the reply to it was lost. */
  | { kind: 'here'; contactId: string }
  /** The place of this number is kept: the same person again. */
  | { kind: 'again'; contactId: string }
  /** Somebody new, or somebody whom only a code can tell from others. */
  | { kind: 'new'; event: Arrived };

const CADENCES = ['queue', 'every-minute', 'every-two-minutes', 'every-five-minutes', 'news-only'] as const;
/** A code that another visit has is passed over so often. */
const CODE_TRIES = 5;

export type ArrivalParts = { store: Store; callers: CallerKeys };

/**
 * Recognises who calls a line again: one kept place of the calling number there, and nobody else on the line from it.
 * Two people behind one number are not merged: then the code decides.
 */
export async function recognise(
  token: ContactToken,
  webhook: Webhook,
  callSid: string,
  since: Since,
  { store, callers }: ArrivalParts,
): Promise<Arrival> {
  const caller = callers.of(webhook.From);
  const [visits, remembered] =
    caller === null
      ? [await store.labelled(WITHHELD_LABEL), null]
      : await Promise.all([visitsOf(caller, store), store.recall(cadenceKey(caller))]);
  // After the visits: another delivery that took one of them meanwhile is seen here.
  const owner = await store.ownerOfLeg(callSid);
  if (owner?.kind === 'contact') return { kind: 'here', contactId: owner.id };
  const others = visits.filter((one) => one.leg?.callSid !== callSid);
  const kept = others.filter((one) => one.status === 'place-kept' || one.status === 'calling-back');
  const [only] = kept;
  // Whoever still hears the last words of a booking is on the line: this may be somebody else.
  const isGone = only?.leg === null || only?.status === 'calling-back';
  const isSure =
    kept.length === 1 && others.length === 1 && only !== undefined && isForLine(only, token, webhook);
  if (caller !== null && isSure && isGone) return { kind: 'again', contactId: only.id };
  return {
    kind: 'new',
    event: {
      type: 'arrived',
      id: token.contactId,
      callSid,
      queueId: token.queueId,
      from: webhook.From,
      to: webhook.To,
      language: token.language,
      caller,
      code: await freeCode(callSid, { store, callers }),
      shared: caller === null || others.length > 0,
      earlier: earlierOf(caller, kept),
      remembered: cadenceOf(remembered),
      ...since,
    },
  };
}

/** Whether somebody who calls has a place kept, is on the line already, is to be called back, or is owed something. */
export async function isExpected(
  { From: from }: Pick<Webhook, 'From'>,
  { store, callers }: ArrivalParts,
): Promise<boolean> {
  const caller = callers.of(from);
  // The code decides whose place it is, and this line alone can ask for it.
  if (caller === null) return (await store.labelled(WITHHELD_LABEL)).length > 0;
  const [visits, past] = await Promise.all([visitsOf(caller, store), store.past(caller)]);
  return visits.length > 0 || past.some(({ owes }) => owes !== null);
}

/** Whether it is the line of the kept place that is called: who calls another one may want something else, and is asked. */
function isForLine({ to, queueId }: Contact, token: ContactToken, webhook: Webhook): boolean {
  return to === webhook.To || queueId === token.queueId;
}

/** Visits from the number, and those that are to be called back at it. */
async function visitsOf(caller: string, store: Store): Promise<Contact[]> {
  const [from, called] = await Promise.all([
    store.labelled(callerLabel(caller)),
    store.labelled(callbackLabel(caller)),
  ]);
  return [...from, ...called.filter((one) => from.every(({ id }) => id !== one.id))];
}

/** Two people behind one number are not merged: a question or the code decides. */
function earlierOf(caller: string | null, kept: readonly Contact[]): EarlierPlace {
  const [first] = kept;
  if (first === undefined) return { kind: 'none' };
  if (caller === null) return { kind: 'withheld' };
  return kept.length === 1 ? { kind: 'ask', owner: first.id } : { kind: 'several' };
}

/** Four digits that no other visit has now, as far as a few tries tell. */
async function freeCode(callSid: string, { store, callers }: ArrivalParts): Promise<string> {
  for (let attempt = 0; attempt < CODE_TRIES - 1; attempt++) {
    const code = callers.code(callSid, attempt);
    if ((await store.labelled(codeLabel(code))).length === 0) return code;
  }
  return callers.code(callSid, CODE_TRIES);
}

function cadenceOf(text: string | null): Cadence | null {
  return CADENCES.find((one) => one === text) ?? null;
}
