import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactSchema } from '../../../src/api/contacts/contact-view.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { get, post } from '../as-operator.ts';

let house: TestApp;
let anna: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator']);
  await house.store.putQueue({
    ...defaultQueueSettings('support', 'Support'),
    outcomes: [
      { id: 'solved', label: 'Solved' },
      { id: 'open', label: 'Still open' },
    ],
  });
});
afterEach(() => house.close());

async function talked(): Promise<void> {
  await house.arrives('c1');
  await house.deskOpens('anna');
  await post(house, anna, '/desk/take').expect(200);
  await house.legsMeet('anna', 'c1');
}

describe('What came of a call', () => {
  it('is said after the talk by whoever served it, kept with the contact, and said anew', async () => {
    await talked();
    expect(
      (await post(house, anna, '/contacts/c1/outcome', { code: 'solved' }).expect(409)).body,
    ).toMatchObject({
      state: 'connected',
    });
    await post(house, anna, '/contacts/c1/end').expect(200);
    const { body } = await post(house, anna, '/contacts/c1/outcome', { code: 'solved' }).expect(200);
    const at = '2026-01-05T09:00:00.000Z';
    expect(contactSchema.parse(body).outcome).toMatchObject({
      code: 'solved',
      label: 'Solved',
      operator: 'anna',
    });
    await post(house, anna, '/contacts/c1/outcome', { code: 'solved' }).expect(200);
    await post(house, anna, '/contacts/c1/outcome', { code: 'open' }).expect(200);
    const shown = await get(house, anna, '/contacts/c1').expect(200);
    expect(shown.body).toMatchObject({ outcome: { code: 'open' } });
    const said = shown.body.timeline.filter(({ kind }: { kind: string }) => kind === 'outcome');
    expect(said).toMatchObject([
      { data: { code: 'solved', label: 'Solved', operator: 'anna' } },
      { data: { code: 'open' } },
    ]);
    expect(Date.parse(said[0].at)).toBeGreaterThanOrEqual(Date.parse(at));
  });

  it('is of the list of the queue, said by nobody else, and not a quarter of an hour later', async () => {
    await talked();
    await post(house, anna, '/contacts/c1/end').expect(200);
    const wrong = await post(house, anna, '/contacts/c1/outcome', { code: 'sold' }).expect(422);
    expect(wrong.body.errors).toMatchObject([{ field: 'code' }]);
    const boris = await house.personSignedIn('boris', ['operator']);
    await post(house, boris, '/contacts/c1/outcome', { code: 'solved' }).expect(403);
    await post(house, anna, '/contacts/c9/outcome', { code: 'solved' }).expect(404);
    await house.passes(15 * 60_000 + 1_000);
    await post(house, anna, '/contacts/c1/outcome', { code: 'solved' }).expect(409);
  });

  it('can be said from wrap-up on: the desk names whom it served last', async () => {
    await talked();
    await post(house, anna, '/contacts/c1/end').expect(200);
    const desk = await post(house, anna, '/desk/away').expect(200);
    expect(desk.body).toMatchObject({ status: 'away', contactId: null, lastContactId: 'c1' });
  });

  it('has a list of at most twenty, each once', async () => {
    const chief = await house.personSignedIn('chief', ['admin']);
    const patch = (outcomes: object[]) =>
      request(house.app).patch('/api/queues/support').set('Cookie', chief).send({ outcomes });
    const twice = await patch([
      { id: 'a', label: 'A' },
      { id: 'a', label: 'B' },
    ]).expect(422);
    expect(twice.body.errors).toMatchObject([
      { field: 'outcomes', message: 'must not name one outcome twice' },
    ]);
    expect((await patch([{ id: 'Not an id', label: '' }]).expect(422)).body.errors).toMatchObject([
      { field: 'outcomes.0.id' },
      { field: 'outcomes.0.label' },
    ]);
    await patch([{ id: 'a', label: 'A' }]).expect(200);
  });
});

describe('Choosing whom to take', () => {
  beforeEach(async () => {
    await house.arrives('c1');
    await house.arrives('c2');
    await house.deskOpens('anna');
  });

  it('is for those who may: others take in order', async () => {
    const refused = await post(house, anna, '/desk/take', { contactId: 'c2' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'may-not-pick' });
    expect((await get(house, anna, '/me')).body).toMatchObject({ mayPick: false, queues: ['support'] });
    for (const [name, roles, more] of [
      ['boris', ['operator'], { mayPick: true }],
      ['sue', ['supervisor'], {}],
    ] as const) {
      const cookie = await house.personSignedIn(name, [...roles], more);
      expect((await get(house, cookie, '/me')).body).toMatchObject({ mayPick: true });
    }
    const boris = await house.personSignedIn('carl', ['operator'], { mayPick: true });
    await house.deskOpens('carl');
    expect((await post(house, boris, '/desk/take', { contactId: 'c2' }).expect(200)).body).toMatchObject({
      id: 'c2',
      operator: 'carl',
    });
  });

  it('at the same moment as somebody else has one winner, and the other is told why', async () => {
    const sue = await house.personSignedIn('sue', ['supervisor']);
    const tom = await house.personSignedIn('tom', ['supervisor']);
    for (const name of ['sue', 'tom']) await house.deskOpens(name);
    const both = await Promise.all(
      [sue, tom].map((one) => post(house, one, '/desk/take', { contactId: 'c1' })),
    );
    const [won, lost] = both.toSorted((a, b) => a.status - b.status);
    expect([won?.status, lost?.status]).toStrictEqual([200, 409]);
    expect(lost?.body).toMatchObject({ code: 'taken' });
    const desks = (await house.store.allDesks()).filter((desk) => 'contact' in desk && desk.contact !== null);
    expect(desks.map(({ operator }) => operator)).toStrictEqual([won?.body.operator]);
  });

  it('of somebody who was just taken, or in a queue of others, or not there, is refused', async () => {
    const sue = await house.personSignedIn('sue', ['supervisor']);
    await house.deskOpens('sue');
    await post(house, anna, '/desk/take').expect(200);
    const late = await post(house, sue, '/desk/take', { contactId: 'c1' }).expect(409);
    expect(late.body).toMatchObject({
      code: 'taken',
      state: 'offered',
      detail: 'The caller was taken by somebody else.',
    });
    await house.legsMeet('anna', 'c1');
    expect((await post(house, sue, '/desk/take', { contactId: 'c1' }).expect(409)).body).toMatchObject({
      code: 'taken',
      state: 'connected',
    });
    await post(house, sue, '/desk/take', { contactId: 'c9' }).expect(404);
    await post(house, sue, '/desk/take', { contactId: 'c2', queueId: 'support' }).expect(422);
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    const tom = await house.personSignedIn('tom', ['supervisor'], { queues: ['sales'] });
    await house.deskOpens('tom');
    expect((await post(house, tom, '/desk/take', { contactId: 'c2' }).expect(403)).body).toMatchObject({
      code: 'not-your-queue',
    });
  });
});
