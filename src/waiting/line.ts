/**
 * A place in a line is one number, smaller is served earlier. Newcomers of every priority stand in one band by their
 * arrival (epoch ms; later of arrival and last rank + 1 ms, so that no two of one priority are equal) less the head
 * start of their priority: first come first served among equals, and whoever has waited longer than another's head
 * start goes first, so that nobody starves. Places stay below 2^53, where a Redis score is exact.
 */
const BAND = 1e13;

/** By how much a rank may differ from the arrival that it was given for, ms. */
const RANKED_WITHIN_MS = 500;

/** Nine steps of priority with a day of ageing for each. */
const LONGEST_HEAD_START_MS = 9 * 86_400_000;

/** Where newcomers with this head start (up to nine days, below 0 where others come first, ms) are counted from. */
export function bandOf(headStartMs: number): number {
  return BAND - withinBounds(headStartMs);
}

/** The place of somebody who arrived at `rankMs` (epoch ms) with a head start. */
export function placeOf(headStartMs: number, rankMs: number): number {
  return bandOf(headStartMs) + rankMs;
}

/** When somebody at this place arrived, epoch ms: what `placeOf` and `frontPlace` were given. */
export function arrivalAt(place: number, headStartMs: number): number {
  return place < BAND - LONGEST_HEAD_START_MS ? place : place - bandOf(headStartMs);
}

/**
 * The place at the front of the line of somebody who first arrived at `arrivedAt` (epoch ms): below the newcomers' band,
 * and so before every newcomer; among those at the front, first come first.
 */
export function frontPlace(arrivedAt: number): number {
  return arrivedAt;
}

/**
 * Whether a place is before what the arrival at `waitingSince` (epoch ms) gives in this line: handed back, or by a
 * priority of its own.
 * @param usualMs the head start of everybody in the line
 */
export function isAheadOfArrival(place: number, waitingSince: number, usualMs: number): boolean {
  return place < placeOf(usualMs, waitingSince) - RANKED_WITHIN_MS;
}

function withinBounds(headStartMs: number): number {
  return Math.round(Math.min(Math.max(headStartMs, -LONGEST_HEAD_START_MS), LONGEST_HEAD_START_MS));
}
