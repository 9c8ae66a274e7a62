import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { z } from 'zod';

/** An error as RFC 9457 has it: `status` is the HTTP status, `state` what the desk or the contact is in (409). */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** What went wrong, for programs. */
    code: z.string(),
    state: z.string().optional(),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
    /** Finds the line in the server's log. */
    errorId: z.string().optional(),
  })
  .describe('RFC 9457 problem details');

export type FieldError = { field: string; message: string };

type ProblemDetails = {
  code: string;
  detail: string;
  state?: string;
  errors?: FieldError[];
  errorId?: string;
  headers?: Record<string, string>;
};

/** Thrown by a handler to answer with an error. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly details: ProblemDetails;
  constructor(status: number, details: ProblemDetails) {
    super(details.detail);
    this.status = status;
    this.details = details;
  }
}

/** 401: there is no session, or it is over. */
export function notSignedIn(): Problem {
  return new Problem(401, { code: 'not-signed-in', detail: 'Sign in first: POST /api/session.' });
}

/** 403; `code` tells a role that is missing from a thing that is another's. */
export function forbidden(code: string, detail: string): Problem {
  return new Problem(403, { code, detail });
}

/** 404 for a thing that is addressed by the path. */
export function notFound(detail: string): Problem {
  return new Problem(404, { code: 'not-found', detail });
}

/** 409: not in this state. */
export function conflict(code: string, detail: string, state?: string): Problem {
  return new Problem(409, { code, detail, ...(state === undefined ? {} : { state }) });
}

/** 422: one entry for each field that is wrong. */
export function invalid(errors: FieldError[]): Problem {
  const detail = errors
    .map(({ field, message }) => (field === '' ? message : `${field} ${message}`))
    .join('; ');
  return new Problem(422, { code: 'invalid', detail, errors });
}

/** What zod found wrong, one entry a field; `growth` of a queue's `inLine` becomes `inLine.growth`. */
export function invalidFrom(error: z.ZodError): Problem {
  return invalid(
    error.issues.flatMap((issue): FieldError[] => {
      const at = issue.path.map(String);
      if (issue.code !== 'unrecognized_keys') return [{ field: at.join('.'), message: issue.message }];
      return issue.keys.map((key) => ({
        field: [...at, key].join('.'),
        message: 'is not a field that is known here',
      }));
    }),
  );
}

/** Writes the answer, unless one has begun: then nothing true can be said any more and the connection ends. */
export function sendProblem(res: Response, status: number, details: ProblemDetails): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { headers, ...members } = details;
  res
    .status(status)
    .set({ 'Cache-Control': 'no-store', ...headers })
    .type('application/problem+json')
    .send(
      JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, ...members }),
    );
}
