import type { Calibration, Standing } from './calibration.ts';
import { calibrated, learnedFromJoining, learnedFromWaiting, newCalibration } from './calibration.ts';
import { gammaQuantiles, type WaitLaw, waitLaw } from './wait-law.ts';

/** What a line has shown of itself: plain data of some eighty numbers, to be kept as JSON. */
export type EstimatorState = {
  version: typeof ESTIMATOR_VERSION;
  /** N: answers of waiting callers, halved now and then so that the rate follows the times. */
  answers: number;
  /** E: seconds of operators on duty while somebody waited. μ = N/E answers per operator and second. */
  operatorSeconds: number;
  /** A: waiting callers who left unanswered. */
  hangUps: number;
  /** X: seconds waited by all. θ = A/X hang-ups per waiting caller and second. */
  callerSeconds: number;
  /** Answers over the last ~8 that were expected … */
  paceAnswers: number;
  /** … and how many were expected in that time. */
  paceExpected: number;
  /** The line at the last event: when (epoch ms, null before the first), operators on duty, people waiting. */
  at: number | null;
  staff: number;
  waiting: number;
  calibration: Calibration;
};

/** The line right after something happened in it. Told whole every time, so that a lost update is made good by the next. */
export type LineNow = {
  /** Epoch ms. */
  at: number;
  /** Operators on duty and at work, 0 to 10,000: talking, holding, wrapping up or free; not those who are away. */
  staff: number;
  /** Places taken in the line, 0 to 100,000: callers, kept places and callbacks alike, for each takes an operator's time. */
  waiting: number;
};

/** Somebody who waits and would like to know how long it still takes. */
export type Ask = {
  /** Epoch ms. */
  at: number;
  /** Places before theirs, 0 to 100,000. */
  ahead: number;
  /** Operators on duty, above 0 to 10,000. */
  staff: number;
  /** Those of them who can serve this caller, above 0 to `staff`: they speak the language. */
  able: number;
  /** Time waited so far (ms, 0 or more); 0 on joining. */
  waitedMs: number;
  /** Stands before others who came earlier: a priority, a place given back. */
  headStart: boolean;
  /** Group of callers who not all operators can serve, such as a language; null where all are served alike. */
  group: string | null;
};

/** A forecast as it is kept with the contact until it is known how long the wait was. */
export type Prediction = {
  /** When it was made, epoch ms; the forecast counts from then. */
  at: number;
  staff: number;
  law: WaitLaw;
  standing: Standing;
  /** Seconds still to wait at the levels .05 .10 .25 .50 .75 .90 .95: above 0, rising. */
  quantiles: readonly number[];
};

export const ESTIMATOR_VERSION = 1;
const MOST_STAFF = 10_000;
const MOST_WAITING = 100_000;

/** A longer gap between two events of a line is taken as this long: the process slept, or a clock jumped. */
const LONGEST_GAP_S = 3600;
/** Clocks of several instances differ by less; an event that far back is simply late. */
const CLOCK_TOLERANCE_S = 1;
/** Weight of what a new line is told to expect. */
const EXPECTED_ANSWERS = 2;
const EXPECTED_HANG_UPS = 5;
/**
 * The answer rate is known from N answers only: it adds mean²·0.5/N to the variance, much to a new line's and next to
 * nothing to a busy one's. Half of a Poisson count's 1/N, for the corrections of `calibration` widen early as well.
 */
const RATE_VARIANCE = 0.5;
/** Where counts are halved. */
const MOST_ANSWERS = 500;
const MOST_HANG_UPS = 500;
/** Length of the memory for pace, in expected answers: operational time, in which nothing fades at night. */
const PACE_MEMORY = 8;
/** Evidence that it takes before pace is believed, in answers. */
const PACE_PRIOR = 4;
/** Beyond that the line was closed, and the wait tells nothing. */
const LONGEST_WAIT_S = 3600;
const SHORTEST_WAIT_S = 0.5;

/**
 * A line that has seen nothing yet. What it is told to expect weighs as much as two answers and five hang-ups: with more,
 * a handling time that is off by a factor of 2.7 spoils the first ten callers (80 % intervals cover less than 70 %).
 *
 * @param expected mean seconds from one answer of an operator to the next while callers wait (talk and wrap-up, 180
 *   unless given), and mean seconds that callers are ready to wait (400 unless given); both above 0
 */
export function newEstimator(
  expected: { handlingSeconds?: number; patienceSeconds?: number } = {},
): EstimatorState {
  return {
    version: ESTIMATOR_VERSION,
    answers: EXPECTED_ANSWERS,
    operatorSeconds: EXPECTED_ANSWERS * inRange(expected.handlingSeconds ?? 180, 1, 36_000, 180),
    hangUps: EXPECTED_HANG_UPS,
    callerSeconds: EXPECTED_HANG_UPS * inRange(expected.patienceSeconds ?? 400, 1, 360_000, 400),
    paceAnswers: 0,
    paceExpected: 0,
    at: null,
    staff: 0,
    waiting: 0,
    calibration: newCalibration(),
  };
}

/**
 * The state after an event of the line: `answered` is a waiting caller who got an operator (who is answered at once
 * counts as nothing), `left` one who went unanswered, by hanging up or in any other way; `other` anything else.
 * Time since the last event counts for the staff and the line as they were.
 */
export function observe(
  state: EstimatorState,
  event: 'answered' | 'left' | 'other',
  now: LineNow,
): { state: EstimatorState; anomalies: number } {
  if (!Number.isFinite(now.at)) return { state, anomalies: 1 };
  const gap = gapSeconds(state, now.at);
  const staff = inRange(now.staff, 0, MOST_STAFF, state.staff);
  const waiting = Math.round(inRange(now.waiting, 0, MOST_WAITING, state.waiting));
  const ticked = after(state, now.at);
  const anomalies =
    (gap < -CLOCK_TOLERANCE_S || (gap > LONGEST_GAP_S && state.waiting > 0) ? 1 : 0) +
    (staff !== now.staff || waiting !== now.waiting ? 1 : 0);
  const answered = event === 'answered' ? 1 : 0;
  return {
    anomalies,
    state: {
      ...ticked,
      answers: ticked.answers + answered,
      paceAnswers: ticked.paceAnswers + answered,
      hangUps: ticked.hangUps + (event === 'left' ? 1 : 0),
      staff,
      waiting,
      calibration:
        ticked.calibration.usualStaff === null && staff > 0
          ? { ...ticked.calibration, usualStaff: staff }
          : ticked.calibration,
    },
  };
}

/**
 * How long somebody in the line still has to wait: the law of a line with hang-ups, as gamma quantiles, corrected by
 * what was learned. Null where no operator on duty can serve them: there is nothing to go by. Changes no state.
 */
export function predictWait(state: EstimatorState, ask: Ask): Prediction | null {
  const staff = inRange(ask.staff, 0, MOST_STAFF, 0);
  const able = Math.min(inRange(ask.able, 0, MOST_STAFF, 0), staff);
  if (able <= 0 || !Number.isFinite(ask.at)) return null;
  const ahead = Math.floor(inRange(ask.ahead, 0, MOST_WAITING, 0));
  const now = after(state, ask.at);
  const serving = servingStaff(ahead, staff, able);
  const exact = waitLaw(
    ahead,
    (serving * now.answers) / now.operatorSeconds,
    now.hangUps / now.callerSeconds,
  );
  const law = { ...exact, variance: exact.variance + (RATE_VARIANCE / now.answers) * exact.mean ** 2 };
  const standing: Standing = {
    directions: [
      1,
      Math.log((ahead + 1) / 3),
      Math.log(staff / (now.calibration.usualStaff ?? staff)),
      Math.log((now.paceExpected + PACE_PRIOR) / (now.paceAnswers + PACE_PRIOR)),
      ask.headStart ? 1 : 0,
      ahead === 0 ? 1 : 0,
    ],
    waited: Math.min(inRange(ask.waitedMs, 0, Number.MAX_VALUE, 0) / 600_000, 2),
    group: ask.group,
  };
  const quantiles = calibrated(now.calibration, gammaQuantiles(law), standing);
  return { at: ask.at, staff, law, standing, quantiles };
}

/**
 * Seconds from a prediction to the moment its caller was, or would have been, answered; at least half a second.
 * Null where it teaches nothing: the line was closed meanwhile (above an hour, or above 40 times the expected wait and
 * 20 minutes), or the clock went back.
 */
export function learnableWait(prediction: Prediction, resolvedAt: number): number | null {
  const seconds = (resolvedAt - prediction.at) / 1000;
  if (!(seconds > -CLOCK_TOLERANCE_S) || seconds > LONGEST_WAIT_S) return null;
  if (seconds > 40 * prediction.law.mean + 1200) return null;
  return Math.max(seconds, SHORTEST_WAIT_S);
}

/** The state after it became known that a prediction's caller waited `waited` seconds from it (see `learnableWait`). */
export function learn(state: EstimatorState, prediction: Prediction, waited: number): EstimatorState {
  const { standing, staff } = prediction;
  const quantiles = gammaQuantiles(prediction.law);
  const numbers = [waited, staff, standing.waited, ...quantiles, ...standing.directions];
  if (!numbers.every(Number.isFinite)) return state;
  const calibration =
    standing.waited > 0
      ? learnedFromWaiting(state.calibration, quantiles, standing, waited)
      : learnedFromJoining(state.calibration, quantiles, standing, staff, waited);
  return { ...state, calibration };
}

/**
 * As many operators who serve everybody as would take the same time: those ahead are served by all n, this caller by the
 * n′ who can, so (k+1)/s = k/n + 1/n′. On generated lines of two languages one wait in ten of the rarer is late by this, one
 * in eight where all are counted for it, and where only those who can are, its ranges are a fifth wider for nothing.
 */
function servingStaff(ahead: number, staff: number, able: number): number {
  return able === staff ? staff : (ahead + 1) / (ahead / staff + 1 / able);
}

/** The state with the time up to `at` (epoch ms) accounted for. */
function after(state: EstimatorState, at: number): EstimatorState {
  const gap = Math.min(Math.max(gapSeconds(state, at), 0), LONGEST_GAP_S);
  if (state.waiting <= 0 || gap === 0) return { ...state, at };
  const expected = (state.staff * state.answers * gap) / state.operatorSeconds;
  const fade = Math.exp(-expected / PACE_MEMORY);
  return halved({
    ...state,
    at,
    operatorSeconds: state.operatorSeconds + state.staff * gap,
    callerSeconds: state.callerSeconds + state.waiting * gap,
    paceAnswers: state.paceAnswers * fade,
    paceExpected: state.paceExpected * fade + PACE_MEMORY * (1 - fade),
  });
}

function halved(state: EstimatorState): EstimatorState {
  const answering = state.answers > MOST_ANSWERS ? 0.5 : 1;
  const leaving = state.hangUps > MOST_HANG_UPS ? 0.5 : 1;
  return {
    ...state,
    answers: state.answers * answering,
    operatorSeconds: state.operatorSeconds * answering,
    hangUps: state.hangUps * leaving,
    callerSeconds: state.callerSeconds * leaving,
  };
}

function gapSeconds(state: EstimatorState, at: number): number {
  return state.at === null ? 0 : (at - state.at) / 1000;
}

function inRange(value: number, least: number, most: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : Math.min(Math.max(value, least), most);
}
