import webhookSignatures from 'twilio/lib/webhooks/webhooks.js';
import type { NetworkCore } from './core.ts';
import { happens } from './faults.ts';
import { type ConnectionOverrides, connectionOverrides, retries } from './connection-overrides.ts';

export type WebhookRequest = {
  method: 'GET' | 'POST';
  /** Absolute, without fragment; for GET with the parameters in the query. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** URL-encoded; empty for GET. */
  readonly body: string;
  /** What `body` encodes. */
  params: Record<string, string>;
};
/** For audio, `body` holds one byte per character (latin1). Header names in lower case. */
export type WebhookResponse = { status: number; headers: Record<string, string>; body: string };
/** Carries one request to the server under test; rejects when the connection fails. */
export type WebhookTransport = (request: WebhookRequest) => Promise<WebhookResponse>;

/** A request that is to be made: `url` absolute, its fragment holding Twilio's connection overrides. */
export type WebhookIntent = { method: 'GET' | 'POST'; url: string; params: Record<string, string> };
export type WebhookOutcome =
  | { ok: true; response: WebhookResponse; url: string }
  | { ok: false; code: number; message: string; url: string };
/** A call's cookies, kept like a browser's. */
export type CookieJar = Map<string, string>;

type Attempt = { response: WebhookResponse } | { failed: 'ct' | 'rt' };

const MOST_HTTP_REDIRECTS = 10;

/**
 * Delivers webhooks as Twilio does: signed, at most 15 s in all, repeated as the URL's fragment says (default:
 * once, after connect failures), redirects followed up to ten times. Faults are injected here.
 */
export class Webhooks {
  /** Requests that the transport has not answered yet. */
  inFlight = 0;
  /** Requests ever handed to the transport. */
  sent = 0;
  private readonly core: NetworkCore;
  private tokens = 0;

  constructor(core: NetworkCore) {
    this.core = core;
  }

  /** Requests a document. `standard` are the parameters that survive an HTTP redirect, unlike those of the intent. */
  async request(
    intent: WebhookIntent,
    standard: Record<string, string>,
    cookies: CookieJar,
  ): Promise<WebhookOutcome> {
    const hash = intent.url.indexOf('#');
    const overrides = connectionOverrides(hash < 0 ? '' : intent.url.slice(hash + 1));
    let url = hash < 0 ? intent.url : intent.url.slice(0, hash);
    let { method } = intent;
    let params = { ...standard, ...intent.params };
    this.tokens += 1;
    const token = `${this.core.accountSid}-${this.tokens}`;
    for (let redirects = 0; ; redirects += 1) {
      const attempt = await this.attempts({ method, url, params }, overrides, cookies, token);
      if ('failed' in attempt) return failure(11205, 'no answer in time or no connection', url);
      const { response } = attempt;
      if (response.status >= 200 && response.status < 300) return { ok: true, response, url };
      const location = response.headers['location'];
      if (response.status < 300 || response.status >= 400 || location === undefined) {
        return failure(11200, `HTTP status ${response.status}`, url);
      }
      if (redirects === MOST_HTTP_REDIRECTS) return failure(11215, 'too many HTTP redirects', url);
      // Twilio follows a redirect but does not send the Gather's Digits again.
      url = new URL(location, url).href.replace(/#.*$/, '');
      if (response.status !== 307 && response.status !== 308) method = 'GET';
      params = { ...standard };
    }
  }

  /** One unrepeated request for media: no parameters, no signature. */
  async fetchMedia(url: string, headers: Record<string, string>): Promise<WebhookResponse | null> {
    if (happens(this.core.faults.mediaFailed, this.core.random)) return null;
    const request: WebhookRequest = { method: 'GET', url, headers, body: '', params: {} };
    if (this.core.faults.partition !== 'none') return null;
    const attempt = await this.exchange(request, 15_000, 0, false);
    return 'failed' in attempt ? null : attempt.response;
  }

  /** Makes a request whose answer nothing runs: status callbacks, actions of calls that have ended. */
  async deliver(intent: WebhookIntent, standard: Record<string, string>): Promise<void> {
    await this.request(intent, standard, new Map());
  }

  private async attempts(
    intent: WebhookIntent,
    overrides: ConnectionOverrides,
    cookies: CookieJar,
    token: string,
  ): Promise<Attempt> {
    const deadline = this.core.clock.now() + overrides.totalMs;
    const request = this.build(intent, cookies, token);
    for (let attempt = 0; ; attempt += 1) {
      const remainingMs = deadline - this.core.clock.now();
      const result = await this.attempt(request, overrides, Math.min(overrides.readMs, remainingMs));
      if ('response' in result) keepCookies(cookies, result.response);
      if (attempt >= overrides.retryCount || !retries(overrides, failureOf(result))) return result;
      if (this.core.clock.now() >= deadline) return result;
    }
  }

  private attempt(
    request: WebhookRequest,
    overrides: ConnectionOverrides,
    limitMs: number,
  ): Promise<Attempt> {
    const { core } = this;
    const { faults, random } = core;
    const bin = core.bins.answer(request.url, request.params);
    if (bin !== null) return Promise.resolve({ response: bin });
    const connectMs = Math.min(overrides.connectMs, limitMs);
    if (faults.partition === 'refused') return Promise.resolve({ failed: 'ct' });
    if (faults.partition === 'silent') return this.after(connectMs, { failed: 'ct' });
    if (happens(faults.webhookDropped, random)) return this.after(connectMs, { failed: 'ct' });
    if (happens(faults.webhookDuplicated, random)) this.sendCopies(request);
    const lost = happens(faults.webhookReplyLost, random);
    const late = happens(faults.webhookDelayed, random) ? random() * faults.webhookDelayMs : 0;
    const delayMs = late + faults.webhookLatencyMs;

    return this.exchange(request, limitMs, delayMs, lost);
  }

  /** One request and its answer, on its way for `delayMs`, given up after `limitMs`. */
  private exchange(
    request: WebhookRequest,
    limitMs: number,
    delayMs: number,
    lost: boolean,
  ): Promise<Attempt> {
    const { clock } = this.core;
    return new Promise((resolve) => {
      // Whatever comes after the first of these changes nothing.
      const cancel = clock.setTimer(limitMs, () => resolve({ failed: 'rt' }));
      const go = (): void => {
        this.carry(request).then(
          (response) => {
            if (lost) return;
            cancel();
            resolve({ response });
          },
          () => {
            cancel();
            resolve({ failed: 'ct' });
          },
        );
      };
      if (delayMs > 0) clock.setTimer(delayMs, go);
      else go();
    });
  }

  private sendCopies(request: WebhookRequest): void {
    const { random, clock, faults } = this.core;
    const copies = random() < 0.5 ? 1 : 2;
    for (let i = 0; i < copies; i += 1) {
      const delayMs = random() < 0.5 ? 0 : random() * faults.webhookDelayMs;
      const go = (): void => void this.carry(request).catch(() => undefined);
      if (delayMs > 0) clock.setTimer(delayMs, go);
      else go();
    }
  }

  private async carry(request: WebhookRequest): Promise<WebhookResponse> {
    this.inFlight += 1;
    this.sent += 1;
    try {
      return await this.core.transport(request);
    } finally {
      this.inFlight -= 1;
    }
  }

  private after(delayMs: number, attempt: Attempt): Promise<Attempt> {
    return new Promise((resolve) => {
      this.core.clock.setTimer(delayMs, () => resolve(attempt));
    });
  }

  private build(intent: WebhookIntent, cookies: CookieJar, token: string): WebhookRequest {
    const { method, params } = intent;
    let { url } = intent;
    if (method === 'GET') {
      const query = encodeForm(params);
      if (query !== '') url += (url.includes('?') ? '&' : '?') + query;
    }
    const headers: Record<string, string> = {
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'i-twilio-idempotency-token': token,
    };
    if (method === 'POST') headers['content-type'] = 'application/x-www-form-urlencoded; charset=UTF-8';
    if (cookies.size > 0)
      headers['cookie'] = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (this.core.settings.sign) {
      const signed = method === 'POST' ? params : {};
      headers['x-twilio-signature'] = webhookSignatures.getExpectedTwilioSignature(
        this.core.authToken,
        url,
        signed,
      );
    }
    return new Request(method, url, headers, params);
  }
}

/** Encodes its body only when somebody reads it: in process, nobody does. */
class Request implements WebhookRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly params: Record<string, string>;

  constructor(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    params: Record<string, string>,
  ) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.params = params;
  }

  get body(): string {
    return this.method === 'POST' ? encodeForm(this.params) : '';
  }
}

function failure(code: number, reason: string, url: string): WebhookOutcome {
  return { ok: false, code, message: `Failed to fetch a document: ${reason}.`, url };
}

function failureOf(attempt: Attempt): 'ct' | 'rt' | '4xx' | '5xx' | null {
  if ('failed' in attempt) return attempt.failed;
  if (attempt.response.status >= 500) return '5xx';
  return attempt.response.status >= 400 ? '4xx' : null;
}

function keepCookies(cookies: CookieJar, response: WebhookResponse): void {
  const header = response.headers['set-cookie'];
  if (header === undefined) return;
  for (const cookie of header.split(/,(?=\s*[^;,=\s]+=)/)) {
    const pair = /^\s*([^=;\s]+)=([^;]*)/.exec(cookie);
    if (pair?.[1] !== undefined) cookies.set(pair[1], pair[2] ?? '');
  }
}

function encodeForm(params: Record<string, string>): string {
  let form = '';
  for (const name in params) {
    if (form !== '') form += '&';
    form += `${encodeFormPart(name)}=${encodeFormPart(params[name] as string)}`;
  }
  return form;
}

/** encodeURIComponent leaves ! ' ( ) * alone, writes a space as %20 and throws on half a surrogate pair; a form does not. */
function encodeFormPart(text: string): string {
  if (/^[\w.*-]*$/.test(text)) return text;
  return encodeURIComponent(Buffer.from(text).toString())
    .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}
