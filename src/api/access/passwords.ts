import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../problems.ts';

/**
 * OWASP's first choice for Argon2id, which is the default algorithm of this library: 19 MiB, two passes, one lane
 * (OWASP Password Storage Cheat Sheet).
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Node has four threads for such work and for looking up names: the phone network must never wait for passwords. */
const MOST_AT_ONCE = 2;
const MOST_IN_TURN = 100;
let atWork = 0;
const inTurn: (() => void)[] = [];

/** Hashed once for the process: what an unknown name is checked against, so that it takes as long as a known one. */
let nobodysHash: Promise<string> | null = null;

/** A salted Argon2id hash, in the standard form that carries its own cost. Throws 429 where too many wait for theirs. */
export function hashPassword(password: string): Promise<string> {
  return oneByOne(() => hash(password, COST));
}

/**
 * Whether the password is right. `passwordHash` is null for an unknown name: the same work, and false. Throws 429 where
 * too many wait for their turn.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodysHash ??= hash('of nobody', COST);
  const against = passwordHash ?? (await nobodysHash);
  const right = await oneByOne(() => verify(against, password));
  return right && passwordHash !== null;
}

/** A PIN is kept and checked as a password is; null where too many wait for their turn. */
export async function isPin(pin: string, pinHash: string | null): Promise<boolean | null> {
  try {
    return await isPassword(pin, pinHash);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

async function oneByOne<T>(work: () => Promise<T>): Promise<T> {
  if (inTurn.length >= MOST_IN_TURN) {
    const detail = 'Too many sign in at this moment. Try again in a few seconds.';
    throw new Problem(429, { code: 'busy', detail, headers: { 'Retry-After': '5' } });
  }
  // Whoever is done hands the place on, so that nobody who comes later slips in between.
  if (atWork < MOST_AT_ONCE) atWork += 1;
  else await new Promise<void>((go) => inTurn.push(go));
  try {
    return await work();
  } finally {
    const next = inTurn.shift();
    if (next === undefined) atWork -= 1;
    else next();
  }
}
