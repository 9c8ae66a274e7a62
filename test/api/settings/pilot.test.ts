import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeJson } from '../../../src/api/settings/changes.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let house: TestApp;
let chief: string;
beforeEach(async () => {
  house = await startTestApp();
  chief = await house.personSignedIn('chief', ['admin'], { address: '+12025550170' });
  await house.store.putLineSettings({ operatorNumber: '+12025550171', consoleGoneSeconds: null });
});
afterEach(() => house.close());

const send = (method: 'get' | 'post' | 'put' | 'patch', path: string, body?: unknown) => {
  const call = request(house.app)[method];
  return call(`/api${path}`)
    .set('Cookie', chief)
    .send(body as object);
};
const OLD_LINE = '+12025550190';

describe('A pilot', () => {
  it('is set, and its share alone is changed, on record, and undone; the number of the old line is on no record', async () => {
    await send('patch', '/queues/support', { pilot: { share: 25, oldLine: OLD_LINE } }).expect(200);
    const { body } = await send('patch', '/queues/support', { pilot: { share: 0 } }).expect(200);
    expect(body).toMatchObject({ pilot: { share: 0, oldLine: OLD_LINE } });
    const { changes } = (await send('get', '/changes').expect(200)).body as { changes: ChangeJson[] };
    const [last, first] = changes;
    expect(last).toMatchObject({
      canUndo: true,
      settings: [{ setting: 'pilot.share', before: 25, after: 0 }],
    });
    expect(first?.settings).toContainEqual({
      setting: 'pilot.oldLine',
      hidden: true,
      before: null,
      after: null,
    });
    expect((await send('post', `/changes/${last?.id}/undo`, {}).expect(200)).body).toMatchObject({
      pilot: { share: 25, oldLine: OLD_LINE },
    });
    await send('post', '/queues', { id: 'new', name: 'New', pilot: { oldLine: OLD_LINE } }).expect(201);
    expect(await house.store.queue('new')).toMatchObject({ pilot: { share: 100, oldLine: OLD_LINE } });
  });

  it.each([
    ['a share without a line for the others', { share: 50 }, 'pilot.oldLine'],
    ['a share above a hundred', { share: 101, oldLine: OLD_LINE }, 'pilot.share'],
    ['a share that is no whole number', { share: 12.5, oldLine: OLD_LINE }, 'pilot.share'],
    ['a number that is none', { oldLine: '0190' }, 'pilot.oldLine'],
    ['a country that is not on the list', { oldLine: '+4930123456' }, 'pilot.oldLine'],
    ['a premium number', { oldLine: '+19005550123' }, 'pilot.oldLine'],
    ['the number that operators call', { oldLine: '+12025550171' }, 'pilot.oldLine'],
    ["an operator's number", { oldLine: '+12025550170' }, 'pilot.oldLine'],
    ['a number of this queue', { oldLine: '+12025550172' }, 'pilot.oldLine'],
    ['what is not known', { shares: 5 }, 'pilot.shares'],
  ])('refuses %s', async (_, pilot, field) => {
    const answer = await send('patch', '/queues/support', { numbers: ['+12025550172'], pilot }).expect(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map((one) => one.field)).toEqual([field]);
    expect(await house.store.queue('support')).toMatchObject({ pilot: { share: 100, oldLine: null } });
  });
});
