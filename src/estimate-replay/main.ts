import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { meanOfQuantiles } from '../waiting/wait-law.ts';
import { readLogEvent } from './event-log.ts';
import { replayedLine } from './replayed-line.ts';

const USAGE = `npm run --silent estimate:replay -- EVENTS.csv.gz > predictions.csv
  EVENTS.csv.gz  call log: t,kind,cid,aux, in order of t (seconds); plain .csv is read too`;
const HEADER = 'cid,mean,q10,q50,q90,say_lo,say_hi\n';
const ROWS_AT_ONCE = 1_000;

const file = process.argv[2];
if (file === undefined || file.startsWith('-')) {
  console.error(USAGE);
  process.exitCode = file === '--help' ? 0 : 2;
} else {
  try {
    await pipeline(Readable.from(predictions(linesOf(file))), process.stdout, { end: false });
  } catch (error) {
    // A reader such as `head` that has seen enough is no failure.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}

async function* predictions(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const line = replayedLine();
  let rows = HEADER;
  let count = 0;
  let lineNumber = 0;
  for await (const text of lines) {
    lineNumber += 1;
    const event = readLogEvent(text, lineNumber);
    const joined = event && line.follow(event);
    if (!event || !joined) continue;
    const { quantiles, range } = joined.forecast;
    const numbers = [meanOfQuantiles(quantiles), ...[1, 3, 5].map((i) => quantiles[i] ?? 0)];
    rows += `${event.caller},${numbers.map((n) => n.toFixed(6)).join(',')},${range.low},${range.high}\n`;
    count += 1;
    if (count % ROWS_AT_ONCE === 0) {
      yield rows;
      rows = '';
    }
  }
  if (rows !== '') yield rows;
}

/** The lines of a log; an error while reading ends the reading with it. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const source = createReadStream(path);
  const text: Readable | Transform = path.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  source.on('error', (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Infinity });
  } catch (error) {
    throw new Error(
      `Failed to read ${path}: ${error instanceof Error ? error.message : String(error)}. Give a call log that exists and is whole.`,
      { cause: error },
    );
  }
}
