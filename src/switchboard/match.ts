import type { CallingBack, Contact, Waiting } from '../contact/contact.ts';
import { type Desk, speaks } from '../desk/desk.ts';
import { MOST_SERVED } from '../store/store.ts';
import type { SettleParts, Told } from './settle.ts';
import type { Outcome } from './switchboard.ts';
import { briefOf, candidatesFor, isAbsent, newTalk } from './taking.ts';

/** For how long a free desk is kept for a callback that rings, and once it is answered until a key is pressed, ms. */
const KEPT_WHILE_RINGING_MS = 20_000;
const KEPT_FOR_A_KEY_MS = 12_000;
/** So many of a line are read at first: mostly one of these is called or announced, or nobody is. */
const FIRST = 8;
/** Languages of who speaks them all. */
const MANY = 1_000;
/** So long a caller is left to the operator who comes first for them and takes callers by themselves. */
const LEFT_TO_ONE_MS = 180_000;

/**
 * Brings free desks and the line together: callbacks whose turn has come are called, at most as many as desks are
 * free, and the first who waits is announced to a desk in `auto` mode. A callback stands where it stood, so a desk is
 * kept for a phone that rings, for seconds only: a machine or an empty room ties up nobody.
 */
export async function match(parts: SettleParts, command: (told: Told) => Promise<Outcome>): Promise<void> {
  const { store, now } = parts;
  const free = await store.freeDesks();
  if (free.length === 0) return;
  // Most of the time nobody waits: one question instead of one for each desk.
  const anybody = await store.takeable(
    free.flatMap(({ queues }) => queues),
    1,
  );
  if (anybody.length === 0) return;
  const desks = free.toSorted(inTurn);
  /** Desks of the same lines look at the same callers, until one of these is called or announced. */
  const lines = new Map<string, Contact[]>();
  let readAnew = false;
  // The line is read before the calls: whom another match calls meanwhile is in one of the two at least.
  for (const desk of desks) await lineOf(desk, FIRST);
  const calling = await callingNow();
  const busy = new Set<string>();
  for (const one of calling) if (keepsDesk(one, now())) keepOne(one);
  const ringing = new Set(calling.map(({ id }) => id));
  for (const desk of desks) {
    if (busy.has(desk.operator)) continue;
    for await (const contact of candidates(desk)) {
      if (contact.status === 'place-kept') {
        const event = { type: 'call-back', by: null } as const;
        const outcome = await command({ to: 'contact', id: contact.id, queueId: '', event });
        lookAgain();
        // Refused where another match was faster: the phone rings all the same.
        const status = outcome.kind === 'done' ? outcome.contact?.status : outcome.status;
        if (status !== 'calling-back') continue;
        ringing.add(contact.id);
        busy.add(desk.operator);
        break;
      }
      if (contact.status !== 'waiting' || isAbsent(contact, now())) continue;
      const chosen = preferredDesk(contact, desks, busy, now()) ?? desk;
      if (chosen.mode !== 'auto') {
        if (chosen === desk) break;
        // Left to the one who comes first for this caller; the next caller need not wait for that.
        continue;
      }
      // That desk has a look of its own at its lines, in which somebody may stand before this caller.
      if (chosen !== desk && (await lineOf(chosen, FIRST)).some(({ id }) => id === contact.id)) continue;
      // Whom another match has called since may come before this one, and is no candidate any more.
      if (readAnew && (await callingNow()).some(({ id }) => !ringing.has(id))) return;
      busy.add(chosen.operator);
      const event = {
        type: 'announce',
        contact: await briefOf(contact, parts),
        talk: newTalk(parts),
      } as const;
      await command({ to: 'desk', operator: chosen.operator, event });
      lookAgain();
      break;
    }
  }

  function lookAgain(): void {
    lines.clear();
    readAnew = true;
  }

  async function callingNow(): Promise<CallingBack[]> {
    return (await store.served(MOST_SERVED)).filter((one) => one.status === 'calling-back');
  }

  /** Whom a desk may be given, as they stand in its lines. */
  async function* candidates(desk: Desk): AsyncGenerator<Contact> {
    const first = await lineOf(desk, FIRST);
    for (const contact of first) if (speaks(desk, contact.language)) yield contact;
    if (first.length < FIRST) return;
    // These are read later than the calls.
    readAnew = true;
    const looked = new Set(first.map(({ id }) => id));
    for (const contact of await lineOf(desk, candidatesFor(desk)))
      if (!looked.has(contact.id) && speaks(desk, contact.language)) yield contact;
  }

  async function lineOf(desk: Desk, limit: number): Promise<Contact[]> {
    const key = `${limit} ${desk.queues.join(' ')}`;
    const known = lines.get(key) ?? (await store.takeable(desk.queues, limit));
    lines.set(key, known);
    return known;
  }

  function keepOne({ queueId, language }: CallingBack): void {
    const desk = desks.find(
      (one) => one.queues.includes(queueId) && speaks(one, language) && !busy.has(one.operator),
    );
    if (desk !== undefined) busy.add(desk.operator);
  }
}

/**
 * Who has nobody comes before who has callers on hold; then who speaks fewer languages, so that who speaks more is left
 * for those whom nobody else can serve; then who has been free for longer, as they are listed.
 */
function inTurn(a: Desk, b: Desk): number {
  return Number(a.status !== 'free') - Number(b.status !== 'free') || languagesOf(a) - languagesOf(b);
}

function languagesOf({ skills = [] }: Desk): number {
  return skills.length || MANY;
}

/** Whether a desk is kept for a callback that is being made. */
function keepsDesk({ since, leg }: CallingBack, now: number): boolean {
  return leg !== null && leg.step > 0
    ? now < leg.askedAt + KEPT_FOR_A_KEY_MS
    : now < since + KEPT_WHILE_RINGING_MS;
}

/**
 * The desk that this caller is to be given to first, where it is free. An operator who takes callers by themselves gets
 * a while for it, from when both are there; then the caller is anyone's.
 */
function preferredDesk(
  { prefers, waitingSince, leg }: Waiting,
  desks: readonly Desk[],
  busy: ReadonlySet<string>,
  now: number,
): Desk | undefined {
  if (prefers === null || now >= prefers.until) return undefined;
  const desk = desks.find((one) => one.operator === prefers.operator && !busy.has(one.operator));
  if (desk?.status !== 'free' || desk.mode !== 'manual') return desk;
  const bothSince = Math.max(desk.freeSince, waitingSince, leg.startedAt ?? 0);
  return now < bothSince + LEFT_TO_ONE_MS ? desk : undefined;
}
