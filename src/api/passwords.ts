import { hash, verify } from '@node-rs/argon2';

/**
 * OWASP's first choice for Argon2id, which is the default algorithm of this library: 19 MiB, two passes, one lane
 * (OWASP Password Storage Cheat Sheet).
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashed once for the process: what an unknown name is checked against, so that it takes as long as a known one. */
let nobodysHash: Promise<string> | null = null;

/** A salted Argon2id hash, in the standard form that carries its own cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether the password is right. `passwordHash` is null for an unknown name: the same work, and false. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodysHash ??= hashPassword('of nobody');
  const right = await verify(passwordHash ?? (await nobodysHash), password);
  return right && passwordHash !== null;
}
