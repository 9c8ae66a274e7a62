import type { VirtualClock } from '../../src/clock.ts';

/** The event loop gets a turn after so many steps: a test runner has to be answered now and then. */
const STEPS_AT_A_TIME = 5_000;

/**
 * Steps the clock from timer to timer until `over` holds or nothing is due. After each timer all promise work that it
 * led to is finished: Node runs a nextTick only when no microtask is left, and nothing in a simulation does real I/O,
 * so this is exact, and far cheaper than turns of the event loop.
 */
export function runClock(clock: VirtualClock, over: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let steps = 0;
    const turn = (): void => {
      try {
        if (over() || !clock.step()) {
          resolve();
          return;
        }
      } catch (error) {
        reject(error as Error);
        return;
      }
      steps += 1;
      // From a microtask, since ticks that are queued by a tick run before the microtasks.
      queueMicrotask(steps % STEPS_AT_A_TIME === 0 ? restThenTurn : nextTurn);
    };
    const nextTurn = (): void => process.nextTick(turn);
    const restThenTurn = (): void => void setImmediate(turn);
    turn();
  });
}
