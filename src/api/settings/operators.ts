import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { type Operator, type Role, type Store } from '../../store/store.ts';
import type { Switchboard } from '../../switchboard/switchboard.ts';
import { DEFAULT_QUEUE_ID } from '../../waiting/queue-settings.ts';
import { addressSchema } from '../desk/address.ts';
import { type Route, route } from '../contract.ts';
import { hashPassword } from '../access/passwords.ts';
import { done } from '../contacts/outcome.ts';
import { forgetPhrases } from '../desk/phrases.ts';
import { mustBeOnesOwn, pinSchema, shortNumberSchema } from '../access/pins.ts';
import { conflict, invalid, notFound } from '../problems.ts';
import { operatorOnRecord } from './recorded.ts';
import { entityTag, mustBeAsSeen, settleSetting, tagged } from './settle-setting.ts';

const ROLES = ['operator', 'supervisor', 'admin'] as const satisfies readonly Role[];

export const rolesSchema = z
  .array(z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` }), {
    error: `must be a list of ${ROLES.join(', ')}`,
  })
  .min(1, { error: 'must name at least one role' })
  .refine((all) => new Set(all).size === all.length, { error: 'must not name one role twice' });

const nameSchema = z
  .string({ error: 'must be 1 to 40 of a-z, 0-9 and . - _' })
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, { error: 'must be 1 to 40 of a-z, 0-9 and . - _' });

const displayNameSchema = z
  .string({ error: 'must be text of 1 to 80 characters' })
  .trim()
  .min(1, { error: 'must be text of 1 to 80 characters' })
  .max(80, { error: 'must be text of 1 to 80 characters' });

/** OWASP ASVS 5.0, 6.2.1 and 6.2.9: at least 8 characters, and at least 64 must be possible. */
const passwordSchema = z
  .string({ error: 'must be 8 to 200 characters' })
  .min(8, { error: 'must be 8 to 200 characters' })
  .max(200, { error: 'must be 8 to 200 characters' });

const queuesSchema = z.array(z.string(), { error: 'must be a list of queue ids' }).max(200);

const skillsSchema = z.array(z.string(), { error: 'must be a list of languages' }).max(20);

export const operatorSchema = z
  .strictObject({
    name: nameSchema,
    displayName: displayNameSchema,
    roles: rolesSchema,
    address: addressSchema.nullable().describe('Where the desk is rung: +1555…, sip:…, client:name.'),
    queues: queuesSchema,
    skills: skillsSchema
      .default([])
      .describe('Languages that they speak with callers; all where none is named.'),
    mayPick: z
      .boolean({ error: 'must be true or false' })
      .default(false)
      .describe('Whether they may choose whom they take next; supervisors and admins may anyway.'),
    mostHeld: z
      .int({ error: 'must be a whole number from 1 to 5' })
      .min(1, { error: 'must be from 1 to 5' })
      .max(5, { error: 'must be from 1 to 5' })
      .default(1)
      .describe('How many callers they may have on hold at once.'),
    shortNumber: shortNumberSchema
      .nullable()
      .describe("Says who they are at the operators' number, on a phone that is not on file."),
    pinSet: z.boolean().describe('Read only: whether they have a PIN for opening their desk by phone.'),
  })
  .describe('A person who can sign in');

/** `pin` is written and never read. */
const byPhone = {
  pinSet: z.unknown().optional().describe('Read only.'),
  pin: pinSchema.nullable().optional().describe('Six digits; null takes it away. Left out: it stays.'),
};
const newOperator = operatorSchema.extend({
  ...byPhone,
  displayName: displayNameSchema.optional(),
  password: passwordSchema,
  roles: rolesSchema.default(['operator']),
  address: addressSchema.nullable().default(null),
  queues: queuesSchema.default([DEFAULT_QUEUE_ID]),
  shortNumber: shortNumberSchema.nullable().default(null),
});
const changedOperator = operatorSchema.extend({
  ...byPhone,
  name: z.unknown().optional().describe('Read only: the name in the path counts.'),
  password: passwordSchema.optional().describe('Left out: it stays as it is.'),
  shortNumber: shortNumberSchema.nullable().optional().describe('Left out: it stays as it is.'),
});

/** People, for admins. */
export function operatorRoutes(parts: {
  store: Store;
  switchboard: Switchboard;
  languages: readonly string[];
  clock: Clock;
}): Route[] {
  const { store, switchboard, languages, clock } = parts;
  const one = { access: 'admin', success: { status: 200, body: operatorSchema } } as const;
  return [
    route({
      ...one,
      method: 'get',
      path: '/operators',
      name: 'listOperators',
      summary: 'Everyone who can sign in.',
      success: { status: 200, body: z.strictObject({ operators: z.array(operatorSchema) }) },
      handle: async () => ({ body: { operators: (await store.operators()).map(operatorView) } }),
    }),
    route({
      ...one,
      method: 'post',
      path: '/operators',
      name: 'addOperator',
      summary: 'Adds a person.',
      body: newOperator,
      success: { status: 201, body: operatorSchema },
      problems: [409],
      async handle({ body, caller }) {
        mustBeSpoken(languages, body.skills);
        const { password, pin, pinSet: _pinSet, ...rest } = body;
        const operator: Operator = {
          ...rest,
          displayName: body.displayName ?? body.name,
          passwordHash: await hashPassword(password),
          pinHash: (await pinHashOf(pin)) ?? null,
          version: 1,
        };
        await settleSetting(store, async (write) => {
          if ((await store.operator(operator.name)) !== null)
            throw conflict('exists', 'Somebody has this name already. Choose another, or PUT that one.');
          await mustBeQueues(store, body.queues);
          await mustBeOnesOwn(store, body.name, body.shortNumber);
          const who = { by: caller().operator.name, at: clock.now() };
          const options = { ...write, ...operatorOnRecord(null, operator, who) };
          return (await store.putOperator(operator, { ...options, onlyIfNew: true })) || null;
        });
        const { body: added, headers } = tagged(operatorView(operator));
        return { body: added, headers: { ...headers, Location: `/api/operators/${operator.name}` } };
      },
    }),
    route({
      ...one,
      method: 'get',
      path: '/operators/{name}',
      name: 'getOperator',
      summary: 'One person.',
      problems: [404],
      handle: async ({ params }) => tagged(operatorView(await operatorNamed(store, params['name']))),
    }),
    route({
      ...one,
      method: 'put',
      path: '/operators/{name}',
      name: 'changeOperator',
      summary:
        'Changes a person. Other roles or another password end their sessions; other queues count from the next opening of the desk.',
      body: changedOperator,
      problems: [404, 409, 412],
      async handle({ body, params, caller, req }) {
        mustBeSpoken(languages, body.skills);
        // Dear to make, and the same however often others come between.
        const passwordHash = body.password === undefined ? null : await hashPassword(body.password);
        const pinHash = await pinHashOf(body.pin);
        const { changed, otherRoles } = await settleSetting(store, async (write) => {
          const before = await operatorNamed(store, params['name']);
          mustBeAsSeen(req, entityTag(operatorView(before)));
          await mustBeQueues(store, body.queues);
          await mustBeOnesOwn(store, before.name, body.shortNumber);
          if (!body.roles.includes('admin')) await mustLeaveAnAdmin(store, before);
          const after: Operator = {
            name: before.name,
            displayName: body.displayName,
            roles: body.roles,
            address: body.address,
            queues: body.queues,
            skills: body.skills,
            mayPick: body.mayPick,
            mostHeld: body.mostHeld,
            shortNumber: body.shortNumber === undefined ? (before.shortNumber ?? null) : body.shortNumber,
            pinHash: pinHash === undefined ? (before.pinHash ?? null) : pinHash,
            passwordHash: passwordHash ?? before.passwordHash,
            version: before.version + 1,
          };
          const who = { by: caller().operator.name, at: clock.now() };
          const options = { ...write, ...operatorOnRecord(before, after, who) };
          return (await store.putOperator(after, options))
            ? { changed: after, otherRoles: !sameRoles(before.roles, after.roles) }
            : null;
        });
        if (passwordHash !== null || otherRoles) await store.deleteSessionsOf(changed.name);
        return tagged(operatorView(changed));
      },
    }),
    route({
      ...one,
      method: 'delete',
      path: '/operators/{name}',
      name: 'removeOperator',
      summary:
        'Removes a person: their desk closes and their sessions end. 409 while a contact is theirs, and for the last admin.',
      success: { status: 204, body: null },
      problems: [404, 409, 412],
      async handle({ params, caller, req }) {
        const operator = await settleSetting(store, async (write) => {
          const before = await operatorNamed(store, params['name']);
          mustBeAsSeen(req, entityTag(operatorView(before)));
          await mustLeaveAnAdmin(store, before);
          const desk = await store.readDesk(before.name);
          if (desk !== null && desk.status !== 'closed')
            done(await switchboard.tellDesk(before.name, { type: 'close' }));
          const who = { by: caller().operator.name, at: clock.now() };
          const options = { ...write, ...operatorOnRecord(before, null, who) };
          return (await store.deleteOperator(before.name, options)) ? before : null;
        });
        await store.forgetDesk(operator.name);
        await forgetPhrases(store, operator.name);
        await store.deleteSessionsOf(operator.name);
        return { body: null };
      },
    }),
  ];
}

function operatorView({
  name,
  displayName,
  roles,
  address,
  queues,
  skills,
  mayPick,
  mostHeld,
  shortNumber,
  pinHash,
}: Operator): z.infer<typeof operatorSchema> {
  return {
    name,
    displayName,
    roles,
    address,
    queues,
    skills: skills ?? [],
    mayPick: mayPick ?? false,
    mostHeld: mostHeld ?? 1,
    shortNumber: shortNumber ?? null,
    pinSet: typeof pinHash === 'string',
  };
}

/** Hashed as a password is: nobody who reads the store reads a PIN. Undefined where it stays. */
async function pinHashOf(pin: string | null | undefined): Promise<string | null | undefined> {
  return typeof pin === 'string' ? hashPassword(pin) : pin;
}

async function operatorNamed(store: Store, name: string | undefined): Promise<Operator> {
  const operator = await store.operator(name ?? '');
  if (operator === null) throw notFound('There is nobody of this name.');
  return operator;
}

async function mustBeQueues(store: Store, ids: readonly string[]): Promise<void> {
  const known = new Set((await store.queues()).map(({ id }) => id));
  const errors = ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ field: `queues.${i}`, message: 'is not the id of a queue' }],
  );
  if (errors.length > 0) throw invalid(errors);
}

function mustBeSpoken(languages: readonly string[], skills: readonly string[]): void {
  const errors = skills.flatMap((language, i) =>
    languages.includes(language)
      ? []
      : [{ field: `skills.${i}`, message: `has no voice script; there are ${languages.join(', ')}` }],
  );
  if (errors.length > 0) throw invalid(errors);
}

/** Without an admin nobody could make one. */
async function mustLeaveAnAdmin(store: Store, leaving: Operator): Promise<void> {
  if (!leaving.roles.includes('admin')) return;
  const others = (await store.operators()).filter(
    ({ name, roles }) => name !== leaving.name && roles.includes('admin'),
  );
  if (others.length === 0) throw conflict('last-admin', 'This is the only admin. Make another one first.');
}

function sameRoles(a: readonly Role[], b: readonly Role[]): boolean {
  return a.length === b.length && a.every((role) => b.includes(role));
}
