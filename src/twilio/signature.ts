import type { NextFunction, Request, RequestHandler, Response } from 'express';
import twilio from 'twilio';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { isTooLong, voiceBody, type VoiceRequest, voiceRequestOf } from './webhook-params.ts';

export type SignatureParts = {
  /** What Twilio calls and signs; Host and X-Forwarded headers are never believed. */
  publicUrl: string;
  /** All tokens that are valid now: two during a rotation. */
  authTokens: readonly string[];
  accountSid: string;
  log: Logger;
  metrics: Pick<Metrics, 'signatureRefused'>;
};

/**
 * Reads bodies, lets signed requests through, and answers all others 403, without a body and without any effect. There is
 * no way to switch it off: the emulator, the tests and the demo sign. What carries no signature, or is longer than
 * anything of Twilio's, is refused by its headers: nobody makes us keep megabytes that prove nothing.
 * HMAC-SHA1 over the URL and the sorted parameters (docs: Webhooks security), checked by the twilio package.
 */
export function signature({
  publicUrl,
  authTokens,
  accountSid,
  log,
  metrics,
}: SignatureParts): RequestHandler[] {
  const readBody = voiceBody();
  return [byHeaders, byParameters];

  function byHeaders(req: Request, res: Response, next: NextFunction): void {
    const tooLong = isTooLong(req);
    if (!tooLong && signatureOf(req) !== '') readBody(req, res, next);
    else refuse(req, res, [], tooLong);
  }

  function byParameters(req: Request, res: Response, next: NextFunction): void {
    const request = voiceRequestOf(req);
    if (isSigned(request, req) && (request.params['AccountSid'] ?? accountSid) === accountSid) {
      res.locals['voice'] = request;
      next();
      return;
    }
    refuse(req, res, Object.keys(request.params), request.oversized);
  }

  function refuse(req: Request, res: Response, params: string[], tooLong: boolean): void {
    metrics.signatureRefused();
    // Node would take the rest of the body off the line first.
    if (tooLong) res.set('Connection', 'close');
    log.warn(
      { path: req.path, params: params.slice(0, 50).map(asName) },
      'A request without a right signature was refused.',
    );
    res.status(403).end();
  }

  function isSigned(request: VoiceRequest, req: Request): boolean {
    if (request.oversized) return false;
    const url = publicUrl + req.originalUrl;
    return authTokens.some((token) => twilio.validateRequest(token, signatureOf(req), url, request.signed));
  }
}

function signatureOf(req: Request): string {
  return req.get('X-Twilio-Signature') ?? '';
}

/** Names of parameters only: values are personal, and what cannot be read as a form comes as one long name. */
function asName(name: string): string {
  return /^[A-Za-z]{1,40}\d{0,2}$/.test(name) ? name : '[odd name]';
}
