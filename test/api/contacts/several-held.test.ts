import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { post } from '../as-operator.ts';

let house: TestApp;
let anna: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator'], { mostHeld: 2 });
});
afterEach(() => house.close());

/** Anna takes the next caller and puts them on hold. */
async function holds(id: string, backInSeconds?: number): Promise<void> {
  await house.arrives(id);
  await post(house, anna, '/desk/take').expect(200);
  await house.legsMeet('anna', id);
  await post(
    house,
    anna,
    `/contacts/${id}/hold`,
    backInSeconds === undefined ? {} : { backInSeconds },
  ).expect(200);
}

describe('Several callers on hold', () => {
  beforeEach(async () => {
    await house.deskOpens('anna');
    await holds('c1');
    await holds('c2');
  });

  it('are one more than most may have, and no more than this operator may', async () => {
    const me = await request(house.app).get('/api/me').set('Cookie', anna).expect(200);
    expect(me.body).toMatchObject({ mostHeld: 2, desk: { status: 'holding' }, contacts: [{}, {}] });
    await house.arrives('c3');
    expect((await post(house, anna, '/desk/take').expect(409)).body).toMatchObject({ state: 'holding' });
    const close = await post(house, anna, '/desk/close').expect(409);
    expect(close.body).toMatchObject({ state: 'holding' });
  });

  it('are returned to by name; from a talk only once that is on hold', async () => {
    await post(house, anna, '/contacts/c1/return').expect(200);
    await house.legsMeet('anna', 'c1');
    const refused = await post(house, anna, '/contacts/c2/return').expect(409);
    expect(refused.body).toMatchObject({
      state: 'talking',
      detail: 'You are with another caller. Put that one on hold, or end that call, first.',
    });
    await post(house, anna, '/contacts/c1/hold').expect(200);
    await post(house, anna, '/contacts/c2/return').expect(200);
  });
});

describe('Picking a caller', () => {
  it('of a language that the operator does not speak is refused, as the line would', async () => {
    const mia = await house.personSignedIn('mia', ['operator'], { mayPick: true, skills: ['de'] });
    await house.deskOpens('mia');
    await house.arrives('c1');
    const refused = await post(house, mia, '/desk/take', { contactId: 'c1' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'language', state: 'free' });
    await post(house, mia, '/desk/take').expect(404);
  });
});

describe('Looking in on a held caller', () => {
  beforeEach(async () => {
    await house.deskOpens('anna');
    await holds('c1', 60);
  });

  it('is for whoever serves the queue once the time is over by half, for its supervisors always', async () => {
    const boris = await house.personSignedIn('boris', ['operator']);
    const sue = await house.personSignedIn('sue', ['supervisor']);
    const tom = await house.personSignedIn('tom', ['supervisor'], { queues: [] });
    await post(house, sue, '/contacts/c1/look-in').expect(409);
    for (const name of ['boris', 'sue', 'tom']) await house.deskOpens(name);
    expect((await post(house, tom, '/contacts/c1/look-in').expect(403)).body).toMatchObject({
      code: 'not-your-queue',
    });
    expect((await post(house, boris, '/contacts/c1/look-in').expect(409)).body).toMatchObject({
      state: 'held',
    });
    expect((await post(house, anna, '/contacts/c1/look-in')).status).toBe(409);
    expect((await post(house, sue, '/contacts/c1/look-in').expect(200)).body).toMatchObject({
      status: 'held',
      operator: 'sue',
    });
    await post(house, sue, '/contacts/c9/look-in').expect(404);
    expect((await post(house, boris, '/contacts/c1/look-in').expect(409)).body).toMatchObject({
      state: 'held',
    });
  });

  it('takes the caller from the colleague; two who look in at once: one of them does', async () => {
    const cookies = await Promise.all(
      ['sue', 'tess'].map(async (name) => {
        const cookie = await house.personSignedIn(name, ['supervisor']);
        await house.deskOpens(name);
        return cookie;
      }),
    );
    const answers = await Promise.all(cookies.map((cookie) => post(house, cookie, '/contacts/c1/look-in')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await house.store.readDesk('anna')).toMatchObject({ status: 'free', last: 'c1' });
  });
});
