import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contactSchema } from '../../../src/api/contacts/contact-view.ts';
import { deskSchema } from '../../../src/api/desk/desk-view.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { get, post } from '../as-operator.ts';

let house: TestApp;
let anna: string;
let vera: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator']);
  vera = await house.personSignedIn('vera', ['supervisor']);
  await house.arrives('c1');
  await house.deskOpens('anna');
  await post(house, anna, '/desk/take').expect(200);
  await house.legsMeet('anna', 'c1');
});
afterEach(() => house.close());

const leave = (cookie: string, id = 'c1') =>
  request(house.app).delete(`/api/contacts/${id}/listen`).set('Cookie', cookie);
const listener = (body: unknown) => contactSchema.parse(body).listener;

it('rings the phone on file of a supervisor without a desk; everybody sees who is coming', async () => {
  const { body } = await post(house, vera, '/contacts/c1/listen').expect(200);
  expect(listener(body)).toMatchObject({ operator: 'vera', mode: 'listen', state: 'coming' });
  expect(await house.store.readDesk('vera')).toMatchObject({
    status: 'called-to-listen',
    address: '+15550001111',
  });
  expect(listener((await get(house, anna, '/me')).body.contacts[0])).toMatchObject({ operator: 'vera' });
  expect((await get(house, vera, '/me')).body.desk).toMatchObject({ status: 'ringing' });
  // Another mode, the same mode, and out again.
  expect(listener((await post(house, vera, '/contacts/c1/listen', { mode: 'barge' })).body)).toMatchObject({
    mode: 'barge',
  });
  await post(house, vera, '/contacts/c1/listen', { mode: 'barge' }).expect(200);
  expect(listener((await leave(vera).expect(200)).body)).toBeNull();
  expect((await leave(vera).expect(409)).body).toMatchObject({ code: 'state', state: 'closed' });
});

it('leads the leg of a free desk in, and out again', async () => {
  await house.deskOpens('vera');
  await post(house, vera, '/contacts/c1/listen', { mode: 'whisper' }).expect(200);
  const desk = await house.store.readDesk('vera');
  expect(desk).toMatchObject({ status: 'listening', leg: { summonedAt: expect.any(Number) } });
  expect((await post(house, vera, '/desk/take').expect(409)).body).toMatchObject({ state: 'away' });
  expect((await post(house, vera, '/desk/free').expect(409)).body.detail).toContain('Leave it first');
  expect(listener((await leave(vera).expect(200)).body)).toMatchObject({ state: 'leaving' });
});

it('shows a supervisor who listens as away, and to whom they listen', async () => {
  await house.deskOpens('vera');
  await post(house, vera, '/contacts/c1/listen').expect(200);
  const closed = await post(house, vera, '/desk/close').expect(200);
  expect(deskSchema.parse(closed.body)).toMatchObject({ status: 'away', listensTo: 'c1' });
});

it('refuses with a reason: own call, held, no talk, taken, another talk, a busy desk', async () => {
  const chief = await house.personSignedIn('chief', ['supervisor', 'operator']);
  await post(house, vera, '/contacts/c1/listen').expect(200);
  expect((await post(house, chief, '/contacts/c1/listen').expect(409)).body).toMatchObject({
    code: 'taken',
    detail: 'VERA listens to this talk already.',
  });
  await leave(vera).expect(200);
  await house.arrives('c2');
  expect((await post(house, vera, '/contacts/c2/listen').expect(409)).body).toMatchObject({
    detail: 'No talk is running.',
    state: 'waiting',
  });
  await house.deskOpens('chief');
  await post(house, chief, '/desk/take').expect(200);
  await house.legsMeet('chief', 'c2');
  expect((await post(house, chief, '/contacts/c1/listen').expect(409)).body).toMatchObject({
    state: 'talking',
  });
  await post(house, vera, '/contacts/c1/listen').expect(200);
  expect((await post(house, vera, '/contacts/c2/listen').expect(409)).body.detail).toContain(
    'Leave it first',
  );
  await leave(vera).expect(200);
  await post(house, anna, '/contacts/c1/hold').expect(200);
  expect((await post(house, vera, '/contacts/c1/listen').expect(409)).body).toMatchObject({ state: 'held' });
});

it('is for supervisors of the queue, and for admins', async () => {
  expect((await post(house, anna, '/contacts/c1/listen').expect(403)).body).toMatchObject({ code: 'role' });
  await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
  const elsewhere = await house.personSignedIn('else', ['supervisor'], { queues: ['sales'] });
  expect((await post(house, elsewhere, '/contacts/c1/listen').expect(403)).body).toMatchObject({
    code: 'not-your-queue',
  });
  const homeless = await house.personSignedIn('homeless', ['supervisor'], { address: null });
  expect((await post(house, homeless, '/contacts/c1/listen').expect(409)).body).toMatchObject({
    code: 'no-phone',
  });
  const admin = await house.personSignedIn('boss', ['admin'], { queues: [] });
  await post(house, admin, '/contacts/c1/listen').expect(200);
  await post(house, vera, '/contacts/c9/listen').expect(404);
  const refused = await post(house, vera, '/contacts/c1/listen', { mode: 'spy' }).expect(422);
  expect(refused.body.errors).toStrictEqual([
    { field: 'mode', message: 'must be one of listen, whisper, barge' },
  ]);
});

it('does a thing once for a double click', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => post(house, vera, '/contacts/c1/listen')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await house.store.readDesk('vera')).toMatchObject({ status: 'called-to-listen', version: 1 });
});
