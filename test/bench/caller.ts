import { createHmac } from 'node:crypto';
import { LINE } from './environment.ts';

/** A call at "Twilio": what it sends with every webhook, and where its last document led it. */
export type Caller = {
  callSid: string;
  /** The path and query of the step that it asks for next. */
  next: string;
  /** Its parameters as a form, and as the signature covers them. */
  readonly form: string;
  readonly signed: string;
};

/** @param next path and query of the first webhook */
export function createCaller(n: number, next: string): Caller {
  const callSid = callSidOf(n);
  const params = paramsOf(callSid, numberOf(n));
  const signed = Object.keys(params)
    .toSorted()
    .map((name) => `${name}${params[name]}`)
    .join('');
  return { callSid, next, form: new URLSearchParams(params).toString(), signed };
}

export function callSidOf(n: number): string {
  return `CA${n.toString(16).padStart(32, '0')}`;
}

export function numberOf(n: number): string {
  return `+1555${String(n % 10_000_000).padStart(7, '0')}`;
}

/** The caller's next webhook as bytes, signed as Twilio signs: HMAC-SHA1 over the URL and the sorted parameters. */
export function webhookOf(caller: Caller): string {
  const signature = createHmac('sha1', LINE.authToken)
    .update(LINE.publicUrl + caller.next + caller.signed)
    .digest('base64');
  return (
    `POST ${caller.next} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\n` +
    `Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nX-Twilio-Signature: ${signature}\r\n` +
    `I-Twilio-Idempotency-Token: ${caller.callSid}\r\nContent-Length: ${caller.form.length}\r\n\r\n${caller.form}`
  );
}

const REDIRECT = /<Redirect[^>]*>([^<]+)<\/Redirect>/;

/** Where a document leads at its end, as path and query. */
export function redirectIn(document: string): string {
  const url = REDIRECT.exec(document)?.[1]?.replaceAll('&amp;', '&');
  if (url === undefined || !url.startsWith(LINE.publicUrl)) {
    throw new Error(`Failed to follow a document, it leads nowhere: ${document.slice(0, 400)}`);
  }
  return pathOf(url);
}

/** Path and query of a URL of the line; the fragment is not sent. */
export function pathOf(url: string): string {
  const fragment = url.indexOf('#');
  return url.slice(LINE.publicUrl.length, fragment < 0 ? undefined : fragment);
}

/** What Twilio sends for a call from a number that it can place. */
function paramsOf(callSid: string, from: string): Record<string, string> {
  return {
    AccountSid: LINE.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: callSid,
    CallStatus: 'in-progress',
    Direction: 'inbound',
    From: from,
    Caller: from,
    To: LINE.number,
    Called: LINE.number,
    ...place('From'),
    ...place('Caller'),
    ...place('To'),
    ...place('Called'),
  };
}

function place(role: string): Record<string, string> {
  return {
    [`${role}City`]: 'SAN FRANCISCO',
    [`${role}State`]: 'CA',
    [`${role}Zip`]: '94105',
    [`${role}Country`]: 'US',
  };
}
