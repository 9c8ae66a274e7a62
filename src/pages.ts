import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** One application serves them; it looks at the address itself. */
const PAGES = ['/', '/admin', '/admin/{*rest}', '/wallboard'];
const NOT_BUILT =
  'The pages are not built yet. Run "npm run build", then load this page again. Calls and the API work meanwhile.\n';

/**
 * The operators' console, the admins' desk and the wallboard, from the directory of their build. Files under /assets
 * have a hash in their names and are cached for good; the pages themselves are asked for every time.
 */
export function pagesRouter(directory: string): Router {
  const index = path.join(directory, 'index.html');
  const page: RequestHandler = (_req, res, next) => {
    if (!existsSync(index)) {
      res.status(503).set('Retry-After', '30').type('text/plain').send(NOT_BUILT);
      return;
    }
    res.sendFile(
      index,
      { headers: { 'Cache-Control': 'no-cache' }, cacheControl: false },
      (error?: Error) => {
        if (error !== undefined && !res.headersSent) next(error);
      },
    );
  };

  const router = Router();
  router.use(
    '/assets',
    express.static(path.join(directory, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
      fallthrough: true,
    }),
  );
  router.get(PAGES, page);
  router.use(express.static(directory, { index: false, redirect: false }));
  return router;
}
