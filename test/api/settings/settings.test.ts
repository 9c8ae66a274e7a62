import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operatorSchema } from '../../../src/api/settings/operators.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let house: TestApp;
let chief: string;
beforeEach(async () => {
  house = await startTestApp();
  chief = await house.personSignedIn('chief', ['admin']);
});
afterEach(() => house.close());

const send = (
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  body?: unknown,
  cookie = chief,
) => {
  const call = request(house.app)[method];
  return call(`/api${path}`)
    .set('Cookie', cookie)
    .send(body as object);
};
const errorsOf = (answer: { body: unknown }) =>
  (answer.body as { errors: { field: string; message: string }[] }).errors;
const support = defaultQueueSettings('support', 'Support');

describe('Queues', () => {
  it('are there from the first start, and are given back as they are', async () => {
    expect((await send('get', '/queues').expect(200)).body).toStrictEqual({ queues: [support] });
    const { body } = await send('get', '/queues/support').expect(200);
    expect((await send('put', '/queues/support', body).expect(200)).body).toStrictEqual(body);
  });

  it('are added with sensible settings for what is left out', async () => {
    const answer = await send('post', '/queues', { id: 'sales', name: 'Sales', priority: 7 }).expect(201);
    expect(answer.headers['location']).toBe('/api/queues/sales');
    expect(answer.body).toStrictEqual({ ...defaultQueueSettings('sales', 'Sales'), priority: 7 });
    expect((await send('post', '/queues', { id: 'sales', name: 'Again' }).expect(409)).body).toMatchObject({
      code: 'exists',
    });
    expect((await house.store.queue('sales'))?.name).toBe('Sales');
  });

  it('are changed in parts, single values of a rhythm among them', async () => {
    const { body } = await send('patch', '/queues/support', {
      inLine: { everySeconds: 30 },
      name: 'Help',
    }).expect(200);
    expect(body).toStrictEqual({ ...support, name: 'Help', inLine: { ...support.inLine, everySeconds: 30 } });
    expect(await house.store.queue('support')).toStrictEqual(body);
  });

  it('are closed by hand until a time to come, or until they are opened again', async () => {
    const inMs = (ms: number) => new Date(house.clock.now() + ms).toISOString();
    const closed = (until: unknown) => send('patch', '/queues/support', { closure: { until } });
    const until = inMs(3_600_000);
    expect((await closed(until).expect(200)).body).toMatchObject({ closure: { until } });
    const whole = (await send('get', '/queues/support').expect(200)).body as object;
    await send('put', '/queues/support', whole).expect(200);
    for (const [wrong, message] of [
      [inMs(-1_000), 'must be in the future'],
      [inMs(32 * 86_400_000), 'must be within 31 days'],
      ['tonight', 'must be a time such as'],
    ]) {
      const [error] = errorsOf(await closed(wrong).expect(422));
      expect(error).toMatchObject({
        field: 'closure.until',
        message: expect.stringContaining(message ?? ''),
      });
    }
    expect(await house.store.queue('support')).toMatchObject({ closure: { until } });
    expect((await closed(null).expect(200)).body).toMatchObject({ closure: { until: null } });
    expect((await send('patch', '/queues/support', { closure: null }).expect(200)).body).toStrictEqual(
      support,
    );
  });

  it('whose closure is over are closed no more, and can be changed', async () => {
    await house.store.putQueue({ ...support, closure: { until: '2020-01-01T10:00:00.000Z' } });
    const { body } = await send('patch', '/queues/support', { name: 'Help' }).expect(200);
    expect(body).toMatchObject({ name: 'Help', closure: null });
    expect((await send('put', '/queues/support', body).expect(200)).body).toStrictEqual(body);
  });

  it('keep their id, whatever a body says', async () => {
    for (const method of ['put', 'patch'] as const) {
      expect(
        (await send(method, '/queues/support', { ...support, id: 'other' }).expect(200)).body,
      ).toMatchObject({ id: 'support' });
    }
    expect(await house.store.queue('other')).toBeNull();
  });

  it.each([0, 9, 10_000, 1801, -1, 10.5, 'soon', '60', null, true, [], {}])(
    'refuse an interval of %j, name the field and the range, and keep the old one',
    async (everySeconds) => {
      const whole: unknown = { ...support, inLine: { ...support.inLine, everySeconds } };
      for (const answer of [
        await send('patch', '/queues/support', { inLine: { everySeconds } }).expect(422),
        await send('put', '/queues/support', whole).expect(422),
      ]) {
        expect(errorsOf(answer)).toHaveLength(1);
        expect(errorsOf(answer)[0]).toMatchObject({
          field: 'inLine.everySeconds',
          message: expect.stringMatching(/from 10 to 1800/) as string,
        });
      }
      expect(await house.store.queue('support')).toStrictEqual(support);
    },
  );

  it.each([10, 1800])('accept an interval of %i s', async (everySeconds) => {
    const { body } = await send('patch', '/queues/support', { onHold: { everySeconds } }).expect(200);
    expect(body).toMatchObject({ onHold: { everySeconds } });
  });

  it.each([
    [{ onHold: { growth: 0.9 } }, 'onHold.growth'],
    [{ onHold: { growth: 3.1 } }, 'onHold.growth'],
    [{ inLine: { everySecond: 30 } }, 'inLine.everySecond'],
    [{ inLine: 60 }, 'inLine'],
    [{ name: '  ' }, 'name'],
    [{ languages: [] }, 'languages'],
    [{ languages: ['en', 'ru', 'en'] }, 'languages'],
    [{ languages: ['en', 'xx'] }, 'languages.1'],
    [{ numbers: ['5550001'] }, 'numbers.0'],
    [{ priority: 10 }, 'priority'],
    [{ colour: 'red' }, 'colour'],
  ])('refuse %j', async (body, field) => {
    expect(
      errorsOf(await send('patch', '/queues/support', body).expect(422)).map((one) => one.field),
    ).toStrictEqual([field]);
    expect(await house.store.queue('support')).toStrictEqual(support);
  });

  it('never share a called number', async () => {
    await send('patch', '/queues/support', { numbers: ['+15550009999'] }).expect(200);
    const answer = await send('post', '/queues', {
      id: 'sales',
      name: 'Sales',
      numbers: ['+15550009999'],
    }).expect(422);
    expect(errorsOf(answer)).toStrictEqual([
      { field: 'numbers.0', message: 'leads to the queue support already' },
    ]);
  });

  it('want the whole from PUT, and exist before it', async () => {
    const { priority: _left, ...rest } = support;
    expect(
      errorsOf(await send('put', '/queues/support', rest).expect(422)).map(({ field }) => field),
    ).toStrictEqual(['priority']);
    await send('put', '/queues/nowhere', support).expect(404);
    await send('get', '/queues/nowhere').expect(404);
  });
});

describe('Operators', () => {
  const anna = {
    name: 'anna',
    displayName: 'Anna',
    roles: ['operator'],
    address: '+15550001111',
    queues: ['support'],
    skills: [],
    mayPick: false,
    mostHeld: 1,
    shortNumber: null,
    pinSet: false,
  };

  it('are added, listed without their password, and can sign in', async () => {
    const answer = await send('post', '/operators', { ...anna, password: 'long enough' }).expect(201);
    expect(answer.body).toStrictEqual(anna);
    expect(answer.headers['location']).toBe('/api/operators/anna');
    const { operators } = (await send('get', '/operators').expect(200)).body as { operators: unknown[] };
    expect(operators.map((one) => operatorSchema.parse(one).name)).toStrictEqual(['anna', 'chief']);
    await request(house.app).post('/api/session').send({ name: 'anna', password: 'long enough' }).expect(200);
    expect((await house.store.operator('anna'))?.passwordHash).toMatch(/^\$argon2id\$/);
    await send('post', '/operators', { ...anna, password: 'long enough' }).expect(409);
  });

  it('take back what a GET gave: the password stays, sessions too', async () => {
    const cookie = await house.personSignedIn('boris', ['operator']);
    const { operators } = (await send('get', '/operators').expect(200)).body as {
      operators: { name: string }[];
    };
    const boris = operators.find(({ name }) => name === 'boris');
    expect((await send('put', '/operators/boris', boris).expect(200)).body).toStrictEqual(boris);
    await send('get', '/me', undefined, cookie).expect(200);
  });

  it.each([
    ['other roles', { roles: ['supervisor'] }],
    ['another password', { password: 'a new password' }],
  ])('are signed out by %s', async (_what, change) => {
    const cookie = await house.personSignedIn('boris', ['operator']);
    await send('put', '/operators/boris', { ...anna, name: 'boris', ...change }).expect(200);
    expect((await send('get', '/me', undefined, cookie)).status).toBe(401);
  });

  it('that are removed are signed out and off duty, and where they were rung is forgotten', async () => {
    const cookie = await house.personSignedIn('boris', ['operator']);
    await house.deskOpens('boris');
    await send('delete', '/operators/boris').expect(204);
    await send('get', '/me', undefined, cookie).expect(401);
    expect(await house.store.allDesks()).toStrictEqual([]);
    await send('delete', '/operators/boris').expect(404);
  });

  it('are not removed from a caller', async () => {
    await house.person('boris', ['operator']);
    await house.arrives('c1');
    await house.deskOpens('boris');
    await house.switchboard.take('boris', null);
    await house.legsMeet('boris', 'c1');
    expect((await send('delete', '/operators/boris').expect(409)).body).toMatchObject({ state: 'talking' });
    expect(await house.store.operator('boris')).not.toBeNull();
  });

  it('always include an admin', async () => {
    const demoted = { ...anna, name: 'chief', roles: ['operator'] };
    expect((await send('delete', '/operators/chief').expect(409)).body).toMatchObject({ code: 'last-admin' });
    expect((await send('put', '/operators/chief', demoted).expect(409)).body).toMatchObject({
      code: 'last-admin',
    });
    await house.person('other', ['admin']);
    await send('put', '/operators/chief', demoted).expect(200);
  });

  it.each([
    [{ name: 'Anna Lee' }, 'name'],
    [{ name: '__proto__' }, 'name'],
    [{ displayName: '' }, 'displayName'],
    [{ password: 'short' }, 'password'],
    [{ password: undefined }, 'password'],
    [{ roles: [] }, 'roles'],
    [{ roles: ['owner'] }, 'roles.0'],
    [{ address: '5550001' }, 'address'],
    [{ queues: ['nowhere'] }, 'queues.0'],
    [{ passwordHash: 'x' }, 'passwordHash'],
    [{ version: 7 }, 'version'],
  ])('are not added with %j', async (change, field) => {
    const answer = await send('post', '/operators', { ...anna, password: 'long enough', ...change }).expect(
      422,
    );
    expect(errorsOf(answer).map((one) => one.field)).toStrictEqual([field]);
  });

  it('need only a name and a password', async () => {
    const { body } = await send('post', '/operators', { name: 'clara', password: 'long enough' }).expect(201);
    expect(body).toStrictEqual({
      name: 'clara',
      displayName: 'clara',
      roles: ['operator'],
      address: null,
      queues: ['support'],
      skills: [],
      mayPick: false,
      mostHeld: 1,
      shortNumber: null,
      pinSet: false,
    });
  });
});
