import { z } from 'zod';
import type { RecordedChange } from '../../store/settings-store.ts';
import { type QueueSettings, queueSettingsSchema } from '../../waiting/queue-settings.ts';
import { grouped, isSame, settingOf } from '../../waiting/settings-compared.ts';
import { asOfNow, changeQueue, type QueueParts } from './change-queue.ts';
import { isoTime, type Route, route } from '../contract.ts';
import { conflict, invalidFrom, notFound } from '../problems.ts';
import { mustFit } from './queue-fits.ts';
import { partOfQueue, withParts } from './queues.ts';
import { tagged } from './settle-setting.ts';

const PAGE = 50;
/** Ids come from the store; longer ones it never gave. */
const ID = /^\d{1,15}(-\d{1,15})?$/;

const changeSchema = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    by: z.string().describe('Sign-in name of who did it.'),
    of: z.strictObject({
      kind: z.enum(['queue', 'notice', 'operator', 'line', 'nuisance']),
      id: z
        .string()
        .describe(
          "The queue's id, also of a notice; the person's sign-in name; the mark's own; empty for the line.",
        ),
    }),
    how: z.enum(['added', 'changed', 'removed']),
    settings: z.array(
      z.strictObject({
        setting: z.string().describe('Such as `inLine.everySeconds`.'),
        hidden: z.boolean().describe('Of passwords, PINs, numbers and names only that they were changed.'),
        before: z.unknown().describe('Null where it is hidden.'),
        after: z.unknown().describe('Null where it is hidden.'),
      }),
    ),
    canUndo: z.boolean().describe("A queue's settings that still are what this change made of them."),
  })
  .describe('Who changed which settings');
export type ChangeJson = z.infer<typeof changeSchema>;

const paging = z.strictObject({
  before: z.string().regex(ID, { error: 'must be the id of a change' }).optional(),
});

/** Who changed what, for admins: kept for 90 days, the last 500 changes. */
export function changeRoutes(parts: QueueParts): Route[] {
  const { store, clock } = parts;
  return [
    route({
      method: 'get',
      path: '/changes',
      name: 'listChanges',
      summary:
        'Who changed which settings, the latest first; `next` goes into `before` for those further back.',
      access: 'admin',
      query: paging,
      success: {
        status: 200,
        body: z.strictObject({ changes: z.array(changeSchema), next: z.string().nullable() }),
      },
      async handle({ query }) {
        const found = await store.settingChanges(PAGE + 1, query.before ?? null);
        const queues = new Map((await store.queues()).map((queue) => [queue.id, queue]));
        const changes = found.slice(0, PAGE).map((one) => changeView(one, queues.get(one.of.id) ?? null));
        return { body: { changes, next: found.length > PAGE ? (changes.at(-1)?.id ?? null) : null } };
      },
    }),
    route({
      method: 'post',
      path: '/changes/{id}/undo',
      name: 'undoChange',
      summary:
        "Gives a queue's settings the values from before the change; 409 where they have changed since.",
      access: 'admin',
      success: { status: 200, body: queueSettingsSchema },
      problems: [404, 409, 422],
      async handle({ params, caller }) {
        const id = params['id'] ?? '';
        const change = ID.test(id) ? await store.settingChange(id) : null;
        if (change === null) throw notFound('There is no such change on record.');
        if (!isPlain(change))
          throw conflict(
            'not-plain',
            'This cannot be undone here: its values are not on record, or it is no setting of a queue.',
          );
        const by = caller().operator.name;
        const queue = await changeQueue(parts, { id: change.of.id, by }, async (now) => {
          const after = undone(change, now);
          await mustFit(after, parts);
          return after;
        });
        return tagged(asOfNow(queue, clock.now()));
      },
    }),
  ];
}

/** The queue as it was before, in these settings. Throws 409 where they are not as the change has made them. */
function undone(change: RecordedChange, now: QueueSettings): QueueSettings {
  if (!isAsMade(change, now))
    throw conflict('changed-since', 'This has been changed again since. Look at the latest changes first.');
  const before = change.settings.map((one) => ({
    setting: one.setting,
    value: 'before' in one ? one.before : null,
  }));
  const read = partOfQueue.safeParse(grouped(before));
  if (!read.success) throw invalidFrom(read.error);
  return withParts(now, read.data);
}

function isPlain({ of, how, settings }: RecordedChange): boolean {
  return of.kind === 'queue' && how === 'changed' && settings.every((one) => !('hidden' in one));
}

/** Whether the settings still are what the change made of them. */
function isAsMade({ settings }: RecordedChange, now: QueueSettings): boolean {
  return settings.every((one) => 'after' in one && isSame(settingOf(now, one.setting) ?? null, one.after));
}

function changeView(change: RecordedChange, queue: QueueSettings | null): ChangeJson {
  const { id, at, by, of, how, settings } = change;
  return {
    id,
    at: isoTime(at),
    by,
    of,
    how,
    settings: settings.map((one) =>
      'hidden' in one
        ? { setting: one.setting, hidden: true, before: null, after: null }
        : { ...one, hidden: false },
    ),
    canUndo: queue !== null && isPlain(change) && isAsMade(change, queue),
  };
}
