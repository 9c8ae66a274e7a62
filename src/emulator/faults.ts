/**
 * What goes wrong, as probabilities from 0 to 1 unless the name ends in Ms (upper bounds of a uniform delay).
 * All are off in `noFaults()`; the object at `network.faults` may be changed at any time.
 */
export type Faults = {
  /** Every webhook has at least this much network time, both ways together. */
  webhookLatencyMs: number;
  /** The same request is delivered two or three times, the copies late by up to `webhookDelayMs`. */
  webhookDuplicated: number;
  webhookDelayed: number;
  webhookDelayMs: number;
  /** Never reaches the server: the connection fails. */
  webhookDropped: number;
  /** Executed by the server, but the answer is lost: a read timeout. */
  webhookReplyLost: number;
  statusDropped: number;
  statusDuplicated: number;
  /** Late, and therefore out of order. */
  statusDelayed: number;
  statusDelayMs: number;
  /** 429 / 20429, never executed. */
  restThrottled: number;
  restSlow: number;
  restSlowMs: number;
  /** 503 / 20503 before anything was executed. */
  restFailed: number;
  /** Executed, then 500 / 20500. */
  restExecutedThenFailed: number;
  /** Executed, then no answer at all: the connection breaks after `restHangMs`. */
  restExecutedThenHung: number;
  restHangMs: number;
  /** 401 / 20003. */
  restUnauthorised: number;
  mediaFailed: number;
  /** No webhook and no media request gets through; bins still do. `silent` lets the connect time run out. */
  partition: 'none' | 'refused' | 'silent';
  /** The REST API is away altogether: connections fail. */
  restAway: boolean;
};

/** A network in which nothing goes wrong. */
export function noFaults(): Faults {
  return {
    webhookLatencyMs: 0,
    webhookDuplicated: 0,
    webhookDelayed: 0,
    webhookDelayMs: 2_000,
    webhookDropped: 0,
    webhookReplyLost: 0,
    statusDropped: 0,
    statusDuplicated: 0,
    statusDelayed: 0,
    statusDelayMs: 5_000,
    restThrottled: 0,
    restSlow: 0,
    restSlowMs: 1_500,
    restFailed: 0,
    restExecutedThenFailed: 0,
    restExecutedThenHung: 0,
    restHangMs: 30_000,
    restUnauthorised: 0,
    mediaFailed: 0,
    partition: 'none',
    restAway: false,
  };
}

/** True in a share `probability` of the calls; draws nothing where the fault is off, so that seeds stay comparable. */
export function happens(probability: number, random: () => number): boolean {
  return probability > 0 && random() < probability;
}
