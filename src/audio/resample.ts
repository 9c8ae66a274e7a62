import { SAMPLES_PER_SECOND } from './mu-law.ts';

/** What is above cannot be carried at 8,000 samples a second, and would come back as a false, lower sound. */
const HIGHEST_HERTZ = 3_600;
/** How many swings of the filter are used on either side; more make it steeper. */
const SWINGS = 24;

/**
 * Sound at the rate of a phone line: a low-pass (a sinc in a Blackman window; Smith, The Scientist and Engineer's Guide to
 * Digital Signal Processing, chapter 16), read where the new samples lie.
 *
 * @param fromRate samples a second, a whole number from 8,000 on
 */
export function toPhoneRate(samples: Float32Array, fromRate: number): Float32Array {
  if (fromRate === SAMPLES_PER_SECOND) return samples;
  const reach = Math.floor((SWINGS * fromRate) / (2 * HIGHEST_HERTZ));
  /** Where new samples lie between old ones repeats, so the filter is worked out once for each such place. */
  const filters = new Map<number, Float32Array>();
  return Float32Array.from(
    { length: Math.floor((samples.length * SAMPLES_PER_SECOND) / fromRate) },
    (_, nth) => {
      const between = (nth * fromRate) % SAMPLES_PER_SECOND;
      const before = (nth * fromRate - between) / SAMPLES_PER_SECOND;
      const filter =
        filters.get(between) ?? lowPass(between / SAMPLES_PER_SECOND, HIGHEST_HERTZ / fromRate, reach);
      filters.set(between, filter);
      let sum = 0;
      for (let i = 0; i < filter.length; i++)
        sum += (filter[i] as number) * (samples[before - reach + i] ?? 0);
      return sum;
    },
  );
}

/**
 * Weights of the samples from `reach` before to `reach` after; `middle` is where the new sample lies, 0 to 1 after
 * the old one.
 */
function lowPass(middle: number, cutoff: number, reach: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const away = i - reach - middle;
    const turn = (Math.PI * away) / (reach + 1);
    const window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
    const angle = 2 * Math.PI * cutoff * away;
    return window * (Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle);
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}
