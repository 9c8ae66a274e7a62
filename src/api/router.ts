import { randomBytes } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import type { Sessions } from './access/auth.ts';
import { type Answer, type Call, type Caller, mayCall, type Route } from './contract.ts';
import { mediaType, refuseCrossSite, wrongMediaType } from './csrf.ts';
import { forbidden, invalidFrom, notFound, notSignedIn, Problem, sendProblem } from './problems.ts';
import { isRepeatable, onceByKey } from './repeats.ts';
import { unsaidFault } from './unsaid-faults.ts';

export type ApiParts = {
  store: Store;
  sessions: Sessions;
  publicOrigin: string;
  log: Logger;
  metrics: Metrics;
};

const LARGEST_BODY = '64kb';
/** Ten seconds of mu-law have 80. */
const LARGEST_RECORDING = '100kb';
const RETRY_AFTER_SECONDS = '2';

/**
 * Everything under /api: each route of the table behind the checks that its row asks for, in this order: written by
 * our own pages, signed in, role, body and query. Whatever goes wrong is answered as a problem.
 */
export function apiRouter(routes: readonly Route[], parts: ApiParts): Router {
  const router = Router();
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.use((req, _res, next) => {
    refuseCrossSite(req, parts.publicOrigin);
    next();
  });
  for (const path of new Set(routes.map((one) => one.path))) {
    const those = routes.filter((one) => one.path === path);
    const at = router.route(expressPath(path));
    for (const one of those)
      at[one.method](
        measured(one, parts.metrics),
        identified(one, parts),
        ...readers(one),
        served(one, parts),
      );
    at.all((_req, res) => {
      const allowed = those.map((one) => one.method.toUpperCase()).join(', ');
      sendProblem(res, 405, {
        code: 'method-not-allowed',
        detail: `Here is only ${allowed}.`,
        headers: { Allow: allowed },
      });
    });
  }
  router.use((req) => {
    throw notFound(`There is no ${req.method} for this address. The calls are listed in /api/openapi.json.`);
  });
  router.use(problemAnswers(parts));
  return router;
}

const readJson = express.json({ limit: LARGEST_BODY });
const readRecording = express.raw({ type: 'audio/wav', limit: LARGEST_RECORDING });

/** Reads the body as what the route accepts, and nothing else. */
function readers({ method, accepts }: Route): RequestHandler[] {
  if (method === 'get' || method === 'delete') return [readJson];
  const ofType: RequestHandler = (req, _res, next) => {
    if (mediaType(req) !== accepts) throw wrongMediaType(accepts);
    next();
  };
  return [ofType, accepts === 'audio/wav' ? readRecording : readJson];
}

/** `/contacts/{id}` as Express writes it. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/** Counts by the pattern of the route: an address may hold a name. */
function measured({ method, path, success }: Route, metrics: Metrics): RequestHandler {
  return (_req, res, next) => {
    const startedAt = performance.now();
    res.once('finish', () => {
      const wasStream = success.contentType === 'text/event-stream' && res.statusCode === success.status;
      metrics.apiAnswered(method, path, res.statusCode, wasStream ? null : performance.now() - startedAt);
    });
    next();
  };
}

/** Who calls is known before anything is read of what they say. */
function identified(route: Route, parts: ApiParts): RequestHandler {
  return async (req, res, next) => {
    if (route.access !== 'anyone') {
      const caller = await parts.sessions.callerOf(req);
      if (caller === null) throw notSignedIn();
      if (!mayCall(route.access, caller.operator.roles)) {
        throw forbidden('role', `This needs the role ${route.access}. Ask an admin for it.`);
      }
      res.locals['caller'] = caller;
    }
    next();
  };
}

function served(route: Route, { store }: ApiParts): RequestHandler {
  return async (req, res) => {
    const body = route.body === null ? undefined : checked(route.body, req.body ?? {});
    const query = route.query === null ? undefined : checked(route.query, { ...req.query });
    const call: Call<unknown, unknown> = {
      body,
      query,
      params: req.params as Record<string, string>,
      caller: () => callerIn(res),
      req,
      res,
    };
    const perform = () => route.handle(call);
    send(
      res,
      route,
      isRepeatable(route)
        ? await onceByKey({ req, operator: call.caller().operator.name, body }, store, perform)
        : await perform(),
    );
  };
}

function checked(schema: NonNullable<Route['body']>, value: unknown): unknown {
  const read = schema.safeParse(value, { error: unsaidFault });
  if (!read.success) throw invalidFrom(read.error);
  return read.data;
}

function callerIn(res: Response): Caller {
  const caller = res.locals['caller'] as Caller | undefined;
  if (caller === undefined) throw notSignedIn();
  return caller;
}

function send(res: Response, route: Route, answer: Answer): void {
  if (answer === 'streaming') return;
  res.status(route.success.status);
  if ('headers' in answer && answer.headers !== undefined) res.set(answer.headers);
  if (answer.body === null) res.end();
  else res.json(answer.body);
}

/** The last word of every JSON route: a problem, and never a stack trace. */
function problemAnswers({ log, metrics }: ApiParts): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req: Request, res: Response, _next) => {
    if (error instanceof Problem) {
      sendProblem(res, error.status, error.details);
    } else if (error instanceof StoreUnavailable) {
      metrics.storeFailed('api');
      log.warn({ why: error.message, method: req.method }, 'An API call could not reach the store.');
      sendProblem(res, 503, {
        code: 'store-away',
        detail:
          'The store does not answer just now; whether the change happened is not known. Look again soon.',
        headers: { 'Retry-After': RETRY_AFTER_SECONDS },
      });
    } else if (isReadingError(error)) {
      sendProblem(res, error.status, readingProblem(error));
    } else {
      const errorId = randomBytes(6).toString('hex');
      log.error({ err: error, errorId, method: req.method }, 'An API call failed.');
      sendProblem(res, 500, {
        code: 'failed',
        detail: 'Something went wrong here. It has been logged.',
        errorId,
      });
    }
  };
}

/** `limit` is told with a body that is too large, bytes. */
type ReadingError = Error & { status: number; type: string; limit?: number };

/** What Express and its body parser throw for a request that cannot be read, with a status below 500. */
function isReadingError(error: unknown): error is ReadingError {
  if (!(error instanceof Error) || !('status' in error)) return false;
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}

function readingProblem({ status, type, limit = 0 }: ReadingError): { code: string; detail: string } {
  if (status === 413)
    return { code: 'too-large', detail: `The body is larger than ${Math.floor(limit / 1024)} KiB.` };
  if (status === 415)
    return { code: 'not-readable', detail: 'Send JSON in UTF-8, plain or as gzip, deflate or br.' };
  if (type === 'entity.parse.failed') return { code: 'not-json', detail: 'The body is not JSON.' };
  return { code: 'not-readable', detail: 'The request could not be read.' };
}
