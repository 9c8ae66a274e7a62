import { z } from 'zod';
import { buffer } from 'node:stream/consumers';
import type { Clock } from '../../clock.ts';
import type { ContactEvent } from '../../contact/contact-event.ts';
import type { Contact } from '../../contact/contact.ts';
import { sendSound } from '../../send-sound.ts';
import type { Store } from '../../store/store.ts';
import { forgetCaller } from '../../switchboard/perform-effects.ts';
import type { Switchboard } from '../../switchboard/switchboard.ts';
import type { Recordings } from '../../switchboard/telephony.ts';
import { contactSchema, contactView } from './contact-view.ts';
import { type Call, type Caller, type Route, route } from '../contract.ts';
import { committedContact } from './outcome.ts';
import { forbidden, invalid, notFound, Problem } from '../problems.ts';

const MOST_LISTED = 500;

export type OwedParts = {
  store: Store;
  switchboard: Switchboard;
  clock: Clock;
  recordings: Recordings;
  /** The keyed hash of a number; null where it is none. */
  callerKey: (number: string) => string | null;
};

const number = z.strictObject({
  number: z.string({ error: 'must be an E.164 number such as +15551234567' }),
});

/** What people owe callers: messages to listen to, calls to make; and the words that callers left. */
export function owedRoutes(parts: OwedParts): Route[] {
  const { store, switchboard, clock } = parts;
  const command = {
    access: 'operator',
    success: { status: 200, body: contactSchema },
    problems: [404, 409],
  } as const;

  /** The contact of a call's path, where the caller serves its queue, or it is theirs. */
  async function contactOf({ params, caller }: Call<unknown, unknown>): Promise<Contact> {
    const { contact } = await store.readContact(params['id'] ?? '', '');
    if (contact === null) throw notFound('There is no such contact.');
    if (!mayHear(contact, caller()))
      throw forbidden('not-yours', 'The caller is of a queue that you do not serve.');
    return contact;
  }

  async function tell(call: Call<unknown, unknown>, event: ContactEvent) {
    const { id } = await contactOf(call);
    const outcome = await switchboard.tellContact(id, event);
    return { body: await committedContact(outcome, { store, now: clock.now() }) };
  }

  return [
    route({
      method: 'get',
      path: '/owed',
      name: 'listOwed',
      summary: 'Contacts about which a person owes something, longest owed first: messages, calls back.',
      access: 'operator',
      success: { status: 200, body: z.strictObject({ contacts: z.array(contactSchema) }) },
      async handle({ caller }) {
        const who = caller();
        const contacts = (await store.owed(MOST_LISTED)).filter((contact) => mayHear(contact, who));
        return { body: { contacts: contacts.map((contact) => contactView(contact, null, clock.now())) } };
      },
    }),
    route({
      ...command,
      method: 'post',
      path: '/contacts/{id}/seen-to',
      name: 'seenToContact',
      summary: 'What was owed about the contact is done; a call that was owed is not made any more.',
      handle: (call) => tell(call, { type: 'seen-to', operator: call.caller().operator.name }),
    }),
    route({
      ...command,
      method: 'post',
      path: '/contacts/{id}/call-back',
      name: 'callContactBack',
      summary:
        'Makes a promised call now, or one that answers a message: by the operator who owes it, by anyone where nobody in particular does, or by an admin.',
      handle(call) {
        const { name, roles } = call.caller().operator;
        const by = { operator: name, isAdmin: roles.includes('admin') };
        return tell(call, { type: 'call-back', by });
      },
    }),
    route({
      method: 'get',
      path: '/contacts/{id}/words',
      name: 'playWords',
      summary:
        'What the caller said, as sound, whole or a range of bytes (206); for those who serve the queue. It is kept at Twilio alone.',
      access: 'operator',
      success: { status: 200, body: null, contentType: 'audio/wav' },
      problems: [404, 416, 502],
      async handle(call) {
        const { words } = await contactOf(call);
        if (words === null) throw notFound('The caller has left no words.');
        const audio = await parts.recordings(words.recordingSid);
        if (audio.kind === 'gone') throw notFound('The recording is not at Twilio any more.');
        if (audio.kind === 'unavailable') throw recordingAway();
        // As a whole, a minute or two of a phone's sound: who asks for a part of it has to be told how long it is.
        const bytes = await buffer(audio.body).catch(() => null);
        if (bytes === null) throw recordingAway();
        call.res.set('Content-Disposition', 'inline');
        sendSound(call.req, call.res, bytes);
        return 'streaming';
      },
    }),
    route({
      ...command,
      method: 'delete',
      path: '/contacts/{id}/words',
      name: 'deleteWords',
      summary: 'Deletes what the caller said, here and at Twilio.',
      handle: (call) => tell(call, { type: 'words-deleted', operator: call.caller().operator.name }),
    }),
    route({
      method: 'post',
      path: '/callers/forget',
      name: 'forgetCaller',
      summary:
        'Forgets the rhythm that a number has had remembered, and which contacts that are over were from it. The number is read and not kept.',
      access: 'admin',
      body: number,
      success: { status: 204, body: null },
      async handle({ body }) {
        const key = parts.callerKey(body.number);
        if (key === null) throw invalid([{ field: 'number', message: 'is not a valid E.164 number' }]);
        await Promise.all([forgetCaller(store, key), store.forgetPast(key)]);
        return { body: null };
      },
    }),
  ];
}

function recordingAway(): Problem {
  return new Problem(502, {
    code: 'recording-away',
    detail: 'Twilio did not give the recording. Try again.',
  });
}

/** Whoever serves the queue, or the contact itself, and those who watch over all of it. */
export function mayHear(contact: Contact, { operator: { name, roles, queues } }: Caller): boolean {
  const isTheirs =
    ('server' in contact && contact.server.operator === name) || contact.owes?.operator === name;
  return (
    isTheirs || queues.includes(contact.queueId) || roles.includes('admin') || roles.includes('supervisor')
  );
}
