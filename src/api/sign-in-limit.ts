import { createHash } from 'node:crypto';
import { ipKeyGenerator, MemoryStore, type Options, type Store as CountStore } from 'express-rate-limit';
import { StoreUnavailable } from '../store/store.ts';
import { Problem } from './problems.ts';

/** Failed sign-ins by user name and address; right ones are never counted. */
export interface SignInLimit {
  /** Throws 429 with Retry-After where too many failed lately. */
  check(name: string, ip: string): Promise<void>;
  failed(name: string, ip: string): Promise<void>;
}

export const SIGN_IN_WINDOW_MS = 15 * 60_000;
/** Failures of one name from one address within the window. */
export const SIGN_IN_FAILURES = 10;

/**
 * Counts in `counts`: a store of express-rate-limit (rate-limit-redis where several instances serve), else in this
 * process. Keys are hashes: no name and no address is kept.
 */
export function createSignInLimit(counts: CountStore = new MemoryStore()): SignInLimit {
  // A store of express-rate-limit reads nothing but the window from its middleware's options.
  const ready = Promise.resolve(counts.init?.({ windowMs: SIGN_IN_WINDOW_MS } as Options));
  const reach = async <T>(ask: () => Promise<T> | T): Promise<T> => {
    try {
      await ready;
      return await ask();
    } catch (error) {
      throw new StoreUnavailable('Failed to count sign-ins: the store did not answer. Try again soon.', {
        cause: error,
      });
    }
  };
  return {
    async check(name, ip) {
      const info = await reach(() => counts.get?.(keyOf(name, ip)));
      if (info === undefined || info.totalHits < SIGN_IN_FAILURES) return;
      const waitMs = info.resetTime === undefined ? SIGN_IN_WINDOW_MS : info.resetTime.getTime() - Date.now();
      const seconds = Math.max(1, Math.ceil(waitMs / 1000));
      throw new Problem(429, {
        code: 'too-many-sign-ins',
        detail: `Too many sign-ins failed for this name. Try again in ${seconds} seconds.`,
        headers: { 'Retry-After': String(seconds) },
      });
    },
    async failed(name, ip) {
      await reach(() => counts.increment(keyOf(name, ip)));
    },
  };
}

/** IPv6 addresses count by their subnet, since one person has very many of them. */
function keyOf(name: string, ip: string): string {
  return createHash('sha256')
    .update(`${name}\n${ipKeyGenerator(ip)}`)
    .digest('base64url');
}
