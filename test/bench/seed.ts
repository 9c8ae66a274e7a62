import { arrival } from '../support/arrival.ts';
import { circumstances } from '../support/circumstances.ts';
import type { ContactCircumstances } from '../../src/contact/circumstances.ts';
import type { ContactEvent } from '../../src/contact/contact-event.ts';
import type { Contact } from '../../src/contact/contact.ts';
import { decide } from '../../src/contact/decide.ts';
import type { TimelineEntry } from '../../src/contact/decision.ts';
import type { Desk } from '../../src/desk/desk.ts';
import type { Store } from '../../src/store/store.ts';
import { contactWrite, deskWrite } from '../../src/switchboard/standing.ts';
import { newLeg } from '../../src/twiml/leg.ts';
import { DEFAULT_QUEUE_ID, defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { callSidOf, numberOf } from './caller.ts';
import { LINE } from './environment.ts';

/** What a seeded contact has been answered; its leg asks for the step after it. */
export const SEEDED_STEP = 1;
/** Commits under way at once: the client sends them together. */
const TOGETHER = 500;
const AN_HOUR_MS = 3_600_000;

const queue = defaultQueueSettings(DEFAULT_QUEUE_ID, 'Support');

export function contactIdOf(n: number): string {
  return `c-${callSidOf(n)}`;
}

/** The event that begins the `n`-th caller's visit. */
export function arrivalOf(n: number, arrivedAt: number): ContactEvent & { type: 'arrived' } {
  return arrival({
    id: contactIdOf(n),
    callSid: callSidOf(n),
    arrivedAt,
    queueId: DEFAULT_QUEUE_ID,
    from: numberOf(n),
    to: LINE.number,
    caller: `caller-${n}-0123456789`,
    code: String(n % 10_000).padStart(4, '0'),
  });
}

/**
 * Puts `count` callers in line who have heard their greeting, each by one commit of the store as the product makes it,
 * and an operator on duty who is busy. Their next word is an hour away, so that nobody has to be asked after while
 * others are measured.
 */
export async function seedLine(store: Store, count: number): Promise<void> {
  await store.putQueue(queue);
  await putOnDuty(store);
  for (let from = 0; from < count; from += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, count - from) }, (_, i) => from + i);
    await Promise.all(some.map((n) => putInLine(store, n)));
  }
}

async function putOnDuty(store: Store): Promise<void> {
  const desk: Desk = {
    operator: 'anna',
    displayName: 'Anna',
    version: 1,
    queues: [queue.id],
    mode: 'manual',
    address: '+15550000101',
    language: 'en',
    intentId: 'i-1',
    leg: newLeg('CA-desk'),
    pending: [],
    keysFrom: 0,
    comeBy: null,
    status: 'wrap-up',
    until: Date.now() + AN_HOUR_MS,
  };
  const desks = [deskWrite(null, desk)];
  await store.commit({ now: Date.now(), eventId: null, contacts: [], desks, effects: [], tallies: [] });
}

async function putInLine(store: Store, n: number): Promise<void> {
  const now = Date.now();
  const later = circumstances({ now: now + AN_HOUR_MS, queue, position: n + 1, spokenMs: () => 5_000 });
  const timeline: TimelineEntry[] = [];
  const callSid = callSidOf(n);
  const asks = { type: 'leg-asks', callSid, step: SEEDED_STEP, from: 'end', digits: '' } as const;
  const greeted = after(after(null, arrivalOf(n, now), later, timeline), asks, later, timeline);
  const contact: Contact = { ...greeted, version: 1 };
  const write = contactWrite(null, contact, timeline, {
    queue,
    place: null,
    now,
    keyOf: () => null,
  });
  const result = await store.commit({
    now,
    eventId: null,
    contacts: [write],
    desks: [],
    effects: [],
    tallies: [],
  });
  if (result.outcome !== 'committed') throw new Error(`Failed to seed the line: ${result.outcome}.`);
}

function after(
  contact: Contact | null,
  event: ContactEvent,
  around: ContactCircumstances,
  timeline: TimelineEntry[],
): Contact {
  const decision = decide(contact, event, around);
  if (decision.kind !== 'changed') throw new Error(`Failed to seed the line: ${decision.kind}.`);
  timeline.push(...decision.timeline);
  return decision.next;
}
