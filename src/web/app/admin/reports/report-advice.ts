import type { HeardRhythm, Report } from '../../http/report-contract.ts';

/** Fewer than this say nothing of the others. */
export const ENOUGH = 10;
/** Fewer waits, or check-ins, are no reason to change anything. */
const ENOUGH_WAITS = 20;
/** One range in ten is meant to be too short; twice as many are worth a word. */
const MOST_LONGER = 0.2;
/** A check-in that is late breaks a promise: more than a stray one is worth a word. */
const MOST_LATE = 0.02;
/** So many of those who answer are worth a change. */
const MANY = 0.4;

/** The one thing that an admin may want to know first. `of` are all that could have been `count`. */
export type Advice = { count: number; of: number } & (
  | { kind: 'late' | 'longer' | 'wrong' | 'good' | 'few' }
  | { kind: 'too-rarely' | 'too-often'; rhythm: NonNullable<HeardRhythm['inLine']> }
);

/** Broken promises come first, then a rhythm that does not suit, then praise. */
export function adviceOf({ ranges, checkIns, feedback, rhythms }: Report): Advice {
  if (checkIns.made >= ENOUGH_WAITS && checkIns.late > MOST_LATE * checkIns.made)
    return { kind: 'late', count: checkIns.late, of: checkIns.made };
  const seen = ranges.cameTrue + ranges.longer + ranges.shorter;
  if (seen >= ENOUGH_WAITS && ranges.longer > MOST_LONGER * seen)
    return { kind: 'longer', count: ranges.longer, of: seen };

  const now = rhythms.find(({ isNow }) => isNow);
  const { tooOften, justRight, tooRarely } = now?.often ?? { tooOften: 0, justRight: 0, tooRarely: 0 };
  const answers = tooOften + justRight + tooRarely;
  if (now?.inLine && answers >= ENOUGH && Math.max(tooOften, tooRarely) >= MANY * answers) {
    return tooRarely >= tooOften
      ? { kind: 'too-rarely', count: tooRarely, of: answers, rhythm: now.inLine }
      : { kind: 'too-often', count: tooOften, of: answers, rhythm: now.inLine };
  }
  const { yes, no } = feedback.right;
  if (yes + no >= ENOUGH && no >= MANY * (yes + no)) return { kind: 'wrong', count: no, of: yes + no };
  return answers >= ENOUGH
    ? { kind: 'good', count: justRight, of: answers }
    : { kind: 'few', count: answers, of: ENOUGH };
}
