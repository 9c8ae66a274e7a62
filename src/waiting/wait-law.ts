/** The probability levels of a prediction's seven quantiles. */
export const LEVELS: readonly number[] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** Standard normal quantiles at `LEVELS`. */
export const NORMAL_SCORES: readonly number[] = [-1.6449, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.6449];

/** Mean (s) and variance (s²) of the wait until served. */
export type WaitLaw = { mean: number; variance: number };

/**
 * The wait of somebody with `ahead` callers before them, in a line whose operators answer while those before may hang
 * up. With D = n·μ the answers per second of all n operators and θ the hang-ups per waiting caller and second, the
 * place moves up at rate D + iθ while i are still ahead, so that mean = Σ 1/(D+iθ) and variance = Σ 1/(D+iθ)², i = 0…k
 * (exact in M/M/s+M: Ibrahim & Whitt, Management Science 2009, QLm). The sums are taken as integrals from −½ to k+½:
 * with a = D − θ/2 and b = D + (k+½)θ, mean = ln(b/a)/θ and variance = (1/a − 1/b)/θ, in constant time.
 *
 * @param ahead callers before this one, 0 or more
 * @param answersPerSecond D, above 0
 * @param hangUpsPerSecond θ of one waiting caller; brought between 10⁻⁷ and 1.9·D, where the integral exists
 */
export function waitLaw(ahead: number, answersPerSecond: number, hangUpsPerSecond: number): WaitLaw {
  const theta = Math.min(Math.max(hangUpsPerSecond, 1e-7), 1.9 * answersPerSecond);
  const a = answersPerSecond - theta / 2;
  const b = answersPerSecond + (ahead + 0.5) * theta;
  return { mean: Math.log(b / a) / theta, variance: (1 / a - 1 / b) / theta };
}

/**
 * The quantiles at `LEVELS` of a gamma law with this mean and with the variance widened by (mean/4)², the rate being
 * only estimated. Wilson & Hilferty's cube: with shape s = mean²/variance and c = 1/(9s), q = mean·(1 − c + z√c)³, the
 * bracket at least 0.02. Seconds, rising.
 */
export function gammaQuantiles({ mean, variance }: WaitLaw): number[] {
  const shape = mean ** 2 / (variance + (mean / 4) ** 2);
  const c = 1 / (9 * shape);
  return NORMAL_SCORES.map((z) => mean * Math.max(1 - c + z * Math.sqrt(c), 0.02) ** 3);
}

/** Weights of the seven quantiles in the mean of the whole law; they add to 1.015, for the tail beyond the last. */
const MEAN_WEIGHTS = [0.075, 0.1, 0.2, 0.25, 0.2, 0.1, 0.09];

/** The expected wait (s) of a law given by its seven quantiles (s). A single number for averages; it is never spoken. */
export function meanOfQuantiles(quantiles: readonly number[]): number {
  return quantiles.reduce((sum, quantile, i) => sum + quantile * (MEAN_WEIGHTS[i] ?? 0), 0);
}
