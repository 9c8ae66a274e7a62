import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { PhoneNetworkState, RestOutcome } from '../switchboard/telephony.ts';
import type { TwilioCalls } from './rest-client.ts';

export type WatchedCalls = {
  /** The same calls. */
  calls: TwilioCalls;
  /** As the last answers show it; the reconciler asks every ten seconds. */
  state: () => PhoneNetworkState;
};

/** One request that failed is an accident, another one after it without an answer between them is not. */
const FAILURES_IN_A_ROW = 2;
/** What Twilio says of a token that is none, and of an account that is not active (docs: errors/20003, 20005, 10001). */
const OF_THE_ACCOUNT = new Set([401, 403, 20003, 20005, 10001]);

/**
 * Watches what becomes of all that the phone network is asked for. Callers are kept while it answers nothing, but nobody
 * can be connected: that is said in the log once, shown by /readyz and on the consoles, and counted.
 */
export function watchedCalls(
  calls: TwilioCalls,
  { log, metrics }: { log: Logger; metrics: Pick<Metrics, 'phoneNetworkAsked' | 'phoneNetworkIs'> },
): WatchedCalls {
  let state: PhoneNetworkState = 'well';
  let failures = 0;

  function become(next: PhoneNetworkState, code: number | null = null): void {
    if (next === state) return;
    state = next;
    metrics.phoneNetworkIs(state);
    if (state === 'well') log.info("Twilio's API answers again.");
    else if (state === 'away')
      log.error(
        { phoneNetwork: state },
        "Twilio's API does not answer: callers are kept, and nobody can be connected at once.",
      );
    else
      log.error(
        { phoneNetwork: state, code },
        'Twilio refuses our requests: callers are kept, and nobody can be connected at once. Check TWILIO_AUTH_TOKEN and the account.',
      );
  }

  function heard(outcome: RestOutcome<unknown>): void {
    failures = outcome.kind === 'unknown' ? failures + 1 : 0;
    if (outcome.kind === 'refused' && OF_THE_ACCOUNT.has(outcome.code)) become('refuses', outcome.code);
    else if (failures === 0) become('well');
    else if (failures >= FAILURES_IN_A_ROW) become('away');
  }

  function watched<Name extends keyof TwilioCalls>(name: Name): TwilioCalls[Name] {
    const ask = calls[name] as (...args: unknown[]) => Promise<RestOutcome<unknown>>;
    return (async (...args: unknown[]) => {
      const outcome = await ask(...args);
      metrics.phoneNetworkAsked(name, outcome.kind);
      heard(outcome);
      return outcome;
    }) as TwilioCalls[Name];
  }

  return {
    calls: {
      summonContact: watched('summonContact'),
      summonDesk: watched('summonDesk'),
      ringDesk: watched('ringDesk'),
      ringCaller: watched('ringCaller'),
      deleteRecording: watched('deleteRecording'),
      hangUp: watched('hangUp'),
      setListener: watched('setListener'),
      isLive: watched('isLive'),
      callsInProgress: watched('callsInProgress'),
      legsInConferences: watched('legsInConferences'),
      legsInTalk: watched('legsInTalk'),
      resumeForgotten: watched('resumeForgotten'),
    },
    state: () => state,
  };
}
