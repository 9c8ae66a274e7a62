import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createRedisStore } from '../../src/store/redis/redis-store.ts';
import type { Store } from '../../src/store/store.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { testRedis } from '../support/test-redis.ts';

const KEY = '"8e03978e-40d5-43e8-bc93-6894a57f9324"';

describe.each(['memory', 'Redis'] as const)('A command that is sent again, with the store in %s', (where) => {
  let house: TestApp;
  let anna: string;
  let redis: Store | null = null;
  beforeEach(async () => {
    if (where === 'Redis')
      redis = createRedisStore({ ...testRedis(), clock: systemClock(), commandTimeoutMs: 5_000 });
    house = await startTestApp(redis === null ? {} : { store: () => redis as Store });
    anna = await house.personSignedIn('anna', ['operator']);
    await house.deskOpens('anna');
    await house.arrives('c1');
    await house.arrives('c2');
  });
  afterEach(async () => {
    await house.close();
    await redis?.close();
    redis = null;
  });
  const post = (path: string, body: object, key: string | null, cookie = anna) =>
    request(house.app)
      .post(`/api${path}`)
      .set({ Cookie: cookie, ...(key === null ? {} : { 'Idempotency-Key': key }) })
      .send(body);

  it('is done once and answered as before; with another key, or none, it is another one', async () => {
    const first = await post('/desk/take', {}, KEY).expect(200);
    const again = await post('/desk/take', {}, KEY).expect(200);
    expect(again.body).toStrictEqual(first.body);
    expect((await post('/desk/take', {}, 'another-key').expect(409)).body).toMatchObject({
      state: 'offered',
    });
    await post('/desk/take', {}, null).expect(409);
    expect(await house.store.served(9)).toHaveLength(1);
  });

  it('is refused as before, also where it could be done by now', async () => {
    const first = await post('/contacts/c1/hold', { reason: 'x' }, KEY).expect(409);
    await post('/desk/take', {}, 'another-key').expect(200);
    await house.legsMeet('anna', 'c1');
    const again = await post('/contacts/c1/hold', { reason: 'x' }, KEY).expect(409);
    expect(again.body).toStrictEqual(first.body);
    await post('/contacts/c1/hold', { reason: 'x' }, 'a-third-key').expect(200);
  });

  it('is done once also where both come at the same moment', async () => {
    const answers = await Promise.all([post('/desk/take', {}, KEY), post('/desk/take', {}, KEY)]);
    const told = answers.map(({ status, body }) =>
      status === 200 ? 'taken' : (body as { code: string }).code,
    );
    expect(told).toContain('taken');
    expect(['taken', 'under-way']).toEqual(expect.arrayContaining(told));
    expect(await house.store.served(9)).toHaveLength(1);
  });

  it('is no other command, no other person’s, and its key is a key', async () => {
    const ben = await house.personSignedIn('ben', ['operator']);
    await post('/desk/away', { reason: 'lunch' }, KEY).expect(200);
    for (const [path, body] of [
      ['/desk/away', { reason: 'tea' }],
      ['/desk/free', { reason: 'lunch' }],
    ] as const)
      expect((await post(path, body, KEY).expect(409)).body).toMatchObject({ code: 'key-reused' });
    expect((await post('/desk/away', { reason: 'tea' }, KEY, ben)).body).not.toMatchObject({
      code: 'key-reused',
    });
    for (const wrong of ['short', 'with a space', 'x'.repeat(101), '"'])
      expect((await post('/desk/free', {}, wrong).expect(422)).body).toMatchObject({
        errors: [{ field: 'Idempotency-Key' }],
      });
  });
});
