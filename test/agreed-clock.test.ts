import { expect, test } from 'vitest';
import { agreedClock } from '../src/agreed-clock.ts';
import { type Clock, virtualClock } from '../src/clock.ts';
import { createLogger } from '../src/log.ts';
import { StoreUnavailable } from '../src/store/store.ts';

const START = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;

/** A machine whose clock is `aheadMs` ahead of the store's, and a way there and back that takes `tripMs`. */
function machine(aheadMs: number, tripMs = 0) {
  const truth = virtualClock(START);
  const is = { aheadMs, tripMs, away: false };
  const own: Clock = { now: () => truth.now() + is.aheadMs, setTimer: (ms, run) => truth.setTimer(ms, run) };
  const logged: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => void logged.push(line) } });
  async function time(): Promise<number> {
    if (is.away) throw new StoreUnavailable('Failed to ask: not connected.');
    truth.moveTo(truth.now() + is.tripMs / 2);
    const at = truth.now();
    truth.moveTo(truth.now() + is.tripMs / 2);
    return at;
  }
  return { is, truth, logged, clock: agreedClock({ own, store: { time }, log }) };
}

async function passes({ truth }: { truth: ReturnType<typeof virtualClock> }, ms: number): Promise<void> {
  const until = truth.now() + ms;
  for (let due = truth.nextDueAt(); due !== null && due <= until; due = truth.nextDueAt()) {
    truth.step();
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  truth.moveTo(Math.max(until, truth.now()));
}

test.each([5 * MINUTE_MS, -5 * MINUTE_MS])(
  'given two machines that are %i ms apart, both tell the time of the store, and the wrong one says so once',
  async (aheadMs) => {
    const wrong = machine(aheadMs, 20);
    const right = machine(0, 20);
    for (const one of [wrong, right]) {
      await one.clock.ask();
      await one.clock.ask();
      expect(one.clock.now() - one.truth.now()).toBe(0);
    }
    expect(wrong.logged).toHaveLength(1);
    expect(right.logged).toStrictEqual([]);
  },
);

test('given a clock that is set back by an hour while it runs, it is right again within ten seconds, until it is stopped', async () => {
  const one = machine(0);
  await one.clock.ask();
  const stop = one.clock.keep();
  one.is.aheadMs = -60 * MINUTE_MS;
  await passes(one, 10_000);
  expect(one.clock.now()).toBe(one.truth.now());
  stop();
  one.is.aheadMs = 0;
  await passes(one, 60_000);
  expect(one.clock.now() - one.truth.now()).toBe(60 * MINUTE_MS);
});

test('given less than a quarter of a second, an answer that takes long, or no store, the time stays as it was', async () => {
  const near = machine(200, 100);
  await near.clock.ask();
  expect(near.clock.now() - near.truth.now()).toBe(200);

  const slow = machine(MINUTE_MS, 400);
  await slow.clock.ask();
  expect(slow.clock.now() - slow.truth.now()).toBe(MINUTE_MS);

  const one = machine(MINUTE_MS);
  await one.clock.ask();
  one.is.away = true;
  await one.clock.ask();
  expect(one.clock.now()).toBe(one.truth.now());
});
