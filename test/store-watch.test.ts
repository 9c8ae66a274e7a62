import { expect, test } from 'vitest';
import { virtualClock } from '../src/clock.ts';
import { createLogger } from '../src/log.ts';
import { StoreUnavailable } from '../src/store/store.ts';
import { type StoreState, watchStore } from '../src/store-watch.ts';

test('given a store that fills up, goes away and has room again, metrics know and the log is told once each', async () => {
  const clock = virtualClock(0);
  const said: string[] = [];
  const states: StoreState[] = [];
  let takes: () => Promise<boolean> = async () => true;
  const stop = watchStore({
    store: { takesNewcomers: () => takes() },
    clock,
    log: createLogger({ level: 'info', destination: { write: (line) => void said.push(line) } }),
    metrics: { storeIs: (state) => void states.push(state) },
  });
  async function looksTwice(): Promise<void> {
    for (let looks = 0; looks < 2; looks += 1) {
      clock.step();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await looksTwice();
  takes = async () => false;
  await looksTwice();
  // So soon that whoever reads the metrics every five seconds knows within ten.
  expect(clock.now()).toBe(4 * 5_000);
  takes = () => Promise.reject(new StoreUnavailable('not connected'));
  await looksTwice();
  takes = async () => true;
  await looksTwice();
  expect(states).toStrictEqual(['well', 'well', 'full', 'full', 'away', 'away', 'well', 'well']);
  expect(said.map((line) => (JSON.parse(line) as { msg: string }).msg)).toStrictEqual([
    'The store is full: newcomers are not taken into the line. Give Redis more memory (maxmemory).',
    'The store has room again.',
  ]);
  stop();
  expect(clock.nextDueAt()).toBeNull();
});
