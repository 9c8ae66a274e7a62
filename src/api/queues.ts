import { z } from 'zod';
import type { Store } from '../store/store.ts';
import {
  defaultQueueSettings,
  type QueueSettings,
  queueSettingsSchema,
  rhythmSchema,
} from '../waiting/queue-settings.ts';
import { type Route, route } from './contract.ts';
import { conflict, type FieldError, invalid, notFound } from './problems.ts';

const parts = queueSettingsSchema.partial();
/** Read only: a queue keeps its id, so that whatever a GET gave may come back. */
const anyId = { id: z.unknown().optional().describe('Read only: the id in the path counts.') };

const newQueue = parts.extend({ id: queueSettingsSchema.shape.id, name: queueSettingsSchema.shape.name });
const wholeQueue = queueSettingsSchema.extend(anyId);
const partOfQueue = parts.extend({
  ...anyId,
  inLine: rhythmSchema.partial().optional(),
  onHold: rhythmSchema.partial().optional(),
});

/**
 * The lines and their settings, for admins. A change counts from the next words on; what a caller has been told
 * already stays true. `languages` are those that have a voice script.
 */
export function queueRoutes({ store, languages }: { store: Store; languages: readonly string[] }): Route[] {
  const one = { access: 'admin', success: { status: 200, body: queueSettingsSchema } } as const;

  async function change(
    id: string | undefined,
    changed: (before: QueueSettings) => QueueSettings,
  ): Promise<{ body: QueueSettings }> {
    const before = await queueOf(store, id);
    const queue = changed(before);
    await mustFit(queue, store, languages);
    await store.putQueue(queue);
    return { body: queue };
  }

  return [
    route({
      ...one,
      method: 'get',
      path: '/queues',
      name: 'listQueues',
      summary: 'All queues with their settings.',
      success: { status: 200, body: z.strictObject({ queues: z.array(queueSettingsSchema) }) },
      handle: async () => ({ body: { queues: await store.queues() } }),
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
      async handle({ body }) {
        const queue = { ...defaultQueueSettings(body.id, body.name), ...given(body) };
        await mustFit(queue, store, languages);
        if (!(await store.putQueue(queue, { onlyIfNew: true }))) {
          throw conflict('exists', 'There is a queue with this id already. Choose another, or PUT that one.');
        }
        return { body: queue, headers: { Location: `/api/queues/${queue.id}` } };
      },
    }),
    route({
      ...one,
      method: 'get',
      path: '/queues/{id}',
      name: 'getQueue',
      summary: "A queue's settings.",
      problems: [404],
      handle: async ({ params }) => ({ body: await queueOf(store, params['id']) }),
    }),
    route({
      ...one,
      method: 'put',
      path: '/queues/{id}',
      name: 'setQueue',
      summary: "Sets the whole of a queue's settings.",
      body: wholeQueue,
      problems: [404],
      handle: ({ body, params }) => change(params['id'], ({ id }) => ({ ...body, id })),
    }),
    route({
      ...one,
      method: 'patch',
      path: '/queues/{id}',
      name: 'changeQueue',
      summary: "Changes parts of a queue's settings; of a rhythm too, single values.",
      body: partOfQueue,
      problems: [404],
      handle: ({ body, params }) =>
        change(params['id'], (before) => ({
          ...before,
          ...given(body),
          id: before.id,
          inLine: { ...before.inLine, ...given(body.inLine ?? {}) },
          onHold: { ...before.onHold, ...given(body.onHold ?? {}) },
        })),
    }),
  ];
}

/** What is there: a value that zod calls optional may be present as undefined. */
function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

async function queueOf(store: Store, id: string | undefined): Promise<QueueSettings> {
  const queue = await store.queue(id ?? '');
  if (queue === null) throw notFound('There is no such queue.');
  return queue;
}

/** What a schema cannot know: which languages can be spoken, and that a called number leads to one queue. */
async function mustFit(queue: QueueSettings, store: Store, languages: readonly string[]): Promise<void> {
  const errors: FieldError[] = queue.languages.flatMap((language, i) =>
    languages.includes(language)
      ? []
      : [{ field: `languages.${i}`, message: `has no voice script; there are ${languages.join(', ')}` }],
  );
  if (queue.numbers.length > 0) {
    const others = (await store.queues()).filter(({ id }) => id !== queue.id);
    queue.numbers.forEach((number, i) => {
      const other = others.find(({ numbers }) => numbers.includes(number));
      if (other !== undefined)
        errors.push({ field: `numbers.${i}`, message: `leads to the queue ${other.id} already` });
    });
  }
  if (errors.length > 0) throw invalid(errors);
}
