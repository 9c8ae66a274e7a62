import { json, type Request, type Response, Router } from 'express';
import type { Leg } from '../leg.ts';
import type { PhoneNetwork } from '../network.ts';
import { phoneFeed } from './phone-feed.ts';
import { formatTape } from '../tape.ts';

/**
 * What the phone page and demo scripts use, under `/emulator`: dial, press, say, hang up, answer and decline on a
 * device; its tape as server-sent events; calls, tapes, numbers, problems and faults.
 * Writes need `Content-Type: application/json`, so that no other site's form can make them.
 */
export function controlApi(network: PhoneNetwork): Router {
  const router = Router();
  router.use(letPagesOfThisMachine);
  router.use(json());
  router.use((request, response, next) => {
    if (request.method === 'GET' || request.is('application/json')) next();
    else response.status(415).json({ error: 'Failed to act: send application/json.' });
  });

  router.get('/numbers', (_request, response) => {
    const numbers = [...network.core.numbers.values()];
    response.json(numbers.map(({ phoneNumber, friendlyName }) => ({ phoneNumber, friendlyName })));
  });
  router.get('/legs', (_request, response) => {
    response.json([...network.core.legs.values()].map(legView));
  });
  router.get('/legs/:sid/tape', (request, response) => {
    const tape = network.tape(request.params.sid);
    if (request.query['as'] === 'text') response.type('text/plain').send(formatTape(tape));
    else response.json(tape);
  });
  router.get('/problems', (_request, response) => {
    response.json(network.problems);
  });
  router.get('/faults', (_request, response) => {
    response.json(network.faults);
  });
  router.post('/faults', (request, response) => {
    for (const [name, value] of Object.entries(bodyOf(request))) {
      const known = Object.hasOwn(network.faults, name) ? Reflect.get(network.faults, name) : undefined;
      if (typeof known !== typeof value) {
        response
          .status(422)
          .json({ error: `Failed to set faults: "${name}" is not one, or has another type.` });
        return;
      }
    }
    Object.assign(network.faults, bodyOf(request));
    response.json(network.faults);
  });

  router.get('/phones/:address/events', (request, response) => {
    const attends = request.query['stands'] !== 'by';
    phoneFeed(network, request.params.address, response, attends);
  });
  router.post('/phones/:address/dial', (request, response) => {
    const { to, from } = bodyOf(request);
    act(response, () => {
      const options = typeof from === 'string' && from !== '' ? { from } : {};
      return legView(network.phone(request.params.address).dial(String(to), options));
    });
  });
  router.post('/phones/:address/press', (request, response) => {
    act(response, () => network.phone(request.params.address).press(String(bodyOf(request)['keys'])));
  });
  router.post('/phones/:address/say', (request, response) => {
    act(response, () => network.phone(request.params.address).say(String(bodyOf(request)['text'])));
  });
  router.post('/phones/:address/hang-up', (request, response) => {
    act(response, () => network.phone(request.params.address).hangUp());
  });
  router.post('/phones/:address/answer', (request, response) => {
    act(response, () => network.phone(request.params.address).answer());
  });
  router.post('/phones/:address/decline', (request, response) => {
    act(response, () => network.phone(request.params.address).decline());
  });
  return router;
}

/** A console that has its phone here is served from another port of this machine: it may ask, pages from elsewhere may not. */
function letPagesOfThisMachine(request: Request, response: Response, next: () => void): void {
  const { origin } = request.headers;
  if (origin !== undefined && /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin)) {
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Headers': 'content-type',
      Vary: 'Origin',
    });
  }
  if (request.method === 'OPTIONS') response.sendStatus(204);
  else next();
}

/** A call as the control API shows it. */
function legView(leg: Leg): Record<string, unknown> {
  const { sid, status, direction, from, to, createdAt, answeredAt, endedAt } = leg;
  return { sid, status, direction, from, to, createdAt, answeredAt, endedAt };
}

function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** Answers with what was done, or 409 with the reason why it could not be. */
function act(response: Response, run: () => unknown): void {
  try {
    response.json({ done: run() ?? true });
  } catch (error) {
    response.status(409).json({ error: error instanceof Error ? error.message : String(error) });
  }
}
