/** The admin's check-in settings of one kind of wait (in line, or on hold). Seconds, as the API has them. */
export type Rhythm = {
  /** Length of the first silence, 10 to 1,800 s. */
  firstAfterSeconds: number;
  /** Length of the second silence, 10 to 1,800 s. */
  everySeconds: number;
  /** Factor by which each later silence is longer than the one before, 1 (none) to 3. */
  growth: number;
  /** No silence of the queue's own rhythm is longer, 10 to 1,800 s. */
  longestSilenceSeconds: number;
};

/** The caller's choice on top of the queue's rhythm; `queue` is no choice. */
export type Cadence = 'queue' | 'every-minute' | 'every-two-minutes' | 'every-five-minutes' | 'news-only';

export const RHYTHM_LIMITS = {
  shortestSeconds: 10,
  longestSeconds: 1800,
  leastGrowth: 1,
  mostGrowth: 3,
} as const;

const CHOICES: readonly { cadence: Cadence; seconds: number }[] = [
  { cadence: 'every-minute', seconds: 60 },
  { cadence: 'every-two-minutes', seconds: 120 },
  { cadence: 'every-five-minutes', seconds: 300 },
];

/**
 * How long the `n`-th silence of a wait lasts, in milliseconds, from the end of our words to the start of the next.
 * The first lasts firstAfter, the n-th (n ≥ 2) min(every · growth^(n−2), longestSilence); a caller's cadence replaces
 * that, and "only when something changes" is bounded by `newsOnlyLongestSeconds`.
 * Settings out of range, however they got there, are brought into it: a line is never dead and never chatters.
 */
export function silenceMs(
  rhythm: Rhythm,
  cadence: Cadence,
  n: number,
  newsOnlyLongestSeconds: number,
): number {
  return 1000 * withinLimits(silenceSeconds(rhythm, cadence, n, newsOnlyLongestSeconds));
}

function silenceSeconds(rhythm: Rhythm, cadence: Cadence, n: number, newsOnlyLongestSeconds: number): number {
  if (cadence === 'news-only') return newsOnlyLongestSeconds;
  const choice = CHOICES.find((one) => one.cadence === cadence);
  if (choice !== undefined) return choice.seconds;
  if (n <= 1) return rhythm.firstAfterSeconds;
  const grown = rhythm.everySeconds * Math.max(1, rhythm.growth) ** (n - 2);
  return Math.min(grown, rhythm.longestSilenceSeconds);
}

/** Whole seconds between 10 and 1,800; what is no number becomes a minute. Twilio's Gather takes whole seconds only. */
function withinLimits(seconds: number): number {
  if (Number.isNaN(seconds)) return 60;
  return Math.round(Math.min(Math.max(seconds, RHYTHM_LIMITS.shortestSeconds), RHYTHM_LIMITS.longestSeconds));
}

/**
 * The cadence after key 3: every minute → two → five → only news → every minute. From the queue's own rhythm it is the
 * first choice that is rarer than `currentSeconds`, the silence as it is now.
 */
export function lessOften(cadence: Cadence, currentSeconds: number): Cadence {
  if (cadence === 'queue') return CHOICES.find((one) => one.seconds > currentSeconds)?.cadence ?? 'news-only';
  if (cadence === 'news-only') return 'every-minute';
  const at = CHOICES.findIndex((one) => one.cadence === cadence);
  return CHOICES[at + 1]?.cadence ?? 'news-only';
}

/**
 * The cadence after key 8: the same steps back, ending at every minute. Who asks for more never gets less: a queue's own
 * rhythm that is quicker than every minute stays.
 */
export function moreOften(cadence: Cadence, currentSeconds: number): Cadence {
  if (cadence === 'queue') {
    if (currentSeconds < 60) return 'queue';
    return CHOICES.findLast((one) => one.seconds < currentSeconds)?.cadence ?? 'every-minute';
  }
  if (cadence === 'news-only') return 'every-five-minutes';
  const at = CHOICES.findIndex((one) => one.cadence === cadence);
  return CHOICES[at - 1]?.cadence ?? 'every-minute';
}
