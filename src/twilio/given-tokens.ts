import { createForgetfulMap } from '../store/forgetful-map.ts';
import type { ContactToken } from './leg-token.ts';

/** The longest silence is half an hour: a leg that waits asks again before that. */
const REMEMBERED_MS = 40 * 60_000;

/**
 * The token that each caller's leg was last given by this server. Twilio does not tell what URL a leg would ask next, so
 * a leg that is fetched home after the store lost everything would come without its token: with it, it has its exact
 * place (Twilio's call list has whole seconds), its queue and its language again.
 */
export interface GivenTokens {
  give(callSid: string, token: ContactToken): void;
  /** Undefined where another server answered the leg, or this one was started since. */
  of(callSid: string): ContactToken | undefined;
}

export function givenTokens(now: () => number): GivenTokens {
  const tokens = createForgetfulMap<ContactToken>();
  return {
    give(callSid, token) {
      tokens.set(callSid, token, now() + REMEMBERED_MS, now());
    },
    of: (callSid) => tokens.get(callSid, now()),
  };
}
