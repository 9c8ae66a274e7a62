import request from 'supertest';
import type { TestApp } from '../support/test-app.ts';

export const post = (house: TestApp, cookie: string, path: string, body: object = {}) =>
  request(house.app).post(`/api${path}`).set('Cookie', cookie).send(body);
export const get = (house: TestApp, cookie: string, path: string) =>
  request(house.app).get(`/api${path}`).set('Cookie', cookie);

/** The fields that a refusal names. */
export const fieldsOf = (body: unknown) =>
  (body as { errors: { field: string }[] }).errors.map(({ field }) => field);

/** Anna talks to a caller who arrived a minute ago. */
export async function talking(house: TestApp, anna: string, id = 'c1'): Promise<void> {
  await house.arrives(id);
  await house.deskOpens('anna');
  await house.passes(60_000);
  await post(house, anna, '/desk/take').expect(200);
  await house.legsMeet('anna', id);
}
