import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeJson } from '../../../src/api/settings/changes.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { arrival } from '../../support/arrival.ts';
import { CALLER, startTestApp, type TestApp } from '../../support/test-app.ts';

const DAY_MS = 86_400_000;
let house: TestApp;
let anna: string;
let ben: string;
let chief: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator'], { queues: ['support'] });
  ben = await house.personSignedIn('ben', ['operator'], { queues: ['support'] });
  chief = await house.personSignedIn('chief', ['admin', 'operator']);
  await house.deskOpens('anna');
  const named = { id: 'c1', callSid: 'CA-c1', caller: 'h1', from: CALLER, to: '+15550009999' };
  await house.switchboard.arrive(arrival({ ...named, arrivedAt: house.clock.now() }), null);
  await house.switchboard.take('anna', null);
  await house.legsMeet('anna', 'c1');
});
afterEach(() => house.close());

const send = (
  method: 'get' | 'post' | 'patch' | 'delete',
  path: string,
  cookie: string,
  body: object = {},
) => {
  const call = request(house.app)[method];
  return call(`/api${path}`).set('Cookie', cookie).send(body);
};
const mark = (body: object = {}, cookie = anna) =>
  send('post', '/contacts/c1/nuisance', cookie, { reason: 'abusive', ...body });
const inDays = (days: number) => new Date(house.clock.now() + days * DAY_MS).toISOString();
type Mark = { id: string; until: string };
async function listed(): Promise<Mark[]> {
  const { body } = await send('get', '/nuisances', chief).expect(200);
  return (body as { nuisances: Mark[] }).nuisances;
}

describe('A nuisance caller', () => {
  it('is marked by whoever serves them, for a week, and the mark has no number', async () => {
    const { body } = await mark({ note: 'shouts' }).expect(201);
    const expected = { queueId: 'support', reason: 'abusive', note: 'shouts', by: 'anna', until: inDays(7) };
    expect(body).toMatchObject(expected);
    expect(await listed()).toStrictEqual([body]);
    expect((await send('get', '/contacts/c1/nuisance', ben).expect(200)).body).toStrictEqual({
      nuisance: body,
      withheld: false,
    });
    const { changes } = (await send('get', '/changes', chief).expect(200)).body as { changes: ChangeJson[] };
    expect(changes[0]).toMatchObject({ by: 'anna', of: { kind: 'nuisance' }, how: 'added', settings: [] });
    const kept = JSON.stringify([body, changes, await house.store.nuisances(), house.logged]);
    expect(kept).not.toContain(CALLER.slice(-7));
  });

  it('is marked after the talk as well, and everywhere where wanted', async () => {
    await send('post', '/contacts/c1/end', anna).expect(200);
    expect((await mark({ where: 'everywhere', days: 365 }).expect(201)).body).toMatchObject({
      queueId: null,
      until: inDays(365),
    });
  });

  it('is not marked by who has not served them, nor twice; a supervisor may', async () => {
    await mark({}, ben).expect(403);
    await mark({}, chief).expect(201);
    expect((await mark().expect(409)).body).toMatchObject({ code: 'marked' });
    await send('delete', '/contacts/c1/nuisance', anna).expect(403);
    expect(await listed()).toHaveLength(1);
  });

  it('is the queue whose number was called, though the call went on from there', async () => {
    const [contact] = await house.store.served(9);
    const to = contact?.to ?? '';
    await house.store.putQueue({ ...defaultQueueSettings('sales', 'Sales'), numbers: [to] });
    expect((await mark().expect(201)).body).toMatchObject({ queueId: 'sales' });
  });

  it.each([
    ['no reason', { reason: undefined }, 'reason'],
    ['a reason that is none', { reason: 'rude' }, 'reason'],
    ['too long a note', { note: 'x'.repeat(141) }, 'note'],
    ['no day', { days: 0 }, 'days'],
    ['more than a year', { days: 366 }, 'days'],
    ['another place', { where: 'here' }, 'where'],
  ])('is not marked with %s', async (_, body, field) => {
    const answer = await mark(body).expect(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map((one) => one.field)).toEqual([field]);
    expect(await listed()).toEqual([]);
  });

  it('with a withheld number cannot be marked', async () => {
    await house.arrives('c2');
    const answer = await send('post', '/contacts/c2/nuisance', chief, { reason: 'other' }).expect(409);
    expect(answer.body).toMatchObject({ code: 'withheld' });
    expect((await send('get', '/contacts/c2/nuisance', anna).expect(200)).body).toEqual({
      nuisance: null,
      withheld: true,
    });
  });
});

describe('A mark', () => {
  it('that was a mistake is taken back at once by whoever made it', async () => {
    await mark().expect(201);
    await send('delete', '/contacts/c1/nuisance', anna).expect(204);
    await send('delete', '/contacts/c1/nuisance', anna).expect(204);
    expect(await listed()).toEqual([]);
    await mark({ reason: 'silent' }).expect(201);
  });

  it('is lengthened, ended and taken up again by an admin, on record', async () => {
    await mark().expect(201);
    const [one] = await listed();
    const path = `/nuisances/${one?.id}`;
    await send('patch', path, chief, { until: inDays(30) }).expect(200);
    expect(await listed()).toMatchObject([{ until: inDays(30) }]);
    await send('delete', path, chief).expect(204);
    expect(await listed()).toEqual([]);
    await send('patch', path, chief, { until: inDays(30) }).expect(200);
    expect(await listed()).toHaveLength(1);
    const { changes } = (await send('get', '/changes', chief).expect(200)).body as { changes: ChangeJson[] };
    expect(changes.map(({ by, how, settings }) => [by, how, settings[0]?.setting])).toEqual([
      ['chief', 'changed', 'until'],
      ['chief', 'changed', 'until'],
      ['chief', 'changed', 'until'],
      ['anna', 'added', undefined],
    ]);
    for (const until of [inDays(-1), inDays(366), 'soon'])
      await send('patch', path, chief, { until }).expect(422);
    for (const method of ['patch', 'delete'] as const) {
      await send(method, '/nuisances/x', chief, { until: inDays(1) }).expect(404);
      await send(method, path, anna, { until: inDays(1) }).expect(403);
    }
    await send('get', '/nuisances', anna).expect(403);
  });

  it('is over by itself, and deleted a day later', async () => {
    await mark({ days: 1 }).expect(201);
    await house.passes(DAY_MS + 1);
    chief = await house.signIn('chief');
    expect(await listed()).toEqual([]);
    expect(await house.store.nuisances()).toHaveLength(1);
    await house.passes(DAY_MS);
    chief = await house.signIn('chief');
    expect(await listed()).toEqual([]);
    expect(await house.store.nuisances()).toEqual([]);
  });
});
