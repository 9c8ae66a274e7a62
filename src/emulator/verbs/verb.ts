import type { NetworkCore } from '../core.ts';
import type { Leg } from '../leg.ts';
import type { TwimlDocument } from '../document/twiml-document.ts';
import type { WebhookIntent } from '../webhook.ts';

/** How a verb hands on the call. */
export type VerbOutcome =
  | { next: 'next-verb' }
  | { next: 'document'; intent: WebhookIntent }
  | { next: 'hang-up' }
  | { next: 'fail'; failure: Failure };

/** Something fatal: the call goes to its fallback URL with this code and URL. */
export type Failure = { code: number; url: string | null; message: string };

/** Where a verb runs. `done` is called once, and never after `stop`. */
export type VerbScene = {
  readonly core: NetworkCore;
  readonly leg: Leg;
  readonly document: TwimlDocument;
  done(outcome: VerbOutcome): void;
};

/** A verb under way. */
export type RunningVerb = {
  /** Interrupts it at once; gives the notification that Twilio sends for that, if any. */
  stop(why: 'redirected' | 'ended'): WebhookIntent | null;
  /** Whether a key pressed now is listened to. */
  hearsKey?(key: string): boolean;
  key?(key: string): void;
  /** Whether words spoken now are listened to. */
  hearsSpeech?(): boolean;
  speech?(text: string, durationMs: number): void;
};

export const NEXT_VERB: VerbOutcome = Object.freeze({ next: 'next-verb' });

/** The outcome for a URL that cannot be resolved (11100). */
export function badUrl(what: string, document: TwimlDocument): VerbOutcome {
  const message = `Failed to run TwiML: ${what} has no valid absolute URL.`;
  return { next: 'fail', failure: { code: 11100, url: document.url, message } };
}

/** The HTTP method that an attribute names; POST where it names none. */
export function methodOf(value: string | undefined): 'GET' | 'POST' {
  return value === 'GET' ? 'GET' : 'POST';
}

/** A whole number of seconds from an attribute, in milliseconds. */
export function secondsOf(value: string | undefined, defaultSeconds: number): number {
  const seconds = value === undefined ? Number.NaN : Number(value);
  return (Number.isInteger(seconds) && seconds >= 0 ? seconds : defaultSeconds) * 1_000;
}
