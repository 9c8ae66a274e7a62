import { LEVELS } from './wait-law.ts';

/** What has been learned about how far the law is off, by level of probability and by direction. */
export type Calibration = {
  /** Callers learned from. */
  learned: number;
  /** Operators on duty as they usually are; null until some were seen. */
  usualStaff: number | null;
  /** β: for each of the seven levels the weight of each of the six directions. */
  weights: readonly (readonly number[])[];
  /** Running mean square of each direction, by which its steps are scaled. */
  scale: readonly number[];
  /** γ: for each level the correction per ten minutes already waited. */
  waited: readonly number[];
  /** For each named group of callers (a language, a skill) a correction per level; at most `MOST_GROUPS`. */
  groups: Readonly<Record<string, readonly number[]>>;
};

/** Where a prediction stands in the directions in which it is calibrated. */
export type Standing = {
  /** φ: 1, ln((k+1)/3), ln(n/usual n), pace, 1 with a head start, 1 with nobody ahead. */
  directions: readonly number[];
  /** Time waited so far in units of ten minutes, 0 to 2. */
  waited: number;
  /** A group whose callers may be served faster or slower than the rest of the line, or null. */
  group: string | null;
};

const MOST_GROUPS = 8;

/** Slowest learning rate: half-lives of some thousand callers, so that one jam does not teach what the year denies. */
const RATE = 0.002;
const RATE_OF_WAITED = 0.03;
const RATE_OF_GROUP = 0.005;
const RATE_OF_SCALE = 0.002;
const RATE_OF_USUAL_STAFF = 0.002;
/** Nothing learned moves a quantile by more than a factor of e³. */
const MOST_CORRECTION = 3;

export function newCalibration(): Calibration {
  return {
    learned: 0,
    usualStaff: null,
    weights: LEVELS.map(() => [0, 0, 0, 0, 0, 0]),
    scale: [1, 0.8, 0.1, 0.1, 0.3, 0.3],
    waited: LEVELS.map(() => 0),
    groups: {},
  };
}

/**
 * A law's quantiles (s) as experience corrects them: q_τ = g_τ · exp(β_τ·φ + γ_τ·waited + group_τ), sorted.
 * Conformal calibration that adapts while it runs (Gibbs & Candès 2021), by direction rather than as one number.
 */
export function calibrated(
  calibration: Calibration,
  quantiles: readonly number[],
  standing: Standing,
): number[] {
  return quantiles
    .map((quantile, level) => quantile * Math.exp(bounded(correction(calibration, standing, level))))
    .toSorted((a, b) => a - b);
}

/**
 * Learns from a caller who joined with `quantiles` (the law's, uncorrected; s) and waited `waited` seconds. One step of
 * quantile regression: β_τ += η (τ − [wait < q_τ]) / √(4τ(1−τ)) · φ/(scale+0.1)/√6, η = max(0.002, 0.5/(learned+50)).
 */
export function learnedFromJoining(
  calibration: Calibration,
  quantiles: readonly number[],
  standing: Standing,
  staff: number,
  waited: number,
): Calibration {
  const learned = calibration.learned + 1;
  const rate = Math.max(RATE, 0.5 / (learned + 50));
  const { directions } = standing;
  const scale = calibration.scale.map((s, j) => s + RATE_OF_SCALE * ((directions[j] ?? 0) ** 2 - s));
  const steps = scale.map((s, j) => (directions[j] ?? 0) / (s + 0.1) / Math.sqrt(6));
  const misses = missesOf(calibrated(calibration, quantiles, standing), waited);
  const usual = calibration.usualStaff ?? staff;
  return {
    ...calibration,
    learned,
    usualStaff: usual + Math.max(RATE_OF_USUAL_STAFF, 1 / (learned + 20)) * (staff - usual),
    scale,
    weights: calibration.weights.map((weights, level) =>
      weights.map((weight, j) => bounded(weight + rate * (misses[level] ?? 0) * (steps[j] ?? 0))),
    ),
    groups: groupsAfter(calibration.groups, standing.group, misses),
  };
}

/** Learns how far off a prediction was that was made for somebody who had waited for some time already: γ alone moves. */
export function learnedFromWaiting(
  calibration: Calibration,
  quantiles: readonly number[],
  standing: Standing,
  waited: number,
): Calibration {
  const misses = missesOf(calibrated(calibration, quantiles, standing), waited);
  return {
    ...calibration,
    waited: calibration.waited.map((weight, level) =>
      bounded(weight + RATE_OF_WAITED * standing.waited * (misses[level] ?? 0)),
    ),
  };
}

/** For each level τ − [wait < q_τ], in units of its standard deviation, halved. */
function missesOf(quantiles: readonly number[], waited: number): number[] {
  return LEVELS.map(
    (level, i) => (level - (waited < (quantiles[i] ?? 0) ? 1 : 0)) / Math.sqrt(4 * level * (1 - level)),
  );
}

function correction(calibration: Calibration, standing: Standing, level: number): number {
  const weights = calibration.weights[level] ?? [];
  const byDirection = standing.directions.reduce((sum, phi, j) => sum + phi * (weights[j] ?? 0), 0);
  const byGroup = groupOf(calibration.groups, standing.group)?.[level] ?? 0;
  return byDirection + standing.waited * (calibration.waited[level] ?? 0) + byGroup;
}

function groupOf(groups: Calibration['groups'], group: string | null): readonly number[] | undefined {
  return group !== null && Object.hasOwn(groups, group) ? groups[group] : undefined;
}

function groupsAfter(
  groups: Calibration['groups'],
  group: string | null,
  misses: readonly number[],
): Calibration['groups'] {
  if (group === null) return groups;
  const known = groupOf(groups, group);
  if (known === undefined && Object.keys(groups).length >= MOST_GROUPS) return groups;
  const before = known ?? LEVELS.map(() => 0);
  return { ...groups, [group]: before.map((b, level) => bounded(b + RATE_OF_GROUP * (misses[level] ?? 0))) };
}

function bounded(correctionOfLog: number): number {
  return Math.min(Math.max(correctionOfLog, -MOST_CORRECTION), MOST_CORRECTION);
}
