import type { NextFunction, Request, RequestHandler, Response } from 'express';
import twilio from 'twilio';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type VoiceRequest, voiceRequestOf } from './webhook-params.ts';

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
 * Lets signed requests through and answers all others 403, without a body and without any effect. There is no way to
 * switch it off: the emulator, the tests and the demo sign.
 * HMAC-SHA1 over the URL and the sorted parameters (docs: Webhooks security), checked by the twilio package.
 */
export function signature({
  publicUrl,
  authTokens,
  accountSid,
  log,
  metrics,
}: SignatureParts): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const request = voiceRequestOf(req);
    if (isSigned(request, req) && (request.params['AccountSid'] ?? accountSid) === accountSid) {
      res.locals['voice'] = request;
      next();
      return;
    }
    metrics.signatureRefused();
    log.warn(
      { path: req.path, params: Object.keys(request.params).slice(0, 50).map(asName) },
      'A request without a right signature was refused.',
    );
    res.status(403).end();
  };

  function isSigned(request: VoiceRequest, req: Request): boolean {
    const given = req.get('X-Twilio-Signature');
    if (given === undefined || request.oversized) return false;
    const url = publicUrl + req.originalUrl;
    return authTokens.some((token) => twilio.validateRequest(token, given, url, request.signed));
  }
}

/** Names of parameters only: values are personal, and what cannot be read as a form comes as one long name. */
function asName(name: string): string {
  return /^[A-Za-z]{1,40}\d{0,2}$/.test(name) ? name : '[odd name]';
}
