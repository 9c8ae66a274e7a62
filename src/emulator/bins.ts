import type { WebhookResponse } from './webhook.ts';

/**
 * TwiML documents that the network itself hosts, as Twilio hosts TwiML Bins: reachable when the server under
 * test is dead or cut off. `{{Param}}` is filled from the request's parameters and the query, escaped for XML;
 * inside `{{#e}}…{{/e}}` it is escaped for a URL. What was not sent is filled with nothing.
 */
export class Bins {
  private readonly documents = new Map<string, string>();
  private readonly baseUrl: string;

  /** `baseUrl` is where bins live, without a slash at its end. */
  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Puts a document at `path` (its name, such as "keep-waiting") and returns its URL. */
  add(path: string, twiml: string): string {
    const name = path.replace(/^\/+/, '');
    this.documents.set(name, twiml);
    return `${this.baseUrl}/${name}`;
  }

  /** The answer for a URL of ours; null where it is somebody else's. */
  answer(url: string, params: Readonly<Record<string, string>>): WebhookResponse | null {
    if (!url.startsWith(this.baseUrl) || url.charCodeAt(this.baseUrl.length) !== 47) return null;
    const { pathname, searchParams } = new URL(url);
    const base = new URL(this.baseUrl).pathname.replace(/\/$/, '');
    const document = this.documents.get(decodeURIComponent(pathname.slice(base.length + 1)));
    if (document === undefined) {
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is no such bin.' };
    }
    const given = { ...Object.fromEntries(searchParams), ...params };
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: fillIn(document, given) };
  }
}

function fillIn(document: string, params: Readonly<Record<string, string>>): string {
  const value = (name: string): string => (Object.hasOwn(params, name) ? (params[name] as string) : '');
  return document
    .replace(/\{\{#e\}\}(.*?)\{\{\/e\}\}/gs, (_whole, inner: string) =>
      encodeURIComponent(inner.replace(/\{\{(\w+)\}\}/g, (_field, name: string) => value(name))),
    )
    .replace(/\{\{(\w+)\}\}/g, (_field, name: string) => escapeXml(value(name)));
}

function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
