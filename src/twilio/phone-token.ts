import twilio from 'twilio';
import type { Config } from '../config.ts';

const { AccessToken } = twilio.jwt;

/** Makes the token with which a browser registers as the client `identity`, for `ttlSeconds`. */
export type PhoneTokens = (identity: string, ttlSeconds: number) => string;

/**
 * Access tokens for browsers as phones, signed with the account's API key; null where none is set. They let a browser be
 * called and nothing else: whom it may call is a question that never comes up (no outgoing application).
 * Facts: https://www.twilio.com/docs/iam/access-tokens
 */
export function phoneTokens({
  accountSid,
  apiKey,
}: Pick<Config['twilio'], 'accountSid' | 'apiKey'>): PhoneTokens | null {
  if (apiKey === null) return null;
  return (identity, ttlSeconds) => {
    const token = new AccessToken(accountSid, apiKey.sid, apiKey.secret, { identity, ttl: ttlSeconds });
    token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
    return token.toJwt();
  };
}
