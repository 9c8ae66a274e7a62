import type { AskedFrom } from '../twiml/instructions.ts';
import type { ContactToken, EntranceToken, LegTokens } from './leg-token.ts';

/**
 * Twilio's connection overrides on every URL that drives a call: connect 1 s, read 1.8 s, all tries together 5 s, one
 * retry, whatever failed. With the fallback fetch after it this fits into the lead of 7 s or more that a quiet document
 * asks ahead. The fragment is neither sent nor signed (docs: webhooks connection overrides).
 *
 * What these tries cost is taken out of the silence as far as it can be known: it is counted from the first one that
 * arrives (`TwimlContext.elapsedMs`), so an answer that is slow or lost makes no words late. Of a try that never arrives
 * nothing tells the next one (Twilio's idempotency token is the same, and nothing numbers it): then words come as much
 * later as that try took, 1 s without a connection, 1.8 s where a request is swallowed, by a server that stands still for
 * instance. That is why Twilio waits no longer for an answer: a silence may last two seconds more than was announced. It
 * does where both tries are held up on their way. When the leg began to ask could only be guessed from how long its last
 * words took to speak, and such a guess would call callers early in calm weather to be on time in a storm.
 */
export const RETRY_FRAGMENT = '#ct=1000&rt=1800&tt=5000&rc=1&rp=all';
/** Nobody waits for a status callback: more tries. */
export const STATUS_FRAGMENT = '#rc=5&rp=all';
/** Nothing comes after the fallback but the end of the call: it is worth all the time that Twilio has. */
const FALLBACK_FRAGMENT = '#ct=1000&rt=5000&rc=5&rp=all';

/** The URLs that Twilio is given, all absolute. */
export type VoiceUrls = {
  contact(token: ContactToken, from: AskedFrom): string;
  desk(intentId: string, step: number, from: AskedFrom): string;
  entrance(token: EntranceToken, from: AskedFrom): string;
  /** Where it is told what became of a call that was handed on to the old line. */
  oldLine(token: ContactToken): string;
  /** For legs that we know only by their CallSid; `token` is what they carried, where it reached us. */
  resume(token?: string): string;
  /** For a leg that the store forgot, called up at `startedAt` (epoch ms). */
  resumeForgotten(startedAt: number): string;
  status(intentId?: string): string;
  /** Where a finished recording of a contact is told, and what it was for. */
  recorded(token: ContactToken, purpose: 'while-waiting' | 'message'): string;
  /** Where an operator's spoken note for a contact is told. */
  noteRecorded(intentId: string, step: number, contactId: string): string;
};

/** The fallback as Twilio is given it; of one on another host its owner knows how long it takes. */
export function patientFallback(fallbackUrl: string, publicUrl: string): string {
  return fallbackUrl.startsWith(`${publicUrl}/`) ? fallbackUrl + FALLBACK_FRAGMENT : fallbackUrl;
}

export function voiceUrls(publicUrl: string, tokens: LegTokens): VoiceUrls {
  const voice = `${publicUrl}/voice`;
  /** A document has several URLs with one token: it is signed once. */
  let last: { token: ContactToken; signed: string } | null = null;
  function signed(token: ContactToken): string {
    if (last?.token !== token) last = { token, signed: tokens.contact(token) };
    return last.signed;
  }
  return {
    contact: (token, from) => `${voice}/leg?t=${signed(token)}&f=${from}${RETRY_FRAGMENT}`,
    desk: (intentId, step, from) =>
      `${voice}/desk?t=${tokens.desk(intentId, step)}&f=${from}${RETRY_FRAGMENT}`,
    entrance: (token, from) => `${voice}/entrance?t=${tokens.entrance(token)}&f=${from}${RETRY_FRAGMENT}`,
    oldLine: (token) => `${voice}/old-line?t=${signed(token)}${RETRY_FRAGMENT}`,
    resume: (token) =>
      `${voice}/resume${token === undefined ? '' : `?t=${encodeURIComponent(token)}`}${RETRY_FRAGMENT}`,
    resumeForgotten: (startedAt) => `${voice}/resume?since=${startedAt}${RETRY_FRAGMENT}`,
    recorded: (token, purpose) => `${voice}/recording?t=${signed(token)}&k=${purpose}${STATUS_FRAGMENT}`,
    noteRecorded: (intentId, step, contactId) =>
      `${voice}/recording?t=${tokens.desk(intentId, step)}&c=${contactId}${STATUS_FRAGMENT}`,
    status: (intentId) =>
      `${voice}/status${intentId === undefined ? '' : `?i=${intentId}`}${STATUS_FRAGMENT}`,
  };
}
