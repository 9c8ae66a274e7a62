import type { Cadence } from './contract.ts';

export type ReportPeriod = 'today' | '7-days' | 'kept';
/** How many callers gave each answer to how often we checked on them. */
export type OftenAnswers = { tooOften: number; justRight: number; tooRarely: number };
type Silences = { firstAfterSeconds: number; everySeconds: number };
/** A rhythm of which something was said; `inLine` and `onHold` are null where the caller had chosen one. */
export type HeardRhythm = {
  cadence: Cadence;
  inLine: Silences | null;
  onHold: Silences | null;
  isNow: boolean;
  often: OftenAnswers;
};
/** A half-hour of the day, all days of the period together. */
export type TimeOfDay = {
  /** When it begins, such as 09:30. */
  at: string;
  calls: number;
  taken: number;
  abandonedInLine: number;
  meanWaitSeconds: number | null;
};
/** What was promised in a queue and kept, what callers said, and how its line was served. */
export type Report = {
  from: string;
  until: string;
  timeZone: string;
  /** Days of that time zone, for the export. */
  days: { from: string; to: string };
  line: {
    calls: number;
    taken: number;
    withinSeconds: number;
    takenWithin: number;
    serviceShare: number | null;
    meanWaitSeconds: number | null;
    longestWaitSeconds: number | null;
    abandonedInLine: number;
    abandonedOnHold: number;
    callbacksPromised: number;
    callbacksKept: number;
    sentOn: number;
    endedWithoutPlace: number;
    handedOn: number;
    handedBack: number;
    oldLineMinutes: number;
  };
  ranges: { told: number; cameTrue: number; longer: number; shorter: number };
  checkIns: { made: number; late: number };
  feedback: { right: { yes: number; no: number }; often: OftenAnswers };
  rhythms: HeardRhythm[];
  timesOfDay: TimeOfDay[];
};
