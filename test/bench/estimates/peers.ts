/** What a system knows of its line when a caller joins it. Times in seconds. */
export type LineView = {
  /** Callers before this one. */
  ahead: number;
  /** Operators on duty, at least half a one. */
  staff: number;
  /** How long those in line have waited so far, first in line first. */
  elapsed: readonly number[];
};

/** A system's way to tell a caller how long it takes. */
export interface Peer {
  name: string;
  /** The wait in seconds that it would tell. */
  expects(view: LineView): number;
  /** A caller was answered after that wait; 0 for one who was answered at once. */
  answered?(wait: number): void;
  /** A call ended that lasted so long. */
  ended?(talk: number): void;
}

/** What is said of a talk's length before any has ended. */
const TALK_SECONDS = 180;

/** Fresh peers for one log. */
export function peers(): Peer[] {
  return [asterisk(), lastToEnterService(), headOfLine(), queueTimesMean(), twilioAverage()];
}

/**
 * Asterisk, app_queue.c: on every answered call holdtime = (3·holdtime + wait) >> 2 in whole seconds, the first wait as
 * it is; calls answered at once count as 0, hang-ups not at all; one number for the whole queue.
 */
function asterisk(): Peer {
  let holdtime: number | null = null;
  return {
    name: "Asterisk's holdtime",
    expects: () => holdtime ?? 0,
    answered(wait) {
      const whole = Math.floor(wait);
      holdtime = holdtime === null ? whole : (3 * holdtime + whole) >> 2;
    },
  };
}

/** LES: the wait of the last caller to enter service (Ibrahim & Whitt, M&SOM 2009). */
function lastToEnterService(): Peer {
  let last = 0;
  return {
    name: 'last to enter service (LES)',
    expects: () => last,
    answered(wait) {
      last = wait;
    },
  };
}

/** HOL: how long the head of the line has waited; nothing where nobody waits (Ibrahim & Whitt, M&SOM 2009). */
function headOfLine(): Peer {
  return { name: 'head of the line (HOL)', expects: ({ elapsed }) => elapsed[0] ?? 0 };
}

/** QL: (callers ahead + 1) times the mean talk, by operators on duty (Whitt 1999); the mean of the last ~100 talks. */
function queueTimesMean(): Peer {
  let talks = 5;
  let mean = TALK_SECONDS;
  return {
    name: 'queue length × mean',
    expects: ({ ahead, staff }) => ((ahead + 1) * mean) / staff,
    ended(talk) {
      talks = Math.min(talks + 1, 100);
      mean += (talk - mean) / talks;
    },
  };
}

/** Twilio's AvgQueueTime: the mean time that those in the queue have waited so far, at the time of the request. */
function twilioAverage(): Peer {
  return {
    name: "Twilio's AvgQueueTime",
    expects: ({ elapsed }) =>
      elapsed.length === 0 ? 0 : elapsed.reduce((sum, waited) => sum + waited, 0) / elapsed.length,
  };
}
