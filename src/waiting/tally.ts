import type { Cadence, Rhythm } from './rhythm.ts';

/** What is counted of a queue: each name with how many. Times are sums, in ms. */
export type CountName =
  /** Visits that came to the queue: new calls, and callers whom another queue has sent on. */
  | 'calls'
  /** Visits that went on to another queue. */
  | 'sent-on'
  /** Visits that were over before there was a place: closed, full, or hung up at a question. */
  | 'no-place'
  /** Calls that the pilot handed on to the old line, those that nobody answered there and came here, and whole minutes there. */
  | 'handed-on'
  | 'handed-back'
  | 'old-line-minutes'
  /** Waits that ended with an operator. Of these how many by how long they were (`takenIn`), and their sum. */
  | 'taken'
  | `taken-in-${number}`
  | 'waited-ms'
  /** Waits, and holds, that the caller ended and has not come back to. */
  | 'abandoned-in-line'
  | 'abandoned-on-hold'
  /** Calls back that were promised and not taken back, and those at which somebody was reached. */
  | 'callbacks-promised'
  | 'callbacks-kept'
  /** Check-ins, in line and on hold, and those that came late. */
  | 'check-ins'
  | 'check-ins-late'
  /** Waits that are over, in which a range was told; and how the first one came out, where that could be seen. */
  | 'ranges'
  | 'ranges-true'
  | 'ranges-longer'
  | 'ranges-shorter'
  /** What callers said of the wait, after the talk: of what they were told, and of the rhythm that they heard. */
  | `right:${'yes' | 'no'}`
  | `often:${string}:${OftenAnswer}`;

/** The one count that keeps the most that was met in place of the sum. */
export const LONGEST_WAIT = 'longest-wait-ms';

export type OftenAnswer = 'too-often' | 'just-right' | 'too-rarely';

/** What a commit adds to the counts of a queue, in the quarter of an hour in which it happened. */
export type Tally = {
  queueId: string;
  /** When the quarter began, epoch ms. */
  quarterAt: number;
  add: Counts;
  /** A wait that ended, ms; null where none did. */
  longestWaitMs: number | null;
};

/** What was counted in a quarter of an hour. */
export type Quarter = { quarterAt: number; counts: Counts };
export type Counts = Readonly<Record<string, number>>;

/** Quarters, because half-hours begin at :15 and :45 of UTC where the clocks are three quarters off (Kathmandu, Eucla). */
export const QUARTER_MS = 15 * 60_000;

/** The waits, in seconds, within which a share of callers can be told to have been taken. */
export const WITHIN_SECONDS = [10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600] as const;

/** The beginning of the quarter of an hour of `at`, epoch ms. */
export function quarterOf(at: number): number {
  return Math.floor(at / QUARTER_MS) * QUARTER_MS;
}

/** Under which name a wait of so long is counted beside `taken`; null where it was longer than any that is asked for. */
export function takenIn(waitedMs: number): CountName | null {
  const within = WITHIN_SECONDS.find((seconds) => waitedMs <= seconds * 1000);
  return within === undefined ? null : `taken-in-${within}`;
}

/** How long those waited who were taken, on average, ms; null where nobody was. */
export function meanWaitMs(counts: Counts): number | null {
  const taken = counts['taken'] ?? 0;
  return taken === 0 ? null : (counts['waited-ms'] ?? 0) / taken;
}

/** How many waits were ended by an operator within `seconds`, which is one of `WITHIN_SECONDS`. */
export function takenWithin(counts: Counts, seconds: number): number {
  return WITHIN_SECONDS.filter((one) => one <= seconds).reduce(
    (sum, one) => sum + (counts[`taken-in-${one}`] ?? 0),
    0,
  );
}

/** The counts of several quarters together. What was taken back later than it was counted makes nothing negative. */
export function sumOf(quarters: readonly Quarter[]): Counts {
  const sum: Record<string, number> = {};
  for (const { counts } of quarters)
    for (const [name, count] of Object.entries(counts))
      sum[name] = name === LONGEST_WAIT ? Math.max(sum[name] ?? 0, count) : (sum[name] ?? 0) + count;
  for (const [name, count] of Object.entries(sum)) if (count < 0) sum[name] = 0;
  return sum;
}

/**
 * How often a caller was checked on: a choice of the caller's, or the queue's own rhythm, of which the first silence and
 * those after it tell in line and on hold, seconds.
 */
export type HeardRhythm =
  | { cadence: Exclude<Cadence, 'queue'> }
  | { cadence: 'queue'; inLine: [first: number, every: number]; onHold: [first: number, every: number] };

/** How often a queue checks on those who choose nothing. */
export function queueRhythm({ inLine, onHold }: { inLine: Rhythm; onHold: Rhythm }): HeardRhythm {
  return {
    cadence: 'queue',
    inLine: [inLine.firstAfterSeconds, inLine.everySeconds],
    onHold: [onHold.firstAfterSeconds, onHold.everySeconds],
  };
}

export function oftenName(rhythm: HeardRhythm, answer: OftenAnswer): CountName {
  const heard = rhythm.cadence === 'queue' ? [...rhythm.inLine, ...rhythm.onHold].join('-') : rhythm.cadence;
  return `often:${heard}:${answer}`;
}

/** The rhythms of which something was said, with the answers. */
export function oftenAnswers(
  counts: Counts,
): { rhythm: HeardRhythm; answers: Record<OftenAnswer, number> }[] {
  const found = new Map<string, { rhythm: HeardRhythm; answers: Record<OftenAnswer, number> }>();
  for (const [name, count] of Object.entries(counts)) {
    const [, heard, answer] = /^often:(.+):(too-often|just-right|too-rarely)$/.exec(name) ?? [];
    if (heard === undefined || count === 0) continue;
    const said = found.get(heard) ?? {
      rhythm: readRhythm(heard),
      answers: { 'too-often': 0, 'just-right': 0, 'too-rarely': 0 },
    };
    said.answers[answer as OftenAnswer] += count;
    found.set(heard, said);
  }
  return [...found.values()];
}

function readRhythm(heard: string): HeardRhythm {
  const [a, b, c, d] = heard.split('-').map(Number);
  return a === undefined || Number.isNaN(a)
    ? { cadence: heard as Exclude<Cadence, 'queue'> }
    : { cadence: 'queue', inLine: [a, b ?? 0], onHold: [c ?? 0, d ?? 0] };
}
