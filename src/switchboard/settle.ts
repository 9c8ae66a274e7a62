import type { ContactCircumstances } from '../contact/circumstances.ts';
import type { ContactEvent } from '../contact/contact-event.ts';
import type { Contact, Waiting } from '../contact/contact.ts';
import { decide as decideContact } from '../contact/decide.ts';
import type { Decision, Message, Refusal, TimelineEntry } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import { needsPresence } from '../contact/presence.ts';
import { decide as decideDesk } from '../desk/decide.ts';
import { type Brief, type Desk, type DeskEvent, speaks } from '../desk/desk.ts';
import type { Commit, ContactView } from '../store/store.ts';
import type { LegAsks } from '../twiml/instructions.ts';
import { line, type Line } from '../voice-script/moments.ts';
import { openAt } from '../waiting/hours.ts';
import { defaultQueueSettings, type QueueSettings } from '../waiting/queue-settings.ts';
import { headStartMs } from '../waiting/ranking.ts';
import { deskHappenings, type Estimates, happeningsOf } from './estimates.ts';
import { type ChoiceParts, choicesFor } from './choices.ts';
import { dueNext } from './due-next.ts';
import { contactWrite, deskWrite, isInLine } from './standing.ts';

/** An event for one record; what it leads to in others is settled with it. */
export type Told =
  | { to: 'contact'; id: string; queueId: string; event: ContactEvent; place?: number | null }
  | { to: 'desk'; operator: string; event: DeskEvent };

/** What the deciding needs from around it. */
export type SettleParts = ChoiceParts & {
  newId: () => string;
  spokenMs: (lines: readonly Line[], language: string) => number;
  /** What may honestly be said of a wait (estimates.ts). */
  foretell: Estimates['foretell'];
};

export type Settlement =
  /** To be committed; `contacts` and `desks` are the records as they will be. */
  | { kind: 'settled'; commit: Commit; contacts: Map<string, ContactRecord>; desks: Map<string, DeskRecord> }
  /** Nothing to commit: the record stands as it was read. */
  | {
      kind: 'unchanged';
      why: 'repeated' | 'ignored';
      reason: string;
      contact: ContactRecord | null;
      desk: Desk | null;
    }
  | { kind: 'refused'; by: 'contact' | 'desk'; code: Refusal; reason: string; status: string | null };

export type ContactRecord = { view: ContactView; queue: QueueSettings; contact: Contact | null };
export type DeskRecord = { before: Desk | null; desk: Desk | null };

/** More messages than any real event leads to. */
const MOST_MESSAGES = 20;
/** How many of a line are looked at for one who can be taken now. */
const CANDIDATES = 50;
/** For an operator of few languages those of others may stand before. */
const CANDIDATES_OF_SKILLS = 1_000;
const ABSENT_MS = 60_000;

/**
 * Lets an event and everything it leads to in other records be decided, and puts it all into one commit. A contact and
 * a desk tell each other what happened by messages; a command that one of them refuses refuses the whole.
 */
export async function settle(first: Told, parts: SettleParts): Promise<Settlement> {
  const now = parts.now();
  const contacts = new Map<string, ContactRecord>();
  const desks = new Map<string, DeskRecord>();
  const timelines = new Map<string, TimelineEntry[]>();
  const effects: Effect[] = [];
  const inbox: (Told | Message)[] = [first];

  for (let handled = 0; handled < inbox.length; handled++) {
    if (handled === MOST_MESSAGES) throw new Error('Failed to settle an event: its messages go in circles.');
    const told = inbox[handled] as Told | Message;
    const decision = told.to === 'contact' ? await tellContact(told) : await tellDesk(told);
    if (decision.kind === 'refused') {
      const status =
        told.to === 'contact'
          ? contacts.get(told.id)?.contact?.status
          : desks.get(told.operator)?.desk?.status;
      return {
        kind: 'refused',
        by: told.to,
        code: decision.code,
        reason: decision.reason,
        status: status ?? null,
      };
    }
    if (decision.kind === 'changed') {
      effects.push(...decision.effects);
      inbox.push(...decision.messages);
      continue;
    }
    const reason = decision.kind === 'ignored' ? decision.reason : '';
    if (told === first) {
      const contact = told.to === 'contact' ? (contacts.get(told.id) ?? null) : null;
      const desk = told.to === 'desk' ? (desks.get(told.operator)?.desk ?? null) : null;
      return { kind: 'unchanged', why: decision.kind, reason, contact, desk };
    }
    if (told.to === 'contact' && decision.kind === 'ignored') {
      record(told.id, [{ at: now, kind: 'ignored', data: { event: told.event.type, reason } }]);
    }
  }
  return { kind: 'settled', commit: commit(), contacts, desks };

  async function tellContact(told: {
    id: string;
    queueId?: string;
    event: ContactEvent;
  }): Promise<Decision<Contact>> {
    const known = contacts.get(told.id) ?? (await readContact(told.id, told.queueId ?? ''));
    contacts.set(told.id, known);
    const { queue, view } = known;
    const choices = await choicesFor(known.contact, told.event, queue, parts);
    const decision = decideContact(known.contact, told.event, {
      now,
      queue,
      position: view.position,
      operatorsOnDuty: view.operatorsOnDuty,
      waiting: view.waiting,
      ...parts.foretell(view, known.contact, now),
      ...opening(queue, now),
      ...choices,
      newIntentId: parts.newId(),
      spokenMs: parts.spokenMs,
    });
    if (decision.kind === 'changed') {
      known.contact = { ...decision.next, version: (known.view.contact?.version ?? 0) + 1 };
      record(told.id, decision.timeline);
    }
    return decision;
  }

  async function readContact(id: string, queueId: string): Promise<ContactRecord> {
    const view = await parts.store.readContact(id, queueId);
    const queue = view.queue ?? defaultQueueSettings(view.contact?.queueId ?? queueId, '');
    return { view, queue, contact: view.contact };
  }

  async function tellDesk(told: { operator: string; event: DeskEvent }): Promise<Decision<Desk>> {
    const known = desks.get(told.operator) ?? (await readDesk(told.operator));
    desks.set(told.operator, known);
    const decision = decideDesk(known.desk, told.event, {
      now,
      spokenMs: parts.spokenMs,
      nextContact: await nextContact(known.desk, told.event),
      dueNext: await dueNext(
        known.desk,
        told.event,
        async (id) => (await parts.store.readContact(id, '')).contact,
      ),
      returnTalk: newTalk(parts),
      newIntentId: parts.newId(),
    });
    if (decision.kind === 'changed')
      known.desk = { ...decision.next, version: (known.before?.version ?? 0) + 1 };
    return decision;
  }

  async function readDesk(operator: string): Promise<DeskRecord> {
    const before = await parts.store.readDesk(operator);
    return { before, desk: before };
  }

  /** Whom key 1 at a free desk would take. */
  async function nextContact(
    desk: Desk | null,
    event: DeskEvent,
  ): Promise<{ contact: Brief; talk: string } | null> {
    if (event.type !== 'leg-asks' || desk?.status !== 'free' || !event.digits.startsWith('1')) return null;
    const contact = canBeTaken(await parts.store.takeable(desk.queues, candidatesFor(desk)), desk, now);
    return contact === undefined ? null : { contact: await briefOf(contact, parts), talk: newTalk(parts) };
  }

  function record(contactId: string, entries: TimelineEntry[]): void {
    const kept = timelines.get(contactId);
    if (kept === undefined) timelines.set(contactId, [...entries]);
    else kept.push(...entries);
  }

  function commit(): Commit {
    const place = first.to === 'contact' ? (first.place ?? null) : null;
    return {
      now,
      // What makes a repeat harmless is CallSid and step, and a record remembers the last step of its leg.
      eventId: null,
      contacts: [...contacts].flatMap(([id, { view, queue, contact }]) =>
        contact === null || contact === view.contact
          ? []
          : [
              contactWrite(view.contact, contact, timelines.get(id) ?? [], {
                headStartMs: headStartMs(queue, contact),
                place,
                now,
                keyOf: parts.callerKey,
              }),
            ],
      ),
      desks: [...desks.values()].flatMap(({ before, desk }) =>
        desk === null || desk === before ? [] : [deskWrite(before, desk)],
      ),
      effects: [...effects, ...movedUp(), ...happenings()],
    };
  }

  /** Where the first of a line has left it, the next one is told. */
  function movedUp(): Effect[] {
    return [...contacts.values()].flatMap(({ view, contact }): Effect[] => {
      const hasLeft =
        view.position === 1 && contact !== null && contact !== view.contact && !isInLine(contact);
      return hasLeft && view.contact !== null ? [{ type: 'tell-next', queueId: view.contact.queueId }] : [];
    });
  }

  /** What all of it means to the lines' estimates. */
  function happenings(): Effect[] {
    return [
      ...[...contacts.values()].flatMap(({ view, contact }) =>
        contact === null || contact === view.contact ? [] : happeningsOf(view, contact, now),
      ),
      ...[...desks.values()].flatMap(({ before, desk }) =>
        desk === null || desk === before ? [] : deskHappenings(before, desk, now),
      ),
    ];
  }
}

/** Whether a contact on its way into a line has not answered its leg yet. */
export function isUnanswered(contact: Contact, { callSid, step }: LegAsks): boolean {
  const isOnTheWay = contact.status === 'greeting' || (contact.status === 'waiting' && contact.silence === 0);
  return isOnTheWay && contact.leg.callSid === callSid && contact.leg.step < step;
}

export function candidatesFor(desk: Desk | null): number {
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

function opening({ hours }: QueueSettings, now: number): Pick<ContactCircumstances, 'opens' | 'closesInMs'> {
  const state = openAt(hours, now);
  if (!state.open) return { opens: state.opens, closesInMs: null };
  return { opens: null, closesInMs: state.closesAt === null ? null : state.closesAt - now };
}

/** A conference's name: nothing personal in it, and never used twice. */
export function newTalk({ newId }: SettleParts): string {
  return `talk-${newId()}`;
}

/** What a desk gets to know of a contact. */
export async function briefOf(contact: Contact, { store, now }: SettleParts): Promise<Brief> {
  const queue = (await store.queue(contact.queueId)) ?? defaultQueueSettings(contact.queueId, '');
  return {
    contactId: contact.id,
    queueName: queue.name,
    waitedMs: Math.max(0, now() - contact.arrivedAt),
    language: contact.language,
    wrapUpMs: queue.wrapUpSeconds * 1000,
    also: alsoTold(contact),
    askedFirst:
      (contact.status === 'waiting' || contact.status === 'offered') && needsPresence(contact, queue, now()),
  };
}

/** What the operator hears of the caller beside the queue and the wait. */
function alsoTold(contact: Contact): Line[] {
  const isAway = contact.status === 'waiting' && contact.absentAt !== null;
  return [
    ...(isAway ? [line('desk.may-be-absent', {})] : []),
    ...(contact.words === null ? [] : [line('desk.words-left', {})]),
  ];
}
