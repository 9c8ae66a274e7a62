import type { Contact, Waiting } from '../contact/contact.ts';
import { needsPresence } from '../contact/in-line/presence.ts';
import { type Brief, type Desk, speaks } from '../desk/desk.ts';
import type { Store } from '../store/store.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { defaultQueueSettings } from '../waiting/queue-settings.ts';

/** How many of a line are looked at for one who can be taken now. */
export const CANDIDATES = 50;
/** For an operator of few languages those of others may stand before. */
const CANDIDATES_OF_SKILLS = 1_000;
const ABSENT_MS = 60_000;

/** How many of its lines are looked at for a desk. */
export function candidatesFor(desk: Pick<Desk, 'skills'> | null): number {
  return (desk?.skills ?? []).length > 0 ? CANDIDATES_OF_SKILLS : CANDIDATES;
}

/** The first on the line whose language the operator speaks; whoever did not answer lately lets others go first. */
export function canBeTaken(
  takeable: readonly Contact[],
  desk: Desk | null,
  now: number,
): Waiting | undefined {
  const waiting = takeable
    .filter((one) => one.status === 'waiting')
    .filter((one) => desk === null || speaks(desk, one.language));
  return waiting.find((one) => !isAbsent(one, now)) ?? waiting[0];
}

/** Whether the caller did not answer when last asked for, a short while ago. */
export function isAbsent({ absentAt }: Waiting, now: number): boolean {
  return absentAt !== null && now < absentAt + ABSENT_MS;
}

/** A conference's name: nothing personal in it, and never used twice. */
export function newTalk({ newId }: { newId: () => string }): string {
  return `talk-${newId()}`;
}

/** What a desk gets to know of a contact. */
export async function briefOf(
  contact: Contact,
  { store, now }: { store: Store; now: () => number },
): Promise<Brief> {
  const queue = (await store.queue(contact.queueId)) ?? defaultQueueSettings(contact.queueId, '');
  return {
    contactId: contact.id,
    queueName: queue.name,
    waitedMs: Math.max(0, now() - contact.arrivedAt),
    language: contact.language,
    wrapUpMs: queue.wrapUpSeconds * 1000,
    also: alsoTold(contact, queue.languages.length > 1),
    askedFirst:
      (contact.status === 'waiting' || contact.status === 'offered') && needsPresence(contact, queue, now()),
  };
}

/** What the operator hears of the caller beside the queue and the wait. */
function alsoTold(contact: Contact, severalLanguages: boolean): Line[] {
  const isAway = contact.status === 'waiting' && contact.absentAt !== null;
  return [
    ...(severalLanguages ? [line('desk.language', { language: contact.language })] : []),
    ...(isAway ? [line('desk.may-be-absent', {})] : []),
    ...(contact.words === null ? [] : [line('desk.words-left', {})]),
  ];
}
