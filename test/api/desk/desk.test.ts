import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactSchema } from '../../../src/api/contacts/contact-view.ts';
import { deskSchema } from '../../../src/api/desk/desk-view.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { START_AT, startTestApp, type TestApp } from '../../support/test-app.ts';
import { fieldsOf, get, post } from '../as-operator.ts';

let house: TestApp;
let anna: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator']);
});
afterEach(() => house.close());

describe('A desk', () => {
  it('is rung at the address on file, and answers at the commit', async () => {
    const { body } = await post(house, anna, '/desk/open').expect(202);
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
    const again = await post(house, anna, '/desk/open').expect(409);
    expect(again.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(again.body).toMatchObject({ title: 'Conflict', status: 409, code: 'state', state: 'ringing' });
  });

  it('is rung elsewhere only for an admin, since any address makes the company dial any number', async () => {
    const refused = await post(house, anna, '/desk/open', { address: '+15550002222' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'address-not-on-file' });
    expect(await house.store.readDesk('anna')).toBeNull();
    await post(house, anna, '/desk/open', { address: '+15550001111', mode: 'manual' }).expect(202);
    const chief = await house.personSignedIn('chief', ['admin', 'operator']);
    await post(house, chief, '/desk/open', { address: 'client:chief' }).expect(202);
    expect(await house.store.readDesk('chief')).toMatchObject({ address: 'client:chief' });
  });

  it('rung per call is free at once, and its phone rings for the caller that is taken', async () => {
    const { body } = await post(house, anna, '/desk/open', { leg: 'per-call', mode: 'manual' }).expect(202);
    expect(body).toMatchObject({ status: 'free', leg: 'per-call', ringsAt: null });
    await house.arrives('c1');
    const taken = await post(house, anna, '/desk/take').expect(200);
    expect(taken.body).toMatchObject({ id: 'c1', status: 'offered', operator: 'anna' });
    const refused = await post(house, anna, '/desk/accept').expect(409);
    expect(refused.body).toMatchObject({ state: 'offered', detail: expect.stringContaining('press a key') });
  });

  it('needs an address', async () => {
    const homeless = await house.personSignedIn('homeless', ['operator'], { address: null });
    expect(fieldsOf((await post(house, homeless, '/desk/open').expect(422)).body)).toStrictEqual(['address']);
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
    expect(fieldsOf((await post(house, anna, '/desk/open', body).expect(422)).body)).toStrictEqual([field]);
  });

  it('that was never opened is closed', async () => {
    for (const path of ['/desk/accept', '/desk/take', '/desk/away', '/desk/free']) {
      const { body } = await post(house, anna, path).expect(409);
      expect(body, path).toMatchObject({ code: 'state', state: 'closed' });
    }
    expect((await post(house, anna, '/desk/close').expect(200)).body).toMatchObject({ status: 'closed' });
  });

  it('takes the longest-waiting contact, and only of its own queues', async () => {
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await house.deskOpens('anna');
    expect((await post(house, anna, '/desk/take').expect(404)).body).toMatchObject({ code: 'not-found' });
    await house.arrives('c1');
    await house.passes(1000);
    await house.arrives('c2');
    await post(house, anna, '/desk/take', { queueId: 'nowhere' }).expect(404);
    expect((await post(house, anna, '/desk/take', { queueId: 'sales' }).expect(403)).body).toMatchObject({
      code: 'not-your-queue',
    });
    const { body } = await post(house, anna, '/desk/take', { queueId: 'support' }).expect(200);
    expect(contactSchema.parse(body)).toMatchObject({
      id: 'c1',
      status: 'offered',
      operator: 'anna',
      position: 1,
    });
    expect((await post(house, anna, '/desk/take').expect(409)).body).toMatchObject({ state: 'offered' });
  });

  it('accepts what is announced, by take as well', async () => {
    await house.arrives('c1');
    await house.deskOpens('anna', 'auto');
    expect((await post(house, anna, '/desk/accept').expect(409)).body).toMatchObject({ state: 'free' });
    await house.switchboard.match();
    expect((await get(house, anna, '/me').expect(200)).body).toMatchObject({
      desk: { status: 'offered', mode: 'auto' },
      contacts: [{ id: 'c1', status: 'offered', position: 1 }],
    });
    expect((await post(house, anna, '/desk/accept').expect(200)).body).toMatchObject({
      id: 'c1',
      status: 'offered',
    });
  });

  it('goes away and comes back', async () => {
    await house.deskOpens('anna');
    expect((await post(house, anna, '/desk/away', { reason: 'lunch' }).expect(200)).body).toMatchObject({
      status: 'away',
      reason: 'lunch',
    });
    expect((await post(house, anna, '/desk/free').expect(200)).body).toMatchObject({
      status: 'free',
      reason: null,
    });
    expect((await post(house, anna, '/desk/close').expect(200)).body).toMatchObject({ status: 'closed' });
  });
});

it('starts at the time that the expectations name', () => {
  expect(new Date(START_AT).toISOString()).toBe('2026-01-05T09:00:00.000Z');
});
