import { randomBytes } from 'node:crypto';
import twilio from 'twilio';

const LONGEST_MS = 5_000;

/**
 * Whether the server at `publicUrl` answers as Twilio will ask: a signed webhook gets TwiML, an unsigned one is refused.
 * The webhook tells of a call that nobody knows and that goes on, so it changes nothing.
 *
 * @returns what is wrong, as sentences; empty where all is well
 */
export async function probe(publicUrl: string, accountSid: string, authToken: string): Promise<string[]> {
  const url = `${publicUrl}/voice/status`;
  const callSid = `CA${randomBytes(16).toString('hex')}`;
  const params = { AccountSid: accountSid, CallSid: callSid, CallStatus: 'in-progress' };
  const signature = twilio.getExpectedTwilioSignature(authToken, url, params);
  try {
    const signed = await post(url, params, { 'X-Twilio-Signature': signature });
    const forged = await post(url, params, {});
    return [...aboutSigned(signed, url), ...aboutForged(forged, url)];
  } catch (error) {
    return [
      `${url} cannot be reached from here (${reasonOf(error)}). Start the server, and check PUBLIC_URL.`,
    ];
  }
}

type Reply = { status: number; type: string; body: string };

async function post(
  url: string,
  params: Record<string, string>,
  headers: Record<string, string>,
): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: new URLSearchParams(params),
    // Twilio follows a redirect, and its signature then fits no more.
    redirect: 'manual',
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: await response.text(),
  };
}

function aboutSigned({ status, type, body }: Reply, url: string): string[] {
  if (status === 403)
    return [
      `${url} refuses requests signed for it (403). The server there has another PUBLIC_URL, account or token.`,
    ];
  if (status >= 300 && status < 400)
    return [`${url} leads elsewhere (${status}). PUBLIC_URL must be the address that answers.`];
  if (status !== 200 || !/^(text|application)\/xml/.test(type) || !body.includes('<Response'))
    return [`${url} answers a webhook with ${status} and no TwiML. Is it Stillhere that answers there?`];
  return [];
}

function aboutForged({ status }: Reply, url: string): string[] {
  return status === 200
    ? [`${url} takes unsigned requests: whatever answers there does not check signatures.`]
    : status !== 403
      ? [`${url} answers an unsigned request with ${status} instead of 403.`]
      : [];
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `no answer within ${LONGEST_MS / 1000} s`;
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? cause.code : error.message;
}
