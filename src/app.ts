import path from 'node:path';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import helmet from 'helmet';
import { createSessions } from './api/access/auth.ts';
import { changeRoutes } from './api/settings/changes.ts';
import { contactRoutes } from './api/contacts/contacts.ts';
import { listenRoutes } from './api/contacts/listen.ts';
import type { Route } from './api/contract.ts';
import { deskRoutes } from './api/desk/desk.ts';
import { heardRoutes } from './api/settings/heard.ts';
import { lineRoutes } from './api/settings/line.ts';
import { liveRoutes } from './api/live.ts';
import { meRoutes } from './api/desk/me.ts';
import { openApiDocument } from './api/openapi.ts';
import { operatorRoutes } from './api/settings/operators.ts';
import { type BrowserPhones, phoneRoutes } from './api/desk/phone.ts';
import { ownPinRoutes } from './api/access/own-pin.ts';
import { nuisanceRoutes } from './api/contacts/nuisances.ts';
import { owedRoutes } from './api/contacts/owed.ts';
import { promiseRoutes } from './api/reports/promises.ts';
import { reportRoutes } from './api/reports/reports.ts';
import { noteRoutes } from './api/contacts/notes.ts';
import { phraseRoutes } from './api/desk/phrases.ts';
import { noticeRoutes } from './api/settings/notices.ts';
import { queueRoutes } from './api/settings/queues.ts';
import { apiRouter } from './api/router.ts';
import { sessionRoutes } from './api/access/session.ts';
import { createSignInLimit } from './api/access/sign-in-limit.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { healthRouter } from './health.ts';
import type { Feed } from './live/feed.ts';
import { liveStreams } from './live/sse.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { pagesRouter } from './pages.ts';
import type { Store } from './store/store.ts';
import type { Switchboard } from './switchboard/switchboard.ts';
import type { PhoneNetworkState, Recordings } from './switchboard/telephony.ts';
import type { VoiceScripts } from './voice-script/voice-scripts.ts';

export type AppParts = {
  config: Pick<Config, 'publicUrl' | 'trustProxy' | 'publicWarnings'>;
  store: Store;
  switchboard: Switchboard;
  phoneNetwork: () => PhoneNetworkState;
  feed: Feed;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  /** Serves what lies under /voice; reads its own bodies and answers its own errors, with TwiML. */
  voice: Router;
  /** Serves what lies under /media. */
  media: Router;
  /** The sound of what callers have said. */
  recordings: Recordings;
  /** The keyed hash of a number; null where it is none. */
  callerKey: (number: string) => string | null;
  scripts: VoiceScripts;
  /** The line's own number. */
  phoneNumber: string;
  browserPhones: BrowserPhones;
  /** The build of the pages. */
  webDirectory?: string;
};

const WEB_DIRECTORY = path.join(import.meta.dirname, 'web', 'dist');
const TWO_YEARS_SECONDS = 63_072_000;

/** The HTTP side of the server, from its parts; it listens nowhere yet. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.set('trust proxy', parts.config.trustProxy);
  app.disable('x-powered-by');
  // Before everything else: a webhook depends on nothing that it does not need, and no browser reads its answer.
  app.use('/voice', parts.voice);
  app.use(securityHeaders(parts.config.publicUrl, parts.browserPhones));
  app.use('/media', parts.media);
  app.use(healthRouter({ ...parts, warnings: parts.config.publicWarnings }));
  app.use('/api', api(parts));
  app.use(pagesRouter(parts.webDirectory ?? WEB_DIRECTORY));
  app.use((_req, res) => {
    res.status(404).type('text/plain').send('There is nothing at this address.\n');
  });
  app.use(plainAnswers(parts.log));
  return app;
}

function api(parts: AppParts): Router {
  const { store, clock, log, metrics, config } = parts;
  const publicUrl = new URL(config.publicUrl);
  const sessions = createSessions({ store, clock, secure: publicUrl.protocol === 'https:' });
  const signInLimit = createSignInLimit(store);
  const languages = Object.keys(parts.scripts.languages);
  const routes = apiRoutes({ ...parts, languages, sessions, signInLimit });
  // Made when it is first asked for: it takes longer than the rest of the app together.
  let document: ReturnType<typeof openApiDocument> | null = null;
  const router = express.Router();
  router.get('/openapi.json', (_req, res) => {
    document ??= openApiDocument(routes, config.publicUrl);
    res.json(document);
  });
  router.use(apiRouter(routes, { store, sessions, publicOrigin: publicUrl.origin, log, metrics }));
  return router;
}

/** The whole table of calls. */
function apiRoutes(
  parts: AppParts & { languages: readonly string[] } & Pick<
      Parameters<typeof sessionRoutes>[0],
      'sessions' | 'signInLimit'
    >,
): Route[] {
  return [
    ...sessionRoutes(parts),
    ...meRoutes(parts),
    ...ownPinRoutes(parts),
    ...phoneRoutes(parts),
    ...deskRoutes(parts),
    ...contactRoutes(parts),
    ...listenRoutes(parts),
    ...noteRoutes(parts),
    ...phraseRoutes(parts),
    ...owedRoutes(parts),
    ...nuisanceRoutes(parts),
    ...liveRoutes(liveStreams(parts)),
    ...queueRoutes(parts),
    ...noticeRoutes(parts),
    ...heardRoutes(parts),
    ...promiseRoutes(parts),
    ...reportRoutes(parts),
    ...operatorRoutes(parts),
    ...lineRoutes(parts),
    ...changeRoutes(parts),
  ];
}

function securityHeaders(publicUrl: string, browserPhones: BrowserPhones) {
  const https = publicUrl.startsWith('https:');
  const phone = hostsOf(browserPhones);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The component library writes its theme into a style element; scripts come from our own files alone.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...phone.connect],
        mediaSrc: ["'self'", 'blob:', ...phone.media],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: TWO_YEARS_SECONDS, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** What a browser that is a phone talks to. Facts: "Content Security Policy" in the README of @twilio/voice-sdk. */
function hostsOf(browserPhones: BrowserPhones): { connect: string[]; media: string[] } {
  if (browserPhones === null) return { connect: [], media: [] };
  if (browserPhones.kind === 'stand-in') return { connect: [browserPhones.url], media: [] };
  const sounds = ['https://media.twiliocdn.com', 'https://sdk.twilio.com'];
  return {
    connect: ['https://eventgw.twilio.com', 'wss://voice-js.roaming.twilio.com', ...sounds],
    media: ['mediastream:', ...sounds],
  };
}

/** The last word of everything that is no JSON: a sentence, and never a stack trace. */
function plainAnswers(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error, method: req.method }, 'A page could not be served.');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    res
      .status(status)
      .type('text/plain')
      .send(status >= 500 ? 'Something went wrong here.\n' : 'This address cannot be read.\n');
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : 500;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
