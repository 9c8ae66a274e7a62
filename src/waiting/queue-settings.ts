import { z } from 'zod';
import { hoursSchema, isTimeZone } from './hours.ts';
import { noticeSchema } from './notice.ts';
import { closureSchema } from './open-now.ts';
import { pilotSchema } from './pilot.ts';
import { phoneNumberSchema, prioritySchema, rankingSchema, USUAL_PRIORITY } from './ranking.ts';
import { RHYTHM_LIMITS } from './rhythm.ts';

const seconds = (least: number, most: number) =>
  z
    .int({ error: `must be a whole number of seconds from ${least} to ${most}` })
    .min(least, { error: `must be from ${least} to ${most} seconds` })
    .max(most, { error: `must be from ${least} to ${most} seconds` });

const silence = () => seconds(RHYTHM_LIMITS.shortestSeconds, RHYTHM_LIMITS.longestSeconds);

export const rhythmSchema = z.strictObject({
  firstAfterSeconds: silence(),
  everySeconds: silence(),
  growth: z
    .number({ error: 'must be a number from 1 to 3' })
    .min(RHYTHM_LIMITS.leastGrowth, { error: 'must be from 1 to 3' })
    .max(RHYTHM_LIMITS.mostGrowth, { error: 'must be from 1 to 3' }),
  longestSilenceSeconds: silence(),
});

const trimmed = (most: number) =>
  z
    .string({ error: `must be text of 1 to ${most} characters` })
    .trim()
    .min(1, { error: `must be text of 1 to ${most} characters` })
    .max(most, { error: `must be text of 1 to ${most} characters` });

/** A queue's settings, as the API reads and writes them and the store keeps them. */
export const queueSettingsSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'must be 1 to 40 of a-z, 0-9 and -' }),
  /** Spoken in the greeting: who the caller has reached. */
  name: trimmed(80),
  /** Languages offered on this line, the first is spoken unless the caller changes it. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, { error: 'must be a language folder such as "en"' }))
    .min(1)
    .max(20)
    .refine((all) => new Set(all).size === all.length, { error: 'must not name one language twice' }),
  /** Called numbers (E.164) that lead to this queue; a number of none leads to `support`. */
  numbers: z.array(phoneNumberSchema).max(100),
  /** Languages of called numbers: who calls one of these is spoken to in its language, and is not asked for one. */
  numberLanguages: z
    .array(
      z.strictObject({
        number: phoneNumberSchema,
        language: z.string().regex(/^[a-z]{2,3}$/, { error: 'must be a language such as "en"' }),
      }),
    )
    .max(100, { error: 'must be at most 100 numbers' })
    .refine((all) => new Set(all.map(({ number }) => number)).size === all.length, {
      error: 'must not name one number twice',
    })
    .default([]),
  /** Higher is served earlier. */
  priority: prioritySchema,
  inLine: rhythmSchema,
  onHold: rhythmSchema,
  /** Longest silence of a caller who wants to hear only news. */
  newsOnlyLongestSeconds: silence(),
  /** Time that an operator has for notes after a talk. */
  wrapUpSeconds: seconds(0, 3600),
  /** Country (ISO 3166) in which keyed numbers without a country code are read. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'must be a country such as "US"' })
    .default('US'),
  callbacks: z
    .strictObject({
      enabled: z.boolean().default(true),
      /** Calls made before a person has to see to it. */
      attempts: z.int().min(1).max(10).default(3),
      pauseSeconds: seconds(60, 86_400).default(300),
      /** Countries (ISO 3166) that may be called; no other is. */
      countries: z
        .array(z.string().regex(/^[A-Z]{2}$/, { error: 'must be a country such as "US"' }))
        .max(250)
        .default(['US']),
      /** Times of day (HH:MM, the queue's own) at which a caller may ask to be called instead of in turn. */
      laterAt: z
        .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time such as "16:00"' }))
        .max(10)
        .default([]),
      /**
       * Time zone (IANA) of those times; for a queue without hours also the clock by which nobody is called at night who
       * has not just asked for it.
       */
      timeZone: z
        .string({ error: 'must be a time zone such as "Europe/Berlin"' })
        .max(60)
        .refine(isTimeZone, { error: 'must be a time zone such as "Europe/Berlin"' })
        .default('UTC'),
      /** Promises to one number in a day. */
      perNumberPerDay: z.int().min(1).max(50).default(5),
      /** Promises of the whole line in a minute. */
      perMinute: z.int().min(1).max(1000).default(20),
      /** Minutes of calls back in a day; beyond them a person decides on each call. */
      minutesPerDay: z.int().min(1).max(100_000).default(1_000),
    })
    .prefault({}),
  /** For how long a dropped line keeps its place; 0 not at all. */
  keepPlaceSeconds: seconds(0, 3600).default(600),
  /** After so long a wait we ask whether the caller is there before an operator is brought in; 0 never. */
  presenceAfterSeconds: seconds(0, 7200).default(600),
  /** Whether a spoken word answers "are you there?" as a key does; Twilio bills the listening. */
  spokenAnswers: z.boolean().default(false),
  /** Whether callers may leave words. */
  leaveWords: z.boolean().default(true),
  /** What may come of a call; its operator chooses one of these after the talk, in this order. */
  outcomes: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'must be 1 to 40 of a-z, 0-9 and -' }),
        label: trimmed(40),
      }),
    )
    .max(20, { error: 'must be at most 20 outcomes' })
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
      error: 'must not name one outcome twice',
    })
    .default([]),
  /** Whether two questions about the wait follow a talk. */
  askAfterwards: z.boolean().default(true),
  /** When somebody answers; null: always. */
  hours: hoursSchema.nullable().default(null),
  /** Closed by hand; null: it is not. */
  closure: closureSchema.nullable().default(null),
  /** From so many in the line on, callers are offered to be called back or to leave words; null: no limit. */
  maxWaiting: z
    .int({ error: 'must be a whole number from 1 to 100000, or null' })
    .min(1, { error: 'must be a whole number from 1 to 100000, or null' })
    .max(100_000, { error: 'must be a whole number from 1 to 100000, or null' })
    .nullable()
    .default(null),
  /** Where a person can be reached when nobody answers here for long. */
  backupNumber: phoneNumberSchema.nullable().default(null),
  /** How long nobody has to be on duty until the backup number is told. */
  nobodyAfterSeconds: seconds(0, 86_400).default(600),
  /** Whether callers who were marked as a nuisance are refused here. */
  refusesNuisances: z.boolean().default(true),
  /** Which share of the calls is answered here, and where the others go. */
  pilot: pilotSchema.prefault({}),
  /** What it is about, asked of who calls this queue's numbers: by key, in this order. */
  topics: z
    .array(
      z.strictObject({
        /** Spoken name by language; where one is missing, that of another is spoken, of the queue's own before others. */
        label: z.record(z.string(), trimmed(40)),
        queueId: z.string(),
      }),
    )
    .max(4, { error: 'must be at most 4 topics' })
    .default([]),
  /** Who is served earlier than others. */
  ranking: rankingSchema.prefault({}),
  /** An incident or seasonal notice; set and ended by its own calls. */
  notice: noticeSchema.nullable().default(null),
});

export type QueueSettings = z.infer<typeof queueSettingsSchema>;

/** The queue to which a call leads when no other claims its number. It exists from the first start. */
export const DEFAULT_QUEUE_ID = 'support';

/** First word after 45 s, then every minute, no growth; whatever else a queue may leave out as the schema has it. */
const SENSIBLE: QueueSettings = queueSettingsSchema.parse({
  id: DEFAULT_QUEUE_ID,
  name: 'Support',
  languages: ['en'],
  numbers: [],
  priority: USUAL_PRIORITY,
  inLine: { firstAfterSeconds: 45, everySeconds: 60, growth: 1, longestSilenceSeconds: 180 },
  onHold: { firstAfterSeconds: 60, everySeconds: 60, growth: 1, longestSilenceSeconds: 180 },
  newsOnlyLongestSeconds: 600,
  wrapUpSeconds: 0,
});

/** Settings of a queue that nobody has set yet. */
export function defaultQueueSettings(id: string, name: string): QueueSettings {
  return { ...SENSIBLE, id, name };
}

/** Settings as they were stored, perhaps by an earlier version: what it did not know has sensible values. */
export function completeQueue(
  stored: Pick<QueueSettings, 'id' | 'name'> & Partial<QueueSettings>,
): QueueSettings {
  const sensible = defaultQueueSettings(stored.id, stored.name);
  return {
    ...sensible,
    ...stored,
    callbacks: { ...sensible.callbacks, ...stored.callbacks },
    ranking: { ...sensible.ranking, ...stored.ranking },
    pilot: { ...sensible.pilot, ...stored.pilot },
  };
}

/** The queue for a called number: the one that lists it, else the default one, else the first. */
export function queueForNumber(queues: readonly QueueSettings[], called: string): QueueSettings | undefined {
  return (
    queues.find((queue) => queue.numbers.includes(called)) ??
    queues.find((queue) => queue.id === DEFAULT_QUEUE_ID) ??
    queues[0]
  );
}

/** The language in which a caller of this number is greeted. */
export function firstLanguage(queue: QueueSettings, called: string): string | undefined {
  return languageOfNumber(queue, called) ?? queue.languages[0];
}

/** The language that a called number has chosen; null where it chooses none that the queue speaks. */
export function languageOfNumber(
  { numberLanguages, languages }: Pick<QueueSettings, 'numberLanguages' | 'languages'>,
  called: string,
): string | null {
  const language = numberLanguages.find(({ number }) => number === called)?.language;
  return language !== undefined && languages.includes(language) ? language : null;
}

/** The language that the language key changes to; undefined where the queue has no other. */
export function nextLanguage(
  { languages }: Pick<QueueSettings, 'languages'>,
  language: string,
): string | undefined {
  const next = languages[(languages.indexOf(language) + 1) % languages.length];
  return next === language ? undefined : next;
}
