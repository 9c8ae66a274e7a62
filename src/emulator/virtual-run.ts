import type { VirtualClock } from '../clock.ts';

/** What the runner needs to know of a network. */
export type Running = { readonly clock: unknown; readonly inFlight: number };

export type VirtualRunOptions = {
  /** Waits for work that the network cannot see, such as a server's effects; awaited at each quiet point. */
  idle?: () => Promise<void>;
  /**
   * How long, in real milliseconds, to wait for requests in flight before time goes on. 0 (default) suits servers
   * in the same process without I/O: they are done after a few turns of the event loop, or wait for the clock.
   */
  patienceMs?: number;
};

/** Turns of the event loop given to requests in flight before time goes on without them. */
const TURNS = 10;

/**
 * Lets all pending promise work finish at the present virtual time: until no webhook is in flight, or until
 * what is in flight is evidently waiting for the clock.
 */
export async function settle(network: Running, options: VirtualRunOptions = {}): Promise<void> {
  await turn();
  const patientUntil = options.patienceMs === undefined ? 0 : performance.now() + options.patienceMs;
  for (let i = 0; network.inFlight > 0 && (i < TURNS || performance.now() < patientUntil); i += 1)
    await turn();
  if (options.idle !== undefined) {
    await options.idle();
    await turn();
  }
}

/**
 * Steps a virtual clock from due time to due time, settling after each, until `goal` holds or nothing is due any
 * more. A number is a time (epoch ms) at which the clock then stands. Gives whether the goal was reached.
 */
export async function runUntil(
  network: Running,
  clock: VirtualClock,
  goal: number | (() => boolean),
  options: VirtualRunOptions = {},
): Promise<boolean> {
  await settle(network, options);
  for (;;) {
    if (typeof goal === 'function' && goal()) return true;
    const due = clock.nextDueAt();
    if (typeof goal === 'number' && (due === null || due > goal)) {
      clock.moveTo(goal);
      return true;
    }
    if (due === null) return false;
    clock.step();
    await settle(network, options);
  }
}

/** Moves `ms` on from now; see runUntil. */
export async function runFor(
  network: Running,
  clock: VirtualClock,
  ms: number,
  options: VirtualRunOptions = {},
): Promise<void> {
  await runUntil(network, clock, clock.now() + ms, options);
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
