import { cpus } from 'node:os';
import { percentile, type Seen } from './load.ts';
import type { Measured, Measurement } from './measure.ts';

const LEAST_RATIO = 0.7;
const MOST_GROWTH = 1.3;
const MOST_BYTES = 4_000;
const WIDTHS = [34, 12, 9, 9, 9, 9, 9];

/** Prints the measurements as a table and the three verdicts; false where one is missed. */
export function print(
  { baseline, product, atRate }: Measurement,
  memory: { contacts: number; bytes: number },
): boolean {
  const [shortest] = product as [Measured];
  const longest = product.at(-1) as Measured;
  row(['', 'webhooks/s', 'p50 ms', 'p90 ms', 'p99 ms', 'p99.9 ms', 'CPU µs']);
  measurement('bare Express, as fast as it can', baseline.all);
  for (const { waiting, all } of product)
    measurement(`${number(waiting ?? 0)} in line, as fast as it can`, all);
  measurement(`${number(shortest.waiting ?? 0)} in line, ${atRate.perSecond} a second`, atRate.seen);
  console.log(
    `\nNode ${process.version}, ${cpus().length} processors of ${cpus()[0]?.model ?? 'unknown make'}`,
  );
  const [bare, ours] = [cpuPerWebhook(baseline.all), cpuPerWebhook(shortest.all)];
  if (bare !== null && ours !== null) {
    console.log(
      `CPU time alone, which other programs disturb less: bare Express needs ${(bare / ours).toFixed(3)} of ours`,
    );
  }

  const ratio = median(shortest.rounds.map((round, i) => rate(round) / rate(baseline.rounds[i] as Seen)));
  const growth = percentile(longest.all.latenciesMs, 0.5) / percentile(shortest.all.latenciesMs, 0.5);
  return [
    verdict('webhooks a second, of bare Express', ratio, '≥', LEAST_RATIO, 3),
    verdict(
      `p50 with ${number(longest.waiting ?? 0)} in line, of that with ${shortest.waiting}`,
      growth,
      '≤',
      MOST_GROWTH,
      3,
    ),
    verdict(
      `bytes in Redis for each of ${number(memory.contacts)} waiting`,
      memory.bytes,
      '≤',
      MOST_BYTES,
      0,
    ),
  ].every((kept) => kept);
}

function measurement(name: string, seen: Seen): void {
  const latencies = [0.5, 0.9, 0.99, 0.999].map((share) => percentile(seen.latenciesMs, share).toFixed(2));
  row([name, number(rate(seen)), ...latencies, cpuPerWebhook(seen)?.toFixed(0) ?? '–']);
}

/** Of the server's process, µs. */
function cpuPerWebhook({ cpuMs, webhooks }: Seen): number | null {
  return cpuMs === null ? null : (cpuMs * 1000) / webhooks;
}

/** Prints whether a goal is kept. */
export function verdict(
  what: string,
  is: number,
  relation: '≥' | '≤',
  goal: number,
  digits: number,
): boolean {
  const kept = relation === '≥' ? is >= goal : is <= goal;
  const figures = `${is.toFixed(digits)} (goal ${relation} ${goal.toLocaleString('en')})`;
  console.log(`${kept ? 'kept  ' : 'MISSED'}  ${what}: ${figures}`);
  return kept;
}

function rate({ webhooks, seconds }: Seen): number {
  return webhooks / seconds;
}

function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** A whole number, its thousands apart. */
export function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function row(cells: readonly string[]): void {
  console.log(
    cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i] ?? 0))).join(''),
  );
}
