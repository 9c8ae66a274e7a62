import type { Logger } from '../../../src/log.ts';
import type { Metrics } from '../../../src/metrics.ts';
import { StoreUnavailable } from '../../../src/store/store.ts';

/** Metrics that nobody reads: a simulation counts what is audible. */
export const NO_METRICS: Metrics = {
  webhookAnswered() {},
  signatureRefused() {},
  storeFailed() {},
  storeIs() {},
  effectTried() {},
  phoneNetworkAsked() {},
  phoneNetworkIs() {},
  stepMissed() {},
  sweepFailed() {},
  lineIs() {},
  apiAnswered() {},
  estimateAnomalies() {},
  promisesKept() {},
  pilotLed() {},
  nuisanceRefused() {},
  signInFailed() {},
  streamsAre() {},
  streamCut() {},
  text: async () => '',
  contentType: 'text/plain',
};

/** A log that is silent but for errors that are not the store's: those are a finding. */
export function logOf(onError: (message: string) => void): Logger {
  const quiet = (): void => undefined;
  const error = (fields: { err?: unknown; phoneNetwork?: string }, message: string): void => {
    // The weather's, not ours.
    if (fields.err instanceof StoreUnavailable || fields.phoneNetwork !== undefined) return;
    const { err } = fields;
    onError(`${message} ${err instanceof Error ? (err.stack ?? err.message) : ''}`);
  };
  return { info: quiet, debug: quiet, trace: quiet, warn: quiet, error, fatal: error } as unknown as Logger;
}
