import type { Clock } from '../../../src/clock.ts';
import { composeLine, type Line, type LineParts } from '../../../src/compose.ts';
import type { Store } from '../../../src/store/store.ts';

/** One process of the product. */
export type Server = {
  line: Line;
  isAlive(): boolean;
  /** What is under way never goes on, as after kill -9. */
  kill(): void;
};

/** What servers share and what each is made of. */
export type ServerParts = Omit<LineParts, 'store' | 'clock' | 'connect'> & {
  store: Store;
  clock: Clock;
  connect: LineParts['connect'];
};

/** Starts a server of its own on the shared store. `isMortal`: it may be killed while something is under way. */
export function startServer(parts: ServerParts, isMortal: boolean): Server {
  let alive = true;
  const isAlive = (): boolean => alive;
  const line = composeLine({
    ...parts,
    clock: {
      // A computer's clock has whole milliseconds.
      now: () => Math.floor(parts.clock.now()),
      setTimer: (delayMs, run) =>
        parts.clock.setTimer(delayMs, () => {
          if (alive) run();
        }),
    },
    store: isMortal ? mortal(parts.store, isAlive) : parts.store,
    connect: (urls) => (isMortal ? mortal(parts.connect(urls), isAlive) : parts.connect(urls)),
  });
  line.sweep.start();
  line.reconciler.start();
  return {
    line,
    isAlive,
    kill() {
      alive = false;
    },
  };
}

/**
 * The same methods for as long as the process lives; a dead process asks nothing any more. What it had asked before is
 * answered to nobody who could act on it: whatever it would do next goes through one of these methods.
 */
function mortal<Port extends object>(port: Port, isAlive: () => boolean): Port {
  const entries = Object.entries(port).map(([name, method]) => [
    name,
    (...args: unknown[]): unknown =>
      isAlive() ? (method as (...args: unknown[]) => unknown)(...args) : forever(),
  ]);
  return Object.fromEntries(entries) as Port;
}

/** A promise of its own each time, so that what waits for it can be collected. */
function forever(): Promise<never> {
  return new Promise<never>(() => undefined);
}
