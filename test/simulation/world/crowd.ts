import type { Chance } from '../chance.ts';
import type { Stretch } from './weather.ts';

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
  /** How many times the usual patience callers have. */
  patience: number;
  /** Whether operators stay at their desks, and take everybody who is announced to them. */
  steady: boolean;
  /** When all of them are away together, ms from the start; null never. */
  pause: Stretch | null;
};

const USUAL = { patience: 1, steady: false, pause: null } as const;

/** One world in so many is a slow one. */
const SLOW = 0.2;
/** One world in so many is a long day, unless it has too few calls for that. */
const LONG_DAYS = 0.03;
const LONG_FROM_CALLS = 200;
/** One world in so many has a time when all are away, in long days longer than it takes until who waits is booked. */
const PAUSES = 0.2;
const LONGEST_PAUSE_MS = 25 * 60_000;
/** Longer than a call lasts at Twilio, so that desks' lines are renewed, ms. */
const LONG_DAY_MS = 4.2 * 3_600_000;

/**
 * @param days a stream of its own, so that worlds that are no long days stay as they are
 * @param long whether it is one, instead of what is drawn
 */
export function drawCrowd(chance: Chance, days: Chance, contacts: number, long?: boolean): Crowd {
  const usual = drawUsual(chance);
  const isLong = long ?? (contacts >= LONG_FROM_CALLS && days.happens(LONG_DAYS));
  const crowd = isLong ? longDay(days, contacts) : usual;
  return days.happens(PAUSES) ? { ...crowd, pause: drawPause(days, contacts * crowd.betweenCallsMs) } : crowd;
}

/**
 * Most worlds are brisk, as most calls are: many callers, many operators, short talks. Some are slow: few operators, long
 * waits, long talks and holds, and people who press keys meanwhile.
 */
function drawUsual(chance: Chance): Crowd {
  return chance.happens(SLOW)
    ? {
        betweenCallsMs: chance.between(1_500, 6_000),
        operators: chance.whole(3, 8),
        talksForMs: [10_000, 25_000, 50_000],
        pressesKeys: 0.35,
        betweenKeysMs: [8_000, 20_000, 45_000],
        keepPlaceSeconds: [0, 60, 120, 600],
        ...USUAL,
      }
    : {
        betweenCallsMs: chance.between(500, 1_500),
        operators: chance.whole(6, 14),
        talksForMs: [6_000, 10_000, 20_000],
        pressesKeys: 0.2,
        betweenKeysMs: [10_000, 25_000, 60_000],
        keepPlaceSeconds: [0, 30, 60, 120],
        ...USUAL,
      };
}

/** A few people all day: two or three who stay at their desks, and callers who are ready to wait. */
function longDay(chance: Chance, contacts: number): Crowd {
  return {
    betweenCallsMs: LONG_DAY_MS / contacts,
    operators: chance.whole(2, 3),
    talksForMs: [20_000, 45_000, 75_000],
    pressesKeys: 0.2,
    betweenKeysMs: [25_000, 60_000],
    keepPlaceSeconds: [60, 600],
    patience: 12,
    steady: true,
    pause: null,
  };
}

function drawPause(chance: Chance, lastsMs: number): Stretch {
  const forMs = Math.min(chance.between(0.1, 0.6) * lastsMs, LONGEST_PAUSE_MS);
  return { at: chance.between(0.1, 0.9) * (lastsMs - forMs), forMs };
}
