import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPassword } from '../../../src/api/access/passwords.ts';
import { PASSWORD, startTestApp, type TestApp } from '../../support/test-app.ts';

let house: TestApp;
let chief: string;
beforeEach(async () => {
  house = await startTestApp();
  chief = await house.personSignedIn('chief', ['admin']);
});
afterEach(() => house.close());

const send = (method: 'get' | 'post' | 'put' | 'patch', path: string, body?: unknown, cookie = chief) => {
  const call = request(house.app)[method];
  return call(`/api${path}`)
    .set('Cookie', cookie)
    .send(body as object);
};
const errorsOf = (answer: { body: unknown }) =>
  (answer.body as { errors: { field: string; message: string }[] }).errors;

describe("The operators' number", () => {
  it('is unset at first, is set, given back and taken away', async () => {
    expect((await send('get', '/line').expect(200)).body).toStrictEqual({
      operatorNumber: null,
      consoleGoneSeconds: 180,
    });
    const line = { operatorNumber: '+15550109999', consoleGoneSeconds: 60 };
    expect((await send('put', '/line', line).expect(200)).body).toStrictEqual(line);
    expect((await send('get', '/line').expect(200)).body).toStrictEqual(line);
    expect(await house.store.lineSettings()).toStrictEqual(line);
    await send('put', '/line', { operatorNumber: null }).expect(200);
    expect((await send('get', '/line').expect(200)).body).toStrictEqual({
      operatorNumber: null,
      consoleGoneSeconds: 180,
    });
  });

  it('is a number that no caller calls, whichever of the two is set first', async () => {
    await send('patch', '/queues/support', { numbers: ['+15550108888'] }).expect(200);
    const taken = await send('put', '/line', { operatorNumber: '+15550108888' }).expect(422);
    expect(errorsOf(taken)).toStrictEqual([
      { field: 'operatorNumber', message: 'leads to the queue support already' },
    ]);
    const own = await send('put', '/line', { operatorNumber: '+15550009999' }).expect(422);
    expect(errorsOf(own)[0]?.message).toBe('is the number that callers call');
    await send('put', '/line', { operatorNumber: '12345' }).expect(422);

    await send('put', '/line', { operatorNumber: '+15550107777' }).expect(200);
    const queue = await send('patch', '/queues/support', { numbers: ['+15550107777'] }).expect(422);
    expect(errorsOf(queue)).toStrictEqual([
      { field: 'numbers.0', message: 'is the number that operators call' },
    ]);
  });

  it('is for admins alone', async () => {
    const anna = await house.personSignedIn('anna', ['operator', 'supervisor']);
    await send('get', '/line', undefined, anna).expect(403);
    await send('put', '/line', { operatorNumber: '+15550109999' }, anna).expect(403);
    expect(await house.store.lineSettings()).toStrictEqual({ operatorNumber: null, consoleGoneSeconds: 180 });
  });
});

describe('A PIN', () => {
  const ben = { name: 'ben', password: 'a good password' };
  const pinOf = async (name: string) => (await house.store.operator(name))?.pinHash ?? null;

  it('is set by an admin, told only as set, kept by other changes and taken away', async () => {
    const created = await send('post', '/operators', { ...ben, pin: '482915', shortNumber: '12' }).expect(
      201,
    );
    expect(created.body).toMatchObject({ pinSet: true, shortNumber: '12' });
    expect(JSON.stringify(created.body)).not.toMatch(/482915|argon2/);
    expect(await isPassword('482915', await pinOf('ben'))).toBe(true);
    const same = await send('put', '/operators/ben', created.body).expect(200);
    expect(same.body).toStrictEqual(created.body);
    expect(await isPassword('482915', await pinOf('ben'))).toBe(true);
    const without = await send('put', '/operators/ben', { ...same.body, pin: null }).expect(200);
    expect(without.body).toMatchObject({ pinSet: false });
    expect(await pinOf('ben')).toBeNull();
    expect(house.logged.join('')).not.toContain('482915');
  });

  it('is six digits that are not everybody\u2019s first guess', async () => {
    for (const pin of [
      '12345',
      '1234567',
      '12345a',
      '000000',
      '777777',
      '123456',
      '654321',
      '456789',
      482915,
    ]) {
      const refused = await send('post', '/operators', { ...ben, pin }).expect(422);
      expect(errorsOf(refused).map(({ field }) => field)).toContain('pin');
    }
    await send('post', '/operators', { ...ben, pin: '135790' }).expect(201);
  });

  it('goes with a short number that is nobody else\u2019s', async () => {
    await send('post', '/operators', { ...ben, shortNumber: '12' }).expect(201);
    const anna = { name: 'anna', password: 'a good password', shortNumber: '12' };
    const refused = await send('post', '/operators', anna).expect(422);
    expect(errorsOf(refused)).toStrictEqual([{ field: 'shortNumber', message: 'is that of ben already' }]);
    const { body } = await send('post', '/operators', { ...anna, shortNumber: '13' }).expect(201);
    await send('put', '/operators/anna', { ...body, shortNumber: '12' }).expect(422);
    const { shortNumber: _left, ...rest } = body as { shortNumber: string };
    expect((await send('put', '/operators/anna', rest).expect(200)).body).toMatchObject({
      shortNumber: '13',
    });
    await send('post', '/operators', { name: 'eve', password: 'a good password', shortNumber: '1x' }).expect(
      422,
    );
  });

  it('is none, and no short number, where an older record lacks both', async () => {
    await house.person('old', ['operator']);
    const { body } = await send('get', '/operators').expect(200);
    expect((body as { operators: { name: string }[] }).operators).toContainEqual(
      expect.objectContaining({ name: 'old', pinSet: false, shortNumber: null }),
    );
  });

  it('is changed by its owner with the password, whose wrong tries are limited', async () => {
    const anna = await house.personSignedIn('anna', ['operator']);
    await send('put', '/me/pin', { password: PASSWORD, pin: '482915' }, anna).expect(204);
    expect(await isPassword('482915', await pinOf('anna'))).toBe(true);
    await send('put', '/me/pin', { password: PASSWORD, pin: '111111' }, anna).expect(422);
    await send('put', '/me/pin', { password: PASSWORD, pin: null }, anna).expect(204);
    expect(await pinOf('anna')).toBeNull();
    for (let i = 0; i < 10; i++) {
      const wrong = await send('put', '/me/pin', { password: 'guessed', pin: '482915' }, anna).expect(422);
      expect(errorsOf(wrong)).toStrictEqual([{ field: 'password', message: 'is not yours' }]);
    }
    await send('put', '/me/pin', { password: PASSWORD, pin: '482915' }, anna).expect(429);
    expect(await pinOf('anna')).toBeNull();
  });
});
