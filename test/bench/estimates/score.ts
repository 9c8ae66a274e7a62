/** A forecast and what came of it, in seconds. */
export type Outcome = {
  ahead: number;
  /** The wait the caller had, or would have had by staying. */
  wait: number;
  /** The single number with the least square error, the one with the least absolute error, and the 80 % interval. */
  mean: number;
  median: number;
  low: number;
  high: number;
};

export type Figures = {
  callers: number;
  meanWait: number;
  rmse: number;
  mae: number;
  /** Share of waits within the interval, and share above it. */
  coverage: number;
  late: number;
  /** Mean width of the interval, in mean waits. */
  width: number;
};

/** Callers ahead, as groups. */
export const POSITIONS = [
  { name: '0', from: 0, to: 0 },
  { name: '1', from: 1, to: 1 },
  { name: '2–3', from: 2, to: 3 },
  { name: '4–6', from: 4, to: 6 },
  { name: '7–10', from: 7, to: 10 },
  { name: '11+', from: 11, to: Infinity },
] as const;

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const mean = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;
  const meanWait = mean((o) => o.wait);
  return {
    callers: outcomes.length,
    meanWait,
    rmse: Math.sqrt(mean((o) => (o.mean - o.wait) ** 2)),
    mae: mean((o) => Math.abs(o.median - o.wait)),
    coverage: mean((o) => (o.wait >= o.low && o.wait <= o.high ? 1 : 0)),
    late: mean((o) => (o.wait > o.high ? 1 : 0)),
    width: mean((o) => o.high - o.low) / meanWait,
  };
}

/**
 * An 80 % interval around a peer's number x, which has none of its own: the factors e^low and e^high are tracked so that
 * one wait in ten is below x·e^low and one above x·e^high. A gift to the peer, as is that x counts as 15 s at least: around
 * a "0" no interval of this form could be drawn.
 */
export function trackedInterval(): {
  around(x: number): { low: number; high: number };
  learn(x: number, wait: number): void;
} {
  let [low, high, learned] = [-1, 1, 0];
  return {
    around: (x) => ({ low: believable(x) * Math.exp(low), high: believable(x) * Math.exp(high) }),
    learn(x, wait) {
      learned += 1;
      const rate = Math.max(0.03, 1 / (learned + 10));
      const factor = Math.log(Math.max(wait, 0.5) / believable(x));
      low += rate * (0.1 - (factor < low ? 1 : 0));
      high += rate * (0.9 - (factor < high ? 1 : 0));
    },
  };
}

function believable(x: number): number {
  return Math.max(x, 15);
}
