import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueSettingsSchema } from '../../src/waiting/queue-settings.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const support = defaultQueueSettings('support', 'Support');
const QUEUE = '/api/queues/support';
const RHYTHM_FIELDS = ['firstAfterSeconds', 'everySeconds', 'growth', 'longestSilenceSeconds'];

/** Bodies that are nearly right, which find more than noise does. */
const nearlyRhythm = fc.dictionary(
  fc.constantFrom(...RHYTHM_FIELDS, 'other'),
  fc.oneof(fc.integer(), fc.integer({ min: 5, max: 2000 }), fc.double(), fc.string(), fc.constant(null)),
);
const nearlyQueue = fc.record(
  {
    id: fc.oneof(fc.constant('support'), fc.string()),
    name: fc.oneof(fc.string({ unit: 'binary' }), fc.integer()),
    priority: fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double()),
    inLine: nearlyRhythm,
    onHold: nearlyRhythm,
    languages: fc.array(fc.constantFrom('en', 'ru', 'xx', '', '../en'), { maxLength: 3 }),
    numbers: fc.array(fc.oneof(fc.constant('+15550009999'), fc.string()), { maxLength: 2 }),
    newsOnlyLongestSeconds: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.string()),
    wrapUpSeconds: fc.integer({ min: -1, max: 4000 }),
  },
  { requiredKeys: [] },
);

describe('Whatever is sent', () => {
  let house: TestApp;
  let cookie: string;
  let operations: { method: 'get' | 'post' | 'put' | 'patch' | 'delete'; path: string; statuses: number[] }[];
  beforeAll(async () => {
    house = await startTestApp();
    cookie = await house.personSignedIn('chief', ['admin', 'operator']);
    await house.arrives('c1');
    const { body } = await request(house.app).get('/api/openapi.json');
    operations = Object.entries(
      (body as { paths: Record<string, Record<string, { responses: object }>> }).paths,
    ).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({
        method: method as 'get',
        path,
        statuses: Object.keys(responses).map(Number),
      })),
    );
  });
  afterAll(() => house.close());

  it('a queue either takes it as valid settings, or keeps the ones it has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(nearlyQueue, fc.jsonValue()),
        fc.constantFrom('put', 'patch'),
        async (body, method) => {
          await house.store.putQueue(support);
          const sent =
            method === 'put' && typeof body === 'object' && !Array.isArray(body)
              ? { ...support, ...body }
              : body;
          const write = request(house.app);
          const answer = await (method === 'put' ? write.put(QUEUE) : write.patch(QUEUE))
            .set('Cookie', cookie)
            .set('Content-Type', 'application/json')
            .send(JSON.stringify(sent));
          const kept = await house.store.queue('support');
          expect(queueSettingsSchema.parse(kept)).toStrictEqual(kept);
          const taken = answer.status === 200;
          expect([200, 400, 422]).toContain(answer.status);
          expect(kept).toStrictEqual(taken ? answer.body : support);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('no call answers with a status that its description does not have', async () => {
    const commands = operations.filter(
      ({ path }) => !['/live', '/session'].includes(path) && !path.startsWith('/operators'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...commands),
        fc.constantFrom(
          'c1',
          'support',
          'nothing',
          '%00',
          '..%2f..',
          '__proto__',
          'constructor',
          '%F0%9F%99%82',
        ),
        fc.jsonValue(),
        async ({ method, path, statuses }, id, body) => {
          const address = `/api${path.replace(/\{\w+\}/, id)}`;
          const call = request(house.app)[method];
          const answer = await call(address)
            .set('Cookie', cookie)
            .set('Content-Type', 'application/json')
            .send(method === 'get' ? undefined : JSON.stringify(body));
          expect(statuses, `${method} ${path}`).toContain(answer.status);
          expect(house.logged.filter((line) => line.includes('"level":"error"'))).toStrictEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
