import type { WebhookTransport } from '../webhook.ts';

/** Longer than Twilio ever waits; the network itself decides when an answer is too late. */
const ABANDONED_AFTER_MS = 20_000;

/** Carries webhooks and media requests over real HTTP. Redirects are not followed here: the network does that. */
export function httpTransport(): WebhookTransport {
  return async (request) => {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(ABANDONED_AFTER_MS),
      ...(request.method === 'POST' ? { body: request.body } : {}),
    });
    const headers = Object.fromEntries(response.headers);
    const bytes = Buffer.from(await response.arrayBuffer());
    const isAudio = (headers['content-type'] ?? '').startsWith('audio/');
    return { status: response.status, headers, body: bytes.toString(isAudio ? 'latin1' : 'utf8') };
  };
}
