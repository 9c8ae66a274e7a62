import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Contact } from '../../contact/contact.ts';
import type { DeskEvent } from '../../desk/desk.ts';
import type { Operator, Store } from '../../store/store.ts';
import { deskOpening } from '../../switchboard/desk-opening.ts';
import type { Switchboard } from '../../switchboard/switchboard.ts';
import { contactSchema } from './contact-view.ts';
import { type Answer, type Caller, type Route, route } from '../contract.ts';
import { LISTEN_MODES } from './listener-view.ts';
import { committedContact, done } from './outcome.ts';
import { conflict, forbidden, notFound } from '../problems.ts';

const listening = z.strictObject({
  mode: z.enum(LISTEN_MODES, { error: `must be one of ${LISTEN_MODES.join(', ')}` }).default('listen'),
});

/** Supervisors in their colleagues' talks. */
export function listenRoutes(parts: { store: Store; switchboard: Switchboard; clock: Clock }): Route[] {
  const { store, switchboard, clock } = parts;
  const shared = {
    path: '/contacts/{id}/listen',
    access: 'signed-in',
    success: { status: 200, body: contactSchema },
    problems: [403, 404, 409],
  } as const;

  async function tell({ operator }: Caller, id: string, event: DeskEvent): Promise<Answer> {
    const outcome = done(await switchboard.tellDesk(operator.name, event));
    // Asked for once more, nothing was committed: the contact stands as it was read.
    const contact = outcome.contact ?? (await contactOf(id, store));
    return { body: await committedContact({ ...outcome, contact }, { store, now: clock.now() }) };
  }

  return [
    route({
      ...shared,
      method: 'post',
      name: 'listen',
      summary:
        "Has a supervisor of the queue, or an admin, listen to a colleague's talk: `listen` hears both, `whisper` is heard by the operator alone, `barge` by the caller too. Their desk's phone joins the talk where the desk is open and has no caller, else the phone on file is rung and a key confirms. Asked for again it changes the mode.",
      body: listening,
      async handle({ body, params, caller }) {
        const { operator } = caller();
        const contact = await contactOf(params['id'] ?? '', store);
        mustOversee(operator, contact);
        const desk = await store.readDesk(operator.name);
        const hasPhone = desk !== null && desk.status !== 'closed';
        if (!hasPhone && operator.address === null) {
          throw conflict(
            'no-phone',
            'No phone is on file for you that could be rung. Ask an admin for one, or open your desk first.',
          );
        }
        const address = operator.address ?? '';
        const post = { ...(await deskOpening(operator, store)), address, intentId: randomUUID() };
        const listens = { contactId: contact.id, mode: body.mode };
        return tell(caller(), contact.id, { type: 'listen', listens, post });
      },
    }),
    route({
      ...shared,
      method: 'delete',
      name: 'stopListening',
      summary: 'Leaves the talk, which goes on.',
      async handle({ params, caller }) {
        const contact = await contactOf(params['id'] ?? '', store);
        return tell(caller(), contact.id, { type: 'stop-listening', contactId: contact.id });
      },
    }),
  ];
}

async function contactOf(id: string, store: Store): Promise<Contact> {
  const { contact } = await store.readContact(id, '');
  if (contact === null) throw notFound('There is no such contact.');
  return contact;
}

function mustOversee({ roles, queues }: Operator, { queueId }: Contact): void {
  if (roles.includes('admin')) return;
  if (!roles.includes('supervisor'))
    throw forbidden('role', 'This needs the role supervisor. Ask an admin for it.');
  if (!queues.includes(queueId))
    throw forbidden('not-your-queue', 'You do not supervise this queue. Ask an admin to add it to yours.');
}
