import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Clock } from '../../clock.ts';
import type { Operator, Store } from '../../store/store.ts';
import type { Caller } from '../contract.ts';

/** Signing in and out, and knowing who calls. */
export interface Sessions {
  /** Starts a session under a new id and ends the one that the request came with. */
  begin(operator: Operator, req: Request, res: Response): Promise<void>;
  end(req: Request, res: Response): Promise<void>;
  /** Who is signed in; null where nobody is, or the session is over. */
  callerOf(req: Request): Promise<Caller | null>;
  /** The same for a session that is known by its hash, for streams that outlive their request. */
  callerBy(sessionHash: string): Promise<Caller | null>;
}

/** A session ends when nothing was asked for an hour, and after twelve at the latest: a shift. */
export const SESSION_IDLE_MS = 60 * 60_000;
export const SESSION_LONGEST_MS = 12 * 60 * 60_000;
const ID_BYTES = 32;

/**
 * Sessions are opaque random ids in a cookie; the store holds only their SHA-256, so that whoever reads it cannot sign
 * in. `secure` is set where PUBLIC_URL is https: the cookie is then bound to the host by its `__Host-` name.
 */
export function createSessions(parts: { store: Store; clock: Clock; secure: boolean }): Sessions {
  const { store, clock, secure } = parts;
  const cookieName = secure ? '__Host-stillhere' : 'stillhere';
  const cookie = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;

  async function callerBy(sessionHash: string): Promise<Caller | null> {
    const session = await store.session(sessionHash, SESSION_IDLE_MS);
    if (session === null) return null;
    if (clock.now() - session.createdAt >= SESSION_LONGEST_MS) {
      await store.deleteSession(sessionHash);
      return null;
    }
    const operator = await store.operator(session.operator);
    return operator === null ? null : { operator, sessionHash };
  }

  async function end(req: Request): Promise<void> {
    const hash = sessionHashOf(req, cookieName);
    if (hash !== null) await store.deleteSession(hash);
  }

  return {
    async begin(operator, req, res) {
      await end(req);
      const id = randomBytes(ID_BYTES).toString('base64url');
      await store.putSession(
        hashOf(id),
        { operator: operator.name, createdAt: clock.now() },
        SESSION_IDLE_MS,
      );
      res.cookie(cookieName, id, { ...cookie, maxAge: SESSION_LONGEST_MS });
    },
    async end(req, res) {
      await end(req);
      res.clearCookie(cookieName, cookie);
    },
    async callerOf(req) {
      const hash = sessionHashOf(req, cookieName);
      return hash === null ? null : callerBy(hash);
    },
    callerBy,
  };
}

function sessionHashOf(req: Request, cookieName: string): string | null {
  for (const pair of (req.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName && value !== undefined && /^[\w-]{43}$/.test(value)) return hashOf(value);
  }
  return null;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
