import type { Request } from 'express';
import { forbidden, Problem } from './problems.ts';

/** The words for the OpenAPI document. */
export const CSRF_RULE =
  'Writes are protected against cross-site requests: POST, PUT and PATCH need `Content-Type: application/json` (also without a body; `audio/wav` for a recording), ' +
  'and a write whose `Origin` or `Sec-Fetch-Site` names another site is refused with 403. Clients other than browsers send neither.';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A browser sends DELETE across sites only after asking first, and nobody here says yes. */
const NEEDS_TYPE = new Set(['POST', 'PUT', 'PATCH']);
/** A browser sends these across sites only after asking first (Fetch: CORS-safelisted request-header). */
const TYPES = new Set(['application/json', 'audio/wav']);

/**
 * Throws 403 or 415 where a write may have been sent by another site in the name of whoever is signed in. `publicOrigin`
 * is PUBLIC_URL's; the host that the request was sent to counts as ours too, since a page can only name it truly.
 */
export function refuseCrossSite(req: Request, publicOrigin: string): void {
  if (READS.has(req.method)) return;
  const origin = req.get('origin');
  const ours = origin !== undefined && (origin === publicOrigin || hostOf(origin) === req.get('host'));
  if (origin !== undefined && !ours) throw crossSite();
  const site = req.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !ours) throw crossSite();
  if (NEEDS_TYPE.has(req.method) && !TYPES.has(mediaType(req) ?? ''))
    throw wrongMediaType('application/json');
}

/** 415: the body comes as something else than what is read here. */
export function wrongMediaType(accepted: string): Problem {
  return new Problem(415, {
    code: accepted === 'application/json' ? 'not-json' : 'not-a-recording',
    detail: `Send Content-Type: ${accepted} with this write.`,
  });
}

function crossSite(): Problem {
  return forbidden('cross-site', 'This write came from another site. Send it from the pages of this server.');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** The media type of a body, without parameters. */
export function mediaType(req: Request): string | undefined {
  return req.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}
