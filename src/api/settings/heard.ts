import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import { line, type Line } from '../../voice-script/moments.ts';
import { renderLine, type VoiceScripts } from '../../voice-script/render.ts';
import { spokenDurationMs } from '../../voice-script/spoken-duration.ts';
import { openAt, type Opening } from '../../waiting/hours.ts';
import { LONGEST_NOTICE } from '../../waiting/notice.ts';
import { type QueueSettings, queueSettingsSchema } from '../../waiting/queue-settings.ts';
import { queueOf } from './change-queue.ts';
import { type Route, route } from '../contract.ts';

/** What a setting has callers hear. */
const PARTS = ['greeting', 'topics', 'closed', 'full', 'callback', 'backup', 'notice'] as const;
export type HeardPart = (typeof PARTS)[number];

const heardSchema = z.strictObject({
  heard: z.array(
    z.strictObject({
      part: z.enum(PARTS),
      language: z.string(),
      text: z.string(),
      seconds: z.number().describe('About how long it takes to speak.'),
    }),
  ),
});
export type Heard = z.infer<typeof heardSchema>['heard'][number];

const { name, languages, hours, topics, backupNumber, callbacks, leaveWords } = queueSettingsSchema.shape;
/** Settings as they are typed; `notice` by language, null where there is none. */
export const heardDraftSchema = z.object({
  name,
  languages,
  hours,
  topics,
  backupNumber,
  callbacks,
  leaveWords,
  notice: z.record(z.string(), z.string().max(LONGEST_NOTICE)).nullable().default(null),
});
export type HeardDraft = z.infer<typeof heardDraftSchema>;

/** What callers would hear of settings that are not saved yet: by the words and the voices that they are spoken with. */
export function heardRoutes(parts: { store: Store; clock: Clock; scripts: VoiceScripts }): Route[] {
  return [
    route({
      access: 'admin',
      method: 'post',
      path: '/queues/{id}/heard',
      name: 'previewQueue',
      summary: 'What callers would hear of these settings; nothing is changed.',
      body: heardDraftSchema,
      success: { status: 200, body: heardSchema },
      problems: [404],
      async handle({ body, params }) {
        await queueOf(parts.store, params['id']);
        return { body: { heard: heardOf(body, parts.scripts, parts.clock.now()) } };
      },
    }),
  ];
}

/** Each part in each language of the queue that has a voice script. `now` is epoch ms. */
export function heardOf(queue: HeardDraft, scripts: VoiceScripts, now: number): Heard[] {
  const spoken = queue.languages.filter((language) => Object.hasOwn(scripts.languages, language));
  return spoken.flatMap((language) =>
    PARTS.flatMap((part) => {
      const lines = linesOf(part, queue, language, now);
      if (lines.length === 0) return [];
      const text = lines.map((one) => renderLine(scripts, language, one, 0).text).join(' ');
      return [{ part, language, text, seconds: Math.round(spokenDurationMs(text) / 100) / 10 }];
    }),
  );
}

function linesOf(part: HeardPart, queue: HeardDraft, language: string, now: number): Line[] {
  const options = {
    callback: queue.callbacks.enabled ? 'yes' : 'no',
    words: queue.leaveWords ? 'yes' : 'no',
  } as const;
  switch (part) {
    case 'greeting':
      return [line('greeting.welcome', { queueName: queue.name }), ...otherLanguages(queue, language)];
    case 'topics':
      return queue.topics.length === 0 ? [] : [line('topic.ask', topicNames(queue, language))];
    case 'closed': {
      const opens = nextClosing(queue.hours, now);
      if (opens === null) return [];
      // Who is asked something first hears of the other language there.
      const isNamed = queue.languages.length === 2 && queue.topics.length === 0;
      return [
        line('closed.opens', { queueName: queue.name, ...opens }),
        ...(isNamed ? otherLanguages(queue, language) : []),
        line('closed.options', options),
      ];
    }
    case 'full':
      return [line('full.options', options)];
    case 'callback': {
      const [first] = queue.callbacks.laterAt.toSorted();
      if (!queue.callbacks.enabled || first === undefined) return [];
      const [afterHour = 0, afterMinute = 0] = first.split(':').map(Number);
      return [line('callback.window', { afterHour, afterMinute })];
    }
    case 'backup':
      return queue.backupNumber === null ? [] : [line('backup.number', { number: queue.backupNumber })];
    case 'notice': {
      const notice = queue.notice?.[language]?.trim() ?? '';
      return notice === '' ? [] : [line('greeting.notice', { notice })];
    }
    default:
      return part satisfies never;
  }
}

/** How callers find their own language: each is said in itself. */
function otherLanguages({ languages: all }: HeardDraft, language: string): Line[] {
  if (all.length > 2) return all.map((one, i) => line('greeting.press-for-language', { key: i + 1 }, one));
  return all.filter((one) => one !== language).map((one) => line('greeting.other-language', {}, one));
}

function topicNames({ topics: all, languages: spoken }: HeardDraft, language: string) {
  const labelOf = (i: number): string => {
    const label = all[i]?.label ?? {};
    return [language, ...spoken].map((one) => label[one]).find((text) => text !== undefined) ?? '';
  };
  return { option1: labelOf(0), option2: labelOf(1), option3: labelOf(2), option4: labelOf(3) };
}

/** When the queue opens, as told to who calls while it is closed: now, or after the next closing; null: never closed. */
function nextClosing(queueHours: QueueSettings['hours'], now: number): Opening | null {
  const state = openAt(queueHours, now);
  if (!state.open) return state.opens;
  if (state.closesAt === null) return null;
  const later = openAt(queueHours, state.closesAt);
  return later.open ? null : later.opens;
}
