import { Readable } from 'node:stream';
import type { Recordings } from '../switchboard/telephony.ts';
import type { TwilioCredentials } from './rest-client.ts';

const TIMEOUT_MS = 10_000;

/**
 * Fetches what a caller said from Twilio with our own credentials (docs: Recordings, media at `<sid>.wav`), so that no
 * browser ever needs them. Never throws.
 */
export function recordings({ accountSid, authTokens, apiBaseUrl }: TwilioCredentials): Recordings {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authTokens[0]}`).toString('base64')}`;
  return async (recordingSid) => {
    const url = `${apiBaseUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}.wav`;
    try {
      const answer = await fetch(url, {
        headers: { authorization },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!answer.ok || answer.body === null) {
        // Unread, it would keep its connection.
        await answer.body?.cancel();
        return { kind: answer.status === 404 ? 'gone' : 'unavailable' };
      }
      const body = Readable.fromWeb(answer.body as never);
      return { kind: 'audio', body };
    } catch {
      return { kind: 'unavailable' };
    }
  };
}
