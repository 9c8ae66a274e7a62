import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Store } from '../../store/store.ts';
import { canonical } from '../../waiting/settings-compared.ts';
import { Problem } from '../problems.ts';

/** Whoever loses has let somebody else win: as many may write at once. */
const MOST_TRIES = 100;

/**
 * Reads, decides and writes as one step: where any setting was written meanwhile it all begins anew, so that rules which
 * concern several settings (one admin remains, a number leads to one queue) hold whoever else writes.
 *
 * @param decide reads what it needs and writes with the revision that it is given; null where that write came to nothing
 */
export async function settleSetting<Result>(
  store: Store,
  decide: (write: { revision: number }) => Promise<Result | null>,
): Promise<Result> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const result = await decide({ revision: await store.settingsRevision() });
    if (result !== null) return result;
  }
  throw new Problem(503, {
    code: 'busy',
    detail: 'Too many people change settings at this moment. Nothing was changed; try again.',
    headers: { 'Retry-After': '1' },
  });
}

/** The entity tag (RFC 9110, 8.8.3) of what a call answers. */
export function entityTag(body: unknown): string {
  return `"${createHash('sha256')
    .update(canonical(body) ?? '')
    .digest('base64url')
    .slice(0, 22)}"`;
}

/** An answer with its entity tag. */
export function tagged<Body>(body: Body): { body: Body; headers: { ETag: string } } {
  return { body, headers: { ETag: entityTag(body) } };
}

/**
 * Throws 412 where the request is made for another state than that of now (RFC 9110, 13.1.1). Proxies that compress mark
 * tags as weak; these name the same JSON.
 *
 * @param tag of what there is; null where there is nothing
 */
export function mustBeAsSeen(req: Request, tag: string | null): void {
  const matches = (header: string) => tag !== null && (header.trim() === '*' || tagsIn(header).includes(tag));
  const [seen, seenNothing] = [req.get('if-match'), req.get('if-none-match')];
  if (seen !== undefined && !matches(seen)) throw changedMeanwhile(tag);
  if (seenNothing !== undefined && matches(seenNothing)) throw changedMeanwhile(tag);
}

function tagsIn(header: string): string[] {
  return header.split(',').map((one) => one.trim().replace(/^W\//, ''));
}

function changedMeanwhile(tag: string | null): Problem {
  return new Problem(412, {
    code: 'changed-meanwhile',
    detail:
      'Somebody else has changed this since you read it. Nothing was changed; read it again and decide.',
    headers: tag === null ? {} : { ETag: tag },
  });
}
