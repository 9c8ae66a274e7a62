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
    if (isSigned(request, req) && request.params['AccountSid'] === accountSid) {
      res.locals['voice'] = request;
      next();
      return;
    }
    metrics.signatureRefused();
    // Names of parameters only: their values are personal.
    log.warn(
      { path: req.path, params: Object.keys(request.params).slice(0, 50) },
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
