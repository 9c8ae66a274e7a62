import type { Chance } from '../chance.ts';

/** How many call and serve in a world, and for how long. */
export type Crowd = {
  /** How far apart calls are on average, ms. */
  betweenCallsMs: number;
  operators: number;
  /** Of these each operator has one: how long something lasts before they think of the next thing, ms. */
  talksForMs: readonly [number, ...number[]];
  /** Share of the callers who press keys though nothing is asked, and how far apart, ms. */
  pressesKeys: number;
  betweenKeysMs: readonly [number, ...number[]];
  /** For how long a place is kept after a line dropped, seconds. */
  keepPlaceSeconds: readonly [number, ...number[]];
};

/** One world in so many is a slow one. */
const SLOW = 0.2;

/**
 * Most worlds are brisk, as most calls are: many callers, many operators, short talks. Some are slow: few operators, long
 * waits, long talks and holds, and people who press keys meanwhile.
 */
export function drawCrowd(chance: Chance): Crowd {
  return chance.happens(SLOW)
    ? {
        betweenCallsMs: chance.between(1_500, 6_000),
        operators: chance.whole(3, 8),
        talksForMs: [10_000, 25_000, 50_000],
        pressesKeys: 0.35,
        betweenKeysMs: [8_000, 20_000, 45_000],
        keepPlaceSeconds: [0, 60, 120, 600],
      }
    : {
        betweenCallsMs: chance.between(500, 1_500),
        operators: chance.whole(6, 14),
        talksForMs: [6_000, 10_000, 20_000],
        pressesKeys: 0.2,
        betweenKeysMs: [10_000, 25_000, 60_000],
        keepPlaceSeconds: [0, 30, 60, 120],
      };
}
