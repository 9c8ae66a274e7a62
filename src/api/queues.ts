import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { noticeAt } from '../waiting/notice.ts';
import { rankingSchema } from '../waiting/ranking.ts';
import {
  defaultQueueSettings,
  type QueueSettings,
  queueSettingsSchema,
  rhythmSchema,
} from '../waiting/queue-settings.ts';
import { type Route, route } from './contract.ts';
import { conflict, type FieldError, invalid, notFound } from './problems.ts';

const parts = withoutDefaults(queueSettingsSchema);
/** A queue keeps its id, and its notice has calls of its own, so that whatever a GET gave may come back. */
const readOnly = {
  id: z.unknown().optional().describe('Read only: the id in the path counts.'),
  notice: z.unknown().optional().describe('Read only: see /queues/{id}/notice.'),
};

const newQueue = parts.extend({
  ...readOnly,
  id: queueSettingsSchema.shape.id,
  name: queueSettingsSchema.shape.name,
});
const wholeQueue = queueSettingsSchema.extend(readOnly);
const partOfQueue = parts.extend({
  ...readOnly,
  inLine: rhythmSchema.partial().optional(),
  onHold: rhythmSchema.partial().optional(),
  callbacks: withoutDefaults(queueSettingsSchema.shape.callbacks.unwrap()).optional(),
  ranking: withoutDefaults(rankingSchema).optional(),
});

/**
 * The lines and their settings, for admins. A change counts from the next words on; what a caller has been told
 * already stays true. `languages` are those that have a voice script.
 */
export function queueRoutes({
  store,
  languages,
  clock,
}: {
  store: Store;
  languages: readonly string[];
  clock: Clock;
}): Route[] {
  const one = { access: 'admin', success: { status: 200, body: queueSettingsSchema } } as const;

  async function change(
    id: string | undefined,
    changed: (before: QueueSettings) => QueueSettings,
  ): Promise<{ body: QueueSettings }> {
    const before = await queueOf(store, id);
    const queue = changed(before);
    await mustFit(queue, store, languages);
    await store.putQueue(queue);
    return { body: asOfNow(queue) };
  }
  /** A notice that is over is none. */
  function asOfNow(queue: QueueSettings): QueueSettings {
    return { ...queue, notice: noticeAt(queue, clock.now()) };
  }

  return [
    route({
      ...one,
      method: 'get',
      path: '/queues',
      name: 'listQueues',
      summary: 'All queues with their settings.',
      success: { status: 200, body: z.strictObject({ queues: z.array(queueSettingsSchema) }) },
      handle: async () => ({ body: { queues: (await store.queues()).map(asOfNow) } }),
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
        const { callbacks, ranking, notice: _notice, ...rest } = given(body);
        const sensible = defaultQueueSettings(body.id, body.name);
        const queue = {
          ...sensible,
          ...rest,
          callbacks: { ...sensible.callbacks, ...given(callbacks ?? {}) },
          ranking: { ...sensible.ranking, ...given(ranking ?? {}) },
        };
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
      handle: async ({ params }) => ({ body: asOfNow(await queueOf(store, params['id'])) }),
    }),
    route({
      ...one,
      method: 'put',
      path: '/queues/{id}',
      name: 'setQueue',
      summary: "Sets the whole of a queue's settings.",
      body: wholeQueue,
      problems: [404],
      handle: ({ body, params }) => change(params['id'], ({ id, notice }) => ({ ...body, id, notice })),
    }),
    route({
      ...one,
      method: 'patch',
      path: '/queues/{id}',
      name: 'changeQueue',
      summary: "Changes parts of a queue's settings; of rhythms, callbacks and ranking single values too.",
      body: partOfQueue,
      problems: [404],
      handle: ({ body, params }) =>
        change(params['id'], (before) => ({
          ...before,
          ...given(body),
          id: before.id,
          notice: before.notice,
          callbacks: { ...before.callbacks, ...given(body.callbacks ?? {}) },
          ranking: { ...before.ranking, ...given(body.ranking ?? {}) },
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

export async function queueOf(store: Store, id: string | undefined): Promise<QueueSettings> {
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
  const unknown = (field: string, language: string): FieldError[] =>
    languages.includes(language)
      ? []
      : [{ field, message: `${language} has no voice script; there are ${languages.join(', ')}` }];
  queue.ranking.languages.forEach(({ language }, i) =>
    errors.push(...unknown(`ranking.languages.${i}.language`, language)),
  );
  queue.numberLanguages.forEach(({ language }, i) => {
    if (!queue.languages.includes(language))
      errors.push({
        field: `numberLanguages.${i}.language`,
        message: `must be a language of this queue: ${queue.languages.join(', ')}`,
      });
  });
  errors.push(...callbackTimeErrors(queue), ...countryErrors(queue));
  const others =
    queue.numbers.length > 0 || queue.topics.length > 0
      ? (await store.queues()).filter(({ id }) => id !== queue.id)
      : [];
  queue.topics.forEach(({ label, queueId }, i) => {
    if (queueId !== queue.id && !others.some(({ id }) => id === queueId))
      errors.push({ field: `topics.${i}.queueId`, message: 'is not the id of a queue' });
    if (Object.keys(label).length === 0)
      errors.push({ field: `topics.${i}.label`, message: 'must be a name in one language at least' });
    for (const language of Object.keys(label))
      errors.push(...unknown(`topics.${i}.label.${language}`, language));
  });
  if (queue.numbers.length > 0) {
    const { operatorNumber } = await store.lineSettings();
    queue.numbers.forEach((number, i) => {
      const other = others.find(({ numbers }) => numbers.includes(number));
      if (other !== undefined)
        errors.push({ field: `numbers.${i}`, message: `leads to the queue ${other.id} already` });
      if (number === operatorNumber)
        errors.push({ field: `numbers.${i}`, message: 'is the number that operators call' });
    });
  }
  if (errors.length > 0) throw invalid(errors);
}

/** A time of day at which the queue is never open is no time to promise a call for. Both are on the clock of one zone. */
function callbackTimeErrors({ hours, callbacks }: QueueSettings): FieldError[] {
  if (hours === null || hours.timeZone !== callbacks.timeZone) return [];
  const intervals = [...hours.weekly, ...hours.exceptions.filter((one) => !('closed' in one))];
  return callbacks.laterAt.flatMap((time, i) =>
    intervals.some((one) => 'from' in one && one.from <= time && time < one.to)
      ? []
      : [{ field: `callbacks.laterAt.${i}`, message: 'is a time at which this queue is never open' }],
  );
}

/** A country that is none would stand in the list and never be called. */
function countryErrors({ country, callbacks }: QueueSettings): FieldError[] {
  return [
    { field: 'country', code: country },
    ...callbacks.countries.map((code, i) => ({ field: `callbacks.countries.${i}`, code })),
  ]
    .filter(({ code }) => !isSupportedCountry(code))
    .map(({ field }) => ({ field, message: 'is no country with numbers of its own' }));
}
