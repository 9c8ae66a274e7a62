import type { Desk, DeskCircumstances, DeskEvent, HeldNow, WaitingNow } from '../desk/desk.ts';
import { speaks } from '../desk/desk.ts';
import type { Store } from '../store/store.ts';
import { dueNext } from './due-next.ts';
import { briefOf, CANDIDATES, candidatesFor, canBeTaken, newTalk } from './taking.ts';

type Surroundings = Pick<DeskCircumstances, 'nextContact' | 'waiting' | 'dueNext' | 'held'>;
type Parts = { store: Store; now: () => number; newId: () => string };

const NOBODY: WaitingNow = { count: 0, longestMs: 0 };

/** What a desk's event has to be decided with of those who wait, and of the caller on hold: read only where it counts. */
export async function deskSurroundings(
  desk: Desk | null,
  event: DeskEvent,
  parts: Parts,
): Promise<Surroundings> {
  const none: Surroundings = { nextContact: null, waiting: NOBODY, dueNext: null, held: null };
  if (event.type === 'open-by-phone') return { ...none, waiting: await waitingFor(event, parts) };
  if (event.type !== 'leg-asks' || event.digits === '' || desk === null) return none;
  if (desk.status === 'free') {
    return event.digits.startsWith('1')
      ? { ...none, nextContact: await nextContact(desk, parts) }
      : { ...none, waiting: await waitingFor(desk, parts) };
  }
  if (desk.status !== 'holding') return none;
  const next = await dueNext(desk, event, async (id) => (await parts.store.readContact(id, '')).contact);
  const [waiting, held] = await Promise.all([
    waitingFor(desk, parts),
    heldNow(next ?? desk.contact.contactId, parts),
  ]);
  return { ...none, waiting, dueNext: next, held };
}

/** Whom key 1 at a free desk would take. */
async function nextContact(desk: Desk, parts: Parts): Promise<Surroundings['nextContact']> {
  const takeable = await parts.store.takeable(desk.queues, candidatesFor(desk));
  const contact = canBeTaken(takeable, desk, parts.now());
  return contact === undefined ? null : { contact: await briefOf(contact, parts), talk: newTalk(parts) };
}

async function waitingFor(
  { queues, skills }: { queues: readonly string[]; skills?: string[] },
  { store, now }: Parts,
): Promise<WaitingNow> {
  const serves = skills === undefined ? {} : { skills };
  const waiting = (await store.takeable(queues, candidatesFor(serves))).filter(
    (one) => one.status === 'waiting' && speaks(serves, one.language),
  );
  const longestMs = Math.max(0, ...waiting.map(({ arrivedAt }) => now() - arrivedAt));
  return { count: Math.min(waiting.length, CANDIDATES), longestMs };
}

async function heldNow(contactId: string, { store, now }: Parts): Promise<HeldNow | null> {
  const { contact } = await store.readContact(contactId, '');
  if (contact?.status !== 'held') return null;
  const { reason, heldAt, nextCheckInAt, lastAnswer } = contact;
  return {
    reason,
    heldMs: Math.max(0, now() - heldAt),
    nextCheckInMs: Math.max(0, nextCheckInAt - now()),
    answer: lastAnswer?.answer ?? null,
  };
}
