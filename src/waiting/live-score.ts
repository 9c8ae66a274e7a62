/**
 * How often what a line announces comes true, over its last 1,000 callers: kept as twenty full chunks of fifty callers
 * and one that fills, so that it stays small and the oldest fall off by the chunk.
 */
export type LiveScore = { chunks: readonly ScoreChunk[] };

export type ScoreChunk = {
  callers: number;
  /** Waits within the range that was made for them. */
  right: number;
  /** Waits longer than the upper end. */
  late: number;
  /** Sums of the median's error: predicted minus waited, and without its sign, in seconds. */
  errorSeconds: number;
  absoluteErrorSeconds: number;
};

/** The figures for people. Shares are 0 to 1, errors in seconds. */
export type ScoreFigures = {
  callers: number;
  rightShare: number;
  lateShare: number;
  meanErrorSeconds: number;
  meanAbsoluteErrorSeconds: number;
};

const CALLERS_PER_CHUNK = 50;
const FULL_CHUNKS = 20;

export function newLiveScore(): LiveScore {
  return { chunks: [] };
}

/**
 * The score after one more caller, answered or ghost.
 *
 * @param range the range made for them on joining, minutes
 * @param medianSeconds the median predicted on joining
 * @param waitedSeconds how long they waited, or would have
 */
export function scored(
  score: LiveScore,
  range: { low: number; high: number },
  medianSeconds: number,
  waitedSeconds: number,
): LiveScore {
  const open = score.chunks.at(-1);
  const filling = open !== undefined && open.callers < CALLERS_PER_CHUNK;
  const chunk = filling ? open : EMPTY;
  const late = waitedSeconds > range.high * 60;
  const error = medianSeconds - waitedSeconds;
  const next = {
    callers: chunk.callers + 1,
    right: chunk.right + (!late && waitedSeconds >= range.low * 60 ? 1 : 0),
    late: chunk.late + (late ? 1 : 0),
    errorSeconds: chunk.errorSeconds + error,
    absoluteErrorSeconds: chunk.absoluteErrorSeconds + Math.abs(error),
  };
  const others = filling ? score.chunks.slice(0, -1) : score.chunks;
  return { chunks: [...others, next].slice(-FULL_CHUNKS - 1) };
}

/** The figures over the last 1,000 to 1,050 callers, fewer at first; null before the first. */
export function scoreFigures(score: LiveScore): ScoreFigures | null {
  const sum = (pick: (chunk: ScoreChunk) => number) => score.chunks.reduce((s, chunk) => s + pick(chunk), 0);
  const callers = sum((chunk) => chunk.callers);
  if (callers === 0) return null;
  return {
    callers,
    rightShare: sum((chunk) => chunk.right) / callers,
    lateShare: sum((chunk) => chunk.late) / callers,
    meanErrorSeconds: sum((chunk) => chunk.errorSeconds) / callers,
    meanAbsoluteErrorSeconds: sum((chunk) => chunk.absoluteErrorSeconds) / callers,
  };
}

const EMPTY: ScoreChunk = { callers: 0, right: 0, late: 0, errorSeconds: 0, absoluteErrorSeconds: 0 };
