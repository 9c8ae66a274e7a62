import type { Desk, DeskCircumstances, DeskEvent, OwedCall } from '../desk/desk.ts';
import { speaks } from '../desk/desk.ts';
import type { CalledToListen, ListenedNow, Listening } from '../desk/listening.ts';
import type { HeldNow, WaitingNow } from '../desk/status-words.ts';
import { type ChoiceParts, mayBeCalled } from './choices.ts';
import { dueNext } from './due-next.ts';
import { briefOf, CANDIDATES, candidatesFor, canBeTaken, newTalk } from './taking.ts';

type Surroundings = Pick<
  DeskCircumstances,
  'nextContact' | 'waiting' | 'dueNext' | 'held' | 'owed' | 'listened'
>;
type Parts = ChoiceParts & { newId: () => string };

/** Of more that are owed the rest comes later. */
const MOST_OWED = 200;
const NOBODY: WaitingNow = { count: 0, longestMs: 0 };

/** What a desk's event has to be decided with of those who wait, and of the caller on hold: read only where it counts. */
export async function deskSurroundings(
  desk: Desk | null,
  event: DeskEvent,
  parts: Parts,
): Promise<Surroundings> {
  const none: Surroundings = {
    nextContact: null,
    waiting: NOBODY,
    dueNext: null,
    held: null,
    owed: null,
    listened: null,
  };
  if (event.type === 'open-by-phone') return { ...none, waiting: await waitingFor(event, parts) };
  if (event.type !== 'leg-asks' || desk === null) return none;
  if (desk.status === 'listening' || desk.status === 'called-to-listen')
    return { ...none, listened: await listenedNow(desk, parts) };
  const isQuiet = event.digits === '' && event.from === 'end';
  if (desk.status === 'free' && (isQuiet || event.digits.startsWith('2'))) {
    const owed = await owedCall(desk, parts);
    return { ...none, owed, waiting: owed === null ? await waitingFor(desk, parts) : NOBODY };
  }
  if (event.digits === '') return none;
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

/** How the talk is that a supervisor listens to, and whom of its legs whispers are for. */
async function listenedNow(
  { operator, listens }: CalledToListen | Listening,
  { store }: Parts,
): Promise<ListenedNow> {
  const { contact } = await store.readContact(listens.contactId, '');
  if (contact?.listener?.operator !== operator) return { to: 'over' };
  if (contact.status !== 'connected') return { to: 'hold' };
  const desk = await store.readDesk(contact.server.operator);
  const coach = desk?.status === 'talking' ? desk.leg.callSid : null;
  return coach === null ? { to: 'hold' } : { to: 'talk', talk: contact.talk, coach };
}

/** Which call this operator has owed longest, of those that can be made now. */
async function owedCall({ operator }: Desk, parts: Parts): Promise<OwedCall | null> {
  const { store, now } = parts;
  const owed = (await store.owed(MOST_OWED)).find(
    ({ owes, status, callback, leg }) =>
      owes?.kind === 'call-back' &&
      owes.operator === operator &&
      status === 'place-kept' &&
      callback !== null &&
      leg === null,
  );
  if (owed === undefined) return null;
  return {
    contactId: owed.id,
    owedMs: Math.max(0, now() - (owed.owes?.since ?? now())),
    mayBeCalled: await mayBeCalled(owed, parts),
  };
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
