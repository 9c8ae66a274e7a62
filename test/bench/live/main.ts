import { parseArgs } from 'node:util';
import { number, verdict } from '../report.ts';
import { percentile } from '../load.ts';
import { type LiveMeasurement, measureLive } from './measure.ts';

const MOST_P99_MS = 500;
/** A stream that is read needs little more than its connection; what grows beyond that would grow for ever. */
const MOST_BYTES_PER_STREAM = 200_000;
const MOST_GROWTH_BYTES = 150_000_000;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, help: { type: 'boolean', default: false } },
});

if (values.help) {
  console.log('npm run bench:live [-- --seconds 20]\n  300 open consoles, 50 changes a second');
} else {
  const measured = await measureLive({
    streams: 300,
    waiting: 150,
    perSecond: 50,
    seconds: Number(values.seconds),
  });
  process.exitCode = print(measured) ? 0 : 1;
}

/** Prints the measurement and the verdicts; false where one is missed. */
function print({ size, latenciesMs, missed, memory, ...rest }: LiveMeasurement): boolean {
  const [p50, p90, p99, most] = [0.5, 0.9, 0.99, 1].map((share) => percentile(latenciesMs, share));
  console.log(
    `${size.streams} streams, ${size.perSecond} changes a second for ${size.seconds} s, ${size.waiting} in line and more\n` +
      `from commit to stream: p50 ${p50?.toFixed(0)} ms, p90 ${p90?.toFixed(0)} ms, p99 ${p99?.toFixed(0)} ms, most ${most?.toFixed(0)} ms\n` +
      `each stream was sent ${number(rest.bytesPerStreamSecond)} bytes a second\n` +
      `the server needed ${rest.processorShare?.toFixed(2) ?? '–'} of a processor`,
  );
  const kept = [
    verdict('ms from commit to stream, p99', p99 ?? Number.NaN, '≤', MOST_P99_MS, 0),
    verdict('changes that a stream has not told', missed, '≤', 0, 0),
  ];
  if (memory !== null) {
    const { before, open } = memory;
    kept.push(
      verdict(
        'bytes of memory for each open stream',
        (open - before) / size.streams,
        '≤',
        MOST_BYTES_PER_STREAM,
        0,
      ),
      verdict('bytes of memory more under load', memory.most - open, '≤', MOST_GROWTH_BYTES, 0),
    );
  }
  return kept.every(Boolean);
}
