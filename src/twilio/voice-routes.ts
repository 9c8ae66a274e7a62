import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { VoiceScripts } from '../voice-script/render.ts';
import { keptDocument, lastResortDocument } from './kept-documents.ts';
import { signature, type SignatureParts } from './signature.ts';
import type { VoiceUrls } from './voice-urls.ts';
import { readWebhook, type VoiceRequest } from './webhook-params.ts';
import { tokenOf } from './query.ts';
import type { VoicePath, Webhooks } from './webhooks.ts';

export type VoiceParts = SignatureParts & {
  webhooks: Webhooks;
  urls: VoiceUrls;
  scripts: VoiceScripts;
  now: () => number;
  log: Logger;
  metrics: Pick<Metrics, 'signatureRefused' | 'webhookAnswered'>;
};

/**
 * Everything under /voice. Each answer to a signed request is valid TwiML with status 200, body-parser errors and our
 * own bugs included.
 */
export function voiceRoutes(parts: VoiceParts): Router {
  const { webhooks, urls, scripts, now, log, metrics } = parts;
  const router = express.Router();
  router.use(signature(parts));
  router.use((req, res, next) => {
    const path = pathOf(req);
    if (path === null) {
      // A signed request to an address that we never gave out: the caller is kept.
      send(res, keptDocument(scripts, urls.resume(tokenOf(req.query))));
      return;
    }
    const startedAt = now();
    const { params } = res.locals['voice'] as VoiceRequest;
    webhooks[path](readWebhook(params), req.query).then(
      ({ twiml, outcome }) => {
        send(res, twiml);
        metrics.webhookAnswered(path, outcome, now() - startedAt);
      },
      (error: unknown) => {
        metrics.webhookAnswered(path, 'failed', now() - startedAt);
        next(error);
      },
    );
  });
  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    log.error(
      { err: error, path: req.path },
      'Failed to answer a webhook; the caller is kept by a constant document.',
    );
    send(res, lastResortDocument(urls.resume(tokenOf(req.query))));
  });
  return router;

  /** Looked up rather than routed: there is nothing to match in these, and a webhook is asked for often. */
  function pathOf(req: Request): VoicePath | null {
    const path = req.path.replace(/\/$/, '').toLowerCase();
    return Object.hasOwn(webhooks, path) ? (path as VoicePath) : null;
  }
}

/** Written by Node itself: Express' `send` would make an ETag of every document, which no POST can use. */
function send(res: Response, twiml: string): void {
  res.writeHead(200, {
    'Content-Type': 'text/xml; charset=utf-8',
    'Content-Length': Buffer.byteLength(twiml),
    'Cache-Control': 'no-store',
  });
  res.end(twiml);
}
