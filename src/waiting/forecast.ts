import type { Minutes } from './spoken-range.ts';
import type { Prediction } from './wait-estimate.ts';

/** A prediction with the range that it makes, as it is kept with the contact until the wait has come to its end. */
export type Forecast = Prediction & { range: Minutes };

/** From here on a forecast for somebody who already waits is kept too, beside the first: time since the first, ms. */
const KEPT_AFTER_MS: readonly number[] = [120_000, 300_000, 600_000];

/**
 * Which forecasts to keep with a contact, at most four: the first, and the first made 2, 5 and 10 minutes after it.
 * Keeping the latest instead would teach that waits are short: it is made shortly before the answer.
 */
export function keptForecasts(kept: readonly Forecast[], next: Forecast): readonly Forecast[] {
  const first = kept[0];
  if (first === undefined) return [next];
  const stage = (forecast: Forecast) =>
    KEPT_AFTER_MS.filter((afterMs) => forecast.at - first.at >= afterMs).length;
  return stage(next) > Math.max(...kept.map(stage)) ? [...kept, next] : kept;
}
