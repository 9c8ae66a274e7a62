import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { SESSION_IDLE_MS, SESSION_LONGEST_MS } from '../../../src/api/access/auth.ts';
import { ensureFirstAdmin } from '../../../src/api/access/first-start.ts';
import {
  ADDRESS_FAILURES,
  SIGN_IN_FAILURES,
  SIGN_IN_WINDOW_MS,
} from '../../../src/api/access/sign-in-limit.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import { systemClock } from '../../../src/clock.ts';
import {
  cookieOf,
  PASSWORD,
  startTestApp,
  type TestApp,
  type TestAppOptions,
} from '../../support/test-app.ts';
import { testRedis } from '../../support/test-redis.ts';

const open: TestApp[] = [];
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});
async function start(options?: TestAppOptions): Promise<TestApp> {
  const house = await startTestApp(options);
  open.push(house);
  return house;
}
const me = (house: TestApp, cookie: string) => request(house.app).get('/api/me').set('Cookie', cookie);
const signIn = (house: TestApp, name: string, password: string) =>
  request(house.app).post('/api/session').send({ name, password });

describe.each([
  ['a store in memory', {}],
  ['Redis', { store: () => createRedisStore({ ...testRedis(), clock: systemClock() }) }],
])('Signing in, with %s', (_name, options: TestAppOptions) => {
  it('gives a session in a cookie, and signing out ends it', async () => {
    const house = await start(options);
    await house.person('anna', ['operator']);
    const answer = await signIn(house, 'anna', PASSWORD).expect(200);
    expect(answer.body).toStrictEqual({ name: 'anna', displayName: 'ANNA', roles: ['operator'] });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^stillhere=[\w-]{43}; Max-Age=43200; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/,
    );
    const cookie = cookieOf(answer.headers);
    expect((await me(house, cookie).expect(200)).body).toStrictEqual({
      name: 'anna',
      displayName: 'ANNA',
      roles: ['operator'],
      queues: ['support'],
      mayPick: false,
      mostHeld: 1,
      browserPhone: false,
      desk: null,
      contacts: [],
    });
    await request(house.app).delete('/api/session').set('Cookie', cookie).expect(204);
    await me(house, cookie).expect(401);
  });

  it('limits failures by name and address, counts no success, and says when to come back', async () => {
    const house = await start(options);
    await house.person('anna', ['operator']);
    await house.person('boris', ['operator']);
    for (let i = 1; i < SIGN_IN_FAILURES; i++) {
      await signIn(house, 'anna', 'wrong').expect(401);
      await signIn(house, 'anna', PASSWORD).expect(200);
    }
    await signIn(house, 'anna', 'wrong').expect(401);
    const refused = await signIn(house, 'anna', PASSWORD).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(SIGN_IN_WINDOW_MS / 1000);
    await signIn(house, 'boris', PASSWORD).expect(200);
  });

  it('limits failures of many names from one address', async () => {
    const house = await start(options);
    await house.person('anna', ['operator']);
    for (let i = 0; i < ADDRESS_FAILURES; i++) {
      // Every sixth is a name that nobody has: that takes as long as a real password, which the others here do not.
      if (i % 6 !== 0) await house.person(`somebody ${i}`, ['operator']);
      await signIn(house, `somebody ${i}`, 'wrong').expect(401);
    }
    const refused = await signIn(house, 'anna', PASSWORD).expect(429);
    expect((refused.body as { code: string }).code).toBe('too-many-sign-ins');
  });

  it('lets none of many guesses sent at once find out more than the limit allows', async () => {
    const house = await start(options);
    await house.person('anna', ['operator']);
    const guesses = Array.from({ length: 3 * SIGN_IN_FAILURES }, (_, i) =>
      signIn(house, 'anna', i === 3 * SIGN_IN_FAILURES - 1 ? PASSWORD : `guess ${i}`),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    const told = (status: number) => statuses.filter((one) => one === status).length;
    // All others are told the same, whether they were wrong or right.
    expect(told(401)).toBe(SIGN_IN_FAILURES);
    expect(told(429)).toBeGreaterThanOrEqual(statuses.length - SIGN_IN_FAILURES - 1);
    await signIn(house, 'anna', PASSWORD).expect(429);
  });
});

describe('Sessions', () => {
  it('are bound to the host over https', async () => {
    const house = await start({ publicUrl: 'https://line.example.com' });
    await house.person('anna', ['operator']);
    const answer = await signIn(house, 'anna', PASSWORD).expect(200);
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^__Host-stillhere=[\w-]{43}; Max-Age=43200; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('answer the same to a wrong password and an unknown name', async () => {
    const house = await start();
    await house.person('anna', ['operator']);
    const wrong = await signIn(house, 'anna', 'x').expect(401);
    const unknown = await signIn(house, 'nobody', 'x').expect(401);
    expect(wrong.body).toStrictEqual(unknown.body);
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('get a new id with every sign-in, and the old one is over', async () => {
    const house = await start();
    const first = await house.personSignedIn('anna', ['operator']);
    const again = await signIn(house, 'anna', PASSWORD).set('Cookie', first).expect(200);
    expect(cookieOf(again.headers)).not.toBe(first);
    await me(house, first).expect(401);
    await me(house, cookieOf(again.headers)).expect(200);
  });

  it('end when idle, and at the latest after a shift', async () => {
    const house = await start();
    const idle = await house.personSignedIn('anna', ['operator']);
    await house.passes(SESSION_IDLE_MS + 1);
    expect((await me(house, idle)).status).toBe(401);

    const busy = await house.signIn('anna');
    for (let passed = 0; passed < SESSION_LONGEST_MS - SESSION_IDLE_MS; passed += SESSION_IDLE_MS / 2) {
      await house.passes(SESSION_IDLE_MS / 2);
      await me(house, busy).expect(200);
    }
    await house.passes(SESSION_IDLE_MS / 2);
    await me(house, busy);
    await house.passes(SESSION_IDLE_MS / 2);
    await me(house, busy).expect(401);
  });

  it('are not kept in a form that could sign in, and are in no log', async () => {
    const seen: string[] = [];
    const house = await start({
      wrap: (store) => ({
        ...store,
        putSession: async (idHash, ...rest) => {
          seen.push(idHash);
          await store.putSession(idHash, ...rest);
        },
      }),
    });
    const cookie = await house.personSignedIn('anna', ['operator']);
    const id = cookie.split('=')[1] ?? '';
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(house.logged.join('')).not.toContain(id);
    await me(house, `stillhere=${seen[0]}`).expect(401);
  });

  it.each(['', 'stillhere=', 'stillhere=x', `stillhere=${'x'.repeat(5000)}`, 'stillhere', ';;=;'])(
    'ignore the cookie %s',
    async (cookie) => {
      const house = await start();
      expect((await me(house, cookie)).status).toBe(401);
    },
  );

  it.each([
    [{}, ['name', 'password']],
    [{ name: 'anna' }, ['password']],
    [{ name: 1, password: null }, ['name', 'password']],
    [{ name: 'anna', password: 'x', admin: true }, ['admin']],
    [[], ['']],
  ])('want a name and a password: %j', async (body, fields) => {
    const house = await start();
    const answer = await request(house.app).post('/api/session').send(body).expect(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field)).toStrictEqual(
      fields,
    );
  });
});

describe('The address that failures are counted by', () => {
  it('is not what a client says of itself', async () => {
    const house = await start();
    await house.person('anna', ['operator']);
    for (let i = 0; i < SIGN_IN_FAILURES; i++) expect(await guess(house, `10.0.0.${i}`)).toBe(401);
    expect(await guess(house, '10.0.1.1')).toBe(429);
  });

  it('is what a trusted proxy says, IPv6 by its subnet', async () => {
    const house = await start({ trustProxy: 1 });
    await house.person('anna', ['operator']);
    for (let i = 0; i < SIGN_IN_FAILURES; i++) expect(await guess(house, `2001:db8:0:1::${i + 1}`)).toBe(401);
    expect(await guess(house, '2001:db8::1:a:b:c:d')).toBe(429);
    expect(await guess(house, '2001:db8:0:2::1')).toBe(401);
    for (let i = 0; i < SIGN_IN_FAILURES; i++) expect(await guess(house, '::ffff:192.0.2.7')).toBe(401);
    expect(await guess(house, '192.0.2.7')).toBe(429);
    expect(await guess(house, '192.0.2.8')).toBe(401);
  });
});

describe('The first admin', () => {
  it('is created while there is none, and has every role', async () => {
    const house = await start();
    await ensureFirstAdmin(house.store, 'first password');
    await ensureFirstAdmin(house.store, 'second password');
    expect((await signIn(house, 'admin', 'first password').expect(200)).body).toMatchObject({
      roles: ['admin', 'supervisor', 'operator'],
    });
  });

  it('needs a password only then', async () => {
    const house = await start();
    await expect(ensureFirstAdmin(house.store, null)).rejects.toThrow('ADMIN_PASSWORD is missing');
    await house.person('chief', ['admin']);
    await ensureFirstAdmin(house.store, null);
    expect(await house.store.operator('admin')).toBeNull();
  });
});

async function guess(house: TestApp, forwardedFor: string): Promise<number> {
  return (await signIn(house, 'anna', 'wrong').set('X-Forwarded-For', forwardedFor)).status;
}
