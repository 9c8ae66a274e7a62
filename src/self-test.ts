import type { Clock } from './clock.ts';
import { isLoopback } from './config.ts';
import type { Logger } from './log.ts';

/** A balancer takes this long to send requests to a server that has just begun to answer. */
const BEGUN_MS = 20_000;

/**
 * Asks once after the start whether PUBLIC_URL leads to a server that takes what Twilio sends and refuses what it does
 * not, and says in the log what is wrong: with another scheme, host or path every webhook is refused, and callers hear
 * nothing but the fallback. On loopback nobody but the person at the machine is meant to reach it.
 *
 * @param probe what is wrong, as sentences
 * @returns how to leave it, where the server stops before
 */
export function selfTest({
  publicUrl,
  probe,
  clock,
  log,
}: {
  publicUrl: string;
  probe: () => Promise<string[]>;
  clock: Clock;
  log: Logger;
}): () => void {
  if (isLoopback(new URL(publicUrl).hostname)) return () => {};
  return clock.setTimer(BEGUN_MS, () => {
    void probe().then((problems) => {
      for (const problem of problems)
        log.error({ problem }, 'PUBLIC_URL does not lead here as Twilio needs it: callers are not answered.');
    });
  });
}
