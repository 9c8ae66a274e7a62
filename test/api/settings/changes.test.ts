import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeJson } from '../../../src/api/settings/changes.ts';
import { systemClock } from '../../../src/clock.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import { PASSWORD, START_AT, startTestApp, type TestApp } from '../../support/test-app.ts';
import { testRedis } from '../../support/test-redis.ts';

let house: TestApp;
let chief: string;
beforeEach(async () => {
  house = await startTestApp();
  chief = await house.personSignedIn('chief', ['admin', 'operator']);
});
afterEach(() => house.close());

type Sent = { body?: unknown; cookie?: string };
const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, sent: Sent = {}) => {
  const call = request(house.app)[method];
  return call(`/api${path}`)
    .set('Cookie', sent.cookie ?? chief)
    .send(sent.body as object);
};
const changeSupport = (body: object) => send('patch', '/queues/support', { body }).expect(200);

async function changes(path = '/changes'): Promise<ChangeJson[]> {
  const { body } = await send('get', path).expect(200);
  return (body as { changes: ChangeJson[] }).changes;
}
async function latest(): Promise<ChangeJson> {
  const [first] = await changes();
  if (first === undefined) throw new Error('Nothing is on record.');
  return first;
}
const undo = (id: string) => send('post', `/changes/${id}/undo`, { body: {} });

describe('The record of changes', () => {
  it('tells who changed which settings, when, from what to what, the latest first', async () => {
    await send('post', '/queues', { body: { id: 'sales', name: 'Sales' } }).expect(201);
    await changeSupport({ inLine: { everySeconds: 80 }, priority: 7, name: 'Support' });
    await changeSupport({ priority: 7 });
    const at = new Date(START_AT).toISOString();
    expect((await changes()).map(({ id: _id, ...one }) => one)).toStrictEqual([
      {
        at,
        by: 'chief',
        of: { kind: 'queue', id: 'support' },
        how: 'changed',
        settings: [
          { setting: 'priority', hidden: false, before: 5, after: 7 },
          { setting: 'inLine.everySeconds', hidden: false, before: 60, after: 80 },
        ],
        canUndo: true,
      },
      { at, by: 'chief', of: { kind: 'queue', id: 'sales' }, how: 'added', settings: [], canUndo: false },
    ]);
  });

  it('has notices, people and the line, and writes that came to nothing are not in it', async () => {
    const until = new Date(START_AT + 60_000).toISOString();
    const text = { en: 'Card payments fail; the bank is at work on it' };
    await send('put', '/queues/support/notice', { body: { text, until } }).expect(200);
    await send('delete', '/queues/support/notice').expect(204);
    await send('delete', '/queues/support/notice').expect(204);
    await send('post', '/operators', { body: { name: 'ben', password: 'long enough' } }).expect(201);
    await send('delete', '/operators/ben').expect(204);
    await send('delete', '/operators/chief').expect(409);
    await send('put', '/line', { body: { operatorNumber: null, consoleGoneSeconds: 90 } }).expect(200);
    await send('patch', '/queues/support', { body: { priority: 99 } }).expect(422);
    const told = await changes();
    expect(told.map(({ of, how }) => [of.kind, of.id, how])).toStrictEqual([
      ['line', '', 'changed'],
      ['operator', 'ben', 'removed'],
      ['operator', 'ben', 'added'],
      ['notice', 'support', 'removed'],
      ['notice', 'support', 'added'],
    ]);
    expect(told.at(0)?.settings).toStrictEqual([
      { setting: 'consoleGoneSeconds', hidden: false, before: 180, after: 90 },
    ]);
    expect(told.at(-1)?.settings).toStrictEqual([
      { setting: 'text', hidden: false, before: null, after: text },
      { setting: 'until', hidden: false, before: null, after: until },
    ]);
  });

  it('never has a password, a PIN, a number, a name or a code, only that they were changed', async () => {
    const person = { displayName: 'Zoe Quill', roles: ['operator'], address: '+15557770001', queues: [] };
    const secret = { password: 'a-secret-word', pin: '482915', shortNumber: '4711' };
    await send('post', '/operators', { body: { name: 'zoe', password: 'long enough' } }).expect(201);
    await send('put', '/operators/zoe', { body: { ...person, ...secret } }).expect(200);
    const told = await latest();
    const hidden = told.settings.filter((one) => one.hidden).map(({ setting }) => setting);
    expect(hidden.toSorted()).toStrictEqual(['address', 'displayName', 'password', 'pin', 'shortNumber']);
    await changeSupport({
      numbers: ['+15557770002'],
      numberLanguages: [{ number: '+15557770003', language: 'en' }],
      backupNumber: '+15557770004',
      ranking: { callers: [{ number: '+15557770005', priority: 9 }], ageingSeconds: 900 },
      topics: [{ label: { en: 'Bills 555-777 00 06' }, queueId: 'support' }],
    });
    const line = { operatorNumber: '+15557770007', consoleGoneSeconds: 180 };
    await send('put', '/line', { body: line }).expect(200);
    const pin = { password: PASSWORD, pin: '730164' };
    await send('put', '/me/pin', { body: pin }).expect(204);
    expect(await latest()).toMatchObject({
      by: 'chief',
      of: { kind: 'operator', id: 'chief' },
      settings: [{ setting: 'pin', hidden: true, before: null, after: null }],
    });
    const all = JSON.stringify(await house.store.settingChanges(99, null));
    expect(all).toContain('"setting":"ranking.ageingSeconds","before":600,"after":900');
    expect(all).not.toMatch(/777|secret|argon|482915|730164|4711|Quill/);
  });

  it('is read page by page', async () => {
    for (let priority = 0; priority < 55; priority += 1) await changeSupport({ priority: priority % 5 });
    const { body } = await send('get', '/changes').expect(200);
    const first = body as { changes: ChangeJson[]; next: string | null };
    expect(first.changes).toHaveLength(50);
    const rest = (await send('get', `/changes?before=${first.next}`).expect(200)).body as typeof first;
    expect([rest.changes.length, rest.next]).toStrictEqual([5, null]);
    expect(new Set([...first.changes, ...rest.changes].map(({ id }) => id)).size).toBe(55);
    for (const before of ['x', '', '-', '1-1-1', '9'.repeat(40)])
      await send('get', `/changes?before=${before}`).expect(422);
  });
});

describe('A change', () => {
  it('of a queue is undone, on record too, and what others have changed stays', async () => {
    await changeSupport({ inLine: { everySeconds: 80 }, maxWaiting: 40 });
    const { id } = await latest();
    await changeSupport({ inLine: { growth: 2 }, name: 'Help' });
    const { body, headers } = await undo(id).expect(200);
    expect(body).toMatchObject({ inLine: { everySeconds: 60, growth: 2 }, maxWaiting: null, name: 'Help' });
    expect((await send('get', '/queues/support')).headers['etag']).toBe(headers['etag']);
    const undoing = await latest();
    expect(undoing.settings).toContainEqual({
      setting: 'maxWaiting',
      hidden: false,
      before: 40,
      after: null,
    });
    expect((await undo(id).expect(409)).body).toMatchObject({ code: 'changed-since' });
    await undo(undoing.id).expect(200);
    expect(await house.store.queue('support')).toMatchObject({ maxWaiting: 40 });
  });

  it('that was changed again, whose values are not told, or that is none of a queue, is not undone', async () => {
    await changeSupport({ priority: 6 });
    const { id } = await latest();
    await changeSupport({ priority: 8 });
    expect((await changes()).map(({ canUndo }) => canUndo)).toStrictEqual([true, false]);
    expect((await undo(id).expect(409)).body).toMatchObject({ code: 'changed-since' });
    await changeSupport({ priority: 6, numbers: ['+15557770002'] });
    expect((await undo((await latest()).id).expect(409)).body).toMatchObject({ code: 'not-plain' });
    await send('put', '/line', { body: { operatorNumber: null, consoleGoneSeconds: 90 } }).expect(200);
    expect((await undo((await latest()).id).expect(409)).body).toMatchObject({ code: 'not-plain' });
    for (const unknown of ['0', '99', 'x', '9'.repeat(40)]) await undo(unknown).expect(404);
    expect(await house.store.queue('support')).toMatchObject({ priority: 6 });
  });

  it('whose earlier values do not fit any more is not undone', async () => {
    await send('post', '/queues', { body: { id: 'sales', name: 'Sales' } }).expect(201);
    const weekly = [{ day: 1, from: '09:00', to: '17:00' }];
    await changeSupport({ callbacks: { laterAt: ['20:00'] } });
    await changeSupport({ callbacks: { laterAt: [] } });
    const { id } = await latest();
    await changeSupport({ hours: { timeZone: 'UTC', weekly, exceptions: [] } });
    const refused = await undo(id).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ field: 'callbacks.laterAt.0' }] });
    expect((await house.store.queue('support'))?.callbacks.laterAt).toStrictEqual([]);
  });

  it('is undone by one of two who undo it at once, in Redis as well', async () => {
    await house.close();
    const store = createRedisStore({ ...testRedis(), clock: systemClock(), commandTimeoutMs: 5_000 });
    house = await startTestApp({ store: () => store });
    chief = await house.personSignedIn('chief', ['admin']);
    await changeSupport({ hours: { timeZone: 'UTC', weekly: [], exceptions: [] } });
    const { id } = await latest();
    const answers = await Promise.all([undo(id), undo(id)]);
    expect(answers.map(({ status }) => status).toSorted()).toStrictEqual([200, 409]);
    expect((await changes()).map(({ of, settings }) => [of.id, settings.length])).toStrictEqual([
      ['support', 1],
      ['support', 1],
    ]);
    expect((await house.store.queue('support'))?.hours).toBeNull();
    await store.close();
  });
});
