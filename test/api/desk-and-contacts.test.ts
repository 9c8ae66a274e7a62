import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactSchema } from '../../src/api/contact-view.ts';
import { contactDetailSchema } from '../../src/api/contacts.ts';
import { deskSchema } from '../../src/api/desk-view.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { START_AT, startTestApp, type TestApp } from '../support/test-app.ts';

let house: TestApp;
let anna: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator']);
});
afterEach(() => house.close());

const post = (cookie: string, path: string, body: object = {}) =>
  request(house.app).post(`/api${path}`).set('Cookie', cookie).send(body);
const get = (cookie: string, path: string) => request(house.app).get(`/api${path}`).set('Cookie', cookie);
const fieldsOf = (body: unknown) =>
  (body as { errors: { field: string }[] }).errors.map(({ field }) => field);

/** Anna talks to a caller who arrived a minute ago. */
async function talking(id = 'c1'): Promise<void> {
  await house.arrives(id);
  await house.deskOpens('anna');
  await house.passes(60_000);
  await post(anna, '/desk/take').expect(200);
  await house.legsMeet('anna', id);
}

describe('A desk', () => {
  it('is rung at the address on file, and answers at the commit', async () => {
    const { body } = await post(anna, '/desk/open').expect(202);
    expect(deskSchema.parse(body)).toStrictEqual({
      operator: 'anna',
      displayName: 'ANNA',
      status: 'ringing',
      mode: 'auto',
      leg: 'open-line',
      consoleGone: false,
      renews: false,
      lineEndsAt: null,
      ringsAt: '2026-01-05T09:00:00.000Z',
      contactId: null,
      listensTo: null,
      held: [],
      lastContactId: null,
      since: '2026-01-05T09:00:00.000Z',
      queues: ['support'],
      reason: null,
      until: null,
    });
    expect(await house.store.readDesk('anna')).toMatchObject({ status: 'ringing', address: '+15550001111' });
    const again = await post(anna, '/desk/open').expect(409);
    expect(again.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(again.body).toMatchObject({ title: 'Conflict', status: 409, code: 'state', state: 'ringing' });
  });

  it('is rung elsewhere only for an admin, since any address makes the company dial any number', async () => {
    const refused = await post(anna, '/desk/open', { address: '+15550002222' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'address-not-on-file' });
    expect(await house.store.readDesk('anna')).toBeNull();
    await post(anna, '/desk/open', { address: '+15550001111', mode: 'manual' }).expect(202);
    const chief = await house.personSignedIn('chief', ['admin', 'operator']);
    await post(chief, '/desk/open', { address: 'client:chief' }).expect(202);
    expect(await house.store.readDesk('chief')).toMatchObject({ address: 'client:chief' });
  });

  it('rung per call is free at once, and its phone rings for the caller that is taken', async () => {
    const { body } = await post(anna, '/desk/open', { leg: 'per-call', mode: 'manual' }).expect(202);
    expect(body).toMatchObject({ status: 'free', leg: 'per-call', ringsAt: null });
    await house.arrives('c1');
    const taken = await post(anna, '/desk/take').expect(200);
    expect(taken.body).toMatchObject({ id: 'c1', status: 'offered', operator: 'anna' });
    const refused = await post(anna, '/desk/accept').expect(409);
    expect(refused.body).toMatchObject({ state: 'offered', detail: expect.stringContaining('press a key') });
  });

  it('needs an address', async () => {
    const homeless = await house.personSignedIn('homeless', ['operator'], { address: null });
    expect(fieldsOf((await post(homeless, '/desk/open').expect(422)).body)).toStrictEqual(['address']);
  });

  it.each([
    [{ address: '15550001111' }, 'address'],
    [{ address: 'sip:anna' }, 'address'],
    [{ address: 'client:anna\n' }, 'address'],
    [{ address: 'https://x' }, 'address'],
    [{ mode: 'loud' }, 'mode'],
    [{ leg: 'none' }, 'leg'],
    [{ adress: '+15550001111' }, 'adress'],
  ])('refuses to be opened with %j', async (body, field) => {
    expect(fieldsOf((await post(anna, '/desk/open', body).expect(422)).body)).toStrictEqual([field]);
  });

  it('that was never opened is closed', async () => {
    for (const path of ['/desk/accept', '/desk/take', '/desk/away', '/desk/free']) {
      const { body } = await post(anna, path).expect(409);
      expect(body, path).toMatchObject({ code: 'state', state: 'closed' });
    }
    expect((await post(anna, '/desk/close').expect(200)).body).toMatchObject({ status: 'closed' });
  });

  it('takes the longest-waiting contact, and only of its own queues', async () => {
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await house.deskOpens('anna');
    expect((await post(anna, '/desk/take').expect(404)).body).toMatchObject({ code: 'not-found' });
    await house.arrives('c1');
    await house.passes(1000);
    await house.arrives('c2');
    await post(anna, '/desk/take', { queueId: 'nowhere' }).expect(404);
    expect((await post(anna, '/desk/take', { queueId: 'sales' }).expect(403)).body).toMatchObject({
      code: 'not-your-queue',
    });
    const { body } = await post(anna, '/desk/take', { queueId: 'support' }).expect(200);
    expect(contactSchema.parse(body)).toMatchObject({
      id: 'c1',
      status: 'offered',
      operator: 'anna',
      position: 1,
    });
    expect((await post(anna, '/desk/take').expect(409)).body).toMatchObject({ state: 'offered' });
  });

  it('accepts what is announced, by take as well', async () => {
    await house.arrives('c1');
    await house.deskOpens('anna', 'auto');
    expect((await post(anna, '/desk/accept').expect(409)).body).toMatchObject({ state: 'free' });
    await house.switchboard.match();
    expect((await get(anna, '/me').expect(200)).body).toMatchObject({
      desk: { status: 'offered', mode: 'auto' },
      contacts: [{ id: 'c1', status: 'offered', position: 1 }],
    });
    expect((await post(anna, '/desk/accept').expect(200)).body).toMatchObject({
      id: 'c1',
      status: 'offered',
    });
  });

  it('goes away and comes back', async () => {
    await house.deskOpens('anna');
    expect((await post(anna, '/desk/away', { reason: 'lunch' }).expect(200)).body).toMatchObject({
      status: 'away',
      reason: 'lunch',
    });
    expect((await post(anna, '/desk/free').expect(200)).body).toMatchObject({ status: 'free', reason: null });
    expect((await post(anna, '/desk/close').expect(200)).body).toMatchObject({ status: 'closed' });
  });
});

describe('A contact', () => {
  it('is shown with a masked number, times in UTC, and nothing of how it works inside', async () => {
    await house.arrives('c1');
    await house.passes(61_500);
    const { body } = await get(anna, '/contacts').expect(200);
    expect(body).toStrictEqual({
      contacts: [
        {
          id: 'c1',
          queueId: 'support',
          status: 'waiting',
          from: '+1••••••••67',
          language: 'en',
          position: 1,
          waitedSeconds: 61,
          estimate: null,
          feedback: null,
          cadence: 'queue',
          nextCheckInAt: '2026-01-05T09:00:00.000Z',
          question: null,
          callback: null,
          operator: null,
          insteadOf: null,
          listener: null,
          outcome: null,
          owes: null,
          words: null,
          hold: null,
        },
      ],
      totals: { support: 1 },
    });
  });

  it('has a timeline', async () => {
    await house.arrives('c1');
    const { body } = await get(anna, '/contacts/c1').expect(200);
    expect(contactDetailSchema.parse(body).timeline).toMatchObject([
      { at: '2026-01-05T09:00:00.000Z', kind: 'arrived' },
    ]);
    await get(anna, '/contacts/c2').expect(404);
    await get(anna, '/contacts/%E0%A4%A').expect(400);
  });

  it('is put on hold, given news, and returned to', async () => {
    await talking();
    const held = await post(anna, '/contacts/c1/hold', { reason: 'your invoice', backInSeconds: 120 }).expect(
      200,
    );
    expect(contactSchema.parse(held.body)).toMatchObject({
      status: 'held',
      operator: 'anna',
      position: null,
      waitedSeconds: 0,
      hold: {
        since: '2026-01-05T09:01:00.000Z',
        reason: 'your invoice',
        lastAnswer: null,
        expectedBackAt: '2026-01-05T09:03:00.000Z',
      },
    });
    expect((await get(anna, '/me')).body).toMatchObject({
      desk: { status: 'holding' },
      contacts: [{ id: 'c1', status: 'held' }],
    });
    await post(anna, '/contacts/c1/note', { text: 'Found it \ud83d\ude42 \ud800 \u0007', now: true }).expect(
      200,
    );
    const back = await post(anna, '/contacts/c1/return').expect(200);
    expect(contactSchema.parse(back.body)).toMatchObject({ status: 'held' });
    expect((await post(anna, '/desk/close').expect(409)).body).toMatchObject({ state: 'offered' });
  });

  it('is held without an expected return where none is named', async () => {
    await talking();
    const { body } = await post(anna, '/contacts/c1/hold').expect(200);
    expect(body).toMatchObject({ hold: { reason: '', expectedBackAt: null } });
  });

  it('ends politely', async () => {
    await talking();
    expect((await post(anna, '/contacts/c1/end').expect(200)).body).toMatchObject({
      status: 'feedback',
      waitedSeconds: 60,
    });
    expect((await post(anna, '/contacts/c1/end').expect(409)).body).toMatchObject({ state: 'feedback' });
  });

  it('is handed on to a queue, or to a colleague in the line that they serve', async () => {
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await house.person('boris', ['operator'], { queues: ['sales'] });
    await talking();
    const { body } = await post(anna, '/contacts/c1/transfer', { operator: 'boris' }).expect(200);
    expect(body).toMatchObject({ status: 'waiting', queueId: 'sales', position: 1, operator: null });
    expect((await house.store.readContact('c1', '')).contact).toMatchObject({
      prefers: { operator: 'boris' },
    });
  });

  it.each([
    [{}, ''],
    [{ queueId: 'support', operator: 'boris' }, ''],
    [{ queueId: 'nowhere' }, 'queueId'],
    [{ operator: 'nobody' }, 'operator'],
    [{ operator: 'clerk' }, 'operator'],
  ])('is not handed on to %j', async (body, field) => {
    await house.person('clerk', ['admin']);
    expect(fieldsOf((await post(anna, '/contacts/c1/transfer', body).expect(422)).body)).toStrictEqual([
      field,
    ]);
  });

  it('of another operator is not mine, of no one is in no state for it, and none is not found', async () => {
    await talking();
    const boris = await house.personSignedIn('boris', ['operator']);
    await house.arrives('c2');
    for (const command of ['hold', 'end', 'return', 'note', 'transfer']) {
      const body = { note: { text: 'x' }, transfer: { queueId: 'support' } }[command] ?? {};
      expect((await post(boris, `/contacts/c1/${command}`, body)).status, `theirs: ${command}`).toBe(403);
      expect((await post(boris, `/contacts/c2/${command}`, body)).body, `nobody's: ${command}`).toMatchObject(
        {
          status: 409,
          state: 'waiting',
        },
      );
      expect((await post(boris, `/contacts/c3/${command}`, body)).status, `none: ${command}`).toBe(404);
    }
  });

  it.each([
    ['hold', { reason: 'x'.repeat(121) }, 'reason'],
    ['hold', { backInSeconds: 9 }, 'backInSeconds'],
    ['hold', { backInSeconds: 3601 }, 'backInSeconds'],
    ['hold', { backInSeconds: 60.5 }, 'backInSeconds'],
    ['hold', { backInSeconds: '60' }, 'backInSeconds'],
    ['note', { text: '' }, 'text'],
    ['note', {}, 'text'],
    ['note', { text: '\ud83d\ude42'.repeat(281) }, 'text'],
    ['note', { text: 'x', now: 'yes' }, 'now'],
  ])('refuses %s %j', async (command, body, field) => {
    expect(fieldsOf((await post(anna, `/contacts/c1/${command}`, body).expect(422)).body)).toStrictEqual([
      field,
    ]);
  });

  it('takes what is as long as the limits allow, counted as people count', async () => {
    await talking();
    const reason = '\ud83d\ude42'.repeat(120);
    const { body } = await post(anna, '/contacts/c1/hold', { reason, backInSeconds: 10 }).expect(200);
    expect(body).toMatchObject({ hold: { reason } });
    const noted = await post(anna, '/contacts/c1/note', { text: '\ud83d\ude42'.repeat(280) });
    expect(noted.status).toBe(200);
  });
});

describe('The list of contacts', () => {
  it('has each line in order, then who is served, by status and queue', async () => {
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await talking('c1');
    for (const [id, queue] of [
      ['c2', 'support'],
      ['c3', 'sales'],
      ['c4', 'support'],
    ] as const)
      await house.arrives(id, queue);
    const ids = async (query: string) =>
      (
        (await get(anna, `/contacts${query}`).expect(200)).body as { contacts: { id: string }[] }
      ).contacts.map(({ id }) => id);
    expect(await ids('')).toStrictEqual(['c3', 'c2', 'c4', 'c1']);
    expect(await ids('?status=waiting')).toStrictEqual(['c3', 'c2', 'c4']);
    expect(await ids('?status=connected,held')).toStrictEqual(['c1']);
    expect(await ids('?queueId=support&limit=1')).toStrictEqual(['c2', 'c1']);
    expect(await ids('?queueId=support&status=ended')).toStrictEqual([]);
    await get(anna, '/contacts?queueId=nowhere').expect(404);
  });

  it.each([
    'status=lost',
    'status=',
    'status=waiting&status=held',
    'limit=0',
    'limit=1001',
    'limit=x',
    'limit=',
    'page=2',
  ])('refuses ?%s', async (query) => {
    const field = query.split('=')[0];
    expect(new Set(fieldsOf((await get(anna, `/contacts?${query}`).expect(422)).body)).size, field).toBe(1);
  });
});

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

it('starts at the time that the expectations name', () => {
  expect(new Date(START_AT).toISOString()).toBe('2026-01-05T09:00:00.000Z');
});
