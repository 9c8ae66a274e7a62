import type { Contact } from '../contact/contact.ts';
import type { TimelineEntry } from '../contact/decision.ts';
import type { Desk } from '../desk/desk.ts';
import type { Effect } from '../contact/effects.ts';
import type { Due, OutboxEntry } from './store.ts';

/*
 * Records are kept as JSON that no script parses (Redis' JSON library keeps 14 digits of a number); what scripts have
 * to know stands in front of it, separated by spaces.
 */

export function writeContact(contact: Contact): string {
  return `${contact.version} ${contact.queueId} ${JSON.stringify(contact)}`;
}

export function readContact(record: string): Contact {
  return fromBrace(record);
}

export function writeDesk(desk: Desk): string {
  return `${desk.version} ${JSON.stringify(desk)}`;
}

export function readDesk(record: string): Desk {
  return fromBrace(record);
}

export function writeEffect(entry: OutboxEntry): string {
  return `${entry.attempt} ${entry.createdAt} ${JSON.stringify(entry.effect)}`;
}

export function readEffect(id: string, record: string): OutboxEntry {
  const [attempt, createdAt] = record.split(' ', 2);
  return { id, effect: fromBrace<Effect>(record), attempt: Number(attempt), createdAt: Number(createdAt) };
}

export function readDue(member: string): Due {
  const colon = member.indexOf(':');
  const id = member.slice(colon + 1);
  return member.slice(0, colon) === 'contact' ? { kind: 'contact', id } : { kind: 'desk', operator: id };
}

function fromBrace<Value>(record: string): Value {
  return JSON.parse(record.slice(record.indexOf('{'))) as Value;
}

/** An entry of a timeline as `[at, kind, data]`: a waiting caller has dozens, and names would be a third of them. */
export function writeEntry({ at, kind, data }: TimelineEntry): string {
  return JSON.stringify(data === undefined ? [at, kind] : [at, kind, data]);
}

export function readEntry(text: string): TimelineEntry {
  const [at, kind, data] = JSON.parse(text) as [number, string, TimelineEntry['data']?];
  return data === undefined ? { at, kind } : { at, kind, data };
}
