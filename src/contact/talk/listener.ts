import { line } from '../../voice-script/moments.ts';
import { tell } from '../consequences.ts';
import type { ContactEvent, ListenerEvent } from '../contact-event.ts';
import type { Contact } from '../contact.ts';
import { changed, type Decision, ignored, type Message, refused, type TimelineEntry } from '../decision.ts';
import { isServed } from './served.ts';
import type { Listener } from '../visit.ts';

/** Whether an event is about a supervisor who listens. */
export function isAboutListener(event: ContactEvent): event is ListenerEvent {
  return event.type === 'listen' || event.type.startsWith('listener-');
}

/** What becomes of a contact by a supervisor who listens to its talk: alike in every status. */
export function aboutListener(contact: Contact, event: ListenerEvent, now: number): Decision<Contact> {
  if (event.type === 'listen') return listen(contact, event, now);
  const { listener } = contact;
  if (listener === undefined || listener.operator !== event.operator) return ignored('another listened');
  switch (event.type) {
    case 'listener-in':
      return comesIn(contact, listener, event.mode, now);
    case 'listener-out':
      return outOfTalk(contact, listener, listener.stage === 'leaving' ? 'leaving' : 'coming', now);
    case 'listener-leaving':
      // In the talk until the leg is known to be out of it.
      return listener.stage === 'leaving'
        ? { kind: 'repeated' }
        : changed<Contact>({ ...contact, listener: { ...listener, stage: 'leaving' } });
    case 'listener-gone':
      return changed<Contact>(withoutListener(contact), { timeline: listened(listener, now) });
    default:
      return event satisfies never;
  }
}

/**
 * The same decision; where it begins a talk or ends one, the supervisor who listens is told. Where the contact is no
 * operator's any more nobody listens to it.
 */
export function withListener(before: Contact, decision: Decision<Contact>, now: number): Decision<Contact> {
  if (decision.kind !== 'changed' || before.listener === undefined) return decision;
  const { next } = decision;
  const { listener } = next;
  if (listener === undefined) return decision;
  if (!isServed(next)) {
    return {
      ...decision,
      next: withoutListener(next),
      messages: [...decision.messages, told(next, listener, 'over')],
      timeline: [...decision.timeline, ...listened(listener, now)],
    };
  }
  const talk = talkOf(next);
  if (talk === talkOf(before)) return decision;
  const stage = listener.stage === 'leaving' ? 'leaving' : 'coming';
  return {
    ...decision,
    next: { ...next, listener: { ...listener, stage, heard: null } },
    messages: [...decision.messages, told(next, listener, talk === null ? 'hold' : 'talk')],
    timeline: [...decision.timeline, ...listened(listener, now)],
  };
}

function listen(
  contact: Contact,
  { listener: by, mode }: ListenerEvent & { type: 'listen' },
  now: number,
): Decision<Contact> {
  if (!isServed(contact)) return refused('state', 'No talk is running.');
  if (contact.server.operator === by.operator) return refused('state', 'It is your own call.');
  const { listener } = contact;
  if (listener !== undefined && listener.operator !== by.operator)
    return refused('taken', `${listener.displayName} listens to this talk already.`);
  if (listener === undefined) {
    if (contact.status !== 'connected')
      return refused('state', 'The caller is on hold: there is no talk to listen to.');
    return changed<Contact>({
      ...contact,
      listener: { ...by, mode, stage: 'coming', since: now, heard: null },
    });
  }
  const stage = listener.heard === null ? 'coming' : 'in';
  if (listener.mode === mode && listener.stage === stage) return { kind: 'repeated' };
  return changed<Contact>({ ...contact, listener: { ...listener, mode, stage } });
}

function comesIn(
  contact: Contact,
  listener: Listener,
  mode: Listener['mode'],
  now: number,
): Decision<Contact> {
  if (contact.status !== 'connected') return ignored('there is no talk to listen to');
  const { operator, displayName } = listener;
  const stage = listener.stage === 'leaving' ? 'leaving' : 'in';
  if (listener.heard?.mode === mode) {
    return listener.stage === stage
      ? { kind: 'repeated' }
      : changed<Contact>({ ...contact, listener: { ...listener, stage } });
  }
  return changed<Contact>(
    { ...contact, listener: { ...listener, stage, heard: { mode, since: now } } },
    {
      // Who is heard in the talk need not be told of.
      messages:
        mode === 'listen' ? [tell(contact, [line('desk.listened-in', { operator: displayName })])] : [],
      timeline: [...listened(listener, now), { at: now, kind: 'listening', data: { operator, mode } }],
    },
  );
}

function outOfTalk(
  contact: Contact,
  listener: Listener,
  stage: Listener['stage'],
  now: number,
): Decision<Contact> {
  if (listener.heard === null && listener.stage === stage) return { kind: 'repeated' };
  return changed<Contact>(
    { ...contact, listener: { ...listener, stage, heard: null } },
    { timeline: listened(listener, now) },
  );
}

/** The record of who heard the talk, how and for how long: from its own time back by `seconds`. */
function listened({ operator, heard }: Listener, now: number): TimelineEntry[] {
  if (heard === null) return [];
  const { mode, since } = heard;
  const seconds = Math.round((now - since) / 1000);
  return [{ at: now, kind: 'listened', data: { operator, mode, seconds } }];
}

function told({ id: contactId }: Contact, { operator }: Listener, to: 'talk' | 'hold' | 'over'): Message {
  return { to: 'desk', operator, event: { type: 'listened', contactId, to } };
}

function withoutListener<Status extends Contact>(contact: Status): Status {
  const { listener: _, ...rest } = contact;
  return rest as Status;
}

function talkOf(contact: Contact): string | null {
  return contact.status === 'connected' ? contact.talk : null;
}
