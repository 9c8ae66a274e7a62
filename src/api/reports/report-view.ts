import { z } from 'zod';
import {
  type Counts,
  type HeardRhythm,
  LONGEST_WAIT,
  meanWaitMs,
  oftenAnswers,
  oftenName,
  takenWithin,
} from '../../waiting/tally.ts';
import { timesOfDaySchema } from './times-of-day.ts';

const count = z.int().min(0);
const seconds = z.int().min(0).nullable();
const spoken = z.strictObject({ firstAfterSeconds: z.int(), everySeconds: z.int() });

/** How many gave each answer. */
const often = z.strictObject({ tooOften: count, justRight: count, tooRarely: count });
export const feedbackSchema = z
  .strictObject({ right: z.strictObject({ yes: count, no: count }), often })
  .describe('What callers said of the wait after the talk: how many, of those whose answers are kept.');

export const reportSchema = z.strictObject({
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  timeZone: z.string().describe("Whose days these are: the queue's."),
  days: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).describe('The same for the export.'),
  line: z.strictObject({
    calls: count.describe('Visits that came to the queue, those that another queue has sent on among them.'),
    taken: count.describe('Waits that ended with an operator; who came back into the line waits again.'),
    withinSeconds: count,
    takenWithin: count,
    serviceShare: z
      .number()
      .nullable()
      .describe(
        '`takenWithin` of all waits that were taken or abandoned, 0 to 1; null where there were none.',
      ),
    meanWaitSeconds: seconds.describe('Of those who were taken; null where nobody was.'),
    longestWaitSeconds: seconds,
    abandonedInLine: count.describe('Hung up or left, and not come back to the place that was kept.'),
    abandonedOnHold: count,
    callbacksPromised: count.describe('Taken back ones are not counted.'),
    callbacksKept: count.describe('Counted when somebody was reached.'),
    sentOn: count.describe('Visits that went on to another queue.'),
    endedWithoutPlace: count.describe(
      'Over before there was a place: closed, full, or hung up at a question.',
    ),
    handedOn: count.describe('Calls that the pilot handed on to the old line, beside `calls`.'),
    handedBack: count.describe(
      'Of these: nobody answered there, and the call came here; it is among `calls`.',
    ),
    oldLineMinutes: count.describe('Minutes of calls that were handed on, each call rounded up.'),
  }),
  ranges: z
    .strictObject({ told: count, cameTrue: count, longer: count, shorter: count })
    .describe(
      'The first range that was told in each wait that is over, and how it came out; of who left before its end nobody knows.',
    ),
  checkIns: z
    .strictObject({ made: count, late: count })
    .describe(
      'In line and on hold. Late: the leg did not ask for its words in time, or something else kept it.',
    ),
  feedback: feedbackSchema,
  rhythms: z
    .array(
      z.strictObject({
        cadence: z.enum(['queue', 'every-minute', 'every-two-minutes', 'every-five-minutes', 'news-only']),
        inLine: spoken.nullable().describe("The queue's own rhythm; null where the caller chose."),
        onHold: spoken.nullable(),
        isNow: z.boolean().describe('Whether this is how often the queue checks now on who chooses nothing.'),
        often,
      }),
    )
    .describe('Answers to how often we checked, by the rhythm that was heard; most answers first.'),
  timesOfDay: timesOfDaySchema,
});
export type ReportJson = z.infer<typeof reportSchema>;
type FeedbackJson = z.infer<typeof feedbackSchema>;

/** What was counted, in the shapes of the API. `now` is the rhythm that the queue has now. */
export function reportView(
  counts: Counts,
  withinSeconds: number,
  now: HeardRhythm,
): Omit<ReportJson, 'from' | 'until' | 'timeZone' | 'days' | 'timesOfDay'> {
  const of = (name: string) => counts[name] ?? 0;
  return {
    line: lineView(counts, withinSeconds),
    ranges: {
      told: of('ranges'),
      cameTrue: of('ranges-true'),
      longer: of('ranges-longer'),
      shorter: of('ranges-shorter'),
    },
    checkIns: { made: of('check-ins'), late: of('check-ins-late') },
    feedback: feedbackView(counts),
    rhythms: oftenAnswers(counts)
      .map(({ rhythm, answers }) => ({
        cadence: rhythm.cadence,
        inLine: rhythm.cadence === 'queue' ? silences(rhythm.inLine) : null,
        onHold: rhythm.cadence === 'queue' ? silences(rhythm.onHold) : null,
        isNow: oftenName(rhythm, 'just-right') === oftenName(now, 'just-right'),
        often: oftenView(answers),
      }))
      .toSorted((a, b) => answered(b.often) - answered(a.often)),
  };
}

export function lineView(counts: Counts, withinSeconds: number): ReportJson['line'] {
  const of = (name: string) => counts[name] ?? 0;
  const taken = of('taken');
  const ended = taken + of('abandoned-in-line');
  const mean = meanWaitMs(counts);
  const within = takenWithin(counts, withinSeconds);
  return {
    calls: of('calls'),
    taken,
    withinSeconds,
    takenWithin: within,
    serviceShare: ended === 0 ? null : within / ended,
    meanWaitSeconds: mean === null ? null : Math.round(mean / 1000),
    longestWaitSeconds: taken === 0 ? null : Math.round(of(LONGEST_WAIT) / 1000),
    abandonedInLine: of('abandoned-in-line'),
    abandonedOnHold: of('abandoned-on-hold'),
    callbacksPromised: of('callbacks-promised'),
    callbacksKept: of('callbacks-kept'),
    sentOn: of('sent-on'),
    endedWithoutPlace: of('no-place'),
    handedOn: of('handed-on'),
    handedBack: of('handed-back'),
    oldLineMinutes: of('old-line-minutes'),
  };
}

/** All answers together, whatever rhythm was heard. */
export function feedbackView(counts: Counts): FeedbackJson {
  const all = { 'too-often': 0, 'just-right': 0, 'too-rarely': 0 };
  for (const { answers } of oftenAnswers(counts)) {
    all['too-often'] += answers['too-often'];
    all['just-right'] += answers['just-right'];
    all['too-rarely'] += answers['too-rarely'];
  }
  return {
    right: { yes: counts['right:yes'] ?? 0, no: counts['right:no'] ?? 0 },
    often: oftenView(all),
  };
}

function oftenView(
  answers: Record<'too-often' | 'just-right' | 'too-rarely', number>,
): FeedbackJson['often'] {
  return {
    tooOften: answers['too-often'],
    justRight: answers['just-right'],
    tooRarely: answers['too-rarely'],
  };
}

function silences([firstAfterSeconds, everySeconds]: readonly [number, number]) {
  return { firstAfterSeconds, everySeconds };
}

function answered({ tooOften, justRight, tooRarely }: FeedbackJson['often']): number {
  return tooOften + justRight + tooRarely;
}
