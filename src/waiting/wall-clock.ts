/** What the clocks on the walls of a time zone show. Days are counted from 1 January 1970. */
export type WallClock = {
  /** The local day at an instant (epoch ms). */
  dayOf(at: number): number;
  at(at: number): { hour: number; minute: number /** 1 Monday to 7 Sunday. */; weekday: number };
  /** The first instant (epoch ms) at which the clock of this day shows `minute` (0 to 1,440) or later. */
  firstInstant(day: number, minute: number): number;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const clocks = new Map<string, WallClock>();
/** Time zones have about 600 names; upper and lower case make more. */
const MOST_CLOCKS = 1_000;
/** A year of days with a few times each. */
const MOST_INSTANTS = 2_000;
/** More than the minutes of a day. */
const MINUTES_KEYED = 10_000;

/**
 * The clock of an IANA time zone, by the time zone data of the runtime (Intl). Throws RangeError where there is no
 * such zone.
 */
export function wallClock(timeZone: string): WallClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = createWallClock(timeZone);
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

function createWallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  /** What the clock shows, as if it were UTC: epoch ms. */
  function read(at: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }
  /** The minute that was read last; a clock is put forward or back where one begins. */
  let last = { at: Number.NaN, offset: 0 };
  function offset(at: number): number {
    const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    if (last.at !== minute) last = { at: minute, offset: read(minute) - minute };
    return last.offset;
  }
  /** To the second. */
  function shown(at: number): number {
    return Math.floor(at / 1000) * 1000 + offset(at);
  }

  /** Opening and closing times are asked for with every call. */
  const instants = new Map<number, number>();

  return {
    dayOf: (at) => Math.floor(shown(at) / DAY_MS),
    at(at) {
      const wall = shown(at);
      const day = Math.floor(wall / DAY_MS);
      const minutes = Math.floor((wall - day * DAY_MS) / MINUTE_MS);
      return { hour: Math.floor(minutes / 60), minute: minutes % 60, weekday: ((day + 3) % 7) + 1 };
    },
    firstInstant(day, minute) {
      const key = day * MINUTES_KEYED + minute;
      const known = instants.get(key);
      if (known !== undefined) return known;
      const at = findFirstInstant(day, minute);
      if (instants.size >= MOST_INSTANTS) instants.clear();
      instants.set(key, at);
      return at;
    },
  };

  function findFirstInstant(day: number, minute: number): number {
    const wall = day * DAY_MS + minute * MINUTE_MS;
    const before = offset(wall - DAY_MS);
    const after = offset(wall + DAY_MS);
    const early = wall - Math.max(before, after);
    const late = wall - Math.min(before, after);
    if (shown(early) === wall) return early;
    if (shown(late) === wall) return late;
    // The clock skips this time: the change lies between, where the offset is the later one for the first time.
    let earlier = early;
    let later = late;
    while (later - earlier > 1000) {
      const middle = Math.floor((earlier + later) / 2000) * 1000;
      if (offset(middle) === after) later = middle;
      else earlier = middle;
    }
    return later;
  }
}
