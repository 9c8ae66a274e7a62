import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import { checkNotice } from '../../voice-script/check-notice.ts';
import type { VoiceScripts } from '../../voice-script/voice-scripts.ts';
import { LONGEST_NOTICE, type Notice, noticeAt, noticeSchema } from '../../waiting/notice.ts';
import { changeQueue } from './change-queue.ts';
import { isoTime, type Route, route, shortText } from '../contract.ts';
import { type FieldError, invalid } from '../problems.ts';
import { mustBeAsSeen } from './settle-setting.ts';

const newNotice = z.strictObject({
  text: z
    .record(z.string(), shortText(1, LONGEST_NOTICE), {
      error: 'must be texts by language, such as {"en": "…"}',
    })
    .describe(`What happened, what is being done: 1 to ${LONGEST_NOTICE} characters a language.`),
  until: z.iso
    .datetime({ offset: true, error: 'must be a time such as "2026-12-24T18:00:00Z"' })
    .describe('When it ends by itself, at most a year ahead.'),
});

const YEAR_MS = 366 * 86_400_000;

/** Incident notices, for admins: told to arriving callers first of all, to those who wait once, and again when they end. */
export function noticeRoutes({
  store,
  clock,
  scripts,
}: {
  store: Store;
  clock: Clock;
  scripts: VoiceScripts;
}): Route[] {
  const one = { access: 'admin', path: '/queues/{id}/notice', problems: [404, 412] } as const;
  /** A notice is what was begun: its id is its tag. */
  const tagOf = (notice: Notice | null) => (notice === null ? null : `"${notice.id}"`);

  return [
    route({
      ...one,
      method: 'put',
      name: 'setNotice',
      summary:
        'Begins a notice, in the place of one that is in force. Its id is its ETag; `If-None-Match: *` begins one only where there is none.',
      body: newNotice,
      success: { status: 200, body: noticeSchema },
      async handle({ body, params, caller, req }) {
        const by = caller().operator.name;
        const now = clock.now();
        const until = Date.parse(body.until);
        const errors = [...textErrors(body.text, scripts), ...untilErrors(until, now)];
        if (errors.length > 0) throw invalid(errors);
        const notice: Notice = {
          id: randomUUID(),
          text: Object.fromEntries(
            Object.entries(body.text).map(([language, text]) => [language, text.trim()]),
          ),
          until: isoTime(until),
          owner: by,
          since: isoTime(now),
        };
        await changeQueue({ store, clock }, { id: params['id'], by }, (queue) => {
          mustBeAsSeen(req, tagOf(noticeAt(queue, now)));
          return { ...queue, notice };
        });
        return { body: notice, headers: { ETag: tagOf(notice) ?? '' } };
      },
    }),
    route({
      ...one,
      method: 'delete',
      name: 'endNotice',
      summary: 'Ends the notice; where there is none, nothing changes.',
      success: { status: 204, body: null },
      async handle({ params, caller, req }) {
        const by = caller().operator.name;
        await changeQueue({ store, clock }, { id: params['id'], by }, (queue) => {
          mustBeAsSeen(req, tagOf(noticeAt(queue, clock.now())));
          return { ...queue, notice: null };
        });
        return { body: null };
      },
    }),
  ];
}

/** Held to what the voice scripts are held to: callers hear no difference. */
function textErrors(text: Readonly<Record<string, string>>, { languages }: VoiceScripts): FieldError[] {
  const given = Object.entries(text);
  if (given.length === 0) return [{ field: 'text', message: 'must be in one language at least' }];
  return given.flatMap(([language, words]): FieldError[] => {
    const field = `text.${language}`;
    const script = Object.hasOwn(languages, language) ? languages[language] : undefined;
    if (script === undefined)
      return [{ field, message: `has no voice script; there are ${Object.keys(languages).join(', ')}` }];
    const wrong = checkNotice(script, words);
    return wrong.length === 0 ? [] : [{ field, message: wrong.join(' ') }];
  });
}

function untilErrors(until: number, now: number): FieldError[] {
  if (until <= now) return [{ field: 'until', message: 'must be in the future' }];
  return until > now + YEAR_MS ? [{ field: 'until', message: 'must be within a year' }] : [];
}
