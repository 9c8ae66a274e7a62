import { Redis } from 'ioredis';
import { systemClock } from '../../src/clock.ts';
import { type LocalRedis, startLocalRedis } from '../../src/store/redis/local-redis.ts';
import { storeKeys, DEFAULT_PREFIX } from '../../src/store/redis/keys.ts';
import { createRedisStore } from '../../src/store/redis/redis-store.ts';
import { legTokens } from '../../src/twilio/leg-token.ts';
import { voiceUrls } from '../../src/twilio/voice-urls.ts';
import { placeOf } from '../../src/waiting/line.ts';
import { DEFAULT_QUEUE_ID } from '../../src/waiting/queue-settings.ts';
import { type Caller, createCaller, pathOf, redirectIn } from './caller.ts';
import { LINE, type ServerProcess, startBaseline, startProduct } from './environment.ts';
import { type Load, openLoad, type Seen, together } from './load.ts';
import { checkAnswers } from './check-answers.ts';
import { contactIdOf, seedLine, SEEDED_STEP } from './seed.ts';

/** A server under load: how many wait in its line (null: the baseline), and its rounds. */
export type Measured = { waiting: number | null; rounds: Seen[]; all: Seen };

export type Measurement = {
  baseline: Measured;
  /** By length of the line, shortest first. */
  product: Measured[];
  /** The product with the shortest line at a rate far below its limit. */
  atRate: { perSecond: number; seen: Seen };
};

export type Size = { lines: number[]; rounds: number; roundMs: number };

const CALLERS = 100;
const CONNECTIONS = 32;
/** Until the compilers have done their work. */
const WARM_UP_MS = 3_000;
/** The load of one instance with 12,000 callers who are checked on every minute. */
const RATE_PER_SECOND = 200;
const RATE_MS = 5_000;

type Runner = { waiting: number | null; server: ServerProcess; load: Load; rounds: Seen[] };

/**
 * Loads the product, once for each length of line, and the baseline in turns: round by round, so that whatever else
 * the machine does hits all of them. All use one Redis, each a database of its own.
 */
export async function measureWebhooks(size: Size): Promise<Measurement> {
  const redis = await startLocalRedis();
  const runners: Runner[] = [];
  try {
    for (const [database, waiting] of size.lines.entries()) {
      runners.push(await startRunner(`${redis.url}/${database}`, waiting));
    }
    const baseline = await startBaselineRunner(redis, size.lines.length, runners[0] as Runner);
    const inTurns = [baseline, ...runners];
    runners.push(baseline);

    for (const runner of inTurns) await runner.load.run(WARM_UP_MS);
    for (let round = 0; round < size.rounds; round++) {
      for (const runner of inTurns) runner.rounds.push(await runner.load.run(size.roundMs));
      // Every other round the other way about: nobody is always first.
      inTurns.reverse();
    }
    const [first] = runners as [Runner];
    const seen = together([await first.load.runAt(RATE_PER_SECOND, RATE_MS)]);
    for (const { waiting, server } of runners) if (waiting !== null) await checkAnswers(server.port);
    return {
      baseline: measured(baseline),
      product: runners.filter(({ waiting }) => waiting !== null).map(measured),
      atRate: { perSecond: RATE_PER_SECOND, seen },
    };
  } finally {
    for (const { load, server } of runners) {
      load.close();
      await server.stop();
    }
    await redis.stop();
  }
}

function measured({ waiting, rounds }: Runner): Measured {
  return { waiting, rounds, all: together(rounds) };
}

async function startRunner(redisUrl: string, waiting: number): Promise<Runner> {
  // Nobody waits for what is seeded, all at once on a machine that may be busy.
  const store = createRedisStore({ url: redisUrl, clock: systemClock(), commandTimeoutMs: 30_000 });
  await seedLine(store, waiting);
  await store.close();
  const server = await startProduct(redisUrl);
  const load = await openLoad(server, callersAmong(waiting), CONNECTIONS, true);
  return { waiting, server, load, rounds: [] };
}

/** Callers from all over the line, each about to ask for the step after the one that was seeded. */
function callersAmong(waiting: number): Caller[] {
  const urls = voiceUrls(LINE.publicUrl, legTokens(LINE.sessionSecret));
  return Array.from({ length: Math.min(CALLERS, waiting) }, (_, i) => {
    const n = Math.floor((i * waiting) / Math.min(CALLERS, waiting));
    const token = {
      contactId: contactIdOf(n),
      queueId: DEFAULT_QUEUE_ID,
      place: placeOf(5, Date.now()),
      hasPlace: true,
      language: 'en',
      intervalMs: 45_000,
      step: SEEDED_STEP + 1,
    };
    return createCaller(n, pathOf(urls.contact(token, 'end')));
  });
}

/** The same requests, and an answer and a record of the same size as the product's. */
async function startBaselineRunner(redis: LocalRedis, database: number, product: Runner): Promise<Runner> {
  const document = await product.load.lastDocument();
  const probe = new Redis(`${redis.url}/0`);
  const recordLength = await probe.strlen(storeKeys(DEFAULT_PREFIX).contact(contactIdOf(0)));
  probe.disconnect();
  const server = await startBaseline(`${redis.url}/${database}`, document, recordLength);
  const next = redirectIn(document);
  const callers = Array.from({ length: CALLERS }, (_, n) => createCaller(n, next));
  const load = await openLoad(server, callers, CONNECTIONS, false);
  return { waiting: null, server, load, rounds: [] };
}
