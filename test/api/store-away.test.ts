import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/store/store.ts';
import { startTestApp } from '../support/test-app.ts';

describe('While the store is away', () => {
  it('every call says so and when to come back', async () => {
    let away = false;
    const broken = await startTestApp({
      wrap: (store) =>
        new Proxy(store, {
          get(target, name, self) {
            const value: unknown = Reflect.get(target, name, self);
            if (!away || typeof value !== 'function') return value;
            return () => Promise.reject(new StoreUnavailable('Failed to read: not connected.'));
          },
        }),
    });
    const cookie = await broken.personSignedIn('anna', ['operator']);
    away = true;
    for (const path of ['/me', '/contacts', '/live']) {
      const answer = await request(broken.app).get(`/api${path}`).set('Cookie', cookie).expect(503);
      expect(answer.headers['retry-after']).toBe('2');
      expect(answer.body).toMatchObject({ code: 'store-away', status: 503 });
    }
    const { body } = await request(broken.app)
      .post('/api/session')
      .send({ name: 'anna', password: 'x' })
      .expect(503);
    expect(body).toMatchObject({ code: 'store-away' });
    await broken.close();
  });
});
