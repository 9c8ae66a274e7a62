import type { WebhookRequest, WebhookResponse, WebhookTransport } from '../../../src/emulator/webhook.ts';
import { toneWav, zipWav } from '../../../src/twilio/tone.ts';
import { voiceWav } from '../../support/voice.ts';
import { readWebhook } from '../../../src/twilio/webhook-params.ts';
import type { Answer } from '../../../src/twilio/answer.ts';
import type { VoicePath, Webhooks } from '../../../src/twilio/webhooks.ts';

export type TransportParts = {
  publicUrl: string;
  /** The server that gets the next request; null while none is there. */
  server: () => { webhooks: Webhooks; isAlive: () => boolean } | null;
  soundsKeptSeconds: number;
  /** What becomes of a request before a server sees it, and of a document before Twilio does: planted bugs. */
  before: (request: Delivered) => Delivered;
  after: (request: Delivered, twiml: string) => string;
  onAnswer: (request: Delivered, answer: Answer) => void;
  onFailure: (request: Delivered, error: unknown) => void;
};

/** A webhook as it reaches a server. */
export type Delivered = {
  path: VoicePath;
  query: Readonly<Record<string, string>>;
  params: Record<string, string>;
};

export type Carrier = {
  transport: WebhookTransport;
  /** Delivers an old webhook once more; nothing waits for the answer. */
  again: (request: Delivered) => void;
};

/** Carries webhooks to servers in the same process, without sockets, signatures and Express. */
export function carrier(parts: TransportParts): Carrier {
  const kept = `public, max-age=${parts.soundsKeptSeconds}`;
  const sound = (bytes: Uint8Array): WebhookResponse => ({
    status: 200,
    headers: { 'content-type': 'audio/wav', 'cache-control': kept },
    body: Buffer.from(bytes).toString('latin1'),
  });
  const tone = sound(toneWav());
  const zip = sound(zipWav());
  const note = sound(voiceWav(2.4, -20));
  const voice = `${parts.publicUrl}/voice`;

  async function deliver(request: Delivered): Promise<string> {
    const server = parts.server();
    if (server === null) throw new Error('connect ECONNREFUSED');
    const seen = parts.before(request);
    try {
      const answer = await server.webhooks[seen.path](readWebhook(seen.params), seen.query);
      // Nobody answers for a process that has died meanwhile; the network's own patience ends the request.
      if (!server.isAlive()) return await new Promise<never>(() => undefined);
      const twiml = parts.after(seen, answer.twiml);
      parts.onAnswer(request, { ...answer, twiml });
      return twiml;
    } catch (error) {
      parts.onFailure(request, error);
      throw error;
    }
  }

  return {
    async transport({ url, params }: WebhookRequest): Promise<WebhookResponse> {
      if (!url.startsWith(voice)) {
        if (parts.server() === null) throw new Error('connect ECONNREFUSED');
        if (url.includes('/notes/')) return note;
        return url.includes('zip') ? zip : tone;
      }
      const mark = url.indexOf('?');
      const path = url.slice(voice.length, mark < 0 ? undefined : mark) as VoicePath;
      const query = mark < 0 ? {} : queryOf(url.slice(mark + 1));
      return { status: 200, headers: XML, body: await deliver({ path, query, params }) };
    },
    again(request) {
      deliver(request).catch(() => undefined);
    },
  };
}

const XML = { 'content-type': 'text/xml; charset=utf-8' };

function queryOf(text: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const part of text.split('&')) {
    const equals = part.indexOf('=');
    const value = part.slice(equals + 1);
    query[part.slice(0, equals)] = value.includes('%') ? decodeURIComponent(value) : value;
  }
  return query;
}
