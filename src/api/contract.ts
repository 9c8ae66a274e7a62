import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Operator, Role } from '../store/store.ts';
import { isHeard } from '../voice-script/clean-text.ts';

/** Who may call: anyone at all, whoever is signed in, or who has the role (a supervisor is an operator too). */
export type Access = 'anyone' | 'signed-in' | Role;

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One call of the API. The table of these drives routing, validation, roles and the OpenAPI document alike. */
export type Route = {
  method: Method;
  /** As OpenAPI writes it, below /api: `/contacts/{id}/hold`. */
  path: string;
  /** Unique, for clients that are made from the document. */
  name: string;
  summary: string;
  access: Access;
  /** What the body comes as. */
  accepts: 'application/json' | 'audio/wav';
  /** The body as it was read, bytes where it is no JSON; null where none is. */
  body: z.ZodType | null;
  query: z.ZodObject | null;
  /** Status and body of success; a null body is 204 or a stream. */
  success: { status: number; body: z.ZodType | null; contentType?: string };
  /** Statuses of problems beyond those that any call may answer. */
  problems: readonly number[];
  handle(call: Call<unknown, unknown>): Promise<Answer>;
};

/** A call as a handler gets it: checked, and by somebody who may make it. */
export type Call<Body, Query> = {
  body: Body;
  query: Query;
  /** Values of the path's {names}. */
  params: Readonly<Record<string, string>>;
  /** Who calls. Throws where nobody is signed in, which only a route for anyone can meet. */
  caller(): Caller;
  req: Request;
  res: Response;
};

export type Caller = { operator: Operator; sessionHash: string };

/** What is sent with the route's own status; `streaming` where the handler answers by itself. */
export type Answer = { body: unknown; headers?: Record<string, string> } | { body: null } | 'streaming';

type RouteOf<Body, Query> = Omit<Route, 'accepts' | 'body' | 'query' | 'problems' | 'handle'> & {
  accepts?: Route['accepts'];
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query> & z.ZodObject;
  problems?: readonly number[];
  handle(call: Call<Body, Query>): Promise<Answer>;
};

/** Writes down one route; the handler's types follow from the schemas, by which every call is checked before it. */
export function route<Body = undefined, Query = undefined>(spec: RouteOf<Body, Query>): Route {
  return {
    ...spec,
    accepts: spec.accepts ?? 'application/json',
    body: spec.body ?? null,
    query: spec.query ?? null,
    problems: spec.problems ?? [],
    handle: (call) => spec.handle(call as Call<Body, Query>),
  };
}

/** Whether these roles give access. */
export function mayCall(access: Access, roles: readonly Role[]): boolean {
  if (access === 'anyone' || access === 'signed-in') return true;
  return roles.includes(access) || (access === 'operator' && roles.includes('supervisor'));
}

/** Text of `least` to `most` characters as people count them (code points, not UTF-16 units), without spaces around it. */
export function shortText(least: number, most: number) {
  const error =
    least === 0
      ? `must be text of at most ${most} characters`
      : `must be text of ${least} to ${most} characters`;
  return z
    .string({ error })
    .trim()
    .refine((text) => text.length <= 2 * most && within([...text].length, least, most), {
      error,
      abort: true,
    })
    .meta({ minLength: least, maxLength: most });
}

/** Text as `shortText` has it that is spoken to callers. */
export function spokenText(least: number, most: number) {
  return shortText(least, most).refine((text) => isHeard(text), {
    error: 'has nothing that can be spoken. Say what happened.',
  });
}

/** The bytes of a recording. */
export const recordingBody = z.instanceof(Uint8Array, { error: 'must be a recording' });

/** A time as the API writes it: ISO 8601 in UTC. `at` is epoch ms. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
