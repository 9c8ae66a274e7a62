import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type Express, type Request, type Response } from 'express';
import { systemClock } from '../../clock.ts';
import { controlApi } from './control-api.ts';
import { httpTransport } from './http-transport.ts';
import { createPhoneNetwork, type PhoneNetwork, type PhoneNetworkOptions } from '../network.ts';
import { restRoutes } from '../rest/http-routes.ts';
import type { WireParams } from '../rest/params.ts';
import { productRoutes } from '../rest/products.ts';
import { RestError } from '../rest/rest-error.ts';
import { toWireError } from '../rest/wire.ts';

export type EmulatorOptions = Omit<PhoneNetworkOptions, 'transport' | 'random' | 'apiUrl' | 'binsUrl'> & {
  /** 0 takes a free port. */
  port: number;
  /** The address to listen on; 127.0.0.1 by default. */
  host?: string;
  random?: () => number;
  transport?: PhoneNetworkOptions['transport'];
};

export type Emulator = {
  /** Where it is reached, without a slash at its end; also the TWILIO_API_BASE_URL for a server under test. */
  url: string;
  network: PhoneNetwork;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
};

const PHONE_PAGE = fileURLToPath(new URL('../phone-page', import.meta.url));

/**
 * Starts the emulator over HTTP: Twilio's REST API at `/2010-04-01` and `/v1`, bins at `/bins`, the control API at
 * `/emulator`, the phone page at `/phone`. Rejects where the port is taken.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { port, host = '127.0.0.1', ...rest } = options;
  const app = express();
  app.disable('x-powered-by');
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  const network = createPhoneNetwork({
    clock: systemClock(),
    random: Math.random,
    transport: httpTransport(),
    ...rest,
    apiUrl: url,
    binsUrl: `${url}/bins`,
  });
  addRoutes(app, network, url);
  return {
    url,
    network,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function addRoutes(app: Express, network: PhoneNetwork, url: string): void {
  const { accountSid, authToken } = network.core;
  const answer = restRoutes(network.rest, accountSid);
  const products = productRoutes(network.core);
  const form = express.text({ type: 'application/x-www-form-urlencoded', limit: '1mb' });

  app.use(['/2010-04-01', '/v1'], (request, response, next) => {
    if (isAuthorised(request, accountSid, authToken)) next();
    else sendError(request, response, new RestError(401, 20003, 'Authenticate'));
  });
  app.use('/2010-04-01', form, (request: Request, response: Response) => {
    const { pathname, search } = new URL(request.originalUrl, url);
    const query = search.slice(1);
    const encoded = request.method === 'POST' ? String(request.body ?? '') : query;
    const restRequest = { method: request.method, path: pathname, query, params: wireParams(encoded) };
    answer(restRequest).then(
      (result) => {
        if ('wav' in result) response.type('audio/wav').send(result.wav);
        else if ('json' in result) response.status(result.status).json(result.json);
        else response.sendStatus(204);
      },
      (error: unknown) => sendError(request, response, error),
    );
  });
  app.get('/v1/{*path}', (request: Request, response: Response) => {
    const { pathname, search } = new URL(request.originalUrl, url);
    network.rest
      .perform(() => products(pathname, wireParams(search.slice(1))))
      .then(
        (resource) => void response.json(resource),
        (error: unknown) => sendError(request, response, error),
      );
  });
  app.use('/bins', form, (request: Request, response: Response) => {
    const params = Object.fromEntries(new URLSearchParams(String(request.body ?? '')));
    const bin = network.core.bins.answer(url + request.originalUrl, params);
    if (bin === null) response.sendStatus(404);
    else response.status(bin.status).set(bin.headers).send(bin.body);
  });
  app.use('/emulator', controlApi(network));
  app.use('/phone', (_request, response, next) => {
    // The page's own files only; sound may come from the server under test.
    response.set(
      'content-security-policy',
      "default-src 'self'; img-src 'self' data:; media-src * data: blob:; frame-ancestors *",
    );
    next();
  });
  app.use('/phone', express.static(PHONE_PAGE));
}

function isAuthorised(request: Request, accountSid: string, authToken: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Parameters of a form or query; a name that comes more than once is a list. */
function wireParams(encoded: string): WireParams {
  const params: Record<string, string | string[]> = {};
  const given = new URLSearchParams(encoded);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    params[name] = values.length === 1 ? (values[0] as string) : values;
  }
  return params;
}

function sendError(request: Request, response: Response, error: unknown): void {
  if (error instanceof RestError) response.status(error.status).json(toWireError(error));
  // A connection that breaks is what the fault asked for; anything else is a bug of the emulator's own.
  else if (error instanceof Error && 'code' in error) request.socket.destroy();
  else response.status(500).json({ code: 20500, message: String(error), more_info: '', status: 500 });
}
