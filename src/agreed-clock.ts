import type { CancelTimer, Clock } from './clock.ts';
import type { Logger } from './log.ts';
import { type Store, StoreUnavailable } from './store/store.ts';

/** A clock that is set by another one, which all instances ask. Its timers run as they did. */
export type AgreedClock = Clock & {
  /** Asks once what time it is there. While the store is away the clock goes on as it was set last. */
  ask(): Promise<void>;
  /** Asks every ten seconds. Returns how to stop. */
  keep(): () => void;
};

const EVERY_MS = 10_000;
/** What is off by less stays: a request to the store is under way for as long, and time is not to jitter. */
const NEAR_ENOUGH_MS = 250;
/** An answer that took longer tells too little: the first one waits for the connection. */
const LONGEST_ANSWER_MS = 200;
const MOST_TRIES = 3;

/**
 * The time of the store in place of the machine's own. Deadlines, leases and the moments that legs asked at are written
 * by one instance and read by another: were their clocks apart by more than some seconds, the one that is ahead would
 * call callers early and take legs for overdue that another has just answered, and one whose clock is set back would do
 * nothing until it has caught up.
 */
export function agreedClock({
  own,
  store,
  log,
}: {
  own: Clock;
  store: Pick<Store, 'time'>;
  log: Logger;
}): AgreedClock {
  let offMs = 0;

  async function ask(): Promise<void> {
    try {
      for (let tries = 0; tries < MOST_TRIES; tries++) if (await heard()) return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  /** False where the answer took too long. */
  async function heard(): Promise<boolean> {
    const askedAt = own.now();
    const theirs = await store.time();
    const tookMs = own.now() - askedAt;
    if (tookMs < 0 || tookMs > LONGEST_ANSWER_MS) return false;
    set(Math.round(theirs - askedAt - tookMs / 2));
    return true;
  }

  function set(isOffMs: number): void {
    if (Math.abs(isOffMs - offMs) < NEAR_ENOUGH_MS) return;
    offMs = Math.abs(isOffMs) < NEAR_ENOUGH_MS ? 0 : isOffMs;
    log.warn({ offMs }, "This machine's clock and the one of Redis differ: the one of Redis counts.");
  }

  return {
    now: () => own.now() + offMs,
    setTimer: (delayMs, run) => own.setTimer(delayMs, run),
    ask,
    keep() {
      let stopped = false;
      let cancel: CancelTimer;
      function later(): void {
        cancel = own.setTimer(EVERY_MS, () => {
          void ask().finally(() => {
            if (!stopped) later();
          });
        });
      }
      later();
      return () => {
        stopped = true;
        cancel();
      };
    },
  };
}
