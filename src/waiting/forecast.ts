import type { Minutes } from './spoken-range.ts';
import type { Prediction } from './wait-estimate.ts';

/** A prediction with the range that it makes, as it is kept with the contact until the wait has come to its end. */
export type Forecast = Prediction & { range: Minutes };

/** From here on a forecast for somebody who already waits is kept too, beside the first: time since the first, ms. */
const KEPT_AFTER_MS: readonly number[] = [120_000, 300_000, 600_000];

/**
 * Which forecasts to keep with a contact, at most four: the first, and the first made 2, 5 and 10 minutes after it.
 * Keeping the latest instead would teach that waits are short: it is made shortly before the answer. What is kept is kept
 * with four digits of each number.
 */
export function keptForecasts(kept: readonly Forecast[], next: Forecast): readonly Forecast[] {
  const first = kept[0];
  if (first === undefined) return [rounded(next)];
  const stage = (forecast: Forecast) =>
    KEPT_AFTER_MS.filter((afterMs) => forecast.at - first.at >= afterMs).length;
  return stage(next) > Math.max(...kept.map(stage)) ? [...kept, rounded(next)] : kept;
}

/** Four digits are more than a forecast is worth, and a third of the memory. */
function rounded({ at, staff, law, standing, quantiles, range }: Forecast): Forecast {
  return {
    at,
    staff: fourDigits(staff),
    law: { mean: fourDigits(law.mean), variance: fourDigits(law.variance) },
    standing: {
      directions: standing.directions.map(fourDigits),
      waited: fourDigits(standing.waited),
      group: standing.group,
    },
    quantiles: quantiles.map(fourDigits),
    range: { low: fourDigits(range.low), high: fourDigits(range.high) },
  };
}

function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
