/** Cancels a timer; calling it twice, or after the timer ran, does nothing. */
export type CancelTimer = () => void;

/** Time and timers, the only way by which anything outside `main` learns what time it is. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `run` once, `delayMs` (0 or more) from now. */
  setTimer(delayMs: number, run: () => void): CancelTimer;
}

/** Longest delay that Node's setTimeout takes; beyond it a timer would fire at once. */
const LONGEST_NODE_TIMEOUT_MS = 2_147_483_647;

/** The real clock. Timers do not keep the process alive. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    setTimer(delayMs, run) {
      const timeout = setTimeout(run, Math.min(Math.max(0, delayMs), LONGEST_NODE_TIMEOUT_MS));
      timeout.unref();
      return () => clearTimeout(timeout);
    },
  };
}

/** A clock that moves only when told to, for scenarios and simulations. */
export interface VirtualClock extends Clock {
  /** When the next timer is due, or null where none waits. */
  nextDueAt(): number | null;
  /** Moves to the next due time and runs that one timer. False where none waits. */
  step(): boolean;
  /** Moves to `at` and runs nothing: what is due by then runs with the next steps. Throws when it would go back. */
  moveTo(at: number): void;
}

type VirtualTimer = { at: number; order: number; run: (() => void) | null };

/**
 * A virtual clock that stands at `startAt` (epoch ms) until it is moved. Timers due at the same time run in the order
 * in which they were set.
 */
export function virtualClock(startAt: number): VirtualClock {
  let now = startAt;
  let order = 0;
  // A binary heap: a simulation sets and cancels millions of timers.
  const heap: VirtualTimer[] = [];

  function before(a: VirtualTimer, b: VirtualTimer): boolean {
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }
  function push(timer: VirtualTimer): void {
    let child = heap.length;
    heap.push(timer);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent] as VirtualTimer;
      if (!before(timer, above)) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = timer;
  }
  function pop(): VirtualTimer | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && before(right, heap[child] as VirtualTimer)) child += 1;
      const below = heap[child] as VirtualTimer;
      if (!before(below, last)) break;
      heap[parent] = below;
      parent = child;
    }
    heap[parent] = last;
    return first;
  }
  function dropCancelled(): void {
    while (heap[0] !== undefined && heap[0].run === null) pop();
  }

  return {
    now: () => now,
    setTimer(delayMs, run) {
      const timer: VirtualTimer = { at: now + Math.max(0, delayMs), order: order++, run };
      push(timer);
      return () => {
        timer.run = null;
      };
    },
    nextDueAt() {
      dropCancelled();
      return heap[0]?.at ?? null;
    },
    step() {
      dropCancelled();
      const timer = pop();
      if (timer === undefined) return false;
      now = Math.max(now, timer.at);
      const run = timer.run;
      timer.run = null;
      run?.();
      return true;
    },
    moveTo(at) {
      if (at < now) throw new Error(`Failed to move the clock: ${at} is before ${now}.`);
      now = at;
    },
  };
}
