import { NORMAL_SCORES } from './wait-law.ts';

/** Minutes from now, on the grid. */
export type Minutes = { low: number; high: number };

/** What may be said: from `low` to `high` minutes; less than `high`; from `low` to more than an hour. */
export type SpokenRange = Minutes & { kind: 'range' | 'less-than' | 'more-than' };

/**
 * Where the two ends are cut, as normal scores of the predicted law, for each size of wait: rounding outward to
 * the grid would make ranges wider than needed, so the cut is what makes them come true as often as we say.
 */
export type SpokenControl = { high: readonly number[]; low: readonly number[] };

/** What there is to know before a number is spoken. Times in epoch ms. */
export type Occasion = {
  now: number;
  joinedAt: number;
  /** Operators on duty. */
  staff: number;
  /** Callers of this line from whom was learned. */
  learned: number;
  /** By when we first said that it would be done; null where nothing was said yet. */
  firstPromise: number | null;
  /** By when we last said that it would be done; null where nothing was said yet. */
  promise: number | null;
};

export type Announcement = {
  range: SpokenRange;
  /** By when the wait will be over if the range comes true (epoch ms); null with `more-than`. */
  promise: number | null;
  /** It ends later than was promised: that is said first. */
  longer: boolean;
};

/** The minutes that are spoken; the last stands for "more than an hour". */
export const GRID: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 90];

/** A range is spoken once this many waits have come to an end: by then they outweigh what the line was told to expect. */
export const ENOUGH_WAITS = 5;

const OPEN_END = 90;
/** "Less than one minute" is never said: nobody could hear it out. */
const LEAST_LESS_THAN = 2;
/** So often is a wait longer than the upper end, and so often shorter than a lower end. */
const MISSES = 0.1;
const CONTROL_RATE = 0.01;
const WIDEST_CUT = 3;
/** A wait's size by its median, upper bounds in seconds. */
const SIZES = [60, 120, 240, 480] as const;
/** Of the seven quantiles the one at .75. */
const STILL_LIKELY = 4;
/** Past a promise by that much, numbers have lost their worth (6 of 10 came true there). */
const LATEST_PAST_PROMISE_MS = 600_000;
const MINUTE_MS = 60_000;

/** Where a new line's ends are cut: about where the control of busy lines comes to rest, the upper on the late side. */
export function newSpokenControl(): SpokenControl {
  return { high: [1.05, 1.05, 1.05, 1.05, 1.05], low: [-0.95, -0.95, -0.95, -0.95, -0.95] };
}

/**
 * The range of grid minutes for a predicted wait: the ends are the quantiles at the control's cuts, rounded outward,
 * the median always between them.
 *
 * @param quantiles seven, in seconds, rising
 */
export function rangeOf(quantiles: readonly number[], control: SpokenControl): Minutes {
  const { high, low } = ends(quantiles, control);
  const upper = GRID.find((minutes) => minutes >= high) ?? OPEN_END;
  const lower = GRID.findLast((minutes) => minutes <= low && minutes < upper) ?? 0;
  return { low: lower, high: lower === 0 ? Math.max(upper, LEAST_LESS_THAN) : upper };
}

/**
 * The control after a wait of `waited` seconds from when `range` was its range: each end moves by 0.01·(missed − 0.1),
 * so that in the long run one wait in ten is longer and, where there is a lower end, one in ten is shorter.
 */
export function controlAfter(
  control: SpokenControl,
  quantiles: readonly number[],
  range: Minutes,
  waited: number,
): SpokenControl {
  const size = sizeOf(quantiles);
  const late = waited > range.high * 60 ? 1 : 0;
  const early = waited < range.low * 60 ? 1 : 0;
  return {
    high: moved(control.high, size, CONTROL_RATE * (late - MISSES)),
    low: range.low > 0 ? moved(control.low, size, -CONTROL_RATE * (early - MISSES)) : control.low,
  };
}

/**
 * What may honestly be said now, or null: nobody is on duty, fewer than `ENOUGH_WAITS` waits are known, the law spans
 * from nothing to more than an hour, the promise passed more than 10 minutes ago, or the wait has lasted twice as long
 * as first promised. An earlier promise stands, and what is said ends by it, while three in four such waits would
 * still be over by then; at each minute of waiting the odds change a little, and "it got longer" at every second check-in
 * would say nothing.
 */
export function spokenRange(
  quantiles: readonly number[],
  control: SpokenControl,
  occasion: Occasion,
): Announcement | null {
  const { now, joinedAt, staff, learned, firstPromise, promise } = occasion;
  if (!(staff > 0) || learned < ENOUGH_WAITS || !quantiles.every(Number.isFinite)) return null;
  if (promise !== null && now > promise + LATEST_PAST_PROMISE_MS) return null;
  if (firstPromise !== null && now - joinedAt > 2 * (firstPromise - joinedAt)) return null;

  const range = rangeOf(quantiles, control);
  if (range.high >= OPEN_END) {
    if (range.low === 0) return null;
    return { range: { kind: 'more-than', ...range }, promise: null, longer: promise !== null };
  }
  const left = promise === null ? Infinity : Math.floor((promise - now) / MINUTE_MS);
  const stands = promise === null || now + (quantiles[STILL_LIKELY] ?? 0) * 1000 <= promise;
  const high = stands ? Math.min(range.high, Math.max(left, LEAST_LESS_THAN)) : range.high;
  const low = range.low < high ? range.low : (GRID.findLast((minutes) => minutes < high) ?? 0);
  const until = now + high * MINUTE_MS;
  return {
    range: { kind: low === 0 ? 'less-than' : 'range', low, high },
    // A promise that stands is not moved by the rounding to whole minutes.
    promise: stands && promise !== null ? Math.min(until, promise) : until,
    longer: !stands,
  };
}

/** Unrounded ends in minutes. */
function ends(quantiles: readonly number[], control: SpokenControl): Minutes {
  const size = sizeOf(quantiles);
  const median = quantiles[3] ?? 0;
  return {
    high: Math.max(quantileAt(quantiles, control.high[size] ?? 0), median) / 60,
    low: Math.min(quantileAt(quantiles, control.low[size] ?? 0), median) / 60,
  };
}

/** The quantile (s) at a normal score: between the seven known ones their logarithms are joined by straight lines. */
function quantileAt(quantiles: readonly number[], score: number): number {
  const above = NORMAL_SCORES.findIndex((known, i) => i > 0 && score <= known);
  const i = above === -1 ? NORMAL_SCORES.length - 1 : above;
  const [from, to] = [NORMAL_SCORES[i - 1] ?? 0, NORMAL_SCORES[i] ?? 1];
  const [low, high] = [logOf(quantiles[i - 1]), logOf(quantiles[i])];
  return Math.exp(low + ((high - low) * (score - from)) / (to - from));
}

function logOf(seconds: number | undefined): number {
  return Math.log(Math.max(seconds ?? 0, 0.1));
}

function sizeOf(quantiles: readonly number[]): number {
  const size = SIZES.findIndex((bound) => (quantiles[3] ?? 0) < bound);
  return size === -1 ? SIZES.length : size;
}

function moved(cuts: readonly number[], size: number, by: number): number[] {
  return cuts.map((cut, i) => (i === size ? Math.min(Math.max(cut + by, -WIDEST_CUT), WIDEST_CUT) : cut));
}
