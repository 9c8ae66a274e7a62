import { seededRandom } from '../support/line-in-a-box.ts';

/** Everything random in a simulation: one seed repeats it all. */
export type Chance = {
  /** 0 ≤ r < 1. */
  random: () => number;
  happens(probability: number): boolean;
  /** A real number from `low` to below `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  pick<Value>(list: readonly [Value, ...Value[]]): Value;
  /** Times between events that know nothing of each other; never longer than eight means. */
  exponential(mean: number): number;
  /** Another stream, so that drawing more here changes nothing there. */
  fork(): Chance;
};

export function chance(seed: number): Chance {
  const random = seededRandom(seed);
  return {
    random,
    happens: (probability) => probability > 0 && random() < probability,
    between: (low, high) => low + random() * (high - low),
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    pick: (list) => list[Math.floor(random() * list.length)] ?? list[0],
    exponential: (mean) => Math.min(-Math.log(1 - random()), 8) * mean,
    fork: () => chance(Math.floor(random() * 0x1_0000_0000)),
  };
}
