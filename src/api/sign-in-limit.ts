import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { ScratchStore } from '../store/store.ts';
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

/** Counts in the store, so that it holds over all instances. Keys are hashes: no name and no address is kept. */
export function createSignInLimit(store: ScratchStore): SignInLimit {
  return {
    async check(name, ip) {
      const { count, forgottenInMs } = await store.counted(keyOf(name, ip));
      if (count < SIGN_IN_FAILURES) return;
      const seconds = Math.max(1, Math.ceil(forgottenInMs / 1000));
      throw new Problem(429, {
        code: 'too-many-sign-ins',
        detail: `Too many sign-ins failed for this name. Try again in ${seconds} seconds.`,
        headers: { 'Retry-After': String(seconds) },
      });
    },
    async failed(name, ip) {
      await store.count(keyOf(name, ip), SIGN_IN_WINDOW_MS);
    },
  };
}

function keyOf(name: string, ip: string): string {
  const hash = createHash('sha256')
    .update(`${name}\n${networkOf(ip)}`)
    .digest('base64url');
  return `sign-in:${hash}`;
}

/** IPv6 addresses count by their /64, the least that one subscriber has; IPv4 ones that are written as IPv6 as what they are. */
function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(ip) !== 6) return ip;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
