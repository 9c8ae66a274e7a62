import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { DeskEvent } from '../../desk/desk.ts';
import type { Operator, Store } from '../../store/store.ts';
import { deskOpening } from '../../switchboard/desk-opening.ts';
import type { Outcome, Switchboard } from '../../switchboard/switchboard.ts';
import { addressSchema } from './address.ts';
import { contactSchema } from '../contacts/contact-view.ts';
import { type Answer, type Caller, type Route, route, shortText } from '../contract.ts';
import { type DeskJson, deskSchema, deskView } from './desk-view.ts';
import { committedContact, done } from '../contacts/outcome.ts';
import { forbidden, invalid, notFound } from '../problems.ts';

const opening = z.strictObject({
  address: addressSchema.optional(),
  mode: z.enum(['auto', 'manual'], { error: 'must be "auto" or "manual"' }).default('auto'),
  offersMore: z
    .boolean({ error: 'must be true or false' })
    .default(false)
    .describe(
      'In `auto` mode: whether callers are announced also while others are on hold with the operator.',
    ),
  leg: z.enum(['open-line', 'per-call'], { error: 'must be "open-line" or "per-call"' }).default('open-line'),
});
const taking = z
  .strictObject({
    queueId: z.string({ error: 'must be the id of a queue' }).optional(),
    contactId: z.string({ error: 'must be the id of a contact' }).optional(),
  })
  .refine((which) => which.queueId === undefined || which.contactId === undefined, {
    error: 'name a queueId or a contactId, not both',
  });
const leaving = z.strictObject({ reason: shortText(0, 120).default('') });

/** Commands of operators to their own desk. They answer once committed; phones follow. */
export function deskRoutes(parts: { store: Store; switchboard: Switchboard; clock: Clock }): Route[] {
  const { store, switchboard, clock } = parts;
  const tell = async ({ operator }: Caller, event: DeskEvent): Promise<Answer> =>
    deskAnswer(await switchboard.tellDesk(operator.name, event), operator);
  const shared = { method: 'post', access: 'operator', problems: [409] } as const;
  return [
    route({
      ...shared,
      path: '/desk/open',
      name: 'openDesk',
      summary:
        "Rings the operator's phone into their desk; a key makes them available. With leg `per-call` the desk is free at " +
        'once, and the phone is rung for each caller.',
      body: opening,
      success: { status: 202, body: deskSchema },
      async handle({ body, caller }) {
        const { operator } = caller();
        const outcome = await switchboard.tellDesk(operator.name, {
          type: 'open',
          ...(await deskOpening(operator, store)),
          address: addressFor(operator, body.address),
          mode: body.mode,
          legKind: body.leg,
          offersMore: body.offersMore,
          intentId: randomUUID(),
        });
        return deskAnswer(outcome, operator);
      },
    }),
    route({
      ...shared,
      path: '/desk/close',
      name: 'closeDesk',
      summary: 'Goes off duty. 409 while a contact is theirs.',
      success: { status: 200, body: deskSchema },
      handle: ({ caller }) => tell(caller(), { type: 'close' }),
    }),
    route({
      ...shared,
      path: '/desk/accept',
      name: 'acceptContact',
      summary: 'Accepts the announced contact.',
      success: { status: 200, body: contactSchema },
      async handle({ caller }) {
        const outcome = await switchboard.accept(caller().operator.name);
        return { body: await committedContact(outcome, { store, now: clock.now() }) };
      },
    }),
    route({
      ...shared,
      path: '/desk/take',
      name: 'takeContact',
      summary:
        "Connects the longest-waiting contact that this operator may serve, or the one that is named, where they may choose. 404 where nobody waits, 409 with code `language` where the caller speaks none of the operator's languages.",
      body: taking,
      success: { status: 200, body: contactSchema },
      problems: [404, 409],
      async handle({ body, caller }) {
        const { operator } = caller();
        const { queueId = null, contactId } = body;
        if (queueId !== null) await mustServe(operator, queueId, store);
        if (contactId !== undefined) await mustPick(operator, contactId, store);
        const outcome = await (contactId === undefined
          ? switchboard.take(operator.name, queueId)
          : switchboard.pick(operator.name, contactId));
        return { body: await committedContact(outcome, { store, now: clock.now() }) };
      },
    }),
    route({
      ...shared,
      path: '/desk/away',
      name: 'goAway',
      summary: 'No new contacts until back.',
      body: leaving,
      success: { status: 200, body: deskSchema },
      handle: ({ body, caller }) => tell(caller(), { type: 'away', reason: body.reason }),
    }),
    route({
      ...shared,
      path: '/desk/free',
      name: 'becomeFree',
      summary: 'Back from away; also ends the time for notes.',
      success: { status: 200, body: deskSchema },
      handle: ({ caller }) => tell(caller(), { type: 'free' }),
    }),
  ];
}

/** Any address makes this company dial any number: an operator's own is the one that an admin put on file. */
function addressFor(operator: Operator, asked: string | undefined): string {
  const address = asked ?? operator.address;
  if (address === null) {
    throw invalid([{ field: 'address', message: 'is needed: none is on file for you' }]);
  }
  if (address !== operator.address && !operator.roles.includes('admin')) {
    throw forbidden(
      'address-not-on-file',
      'Only an admin may ring an address that is not on file for them. Ask one to change yours.',
    );
  }
  return address;
}

/** Whether this person may choose whom they take next. */
export function mayPick({ mayPick: allowed, roles }: Operator): boolean {
  return allowed === true || roles.includes('supervisor') || roles.includes('admin');
}

async function mustServe(operator: Operator, queueId: string, store: Store): Promise<void> {
  if (operator.queues.includes(queueId)) return;
  if ((await store.queue(queueId)) === null) throw notFound('There is no such queue.');
  throw forbidden('not-your-queue', 'You do not serve this queue. Ask an admin to add it to yours.');
}

/** Whoever waits longest comes first, unless somebody may decide otherwise. */
async function mustPick(operator: Operator, contactId: string, store: Store): Promise<void> {
  if (!mayPick(operator)) {
    throw forbidden('may-not-pick', 'You take callers in their order. Ask an admin for leave to choose.');
  }
  const { contact } = await store.readContact(contactId, '');
  if (contact === null) throw notFound('There is no such contact.');
  await mustServe(operator, contact.queueId, store);
}

/** The committed desk; a desk that was never opened is a closed one to everyone outside. */
function deskAnswer(outcome: Outcome, { name, displayName, queues }: Operator): Answer {
  const { desk } = done(outcome);
  return { body: desk === null ? neverOpened(name, displayName, queues) : deskView(desk) };
}

function neverOpened(operator: string, displayName: string, queues: string[]): DeskJson {
  const unknown = {
    ringsAt: null,
    consoleGone: false,
    renews: false,
    lineEndsAt: null,
    since: null,
    contactId: null,
    listensTo: null,
    held: [],
    lastContactId: null,
    reason: null,
    until: null,
  };
  return { operator, displayName, status: 'closed', mode: 'auto', leg: 'open-line', queues, ...unknown };
}
