import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/store/store.ts';
import { listen, startTestApp, type TestApp } from '../../support/test-app.ts';

type Operation = { method: string; path: string; access: string; write: boolean };

const PERSONAS: Record<string, Role[] | null> = {
  nobody: null,
  operator: ['operator'],
  supervisor: ['supervisor'],
  admin: ['admin'],
  everything: ['admin', 'supervisor', 'operator'],
};

describe('Every call of the API is for whom the table says', () => {
  let house: TestApp;
  let server: Awaited<ReturnType<typeof listen>>;
  let operations: Operation[];
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    house = await startTestApp();
    server = await listen(house.app);
    for (const [name, roles] of Object.entries(PERSONAS)) {
      if (roles !== null) await house.person(name, roles);
    }
    const { body } = await request(house.app).get('/api/openapi.json').expect(200);
    operations = operationsIn(body as { paths: Record<string, Record<string, { 'x-access': string }>> });
  });
  // Among all calls is the one that signs out.
  beforeEach(async () => {
    for (const [name, roles] of Object.entries(PERSONAS)) {
      if (roles !== null) cookies.set(name, await house.signIn(name));
    }
  });
  afterAll(async () => {
    await server.close();
    await house.close();
  });

  it('knows all calls of the contract', () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toStrictEqual(
      [
        'delete /session',
        'post /session',
        'get /me',
        'put /me/pin',
        'get /live',
        'post /phone/token',
        'get /changes',
        'post /changes/{id}/undo',
        'get /line',
        'put /line',
        ...['accept', 'away', 'close', 'free', 'open', 'take'].map((what) => `post /desk/${what}`),
        'get /contacts',
        'get /contacts/{id}',
        'post /contacts/{id}/voice-note',
        'delete /contacts/{id}/note',
        'get /me/phrases',
        'post /me/phrases',
        'put /me/phrases/{id}/voice',
        'delete /me/phrases/{id}',
        'delete /contacts/{id}/listen',
        ...['end', 'hold', 'listen', 'look-in', 'note', 'outcome', 'return', 'transfer'].map(
          (what) => `post /contacts/{id}/${what}`,
        ),
        ...['call-back', 'seen-to'].map((what) => `post /contacts/{id}/${what}`),
        'get /contacts/{id}/words',
        'delete /contacts/{id}/words',
        ...['get', 'post', 'delete'].map((method) => `${method} /contacts/{id}/nuisance`),
        'get /nuisances',
        ...['patch', 'delete'].map((method) => `${method} /nuisances/{id}`),
        'get /owed',
        'post /callers/forget',
        'get /queues/{id}/promises',
        'get /queues/{id}/report',
        'get /reports/half-hours.csv',
        'put /queues/{id}/notice',
        'delete /queues/{id}/notice',
        'post /queues/{id}/heard',
        'get /queues',
        'post /queues',
        'get /queues/{id}',
        'put /queues/{id}',
        'patch /queues/{id}',
        'get /operators',
        'post /operators',
        'get /operators/{name}',
        'put /operators/{name}',
        'delete /operators/{name}',
      ].toSorted(),
    );
  });

  it.each(Object.keys(PERSONAS))('for %s', async (persona) => {
    const roles = PERSONAS[persona] ?? null;
    for (const operation of operations) {
      const { status, code } = await call(operation, { cookie: cookies.get(persona) ?? '' });
      const refusal = code === 'role' || code === 'not-signed-in' ? [status, code] : null;
      expect(refusal, `${operation.method} ${operation.path}`).toStrictEqual(
        expectedRefusal(operation, roles),
      );
    }
  });

  it('refuses every write from another site, even from those who are signed in', async () => {
    const cookie = cookies.get('everything') ?? '';
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const operation of operations.filter(({ write }) => write)) {
      for (const headers of elsewhere) {
        const { status, code } = await call(operation, { cookie, ...headers });
        expect([status, code], `${operation.method} ${operation.path}`).toStrictEqual([403, 'cross-site']);
      }
    }
  });

  it('refuses what an HTML form can send', async () => {
    const cookie = cookies.get('everything') ?? '';
    for (const operation of operations.filter(({ method }) => method === 'post')) {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
      ]) {
        const { status } = await call(operation, { cookie, 'content-type': type });
        expect(status, `${operation.path} as ${type}`).toBe(415);
      }
    }
  });

  it('takes writes from its own pages, by PUBLIC_URL and by the host that they were loaded from', async () => {
    const cookie = cookies.get('everything') ?? '';
    const operation = { method: 'post', path: '/desk/free', access: 'operator', write: true };
    const own: Record<string, string>[] = [
      { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' },
      { origin: server.url, 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      {},
    ];
    for (const headers of own) expect((await call(operation, { cookie, ...headers })).status).toBe(409);
  });

  /** Over a real socket, since a stream never ends by itself. */
  async function call(
    operation: Operation,
    headers: Record<string, string>,
  ): Promise<{ status: number; code?: string }> {
    const url = `${server.url}/api${operation.path.replace(/\{\w+\}/g, 'nothing-of-this-name')}`;
    const stop = new AbortController();
    const bodied = !['get', 'delete'].includes(operation.method);
    const answer = await fetch(url, {
      method: operation.method.toUpperCase(),
      headers: { 'content-type': 'application/json', ...headers },
      signal: stop.signal,
      ...(bodied ? { body: '{"name":"x","password":"y"}' } : {}),
    });
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') === true;
    const problem = isProblem ? ((await answer.json()) as { code: string }) : null;
    stop.abort();
    return { status: answer.status, ...(problem === null ? {} : { code: problem.code }) };
  }
});

function operationsIn(document: {
  paths: Record<string, Record<string, { 'x-access': string }>>;
}): Operation[] {
  return Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method,
        path,
        access: operation['x-access'],
        write: method !== 'get',
      })),
    )
    .toSorted((a, b) => Number(isSignOut(a)) - Number(isSignOut(b)));
}

function isSignOut({ method, path }: Operation): boolean {
  return method === 'delete' && path === '/session';
}

function expectedRefusal({ access }: Operation, roles: readonly Role[] | null): [number, string] | null {
  if (access === 'anyone') return null;
  if (roles === null) return [401, 'not-signed-in'];
  return isAllowed(access, roles) ? null : [403, 'role'];
}

function isAllowed(access: string, roles: readonly Role[]): boolean {
  if (access === 'signed-in') return true;
  return roles.some((role) => role === access || (access === 'operator' && role === 'supervisor'));
}
