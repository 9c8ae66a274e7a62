import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/store/store.ts';
import type { PhoneNetworkState } from '../../src/switchboard/telephony.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const HEADERS = [
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'x-powered-by',
];

let house: TestApp;
let anna: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator']);
});
afterEach(() => house.close());

function chosen(headers: Record<string, string>): Record<string, string | undefined> {
  return Object.fromEntries(HEADERS.map((name) => [name, headers[name]]));
}

describe('Every answer carries the same headers of protection', () => {
  it.each([
    '/',
    '/healthz',
    '/api/me',
    '/api/nowhere',
    '/nowhere',
    '/voice/nowhere',
    '/media/nowhere',
    '/assets/nowhere.js',
  ])('%s', async (address) => {
    const { headers } = await request(house.app).get(address);
    expect(chosen(headers)).toStrictEqual({
      'content-security-policy':
        "default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;connect-src 'self';media-src 'self' blob:;" +
        "object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      'strict-transport-security': undefined,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-powered-by': undefined,
    });
  });

  it('and over https those that keep it there', async () => {
    const secure = await startTestApp({ publicUrl: 'https://line.example.com' });
    const { headers } = await request(secure.app).get('/healthz');
    expect(headers['strict-transport-security']).toBe('max-age=63072000');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    await secure.close();
  });
});

const send = (body: string, type = 'application/json') =>
  request(house.app).post('/api/desk/away').set('Cookie', anna).set('Content-Type', type).send(body);

describe('JSON routes always answer JSON', () => {
  it.each([
    ['unreadable', '{"reason":', 400, 'not-json'],
    ['a bare word', 'hello', 400, 'not-json'],
    ['a string', '"hello"', 400, 'not-json'],
    ['a list', '[]', 422, 'invalid'],
    ['far too large', `{"reason":"${'x'.repeat(70_000)}"}`, 413, 'too-large'],
    ['polluting', '{"__proto__":{"reason":"x"}}', 422, 'invalid'],
  ])('to a body that is %s', async (_what, body, status, code) => {
    const answer = await send(body).expect(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({ type: 'about:blank', status, code });
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at \w+ \(/);
  });

  it('in plain words also where nobody has written any for the field', async () => {
    const boss = await house.personSignedIn('boss', ['admin']);
    const saidOf = async (body: unknown) => {
      const answer = request(house.app).post('/api/queues/support/heard').set('Cookie', boss);
      const { errors } = (await answer.set('Content-Type', 'application/json').send(JSON.stringify(body)))
        .body as { errors: { field: string; message: string }[] };
      return errors.map(({ field, message }) => `${field} ${message}`.trim());
    };
    expect(await saidOf([])).toStrictEqual(['the body must be an object']);
    expect(await saidOf({ name: 'x', languages: 5, leaveWords: 'x' })).toStrictEqual([
      'languages must be a list',
      'leaveWords must be true or false',
    ]);
    expect(await saidOf({ name: 'x' })).toStrictEqual(['languages is missing']);
    expect(await saidOf({ name: 'x', languages: [] })).toStrictEqual([
      'languages must have at least 1 entry',
    ]);
  });

  it('to a character set that nobody can read', async () => {
    expect((await send('{}', 'application/json; charset=latin1').expect(415)).body).toMatchObject({
      code: 'not-readable',
    });
    await send('{}', 'application/json; charset=utf-8').expect(409);
  });

  it('to what is not there, and to what is there for another method', async () => {
    expect((await request(house.app).get('/api/nowhere').expect(404)).body).toMatchObject({
      code: 'not-found',
      status: 404,
    });
    const wrong = await request(house.app).get('/api/desk/open').set('Cookie', anna).expect(405);
    expect(wrong.headers['allow']).toBe('POST');
    expect(wrong.body).toMatchObject({ code: 'method-not-allowed' });
  });

  it('to a fault of ours: no trace in the answer, an id that finds it in the log', async () => {
    const broken = await startTestApp({
      wrap: (store) => ({
        ...store,
        served: () => Promise.reject(new Error('a private detail about +15550000067')),
      }),
    });
    const cookie = await broken.personSignedIn('anna', ['operator']);
    const { body } = (await request(broken.app).get('/api/me').set('Cookie', cookie).expect(500)) as {
      body: { errorId: string };
    };
    expect(body).toMatchObject({ code: 'failed', status: 500 });
    expect(JSON.stringify(body)).not.toContain('private');
    const line = broken.logged.find((one) => one.includes(body.errorId)) ?? '';
    expect(line).toContain('An API call failed.');
    expect(line).not.toContain('5550000067');
    await broken.close();
  });

  it('counts calls by the pattern of their route, never by what an address holds', async () => {
    await request(house.app).get('/api/contacts/some-contact').set('Cookie', anna).expect(404);
    const { text } = await request(house.app).get('/metrics').expect(200);
    expect(text).toContain(
      'stillhere_api_requests_total{method="get",route="/contacts/{id}",status="404"} 1',
    );
    expect(text).not.toContain('some-contact');
  });

  it('counts who is in line as it stands at the scrape, and nobody while the store is away', async () => {
    let away = false;
    const counted = await startTestApp({
      wrap: (store) => ({
        ...store,
        queues: () => (away ? Promise.reject(new StoreUnavailable('away')) : store.queues()),
      }),
    });
    const scraped = async () => (await request(counted.app).get('/metrics').expect(200)).text;
    await counted.arrives('c1');
    const text = await scraped();
    expect(text).toContain('stillhere_waiting{queue="support"} 1');
    expect(text).toContain('stillhere_store_up 1');
    away = true;
    expect(await scraped()).not.toContain('stillhere_waiting{');
    await counted.close();
  });
});

describe('Health', () => {
  it('is alive and ready, and names what should not stay so', async () => {
    const warned = await startTestApp({ publicWarnings: ['FALLBACK_URL is on our own host.'] });
    await request(warned.app).get('/healthz').expect(200, { status: 'alive' });
    const { body } = await request(warned.app).get('/readyz').expect(200);
    expect(body).toStrictEqual({
      status: 'ready',
      degraded: [],
      warnings: ['FALLBACK_URL is on our own host.'],
    });
    await warned.close();
  });

  it('stays ready while the phone network does not do what it is asked for, and says so', async () => {
    let state: PhoneNetworkState = 'well';
    const troubled = await startTestApp({ phoneNetwork: () => state });
    for (const [now, said] of [
      ['away', 'does not answer'],
      ['refuses', 'Check the token and the account'],
    ] as const) {
      state = now;
      const { body } = await request(troubled.app).get('/readyz').expect(200);
      expect(body).toMatchObject({ status: 'degraded', degraded: [expect.stringContaining(said)] });
    }
    await troubled.close();
  });

  it.each([
    ['refuses', () => Promise.reject(new StoreUnavailable('away'))],
    ['never answers', () => new Promise<boolean>(() => {})],
  ])('stays ready while the store %s, and says so', async (_how, takesNewcomers) => {
    const broken = await startTestApp({ wrap: (store) => ({ ...store, takesNewcomers }) });
    const asked = request(broken.app)
      .get('/readyz')
      .then((answer) => answer);
    for (let tries = 0; tries < 1000 && broken.clock.nextDueAt() === null; tries++)
      await new Promise((resolve) => setImmediate(resolve));
    await broken.passes(1000);
    const { status, body } = await asked;
    expect([status, body]).toMatchObject([
      200,
      { status: 'degraded', degraded: [expect.stringContaining('The store does not answer')] },
    ]);
    expect(await broken.metrics.text()).toContain('stillhere_store_up 0');
    await broken.close();
  });

  it('stays ready while the store is full, says so, and goes on counting who is in line', async () => {
    const full = await startTestApp({ wrap: (store) => ({ ...store, takesNewcomers: async () => false }) });
    await full.arrives('c1');
    const { body } = await request(full.app).get('/readyz').expect(200);
    expect(body).toMatchObject({
      status: 'degraded',
      degraded: [expect.stringContaining('The store is full')],
    });
    const { text } = await request(full.app).get('/metrics').expect(200);
    expect(text).toContain('stillhere_store_full 1');
    expect(text).toContain('stillhere_waiting{queue="support"} 1');
    await full.close();
  });
});

describe('Pages', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'pages-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('say how to build them while they are not built', async () => {
    const bare = await startTestApp({ webDirectory: directory });
    for (const page of ['/', '/admin', '/wallboard']) {
      const { text } = await request(bare.app)
        .get(page)
        .expect(503)
        .expect('content-type', /text\/plain/);
      expect(text).toContain('npm run build');
    }
    await bare.close();
  });

  it('are asked for anew each time, their files once', async () => {
    mkdirSync(path.join(directory, 'assets'));
    writeFileSync(path.join(directory, 'index.html'), '<!doctype html><title>Stillhere</title>');
    writeFileSync(path.join(directory, 'assets', 'index-abc123.js'), 'export {};');
    writeFileSync(path.join(directory, 'favicon.svg'), '<svg/>');
    const built = await startTestApp({ webDirectory: directory });
    for (const page of ['/', '/admin', '/admin/queues', '/wallboard']) {
      await request(built.app)
        .get(page)
        .expect(200)
        .expect('cache-control', 'no-cache')
        .expect('content-type', /html/);
    }
    await request(built.app)
      .get('/assets/index-abc123.js')
      .expect(200)
      .expect('cache-control', 'public, max-age=31536000, immutable');
    expect((await request(built.app).get('/favicon.svg')).status).toBe(200);
    for (const nothing of ['/..%2f..%2fetc%2fpasswd', '/assets/gone.js', '/nowhere']) {
      expect((await request(built.app).get(nothing)).status, nothing).toBe(404);
    }
    await built.close();
  });
});
