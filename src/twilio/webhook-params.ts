import { parse } from 'node:querystring';
import type { Request, RequestHandler } from 'express';
import express from 'express';
import type { AskedFrom } from '../twiml/instructions.ts';

/** A webhook as Twilio sent it. */
export type VoiceRequest = {
  /** Parameters as the signature covers them; one that is repeated keeps all its values. */
  signed: Record<string, string | string[]>;
  /** The first value of each parameter. */
  params: Record<string, string>;
  /** The body was larger than anything that Twilio sends, and was not read. */
  oversized: boolean;
};

/** Twilio's longest parameter, recognised speech, is far below this. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;
/** The content encodings that can be undone. */
const ENCODINGS = new Set(['identity', 'gzip', 'deflate', 'br']);

/** Whether a request says of itself that its body is larger than anything that Twilio sends. */
export function isTooLong(req: Request): boolean {
  return Number(req.headers['content-length'] ?? 0) > LARGEST_BODY_BYTES;
}

/**
 * Reads any body as bytes: charset, encoding and number of parameters are not worth an error to a caller. What cannot
 * be read at all counts as empty, and so fails the signature. Of one that does not say how long it is no more is waited
 * for than the longest may have: the parser would take all that comes off the line first.
 */
export function voiceBody(): RequestHandler {
  const raw = express.raw({ type: () => true, limit: LARGEST_BODY_BYTES });
  return (req, res, next) => {
    // What names an encoding that there is not was not encoded: Twilio never does, something on the way might.
    if (!ENCODINGS.has(req.headers['content-encoding'] ?? 'identity')) delete req.headers['content-encoding'];
    let bytes = 0;
    let isRead = false;
    function read(oversized: boolean): void {
      if (isRead) return;
      isRead = true;
      res.locals['oversized'] = oversized;
      next();
    }
    if (req.headers['content-length'] === undefined)
      req.on('data', ({ length }: Buffer) => {
        bytes += length;
        if (bytes > LARGEST_BODY_BYTES) read(true);
      });
    raw(req, res, (error?: unknown) => read(error !== undefined));
  };
}

/** The parameters of a request: of its body when it is a POST; the signature covers those of the query with the URL. */
export function voiceRequestOf(req: Request): VoiceRequest {
  const oversized = req.res?.locals['oversized'] === true;
  const body: unknown = req.body;
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  const signed = parse(text, '&', '=', { maxKeys: 0 }) as VoiceRequest['signed'];
  const params = firstValues(signed);
  if (req.method !== 'GET') return { signed, params, oversized };
  const withQuery = { ...params };
  for (const [name, value] of new URL(req.originalUrl, 'http://localhost').searchParams)
    withQuery[name] ??= value;
  return { signed, params: withQuery, oversized };
}

/** Twilio repeats hardly any parameter: mostly what was parsed is what is wanted. */
function firstValues(signed: VoiceRequest['signed']): Record<string, string> {
  for (const name in signed) {
    if (typeof signed[name] !== 'string') {
      return Object.fromEntries(Object.entries(signed).map(([key, value]) => [key, [value].flat()[0] ?? '']));
    }
  }
  return signed as Record<string, string>;
}

const ASKED_FROM = [
  'before',
  'words',
  'after',
  'talk',
  'record',
  'end',
  'kept',
  'summons',
] as const satisfies readonly AskedFrom[];

/** What the routes use of a webhook. */
export type Webhook = {
  CallSid: string | null;
  From: string;
  To: string;
  CallStatus: string;
  Digits: string;
  /** The key that ended a Gather (sent by Twilio, not documented); '' where none is named. */
  FinishedOnKey: string;
  SpeechResult: string;
  Direction: string;
  /** Seconds. */
  CallDuration: number;
  ErrorUrl: string;
  /** The number that has forwarded the call, where its carrier tells. */
  ForwardedFrom: string;
  /** What became of a call that was handed on, and how long it lasted, seconds. */
  DialCallStatus: string;
  DialCallDuration: number;
  RecordingSid: string;
  /** Seconds. */
  RecordingDuration: number;
};

/** Reads a webhook's parameters; whatever is not as documented becomes its most harmless reading. */
export function readWebhook(params: Readonly<Record<string, string>>): Webhook {
  return {
    CallSid: /^[\w-]{1,64}$/.exec(params['CallSid'] ?? '')?.[0] ?? null,
    From: textOf(params['From'], 200),
    To: textOf(params['To'], 200),
    CallStatus: textOf(params['CallStatus'], 40),
    Digits: (params['Digits'] ?? '').replace(/[^0-9*#A-D]/g, '').slice(0, 40),
    FinishedOnKey: textOf(params['FinishedOnKey'], 1),
    SpeechResult: textOf(params['SpeechResult'], 100_000),
    Direction: textOf(params['Direction'], 40),
    CallDuration: secondsOf(params['CallDuration'], 86_400),
    ErrorUrl: textOf(params['ErrorUrl'], 4_000),
    ForwardedFrom: textOf(params['ForwardedFrom'], 200),
    DialCallStatus: textOf(params['DialCallStatus'], 40),
    DialCallDuration: secondsOf(params['DialCallDuration'], 86_400),
    RecordingSid: /^\w{1,64}$/.exec(params['RecordingSid'] ?? '')?.[0] ?? '',
    RecordingDuration: secondsOf(params['RecordingDuration'], 3_600),
  };
}

function textOf(value = '', longest: number): string {
  return value.length <= longest ? value : '';
}

function secondsOf(value: string | undefined, most: number): number {
  const seconds = Number(value ?? 0);
  return seconds >= 0 && seconds <= most ? seconds : 0;
}

/** Where in its document a leg was, as its URL says. */
export function askedFrom(value: unknown): AskedFrom {
  return ASKED_FROM.find((one) => one === value) ?? 'end';
}

const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** Whether a CallStatus says that the call is over. */
export function isOver(callStatus: string): boolean {
  return OVER.has(callStatus);
}

/** The call as the caller's: one that we made to them has the numbers the other way round. */
export function asCaller(webhook: Webhook): Webhook {
  return webhook.Direction.startsWith('outbound')
    ? { ...webhook, From: webhook.To, To: webhook.From }
    : webhook;
}

/** The keys of a webhook. `#` alone, which ends a number without a digit, is a key as well, and so is `*` that ends a code. */
export function keysOf({ Digits, FinishedOnKey }: Webhook): string {
  if (Digits !== '') return Digits;
  return FinishedOnKey === '#' || FinishedOnKey === '*' ? FinishedOnKey : '';
}
