import type { ContactCircumstances } from '../contact/circumstances.ts';
import type { ContactEvent } from '../contact/contact-event.ts';
import type { Contact } from '../contact/contact.ts';
import { decide as decideContact } from '../contact/decide.ts';
import type { Decision, Message, Refusal, TimelineEntry } from '../contact/decision.ts';
import type { Effect } from '../contact/effects.ts';
import { asKeyed } from '../contact/wait/spoken-answers.ts';
import { decide as decideDesk } from '../desk/decide.ts';
import type { Desk, DeskEvent } from '../desk/desk.ts';
import type { Commit, ContactView, ContactWrite, DeskWrite } from '../store/store.ts';
import type { LegAsks } from '../twiml/instructions.ts';
import type { Line } from '../voice-script/moments.ts';
import { openNow } from '../waiting/open-now.ts';
import { defaultQueueSettings, type QueueSettings } from '../waiting/queue-settings.ts';
import type { Tally } from '../waiting/tally.ts';
import { deskHappenings, type Estimates, happeningsOf } from './estimates.ts';
import { type ChoiceParts, choicesFor } from './choices.ts';
import { deskSurroundings } from './desk-surroundings.ts';
import { contactWrite, deskWrite, isInLine } from './standing.ts';
import { talliesOf } from './tallies.ts';
import { newTalk } from './taking.ts';

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
    const event =
      told.event.type === 'leg-asks' ? asKeyed(known.contact?.leg ?? null, told.event) : told.event;
    const choices = await choicesFor(known.contact, event, queue, parts);
    const decision = decideContact(known.contact, event, {
      now,
      queue,
      position: view.position,
      onDuty: view.onDuty,
      waiting: view.waiting,
      ...parts.foretell(view, known.contact, now),
      foretoldIn(language) {
        return parts.foretell(view, known.contact === null ? null : { ...known.contact, language }, now);
      },
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
      ...(await deskSurroundings(known.desk, told.event, parts)),
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

  function record(contactId: string, entries: TimelineEntry[]): void {
    const kept = timelines.get(contactId);
    if (kept === undefined) timelines.set(contactId, [...entries]);
    else kept.push(...entries);
  }

  function commit(): Commit {
    const place = first.to === 'contact' ? (first.place ?? null) : null;
    const contactWrites: ContactWrite[] = [];
    const deskWrites: DeskWrite[] = [];
    const tallies: Tally[] = [];
    /** What all of it means to the lines' estimates. */
    const happenings: Effect[] = [];
    for (const { view, queue, contact } of contacts.values()) {
      const before = view.contact;
      if (contact === null || contact === before) continue;
      const timeline = timelines.get(contact.id) ?? [];
      const newcomer = { queue, place, now, keyOf: parts.callerKey };
      contactWrites.push(contactWrite(before, contact, timeline, newcomer));
      tallies.push(...talliesOf(before, contact, queue, now));
      // Where the first of a line has left it, the next one is told.
      if (before !== null && view.position === 1 && !isInLine(contact))
        effects.push({ type: 'tell-next', queueId: before.queueId });
      happenings.push(...happeningsOf(view, contact, now));
    }
    for (const { before, desk } of desks.values()) {
      if (desk === null || desk === before) continue;
      deskWrites.push(deskWrite(before, desk));
      happenings.push(...deskHappenings(before, desk, now));
    }
    return {
      now,
      // What makes a repeat harmless is CallSid and step, and a record remembers the last step of its leg.
      eventId: null,
      contacts: contactWrites,
      desks: deskWrites,
      effects: [...effects, ...happenings],
      tallies,
    };
  }
}

/** Whether a contact on its way into a line has not answered its leg yet. */
export function isUnanswered(contact: Contact, { callSid, step }: LegAsks): boolean {
  const isOnTheWay = contact.status === 'greeting' || (contact.status === 'waiting' && contact.silence === 0);
  return isOnTheWay && contact.leg.callSid === callSid && contact.leg.step < step;
}

function opening(queue: QueueSettings, now: number): Pick<ContactCircumstances, 'opens' | 'closesInMs'> {
  const state = openNow(queue, now);
  if (!state.open) return { opens: state.opens, closesInMs: null };
  return { opens: null, closesInMs: state.closesAt === null ? null : state.closesAt - now };
}
