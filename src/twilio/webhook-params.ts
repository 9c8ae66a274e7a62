import { parse } from 'node:querystring';
import type { Request, RequestHandler } from 'express';
import express from 'express';
import { z } from 'zod';
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
const LARGEST_BODY = '4mb';
/** The content encodings that can be undone. */
const ENCODINGS = new Set(['identity', 'gzip', 'deflate', 'br']);

/**
 * Reads any body as bytes: charset, encoding and number of parameters are not worth an error to a caller. What cannot
 * be read at all counts as empty, and so fails the signature.
 */
export function voiceBody(): RequestHandler {
  const raw = express.raw({ type: () => true, limit: LARGEST_BODY });
  return (req, res, next) => {
    // What names an encoding that there is not was not encoded: Twilio never does, something on the way might.
    if (!ENCODINGS.has(req.headers['content-encoding'] ?? 'identity')) delete req.headers['content-encoding'];
    raw(req, res, (error?: unknown) => {
      res.locals['oversized'] = error !== undefined;
      next();
    });
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
  'summons',
] as const satisfies readonly AskedFrom[];

/** What the routes use of a webhook; whatever is not as documented becomes its most harmless reading. */
const webhookSchema = z.object({
  CallSid: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable()
    .catch(null)
    .default(null),
  From: z.string().max(200).catch('').default(''),
  To: z.string().max(200).catch('').default(''),
  CallStatus: z.string().max(40).catch('').default(''),
  Digits: z
    .string()
    .transform((digits) => digits.replace(/[^0-9*#A-D]/g, '').slice(0, 40))
    .catch('')
    .default(''),
  /** The key that ended a Gather (sent by Twilio, not documented); absent it counts as none. */
  FinishedOnKey: z.string().max(1).catch('').default(''),
  SpeechResult: z.string().max(100_000).catch('').default(''),
  Direction: z.string().max(40).catch('').default(''),
  CallDuration: z.coerce.number().min(0).max(86_400).catch(0).default(0),
  ErrorUrl: z.string().max(4000).catch('').default(''),
  RecordingSid: z
    .string()
    .regex(/^\w{1,64}$/)
    .catch('')
    .default(''),
  RecordingDuration: z.coerce.number().min(0).max(3600).catch(0).default(0),
});

/** Only what is used is checked. */
const USED = Object.keys(webhookSchema.shape);

export type Webhook = z.infer<typeof webhookSchema>;

export function readWebhook(params: Readonly<Record<string, string>>): Webhook {
  const used: Record<string, string | undefined> = {};
  for (const name of USED) used[name] = params[name];
  return webhookSchema.parse(used);
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

/** A spoken word counts as this key. */
const SPOKEN_KEY = '1';

/**
 * Keys, or a spoken word in their place: words are listened for only where any of them means "I am here". A `#` alone,
 * which ends a number without a digit, is a key as well.
 */
export function keysOf({ Digits, SpeechResult, FinishedOnKey }: Webhook): string {
  if (Digits !== '') return Digits;
  if (FinishedOnKey === '#') return FinishedOnKey;
  return SpeechResult === '' ? '' : SPOKEN_KEY;
}
