import { type Faults, noFaults } from '../../../src/emulator/faults.ts';
import type { Chance } from '../chance.ts';

/** Kinds of trouble. Each world draws its own few ("swarm testing"): all at once would hide what one alone does. */
export const TROUBLES = [
  'webhooks-repeated',
  'webhooks-late',
  'webhooks-lost',
  'webhooks-replayed',
  'status-lost',
  'status-late',
  'rest-throttled',
  'rest-failing',
  'rest-ambiguous',
  'rest-away',
  'media-failing',
  'store-away',
  'store-ambiguous',
  'store-slow',
  'store-forgets',
  'server-killed',
  'two-servers',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** The trouble of one world, until it heals. */
export type Weather = {
  troubles: ReadonlySet<Trouble>;
  faults: Partial<Faults>;
  storeReplyLost: number;
  storeSlowMs: number;
  /** Old webhooks delivered once more, a minute. */
  replaysPerMinute: number;
  /** Stretches of time, ms from the start: the store, the REST API or all servers are away; the store forgets. */
  storeAway: Stretch[];
  restAway: Stretch[];
  killed: Stretch[];
  forgets: number[];
  servers: number;
  /** Sounds have to be fetched again after this many seconds; else they are kept for long. */
  soundsKeptSeconds: number;
};
export type Stretch = { at: number; forMs: number };

/** No outage lasts longer, ms. */
export const LONGEST_OUTAGE_MS = 180_000;

/** Draws a world's trouble; `lastsMs` is how long it may go on. */
export function drawWeather(chance: Chance, lastsMs: number, wanted?: readonly Trouble[]): Weather {
  const troubles = new Set(wanted ?? someTroubles(chance));
  const has = (trouble: Trouble): boolean => troubles.has(trouble);
  /** Mostly rare, sometimes as bad as it gets. */
  const share = (worst: number): number => (chance.happens(0.2) ? worst : chance.between(0.01, worst / 3));
  const some = (most: number, longestMs: number): Stretch[] =>
    Array.from({ length: chance.whole(1, most) }, () => ({
      at: chance.between(0.1, 0.9) * lastsMs,
      forMs: Math.min(chance.exponential(longestMs / 4), longestMs),
    })).toSorted((a, b) => a.at - b.at);

  const faults: Partial<Faults> = {};
  if (has('webhooks-repeated')) faults.webhookDuplicated = share(0.6);
  if (has('webhooks-late')) {
    faults.webhookDelayed = share(0.5);
    faults.webhookDelayMs = chance.between(500, 4_000);
    faults.webhookLatencyMs = chance.whole(0, 400);
  }
  if (has('webhooks-lost')) {
    faults.webhookDropped = share(0.25);
    faults.webhookReplyLost = share(0.25);
  }
  if (has('status-lost')) faults.statusDropped = share(1);
  if (has('status-late')) {
    faults.statusDelayed = share(0.8);
    faults.statusDelayMs = chance.between(1_000, 20_000);
    faults.statusDuplicated = share(0.5);
  }
  if (has('rest-throttled')) faults.restThrottled = share(0.5);
  if (has('rest-failing')) {
    faults.restFailed = share(0.4);
    faults.restSlow = share(0.6);
  }
  if (has('rest-ambiguous')) {
    faults.restExecutedThenFailed = share(0.4);
    faults.restExecutedThenHung = share(0.2);
    faults.restHangMs = 4_000;
  }
  if (has('media-failing')) faults.mediaFailed = share(0.5);
  return {
    troubles,
    faults,
    storeReplyLost: has('store-ambiguous') ? share(0.05) : 0,
    storeSlowMs: has('store-slow') ? chance.between(5, 60) : 0,
    replaysPerMinute: has('webhooks-replayed') ? chance.between(2, 20) : 0,
    storeAway: has('store-away') ? some(4, LONGEST_OUTAGE_MS) : [],
    restAway: has('rest-away') ? some(3, 60_000) : [],
    killed: has('server-killed') ? some(4, LONGEST_OUTAGE_MS) : [],
    forgets: has('store-forgets') ? some(2, 1).map(({ at }) => at) : [],
    servers: has('two-servers') ? 2 : 1,
    soundsKeptSeconds: has('media-failing') ? 20 : 31_536_000,
  };
}

/** A quarter of the worlds are calm, most have one to three troubles, few have many. */
function someTroubles(chance: Chance): Trouble[] {
  if (chance.happens(0.25)) return [];
  const many = chance.happens(0.1) ? 6 : chance.whole(1, 3);
  return Array.from({ length: many }, () => chance.pick(TROUBLES));
}

/** The network's faults in this weather, or none at all. */
export function faultsOf(weather: Weather | null): Faults {
  return { ...noFaults(), ...weather?.faults };
}
