import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { ContactEvent, TransferTarget } from '../../contact/contact-event.ts';
import type { Contact, Server } from '../../contact/contact.ts';
import { MOST_SERVED, type Store } from '../../store/store.ts';
import type { Switchboard } from '../../switchboard/switchboard.ts';
import {
  CONTACT_STATUSES,
  contactSchema,
  contactView,
  timelineEntrySchema,
  timelineView,
} from './contact-view.ts';
import { earlierContacts, earlierSchema } from './earlier.ts';
import { mayCall, type Route, route, shortText } from '../contract.ts';
import { committedContact } from './outcome.ts';
import { mayHear } from './owed.ts';
import { forbidden, invalid, notFound } from '../problems.ts';

export const contactDetailSchema = contactSchema.extend({
  timeline: z.array(timelineEntrySchema),
  earlier: earlierSchema,
});

const MOST_LISTED = 1000;
const LISTED = 200;

/** A filter that is left empty, as a form sends it, is none. */
function filter<Kind extends z.ZodType>(kind: Kind) {
  return z.preprocess((value) => (value === '' ? undefined : value), kind.optional());
}

const statuses = z
  .string()
  .transform((list) => list.split(','))
  .pipe(
    z.array(z.enum(CONTACT_STATUSES, { error: `must be one or more of ${CONTACT_STATUSES.join(', ')}` })),
  );

const listing = z.strictObject({
  status: filter(statuses).meta({ description: 'One status, or several with commas between them.' }),
  queueId: filter(z.string({ error: 'must be the id of one queue' })),
  limit: z.coerce
    .number({ error: `must be a whole number from 1 to ${MOST_LISTED}` })
    .pipe(
      z
        .int({ error: `must be a whole number from 1 to ${MOST_LISTED}` })
        .min(1, { error: `must be a whole number from 1 to ${MOST_LISTED}` })
        .max(MOST_LISTED, { error: `must be a whole number from 1 to ${MOST_LISTED}` }),
    )
    .default(LISTED)
    .meta({ description: 'How many of each line, and how many that are served.' }),
});

const holding = z.strictObject({
  reason: shortText(0, 120).nullish(),
  backInSeconds: z
    .int({ error: 'must be a whole number of seconds from 10 to 3600' })
    .min(10, { error: 'must be from 10 to 3600 seconds' })
    .max(3600, { error: 'must be from 10 to 3600 seconds' })
    .nullish(),
});
const concluding = z.strictObject({ code: z.string({ error: 'must be the id of an outcome' }) });
const handingOn = z
  .strictObject({
    queueId: z.string({ error: 'must be the id of a queue' }).optional(),
    operator: z.string({ error: 'must be the name of an operator' }).optional(),
  })
  .refine((target) => (target.queueId === undefined) !== (target.operator === undefined), {
    error: 'name either a queueId or an operator',
  });

/** Who is in the line, and what their operator does for them. */
export function contactRoutes(parts: { store: Store; switchboard: Switchboard; clock: Clock }): Route[] {
  const { store, switchboard, clock } = parts;
  const command = {
    method: 'post',
    access: 'operator',
    success: { status: 200, body: contactSchema },
    problems: [404, 409],
  } as const;
  const tell = async (id: string | undefined, event: ContactEvent) => ({
    body: await committedContact(await switchboard.tellContact(id ?? '', event), { store, now: clock.now() }),
  });

  return [
    route({
      method: 'get',
      path: '/contacts',
      name: 'listContacts',
      summary: 'Who waits, in the order of each line, then who is served. `totals` counts whole lines.',
      access: 'operator',
      query: listing,
      success: {
        status: 200,
        body: z.strictObject({ contacts: z.array(contactSchema), totals: z.record(z.string(), z.int()) }),
      },
      problems: [404],
      async handle({ query }) {
        const { lines, served } = await readLines(store, query.queueId ?? null, query.limit);
        const now = clock.now();
        const inLine = lines.flatMap(({ contacts }) => contacts);
        const seen = new Set(inLine.map(({ contact }) => contact.id));
        const rest = served.filter(({ id }) => !seen.has(id)).map((contact) => ({ contact, position: null }));
        const wanted = query.status === undefined ? null : new Set<string>(query.status);
        return {
          body: {
            contacts: [...inLine, ...rest]
              .map(({ contact, position }) => contactView(contact, position, now))
              .filter(({ status }) => wanted === null || wanted.has(status)),
            totals: Object.fromEntries(lines.map(({ queueId, length }) => [queueId, length])),
          },
        };
      },
    }),
    route({
      method: 'get',
      path: '/contacts/{id}',
      name: 'getContact',
      summary:
        'One contact with its timeline (everything that was said, promised, pressed) and the earlier contacts of its caller.',
      access: 'operator',
      success: { status: 200, body: contactDetailSchema },
      problems: [404],
      async handle({ params, caller }) {
        const id = params['id'] ?? '';
        const [{ contact, position }, timeline] = await Promise.all([
          store.readContact(id, ''),
          store.readTimeline(id),
        ]);
        if (contact === null) throw notFound('There is no such contact.');
        const now = clock.now();
        const earlier = await earlierContacts(contact, { store, now, caller: caller() });
        return {
          body: { ...contactView(contact, position, now), timeline: timelineView(timeline), earlier },
        };
      },
    }),
    route({
      ...command,
      path: '/contacts/{id}/hold',
      name: 'holdContact',
      summary:
        'Puts the caller on hold. Without `backInSeconds` no return is expected, and nothing escalates.',
      body: holding,
      handle: ({ body, params, caller }) =>
        tell(params['id'], {
          type: 'hold',
          operator: caller().operator.name,
          reason: body.reason ?? '',
          backInMs: body.backInSeconds == null ? null : body.backInSeconds * 1000,
        }),
    }),
    route({
      ...command,
      path: '/contacts/{id}/return',
      name: 'returnToContact',
      summary: 'Comes back in person.',
      async handle({ params, caller }) {
        const outcome = await switchboard.comeBack(caller().operator.name, params['id'] ?? '');
        return { body: await committedContact(outcome, { store, now: clock.now() }) };
      },
    }),
    route({
      ...command,
      path: '/contacts/{id}/look-in',
      name: 'lookIn',
      summary:
        'Takes over a caller whom a colleague has on hold: a supervisor of the queue at any time, whoever serves it once the promised time is over by half. The colleague is told.',
      async handle({ params, caller }) {
        const { operator } = caller();
        const id = params['id'] ?? '';
        const { contact } = await store.readContact(id, '');
        if (contact === null) throw notFound('There is no such contact.');
        if (!operator.queues.includes(contact.queueId)) {
          throw forbidden('not-your-queue', 'You do not serve this queue. Ask an admin to add it to yours.');
        }
        const outcome = await switchboard.lookIn(operator.name, id, operator.roles.includes('supervisor'));
        return { body: await committedContact(outcome, { store, now: clock.now() }) };
      },
    }),
    route({
      ...command,
      path: '/contacts/{id}/transfer',
      name: 'transferContact',
      summary:
        "Hands the contact on to the front of a queue's line, or of a line that a named operator serves, to them first.",
      body: handingOn,
      async handle({ body, params, caller }) {
        const target = await transferTarget(store, params['id'] ?? '', body);
        return tell(params['id'], { type: 'transfer', operator: caller().operator.name, target });
      },
    }),
    route({
      ...command,
      path: '/contacts/{id}/outcome',
      name: 'sayOutcome',
      summary:
        'What came of the call, from the list of its queue: by the operator who served it, up to 15 minutes after. Another choice takes the place of the first.',
      body: concluding,
      async handle({ body, params, caller }) {
        const { contact, queue } = await store.readContact(params['id'] ?? '', '');
        if (contact === null) throw notFound('There is no such contact.');
        const chosen = queue?.outcomes.find(({ id }) => id === body.code);
        if (chosen === undefined)
          throw invalid([{ field: 'code', message: "is not an outcome of the contact's queue" }]);
        const { name } = caller().operator;
        return tell(contact.id, { type: 'outcome', operator: name, code: chosen.id, label: chosen.label });
      },
    }),
    route({
      ...command,
      path: '/contacts/{id}/end',
      name: 'endContact',
      summary: 'Ends the call politely; a place that is kept is given up, by who serves the queue.',
      async handle({ params, caller }) {
        const { contact } = await store.readContact(params['id'] ?? '', '');
        const isKept = contact?.status === 'place-kept' || contact?.status === 'calling-back';
        if (isKept && !mayHear(contact, caller()))
          throw forbidden('not-yours', 'The place is kept in a queue that you do not serve.');
        return tell(params['id'], { type: 'end', operator: caller().operator.name });
      },
    }),
  ];
}

type Lines = {
  lines: { queueId: string; length: number; contacts: { contact: Contact; position: number }[] }[];
  served: Contact[];
};

/** The first `limit` of each line with its whole length, and as many of those who are served; of one queue, or of all. */
async function readLines(store: Store, queueId: string | null, limit: number): Promise<Lines> {
  const known = await store.queues();
  const queues = queueId === null ? known : known.filter(({ id }) => id === queueId);
  if (queueId !== null && queues.length === 0) throw notFound('There is no such queue.');
  const [served, ...lines] = await Promise.all([
    store.served(queueId === null ? limit : MOST_SERVED),
    ...queues.map(async ({ id }) => {
      const [length, contacts] = await Promise.all([store.lineLength(id), store.line(id, limit)]);
      return { queueId: id, length, contacts };
    }),
  ]);
  return {
    lines,
    served: queueId === null ? served : served.filter((one) => one.queueId === queueId).slice(0, limit),
  };
}

/** A named operator is reached in the contact's own line where they serve it, else in the first of theirs. */
async function transferTarget(
  store: Store,
  contactId: string,
  to: z.infer<typeof handingOn>,
): Promise<TransferTarget> {
  if (to.operator === undefined) return queueTarget(store, to.queueId ?? '', 'queueId', null);
  const [operator, { contact }] = await Promise.all([
    store.operator(to.operator),
    store.readContact(contactId, ''),
  ]);
  if (operator === null || !mayCall('operator', operator.roles)) {
    throw invalid([{ field: 'operator', message: 'is not the name of an operator' }]);
  }
  const queueId = operator.queues.find((id) => id === contact?.queueId) ?? operator.queues[0];
  return queueTarget(store, queueId ?? '', 'operator', {
    operator: operator.name,
    displayName: operator.displayName,
  });
}

async function queueTarget(
  store: Store,
  queueId: string,
  field: string,
  prefers: Server | null,
): Promise<TransferTarget> {
  const queue = await store.queue(queueId);
  if (queue !== null) return { queueId, queueName: queue.name, prefers };
  throw invalid([{ field, message: prefers === null ? 'is not the id of a queue' : 'serves no queue' }]);
}
