import type { NetworkRest } from '../../src/emulator/rest/rest.ts';
import type { WebhookTransport } from '../../src/emulator/webhook.ts';
import type { ClipStore } from '../../src/store/store.ts';
import { toneWav, zipWav } from '../../src/twilio/tone.ts';
import type { CallsApi } from '../../src/twilio/rest-client.ts';
import { readWebhook } from '../../src/twilio/webhook-params.ts';
import type { VoicePath, Webhooks } from '../../src/twilio/webhooks.ts';

const XML = { 'content-type': 'text/xml; charset=utf-8' };
const WAV = { 'content-type': 'audio/wav', 'cache-control': 'public, max-age=31536000', etag: '"1"' };

/** Carries the network's webhooks to a line in the same process: the core without sockets, signatures and Express. */
export function inProcessTransport(
  webhooks: () => Webhooks | null,
  clips: () => Pick<ClipStore, 'clip'>,
): WebhookTransport {
  const tone = Buffer.from(toneWav()).toString('latin1');
  const zip = Buffer.from(zipWav()).toString('latin1');
  return async ({ url, params }) => {
    const server = webhooks();
    if (server === null) throw new Error('connect ECONNREFUSED');
    const { pathname, searchParams } = new URL(url);
    const clip = /^\/media\/notes\/(.+)\.wav$/.exec(pathname)?.[1];
    if (clip !== undefined) {
      const bytes = await clips().clip(clip);
      return bytes === null
        ? { status: 404, headers: {}, body: '' }
        : { status: 200, headers: WAV, body: Buffer.from(bytes).toString('latin1') };
    }
    if (pathname.startsWith('/media/')) {
      return { status: 200, headers: WAV, body: pathname.includes('zip') ? zip : tone };
    }
    const answer = server[pathname.replace('/voice', '') as VoicePath];
    if (answer === undefined) return { status: 404, headers: {}, body: '' };
    const query: Record<string, string> = {};
    for (const [name, value] of searchParams) query[name] = value;
    const { twiml } = await answer(readWebhook(params), query);
    return { status: 200, headers: XML, body: twiml };
  };
}

/** The network's REST API in the shape of the twilio client, as far as the server uses it. */
export function inProcessCallsApi(rest: NetworkRest): CallsApi {
  const calls = Object.assign(
    (sid: string) => ({
      update: (params: object) => rest.updateCall(sid, params as never),
      fetch: () => rest.fetchCall(sid),
    }),
    {
      create: (params: object) => rest.createCall(params as never),
      list: (params: object) => rest.listCalls(params as never),
    },
  );
  const conferences = Object.assign(
    (sid: string) => ({
      participants: Object.assign(
        (callSid: string) => ({
          update: (params: object) => rest.updateParticipant(sid, callSid, params as never),
        }),
        { list: () => rest.listParticipants(sid) },
      ),
    }),
    { list: (params: object) => rest.listConferences(params as never) },
  );
  const recordings = (sid: string) => ({ remove: () => rest.removeRecording(sid) });
  return { calls, conferences, recordings } as unknown as CallsApi;
}
