import { z } from 'zod';
import { pilotSchema } from '../../waiting/pilot.ts';
import { rankingSchema } from '../../waiting/ranking.ts';
import {
  defaultQueueSettings,
  type QueueSettings,
  queueSettingsSchema,
  rhythmSchema,
} from '../../waiting/queue-settings.ts';
import { addQueue, asOfNow, changeQueue, queueOf, type QueueParts } from './change-queue.ts';
import { type Answer, type Call, type Route, route } from '../contract.ts';
import { mustFit } from './queue-fits.ts';
import { entityTag, mustBeAsSeen, tagged } from './settle-setting.ts';

const anyPart = withoutDefaults(queueSettingsSchema);
/** A queue keeps its id, and its notice has calls of its own, so that whatever a GET gave may come back. */
const readOnly = {
  id: z.unknown().optional().describe('Read only: the id in the path counts.'),
  notice: z.unknown().optional().describe('Read only: see /queues/{id}/notice.'),
};

const newQueue = anyPart.extend({
  ...readOnly,
  id: queueSettingsSchema.shape.id,
  name: queueSettingsSchema.shape.name,
});
const wholeQueue = queueSettingsSchema.extend(readOnly);
export const partOfQueue = anyPart.extend({
  ...readOnly,
  inLine: rhythmSchema.partial().optional(),
  onHold: rhythmSchema.partial().optional(),
  callbacks: withoutDefaults(queueSettingsSchema.shape.callbacks.unwrap()).optional(),
  ranking: withoutDefaults(rankingSchema).optional(),
  pilot: withoutDefaults(pilotSchema).optional(),
});

/**
 * The lines and their settings, for admins. A change counts from the next words on; what a caller has been told
 * already stays true.
 */
export function queueRoutes(parts: QueueParts): Route[] {
  const { store, clock } = parts;
  const one = { access: 'admin', success: { status: 200, body: queueSettingsSchema } } as const;
  const shown = (queue: QueueSettings) => asOfNow(queue, clock.now());

  async function change(
    { params, req, caller }: Pick<Call<unknown, unknown>, 'params' | 'req' | 'caller'>,
    changed: (before: QueueSettings) => QueueSettings,
  ): Promise<Answer> {
    const by = caller().operator.name;
    const queue = await changeQueue(parts, { id: params['id'], by }, async (before) => {
      mustBeAsSeen(req, entityTag(shown(before)));
      const after = changed(before);
      await mustFit(after, parts);
      return after;
    });
    return tagged(shown(queue));
  }

  return [
    route({
      ...one,
      method: 'get',
      path: '/queues',
      name: 'listQueues',
      summary: 'All queues with their settings.',
      success: { status: 200, body: z.strictObject({ queues: z.array(queueSettingsSchema) }) },
      handle: async () => ({ body: { queues: (await store.queues()).map(shown) } }),
    }),
    route({
      ...one,
      method: 'post',
      path: '/queues',
      name: 'addQueue',
      summary: 'Adds a queue; what is left out has sensible settings.',
      body: newQueue,
      success: { status: 201, body: queueSettingsSchema },
      problems: [409],
      async handle({ body, caller }) {
        const { callbacks, ranking, pilot, notice: _notice, ...rest } = given(body);
        const sensible = defaultQueueSettings(body.id, body.name);
        const queue = {
          ...sensible,
          ...rest,
          callbacks: { ...sensible.callbacks, ...given(callbacks ?? {}) },
          ranking: { ...sensible.ranking, ...given(ranking ?? {}) },
          pilot: { ...sensible.pilot, ...given(pilot ?? {}) },
        };
        await addQueue(parts, { by: caller().operator.name }, async () => {
          await mustFit(queue, parts);
          return queue;
        });
        const { headers } = tagged(queue);
        return { body: queue, headers: { ...headers, Location: `/api/queues/${queue.id}` } };
      },
    }),
    route({
      ...one,
      method: 'get',
      path: '/queues/{id}',
      name: 'getQueue',
      summary: "A queue's settings.",
      problems: [404],
      handle: async ({ params }) => tagged(shown(await queueOf(store, params['id']))),
    }),
    route({
      ...one,
      method: 'put',
      path: '/queues/{id}',
      name: 'setQueue',
      summary: "Sets the whole of a queue's settings.",
      body: wholeQueue,
      problems: [404, 412],
      handle: (call) => change(call, ({ id, notice }) => ({ ...call.body, id, notice })),
    }),
    route({
      ...one,
      method: 'patch',
      path: '/queues/{id}',
      name: 'changeQueue',
      summary:
        "Changes parts of a queue's settings; of rhythms, callbacks, ranking and pilot single values too.",
      body: partOfQueue,
      problems: [404, 412],
      handle: (call) => change(call, (before) => withParts(before, call.body)),
    }),
  ];
}

/** A queue with some settings in the place of its own; of rhythms, callbacks, ranking and pilot single values too. */
export function withParts(before: QueueSettings, parts: z.infer<typeof partOfQueue>): QueueSettings {
  return {
    ...before,
    ...given(parts),
    id: before.id,
    notice: before.notice,
    callbacks: { ...before.callbacks, ...given(parts.callbacks ?? {}) },
    ranking: { ...before.ranking, ...given(parts.ranking ?? {}) },
    pilot: { ...before.pilot, ...given(parts.pilot ?? {}) },
    inLine: { ...before.inLine, ...given(parts.inLine ?? {}) },
    onHold: { ...before.onHold, ...given(parts.onHold ?? {}) },
  };
}

/** What is there: a value that zod calls optional may be present as undefined. */
function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

/**
 * The fields of a schema, each of which may be left out and then stays as it is: zod fills in a default even in a part
 * (zod 4: "defaults applied within optional fields").
 */
function withoutDefaults<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) {
  const fields = Object.entries(schema.shape).map(([name, field]) => [
    name,
    bare(field as z.ZodType).optional(),
  ]);
  return z.strictObject(
    Object.fromEntries(fields) as { [Name in keyof Shape]: z.ZodOptional<Bare<Shape[Name]>> },
  );
}

type Bare<Field> = Field extends z.ZodDefault<infer Inner> | z.ZodPrefault<infer Inner> ? Inner : Field;

function bare(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodDefault || field instanceof z.ZodPrefault
    ? (field.unwrap() as z.ZodType)
    : field;
}
