import type { LogEvent } from './event-log.ts';

/** How many operators are on duty, as far as a log shows it. */
export interface Presence {
  follow(event: LogEvent): void;
  /** Operators on duty at that time (seconds), as of the events so far. */
  at(time: number): number;
}

/** Who ended a call less than this long ago is still there. */
const STAYS_SECONDS = 30;

/**
 * STAFF events tell where a log has them. Elsewhere an operator is there while busy, and for 30 s after a call unless
 * the END event says that they left with it.
 */
export function presenceInLog(): Presence {
  let signedIn: number | null = null;
  const busy = new Set<string>();
  const freeSince = new Map<string, number>();

  return {
    follow({ at, kind, aux }) {
      if (kind === 'STAFF') signedIn = Number(aux);
      if (kind === 'START' || kind === 'IMM') {
        busy.add(aux);
        freeSince.delete(aux);
      }
      if (kind === 'END') {
        const [server = '', stays] = aux.split(':');
        busy.delete(server);
        freeSince.delete(server);
        if (stays === '1') freeSince.set(server, at);
      }
    },
    at(time) {
      if (signedIn !== null) return signedIn;
      for (const [server, since] of freeSince) if (time - since >= STAYS_SECONDS) freeSince.delete(server);
      return busy.size + freeSince.size;
    },
  };
}
