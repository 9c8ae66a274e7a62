import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import type { Counted, ScratchStore } from '../../store/store.ts';
import { Problem } from '../problems.ts';

/**
 * Failed sign-ins by user name and address, and by address alone, so that nobody tries one password on many names;
 * right ones are never counted.
 */
export interface SignInLimit {
  /** Throws 429 with Retry-After where too many failed lately. */
  check(name: string, ip: string): Promise<void>;
  /**
   * Counts a failure. Throws 429 where it is one too many: of many guesses sent at once all pass the check before, and were
   * the wrong ones told so, the one that is refused for the limit would be known to be right.
   */
  failed(name: string, ip: string): Promise<void>;
}

export const SIGN_IN_WINDOW_MS = 15 * 60_000;
/** Failures of one name from one address within the window. */
export const SIGN_IN_FAILURES = 10;
/** Failures of all names from one address within the window: an office may sign in behind one. */
export const ADDRESS_FAILURES = 60;

/** Counts in the store, so that it holds over all instances. Keys are hashes: no name and no address is kept. */
export function createSignInLimit(store: ScratchStore): SignInLimit {
  async function check(name: string, ip: string): Promise<void> {
    const [ofName, ofAddress] = await Promise.all([
      store.counted(keyOf(name, ip)),
      store.counted(addressKeyOf(ip)),
    ]);
    if (ofName.count >= SIGN_IN_FAILURES) throw tooMany('for this name', ofName);
    if (ofAddress.count >= ADDRESS_FAILURES) throw tooMany('from this address', ofAddress);
  }

  return {
    check,
    async failed(name, ip) {
      const [ofName, ofAddress] = await Promise.all([
        store.count(keyOf(name, ip), SIGN_IN_WINDOW_MS),
        store.count(addressKeyOf(ip), SIGN_IN_WINDOW_MS),
      ]);
      if (ofName > SIGN_IN_FAILURES || ofAddress > ADDRESS_FAILURES) await check(name, ip);
    },
  };
}

function tooMany(which: string, { forgottenInMs }: Counted): Problem {
  const seconds = Math.max(1, Math.ceil(forgottenInMs / 1000));
  return new Problem(429, {
    code: 'too-many-sign-ins',
    detail: `Too many sign-ins failed ${which}. Try again in ${seconds} seconds.`,
    headers: { 'Retry-After': String(seconds) },
  });
}

function keyOf(name: string, ip: string): string {
  return `sign-in:${hashed(`${name}\n${networkOf(ip)}`)}`;
}

function addressKeyOf(ip: string): string {
  return `sign-in-from:${hashed(networkOf(ip))}`;
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
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
