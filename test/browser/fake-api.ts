import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { ContactJson } from '../../src/api/contacts/contact-view.ts';
import type { DeskJson } from '../../src/api/desk/desk-view.ts';
import { createFakePhone, type FakePhone } from './fake-phone.ts';
import { tagAt } from './fake-settings.ts';
import { createFakeState, type FakeState, type Problem } from './fake-state.ts';

const DIST = join(import.meta.dirname, '../../src/web/dist');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** As the server sends it: what the pages do must be possible under it. */
const CSP =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'";

/** A server that speaks the JSON API and serves the pages, and can be put into any state at once. */
export type FakeApi = {
  url: string;
  port: number;
  state: FakeState;
  phone: FakePhone;
  /** Calls that were made: `POST /api/desk/take`. */
  made: { call: string; body: unknown }[];
  /** The next such call is refused. */
  refuseNext(call: string, problem: Problem): void;
  /** Calls are not answered until `release`. */
  hold(call: string): { release: () => void };
  /** Writes to every open stream and shows it to those that open later. */
  showContact(contact: ContactJson): void;
  showDesk(desk: DeskJson): void;
  /** Changes that no event tells of, then a snapshot to every open stream. */
  snapshot(): void;
  /** How many streams are open. */
  streams(): number;
  /** Ends every open stream, as a server does that restarts or ends a session. */
  dropStreams(): void;
  /** As it was in the beginning. */
  reset(): void;
  close(): Promise<void>;
};

export async function startFakeApi(): Promise<FakeApi> {
  let state = createFakeState();
  const made: FakeApi['made'] = [];
  const phone = createFakePhone();
  const refusals = new Map<string, Problem>();
  const gates = new Map<string, Promise<void>>();
  const streams = new Set<ServerResponse>();
  const send = (event: string, data: unknown) => {
    for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const heartbeat = setInterval(
    () => send('heartbeat', { now: new Date().toISOString(), fresh: true, phones: state.phones }),
    1000,
  );

  const showContact = (contact: ContactJson) => {
    state.contacts.set(contact.id, contact);
    send('contact', contact);
    send('line', state.line());
  };
  const showDesk = (desk: DeskJson) => {
    state.desks.set(desk.operator, desk);
    send('desk', desk);
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = new URL(req.url ?? '/', 'http://fake').pathname;
    if (!path.startsWith('/api/') && !path.startsWith('/emulator/')) return page(path, res);
    const call = `${req.method} ${path}`;
    const body = await bodyOf(req);
    if (phone.serves(res, path, body)) return;
    if (req.method !== 'GET') made.push({ call, body });
    await gates.get(call);
    const refusal = refusals.get(call);
    refusals.delete(call);
    if (refusal !== undefined) return problem(res, refusal);
    if (path !== '/api/session' && state.signedIn === null)
      return problem(res, { status: 401, code: 'not-signed-in' });
    if (call === 'GET /api/live') {
      res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      streams.add(res);
      res.once('close', () => streams.delete(res));
      res.write(`event: snapshot\ndata: ${JSON.stringify(state.snapshot())}\n\n`);
      return;
    }
    const tag = tagAt(state, path);
    if (isOutdated(req, tag)) return problem(res, { status: 412, code: 'changed-meanwhile' });
    const result = state.call(call, body);
    for (const contact of result.contacts ?? []) showContact(contact);
    for (const desk of result.desks ?? []) showDesk(desk);
    if ('problem' in result) return problem(res, result.problem);
    if (tag !== null) res.setHeader('ETag', tag);
    json(res, result.status, result.body);
  }

  const server: Server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => res.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get state() {
      return state;
    },
    phone,
    made,
    refuseNext: (call, refusal) => void refusals.set(call, refusal),
    hold(call) {
      const gate = new EventEmitter();
      gates.set(
        call,
        once(gate, 'open').then(() => undefined),
      );
      return {
        release: () => {
          gates.delete(call);
          gate.emit('open');
        },
      };
    },
    showContact,
    showDesk,
    snapshot: () => send('snapshot', state.snapshot()),
    streams: () => streams.size,
    dropStreams() {
      for (const stream of streams) stream.end();
    },
    reset() {
      for (const stream of streams) stream.end();
      phone.reset();
      state = createFakeState();
      made.length = 0;
      refusals.clear();
      gates.clear();
    },
    async close() {
      clearInterval(heartbeat);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether a write is made for something else than what is there. */
function isOutdated({ method, headers }: IncomingMessage, tag: string | null): boolean {
  // A browser that reads something again asks whether it still has it.
  if (method === 'GET') return false;
  const [seen, nothing] = [headers['if-match'], headers['if-none-match']];
  return (seen !== undefined && seen !== tag) || (nothing !== undefined && tag !== null);
}

async function page(path: string, res: ServerResponse): Promise<void> {
  const file = path.startsWith('/assets/') ? join(DIST, path) : join(DIST, 'index.html');
  res.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': CSP,
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  res.end(await readFile(file));
}

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  if (req.headers['content-type'] === 'audio/wav') return new Uint8Array(bytes);
  const text = bytes.toString();
  return text === '' ? undefined : JSON.parse(text);
}

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(body === undefined ? undefined : JSON.stringify(body));
}

function problem(res: ServerResponse, { retryAfterSeconds, ...refusal }: Problem): void {
  res.writeHead(refusal.status, {
    'Content-Type': 'application/problem+json',
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
  });
  res.end(JSON.stringify({ type: 'about:blank', ...refusal }));
}
