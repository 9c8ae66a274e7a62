import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Contact } from '../../contact/contact.ts';
import type { Store } from '../../store/store.ts';
import { type Nuisance, NUISANCE_DAYS, refusedBy } from '../../waiting/nuisance.ts';
import { queueForNumber } from '../../waiting/queue-settings.ts';
import { type Caller, isoTime, type Route, route } from '../contract.ts';
import { conflict, forbidden, invalid, notFound } from '../problems.ts';
import { onRecord } from '../settings/recorded.ts';
import { settleSetting } from '../settings/settle-setting.ts';
import { maskNumber } from './contact-view.ts';
import { lengthening, marking, nuisanceSchema, nuisanceView } from './nuisance-view.ts';

const DAY_MS = 86_400_000;

/** Callers who are a nuisance: marked by whoever served them, looked after by admins. */
export function nuisanceRoutes({ store, clock }: { store: Store; clock: Clock }): Route[] {
  const ofContact = { access: 'operator', path: '/contacts/{id}/nuisance' } as const;
  const one = { access: 'admin', path: '/nuisances/{id}', problems: [404] } as const;

  /** Writes what `decide` makes of the mark as it is now, and puts on record who did. */
  async function settle(
    by: string,
    read: () => Promise<Nuisance | null>,
    decide: (before: Nuisance | null) => Nuisance,
  ): Promise<Nuisance> {
    return settleSetting(store, async (write) => {
      const before = await read();
      const after = decide(before);
      const change = onRecord(
        { kind: 'nuisance', id: after.id },
        { by, at: clock.now() },
        { before: before?.id === after.id ? told(before) : null, after: told(after) },
      );
      return (await store.putNuisance(after, { ...write, ...change })) ? after : null;
    });
  }

  async function ends(by: string, read: () => Promise<Nuisance | null>): Promise<Nuisance> {
    return settle(by, read, (before) => {
      if (before === null) throw notFound('There is no such mark.');
      return before.until <= clock.now() ? before : { ...before, until: clock.now() };
    });
  }

  async function marked(id: string | undefined): Promise<Nuisance | null> {
    return (await store.nuisances()).find((mark) => mark.id === id) ?? null;
  }

  /** Those that have been over for a day: until then an end can be taken back. */
  async function deleteOld(marks: readonly Nuisance[]): Promise<void> {
    for (const mark of marks) {
      if (mark.until < clock.now() - DAY_MS) await store.deleteNuisance(mark);
    }
  }

  /** The contact of a path, and the queue whose number was called: calls are refused before anything is asked. */
  async function contactOf(id: string | undefined): Promise<{ contact: Contact; queueId: string }> {
    const { contact } = await store.readContact(id ?? '', '');
    if (contact === null) throw notFound('There is no such contact.');
    const queue = queueForNumber(await store.queues(), contact.to);
    return { contact, queueId: queue?.id ?? contact.queueId };
  }

  /** Of a contact's caller the mark that refuses calls now. */
  async function markOf(contact: Contact, queueId: string): Promise<Nuisance | null> {
    if (contact.caller === null) return null;
    const marks = await store.nuisancesOf(contact.caller, queueId);
    return refusedBy(marks, { id: queueId, refusesNuisances: true }, clock.now());
  }

  return [
    route({
      ...ofContact,
      method: 'get',
      name: 'getNuisance',
      summary: 'Whether calls of this caller are refused; null where they are not.',
      success: {
        status: 200,
        body: z.strictObject({
          nuisance: nuisanceSchema.nullable(),
          withheld: z.boolean().describe('The number is withheld, or is none: it cannot be marked.'),
        }),
      },
      problems: [404],
      async handle({ params }) {
        const { contact, queueId } = await contactOf(params['id']);
        const mark = await markOf(contact, queueId);
        return {
          body: { nuisance: mark === null ? null : nuisanceView(mark), withheld: contact.caller === null },
        };
      },
    }),
    route({
      ...ofContact,
      method: 'post',
      name: 'markNuisance',
      summary:
        'Refuses further calls of this caller for some days, by whoever serves or has served them, a supervisor or an admin. The call that is under way goes on. 409 where the number is withheld, or is marked already.',
      body: marking,
      success: { status: 201, body: nuisanceSchema },
      problems: [404, 409],
      async handle({ body, params, caller }) {
        const { contact, queueId } = await contactOf(params['id']);
        const { caller: key } = contact;
        if (!hasServed(contact, caller()))
          throw forbidden('not-yours', 'You have not served this caller. A supervisor can mark them.');
        if (key === null)
          throw conflict('withheld', 'The number is withheld, so that its calls cannot be told from others.');
        const by = caller().operator.name;
        const at = clock.now();
        await deleteOld(await store.nuisances());
        const mark = await settle(
          by,
          () => markOf(contact, queueId),
          (before) => {
            if (before !== null) throw conflict('marked', 'This caller is marked already.');
            return {
              ...{ id: randomUUID(), caller: key, queueId: body.where === 'queue' ? queueId : null },
              ...{ language: contact.language, masked: maskNumber(contact.from) },
              ...{ reason: body.reason, note: body.note, by, at, until: at + body.days * DAY_MS },
            };
          },
        );
        return { body: nuisanceView(mark) };
      },
    }),
    route({
      ...ofContact,
      method: 'delete',
      name: 'unmarkNuisance',
      summary: 'Takes calls of this caller again, by whoever marked them, a supervisor or an admin.',
      success: { status: 204, body: null },
      problems: [404],
      async handle({ params, caller }) {
        const { contact, queueId } = await contactOf(params['id']);
        const { name, roles } = caller().operator;
        const mark = await markOf(contact, queueId);
        if (mark === null) return { body: null };
        if (mark.by !== name && !oversees(roles))
          throw forbidden('not-yours', 'Somebody else has marked this caller. An admin can end it.');
        await ends(name, () => marked(mark.id));
        return { body: null };
      },
    }),
    route({
      method: 'get',
      path: '/nuisances',
      name: 'listNuisances',
      summary: 'Callers whose calls are refused now, the latest mark first.',
      access: 'admin',
      success: { status: 200, body: z.strictObject({ nuisances: z.array(nuisanceSchema) }) },
      async handle() {
        const all = await store.nuisances();
        await deleteOld(all);
        const now = all.filter(({ until }) => until > clock.now()).toReversed();
        return { body: { nuisances: now.map(nuisanceView) } };
      },
    }),
    route({
      ...one,
      method: 'patch',
      name: 'changeNuisance',
      summary:
        'Refuses the calls until another time, at most a year ahead; for a day after its end a mark is taken up again so.',
      body: lengthening,
      success: { status: 200, body: nuisanceSchema },
      async handle({ body, params, caller }) {
        const until = Date.parse(body.until);
        const message =
          until <= clock.now()
            ? 'must be in the future'
            : until > clock.now() + NUISANCE_DAYS.most * DAY_MS
              ? 'must be within a year'
              : null;
        if (message !== null) throw invalid([{ field: 'until', message }]);
        const mark = await settle(
          caller().operator.name,
          () => marked(params['id']),
          (before) => {
            if (before === null) throw notFound('There is no such mark.');
            return { ...before, until };
          },
        );
        return { body: nuisanceView(mark) };
      },
    }),
    route({
      ...one,
      method: 'delete',
      name: 'endNuisance',
      summary: 'Takes the calls again.',
      success: { status: 204, body: null },
      async handle({ params, caller }) {
        await ends(caller().operator.name, () => marked(params['id']));
        return { body: null };
      },
    }),
  ];
}

/** Of a mark what goes on record. */
function told({ reason, until }: Nuisance): object {
  return { reason, until: isoTime(until) };
}

function hasServed(contact: Contact, { operator: { name, roles } }: Caller): boolean {
  const serves = 'server' in contact && contact.status !== 'offered' && contact.server.operator === name;
  return serves || contact.lastServed?.operator === name || oversees(roles);
}

function oversees(roles: Caller['operator']['roles']): boolean {
  return roles.includes('supervisor') || roles.includes('admin');
}
