import { type Random, randomFrom } from './random.ts';

/** A line to generate a log of. Times in seconds. */
export type Scenario = {
  name: string;
  what: string;
  seed: number;
  length: number;
  /** Calls a second at a time, and no more than `mostCalls` ever. */
  callsAt: (time: number) => number;
  mostCalls: number;
  /** Operators from a time on; and how much later the line is told. */
  shifts: readonly { at: number; staff: number }[];
  toldLate: number;
  serviceTime: (random: Random) => number;
  patience: (random: Random) => number;
  /** Share of callers with a head start of 90 s, 0 to 1. */
  priorityShare: number;
  /** A language that only the first so many operators speak, and the share of its callers. */
  language: { share: number; operators: number } | null;
};

const HOUR = 3600;
const DAY = 24 * HOUR;
const endless = () => Infinity;

/** A steady line of ten operators, of which the scenarios below are variations. */
function steady(name: string, what: string, seed: number, callsPerSecond: number): Scenario {
  return {
    name,
    what,
    seed,
    length: 60 * HOUR,
    callsAt: () => callsPerSecond,
    mostCalls: callsPerSecond,
    shifts: [{ at: 0, staff: 10 }],
    toldLate: 0,
    serviceTime: (random) => random.exponential(240),
    patience: (random) => random.exponential(300),
    priorityShare: 0,
    language: null,
  };
}

/** Eight lines, each of some thousand callers who have to wait; other seeds give other logs of the same kinds. */
export function scenarios(seed = 1): Scenario[] {
  const days = 6;
  const shape = (time: number) => Math.max(0, Math.sin((((time % DAY) / HOUR - 7) / 14) * Math.PI));
  const dayShifts = Array.from({ length: days }, (_, day) =>
    [0, 7, 9, 13, 14, 18, 22].map((hour, i) => ({
      at: day * DAY + hour * HOUR,
      staff: [0, 6, 12, 8, 12, 7, 0][i] ?? 0,
    })),
  ).flat();
  const lognormal = {
    serviceTime: (random: Random) => random.lognormal(240, 1.2),
    patience: (random: Random) => random.lognormal(400, 1.5),
  };
  const day: Scenario = {
    ...steady('day', 'a day of shifts, lognormal talks and patience', seed + 40, 0),
    ...lognormal,
    length: days * DAY,
    callsAt: (time) => 0.056 * shape(time),
    mostCalls: 0.056,
    shifts: dayShifts,
  };
  return [
    {
      ...steady('steady', 'M/M/10 at 95 % load, nobody hangs up', seed, (0.95 * 10) / 240),
      patience: endless,
      length: 100 * HOUR,
    },
    steady('overload', 'M/M/10+M at 115 % load', seed + 10, (1.15 * 10) / 240),
    { ...steady('lognormal', 'lognormal talks and patience', seed + 20, (1.1 * 10) / 240), ...lognormal },
    {
      ...steady('small', 'two operators', seed + 30, (1.05 * 2) / 240),
      shifts: [{ at: 0, staff: 2 }],
      length: 240 * HOUR,
    },
    day,
    {
      ...day,
      name: 'drop-outs',
      what: 'the same day; operators drop out and come back, known 5 min late',
      seed: seed + 50,
      toldLate: 300,
      shifts: withDropOuts(dayShifts, randomFrom(seed + 51)),
    },
    {
      ...steady('priority', 'one caller in five goes 90 s ahead', seed + 60, (1.1 * 10) / 240),
      priorityShare: 0.2,
    },
    {
      ...steady('language', 'one caller in six speaks what three of ten operators speak', seed + 70, 0.037),
      patience: endless,
      length: 120 * HOUR,
      language: { share: 1 / 6, operators: 3 },
    },
  ];
}

/** Every half hour of work up to a third of the operators are gone. */
function withDropOuts(shifts: Scenario['shifts'], random: Random): Scenario['shifts'] {
  return shifts.flatMap((shift, i) => {
    const until = shifts[i + 1]?.at ?? shift.at;
    const changes = Array.from({ length: Math.floor((until - shift.at) / 1800) }, (_, n) => ({
      at: shift.at + (n + 1) * 1800 * random.uniform(),
      staff: Math.ceil(shift.staff * (1 - random.uniform() / 3)),
    }));
    return [shift, ...changes.toSorted((a, b) => a.at - b.at).filter((change) => change.at < until)];
  });
}
