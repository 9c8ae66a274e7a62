import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { testRedis } from '../../support/test-redis.ts';

let house: TestApp;
const stores: Store[] = [];
afterEach(async () => {
  await house.close();
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

const redisStore = () => {
  const store = createRedisStore({ ...testRedis(), clock: systemClock(), commandTimeoutMs: 5_000 });
  stores.push(store);
  return store;
};
const STORES = [
  ['in memory', {}],
  ['in Redis', { store: redisStore }],
] as const;

/** Two admins, signed in. */
async function twoAdmins(options: Parameters<typeof startTestApp>[0] = {}) {
  house = await startTestApp(options);
  const [anna, ben] = [
    await house.personSignedIn('anna', ['admin']),
    await house.personSignedIn('ben', ['admin']),
  ];
  const ask = (method: 'get' | 'put' | 'patch' | 'post' | 'delete') => request(house.app)[method];
  const send = (
    method: Parameters<typeof ask>[0],
    path: string,
    { as = anna, body, headers = {} }: { as?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) =>
    ask(method)(`/api${path}`)
      .set({ Cookie: as, ...headers })
      .send(body as object);
  return { anna, ben, send };
}

describe.each(STORES)('Two admins at the same moment, settings %s', (_where, options) => {
  it('given different settings of one queue, both changes are there', async () => {
    const { ben, send } = await twoAdmins(options);
    const parts = [
      { priority: 7 },
      { inLine: { everySeconds: 80 } },
      { inLine: { growth: 1.5 } },
      { wrapUpSeconds: 20 },
      { callbacks: { attempts: 5 } },
    ];
    const until = '2026-01-06T09:00:00Z';
    const notice = { text: { en: 'Card payments fail; the bank is at work on it' }, until };
    const answers = await Promise.all([
      ...parts.map((body, i) => send('patch', '/queues/support', i % 2 === 0 ? { body } : { body, as: ben })),
      send('put', '/queues/support/notice', { body: notice }),
    ]);
    expect(answers.map(({ status }) => status)).toStrictEqual(answers.map(() => 200));
    expect(await house.store.queue('support')).toMatchObject({
      priority: 7,
      inLine: { firstAfterSeconds: 45, everySeconds: 80, growth: 1.5 },
      wrapUpSeconds: 20,
      callbacks: { attempts: 5 },
      notice: { text: notice.text },
    });
  });

  it('given one number for two queues, one queue has it', async () => {
    const { send, ben } = await twoAdmins(options);
    await send('post', '/queues', { body: { id: 'sales', name: 'Sales' } }).expect(201);
    const body = { numbers: ['+15550008888'] };
    const answers = await Promise.all([
      send('patch', '/queues/support', { body }),
      send('patch', '/queues/sales', { body, as: ben }),
      send('put', '/line', { body: { operatorNumber: '+15550008888' } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toStrictEqual([200, 422, 422]);
  });

  it('given that each takes the role from the other, one of them stays an admin', async () => {
    const { anna, ben, send } = await twoAdmins(options);
    const operator = { displayName: 'X', roles: ['operator'], address: null, queues: ['support'] };
    const answers = await Promise.all([
      send('put', '/operators/ben', { body: operator, as: anna }),
      send('put', '/operators/anna', { body: operator, as: ben }),
      send('delete', '/operators/anna', { as: ben }),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    const left = (await house.store.operators()).filter(({ roles }) => roles.includes('admin'));
    expect(left).toHaveLength(1);
  });
});

describe('What a client has seen', () => {
  it.each(['/queues/support', '/operators/ben', '/line'])(
    'of %s is told by its ETag, and a write that is made for it is refused once it has changed',
    async (path) => {
      const { send } = await twoAdmins();
      const { body, headers } = await send('get', path).expect(200);
      const tag = headers['etag'] ?? '';
      expect(tag).toMatch(/^"[\w-]{22}"$/);
      const other = { ...(body as object), ...changeOf(path) };
      const written = await send('put', path, { body: other, headers: { 'If-Match': tag } }).expect(200);
      expect(written.headers['etag']).not.toBe(tag);
      expect((await send('get', path)).headers['etag']).toBe(written.headers['etag']);
      for (const stale of [tag, `W/${tag}`, '"a", "b"']) {
        const refused = await send('put', path, { body, headers: { 'If-Match': stale } }).expect(412);
        expect(refused.body).toMatchObject({ code: 'changed-meanwhile', status: 412 });
        expect(refused.headers['etag']).toBe(written.headers['etag']);
      }
      expect((await send('get', path)).body).toStrictEqual(written.body);
      const now = `"other", W/${written.headers['etag'] ?? ''}`;
      await send('put', path, { body, headers: { 'If-Match': now } }).expect(200);
      await send('put', path, { body: other, headers: { 'If-Match': '*' } }).expect(200);
      await send('put', path, { body }).expect(200);
    },
  );

  it('of a queue counts for a part of it too, and what nothing has changed keeps its tag', async () => {
    const { send } = await twoAdmins();
    const { headers } = await send('get', '/queues/support').expect(200);
    const seen = { 'If-Match': headers['etag'] ?? '' };
    const same = await send('patch', '/queues/support', { body: {}, headers: seen }).expect(200);
    expect(same.headers['etag']).toBe(headers['etag']);
    await send('patch', '/queues/support', { body: { priority: 6 }, headers: seen }).expect(200);
    await send('patch', '/queues/support', { body: { priority: 7 }, headers: seen }).expect(412);
    expect(await house.store.queue('support')).toMatchObject({ priority: 6 });
  });

  it('of a person counts for their removal', async () => {
    const { send } = await twoAdmins();
    const { body, headers } = await send('get', '/operators/ben').expect(200);
    const seen = { 'If-Match': headers['etag'] ?? '' };
    await send('put', '/operators/ben', { body: { ...(body as object), displayName: 'Benno' } }).expect(200);
    await send('delete', '/operators/ben', { headers: seen }).expect(412);
    expect(await house.store.operator('ben')).not.toBeNull();
    await send('delete', '/operators/ben').expect(204);
    await send('get', '/operators/ben').expect(404);
  });

  it('of a notice is its id, or that there is none', async () => {
    const { ben, send } = await twoAdmins();
    const path = '/queues/support/notice';
    const body = {
      text: { en: 'Card payments fail; the bank is at work on it' },
      until: '2026-01-05T09:30:00Z',
    };
    const nothing = { 'If-None-Match': '*' };
    const first = await send('put', path, { body, headers: nothing }).expect(200);
    const { id } = first.body as { id: string };
    expect(first.headers['etag']).toBe(`"${id}"`);
    await send('put', path, { body, headers: nothing, as: ben }).expect(412);
    const seen = { 'If-Match': `"${id}"` };
    await send('put', path, { body, headers: seen, as: ben }).expect(200);
    await send('delete', path, { headers: seen }).expect(412);
    await house.passes(31 * 60_000);
    // It is over, so there is none.
    const later = { ...body, until: '2026-01-05T10:30:00Z' };
    await send('put', path, { body: later, headers: { 'If-Match': '*' } }).expect(412);
    await send('put', path, { body: later, headers: nothing }).expect(200);
  });
});

/** Something else than what is there. */
function changeOf(path: string): object {
  if (path === '/line') return { consoleGoneSeconds: 99 };
  return path.startsWith('/operators') ? { displayName: 'Benno' } : { name: 'Help' };
}
