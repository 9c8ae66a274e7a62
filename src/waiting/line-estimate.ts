import type { Forecast } from './forecast.ts';
import type { Ghost } from './ghosts.ts';
import { releasedBefore, withGhost } from './ghosts.ts';
import type { LiveScore } from './live-score.ts';
import { newLiveScore, scored } from './live-score.ts';
import type { SpokenControl } from './spoken-range.ts';
import { controlAfter, newSpokenControl, rangeOf } from './spoken-range.ts';
import type { Ask, EstimatorState, LineNow } from './wait-estimate.ts';
import {
  ESTIMATOR_VERSION,
  learn,
  learnableWait,
  newEstimator,
  observe,
  predictWait,
} from './wait-estimate.ts';

/** All that is kept of a line to foretell its waits: JSON-safe, bounded, replaced as a whole. */
export type LineEstimate = {
  estimator: EstimatorState;
  spoken: SpokenControl;
  ghosts: readonly Ghost[];
  score: LiveScore;
};

/**
 * What happens in a line, with the line as it is right after.
 * - `joined`, `staffed`: somebody joined it; an operator came on duty, went, or went away.
 * - `answered`: a waiting caller at `place` got an operator. Callbacks and kept places that are served count the same.
 * - `left`: a waiting caller at `place` went unanswered: hung up and the place was not kept or has run out, left words
 *   instead, was sent elsewhere.
 * - `freed`: an operator fell free; where nobody waits now, everybody who gave up would have been answered by now.
 */
export type LineEvent = LineNow &
  (
    | { type: 'joined' | 'staffed' | 'freed' }
    | { type: 'answered' | 'left'; place: number; forecasts: readonly Forecast[] }
  );

/** A line that has seen nothing yet; for `expected` see `newEstimator`. */
export function newLineEstimate(expected: Parameters<typeof newEstimator>[0] = {}): LineEstimate {
  return {
    estimator: newEstimator(expected),
    spoken: newSpokenControl(),
    ghosts: [],
    score: newLiveScore(),
  };
}

/** The part of a line's estimate from which a forecast is made; the rest is only learned with. */
export type Foretelling = Pick<LineEstimate, 'estimator' | 'spoken'>;

/** The forecast for somebody in the line, or null with no operator on duty. Changes nothing. */
export function forecastFor(line: Foretelling, ask: Ask): Forecast | null {
  const prediction = predictWait(line.estimator, ask);
  return prediction && { ...prediction, range: rangeOf(prediction.quantiles, line.spoken) };
}

/**
 * The line's estimate after an event, and how many things in it were out of order (events from the past, numbers out of
 * range, waits that end before they began): to be counted, never thrown at a call.
 */
export function estimateAfter(
  line: LineEstimate,
  event: LineEvent,
): { line: LineEstimate; anomalies: number } {
  const kind = event.type === 'answered' || event.type === 'left' ? event.type : 'other';
  const { state, anomalies } = observe(line.estimator, kind, event);
  const seen: Learning = { line: { ...line, estimator: state }, anomalies };
  switch (event.type) {
    case 'joined':
    case 'staffed':
      return seen;
    case 'freed':
      return event.waiting === 0 ? withoutGhosts(seen, Infinity, event.at) : seen;
    case 'answered':
      return withoutGhosts(learnedFrom(seen, event.forecasts, event.at), event.place, event.at);
    case 'left':
      if (event.forecasts.length === 0 || !Number.isFinite(event.place)) return seen;
      return {
        ...seen,
        line: {
          ...seen.line,
          ghosts: withGhost(line.ghosts, { place: event.place, forecasts: event.forecasts }),
        },
      };
  }
}

/**
 * Whether an event teaches nothing: an operator fell free in a line that stands as it is known, and nobody who gave up is
 * to be counted as answered by that. The time since the last event is accounted for by the next one.
 */
export function teachesNothing({ estimator, ghosts }: LineEstimate, event: LineEvent): boolean {
  if (event.type !== 'freed' || (event.waiting === 0 && ghosts.length > 0)) return false;
  return estimator.staff === event.staff && estimator.waiting === event.waiting;
}

/** A kept estimate, or null where it is none of this version: then a new one begins. */
export function readLineEstimate(json: string): LineEstimate | null {
  try {
    const line = JSON.parse(json) as LineEstimate | null;
    return line?.estimator?.version === ESTIMATOR_VERSION ? line : null;
  } catch {
    return null;
  }
}

type Learning = { line: LineEstimate; anomalies: number };

function withoutGhosts(learning: Learning, place: number, at: number): Learning {
  const { released, kept } = releasedBefore(learning.line.ghosts, place);
  if (released.length === 0) return learning;
  const learned = released.reduce((so, ghost) => learnedFrom(so, ghost.forecasts, at), learning);
  return { ...learned, line: { ...learned.line, ghosts: kept } };
}

function learnedFrom(learning: Learning, forecasts: readonly Forecast[], at: number): Learning {
  return forecasts.reduce((so, forecast, i) => learnedFromOne(so, forecast, at, i === 0), learning);
}

function learnedFromOne(learning: Learning, forecast: Forecast, at: number, first: boolean): Learning {
  const waited = learnableWait(forecast, at);
  if (waited === null)
    return at < forecast.at ? { ...learning, anomalies: learning.anomalies + 1 } : learning;
  const { line } = learning;
  return {
    ...learning,
    line: {
      ...line,
      estimator: learn(line.estimator, forecast, waited),
      spoken: controlAfter(line.spoken, forecast.quantiles, forecast.range, waited),
      score: first ? scored(line.score, forecast.range, forecast.quantiles[3] ?? 0, waited) : line.score,
    },
  };
}
