/** One event of a call log. */
export type LogEvent = {
  /** Seconds from any beginning. */
  at: number;
  kind: (typeof LOG_EVENT_KINDS)[number];
  caller: string;
  /** ENQ: the key that orders the line; IMM, START: the server; END: `server:stays`; STAFF: agents signed in. */
  aux: string;
};

/**
 * ENQ a caller has to wait; IMM one is answered at once; START a waiting one is answered; ABN a waiting one hangs up;
 * END a call ends; STAFF so many agents are signed in now.
 */
const LOG_EVENT_KINDS = ['ENQ', 'IMM', 'START', 'ABN', 'END', 'STAFF'] as const;

const HEADER = 't,kind,cid,aux';

/** Reads one line of an event log; null for its header and for empty lines. Throws where it is neither that nor an event. */
export function readLogEvent(line: string, lineNumber: number): LogEvent | null {
  const text = line.trim();
  if (text === '' || text === HEADER) return null;
  const [time = '', word = '', caller = '', aux = ''] = text.split(',');
  const at = Number(time);
  const kind = LOG_EVENT_KINDS.find((known) => known === word);
  if (time === '' || !Number.isFinite(at) || kind === undefined) {
    throw new Error(
      `Failed to read line ${lineNumber} of the event log: it is not "${HEADER}" with a time in seconds and one of ${LOG_EVENT_KINDS.join(', ')}. Correct the line, or take it out.`,
    );
  }
  return { at, kind, caller, aux };
}
