import type { Clock } from '../../clock.ts';

/** Lets commands fail that are not answered in time. */
export type CommandTimeout = {
  /** The reply, or an error where none has come in time; what comes later is dropped. */
  inTime<Reply>(reply: Promise<Reply>): Promise<Reply>;
};

const TICK_MS = 50;

type UnderWay = { since: number; heardBefore: number; fail: (error: Error) => void };

/**
 * Lets each command fail after `timeoutMs`, or at most 50 ms later. The time is counted in ticks of this process: while it
 * stands still itself (a machine that is busy with something else, a collection of garbage), replies lie unread on the
 * line, and timers run before anything is read. Then nothing was lost, and nobody may hear that the store is away.
 *
 * @param onSilence nothing at all came back since a command was sent that failed: the connection is dead, whatever TCP
 *   thinks.
 */
export function commandTimeout(
  clock: Pick<Clock, 'setTimer'>,
  timeoutMs: number,
  onSilence: () => void,
): CommandTimeout {
  /** In the order in which they were sent. */
  const underWay = new Set<UnderWay>();
  let ticks = 0;
  let isTicking = false;
  /** Replies so far. */
  let heard = 0;

  function tick(): void {
    ticks += 1;
    let isSilent = false;
    for (const command of underWay) {
      if ((ticks - command.since) * TICK_MS <= timeoutMs) break;
      underWay.delete(command);
      command.fail(new Error('Command timed out'));
      isSilent ||= command.heardBefore === heard;
    }
    if (isSilent) onSilence();
    isTicking = underWay.size > 0;
    if (isTicking) clock.setTimer(TICK_MS, tick);
  }

  return {
    inTime: (reply) =>
      new Promise((resolve, reject) => {
        const command = { since: ticks, heardBefore: heard, fail: reject };
        underWay.add(command);
        if (!isTicking) clock.setTimer(TICK_MS, tick);
        isTicking = true;
        function answered(): void {
          heard += 1;
          underWay.delete(command);
        }
        reply.then(
          (value) => {
            answered();
            resolve(value);
          },
          (error: unknown) => {
            answered();
            reject(error instanceof Error ? error : new Error('unknown'));
          },
        );
      }),
  };
}
