/**
 * A place in a line is one number, smaller is served earlier: a band for the priority, and within it the rank, which is
 * the arrival in epoch ms (later of arrival and last rank + 1 ms, so that no two are equal). Bands are 10^13 apart;
 * places stay below 2^53, where a Redis score is exact.
 */
const BAND = 1e13;

/** Band 0: who goes back to the front of the line stands before every priority. */
const FRONT = 0;
const HIGHEST_PRIORITY = 9;

/** The band in which newcomers of a queue of `priority` (0 to 9, higher is earlier) stand. */
export function bandOf(priority: number): number {
  return (1 + HIGHEST_PRIORITY - Math.min(Math.max(Math.round(priority), 0), HIGHEST_PRIORITY)) * BAND;
}

/** The place of somebody who arrived at `rankMs` (epoch ms) in a queue of `priority`. */
export function placeOf(priority: number, rankMs: number): number {
  return bandOf(priority) + rankMs;
}

/** The place at the front of the line of somebody who first arrived at `arrivedAt`: among those at the front, first come first. */
export function frontPlace(arrivedAt: number): number {
  return FRONT * BAND + arrivedAt;
}
