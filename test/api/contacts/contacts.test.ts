import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactSchema } from '../../../src/api/contacts/contact-view.ts';
import { contactDetailSchema } from '../../../src/api/contacts/contacts.ts';
import { defaultQueueSettings } from '../../../src/waiting/queue-settings.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { fieldsOf, get, post, talking } from '../as-operator.ts';

let house: TestApp;
let anna: string;
beforeEach(async () => {
  house = await startTestApp();
  anna = await house.personSignedIn('anna', ['operator']);
});
afterEach(() => house.close());

describe('A contact', () => {
  it('is shown with a masked number, times in UTC, and nothing of how it works inside', async () => {
    await house.arrives('c1');
    await house.passes(61_500);
    const { body } = await get(house, anna, '/contacts').expect(200);
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
          thenCheckInAt: null,
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
    const { body } = await get(house, anna, '/contacts/c1').expect(200);
    expect(contactDetailSchema.parse(body).timeline).toMatchObject([
      { at: '2026-01-05T09:00:00.000Z', kind: 'arrived' },
    ]);
    await get(house, anna, '/contacts/c2').expect(404);
    await get(house, anna, '/contacts/%E0%A4%A').expect(400);
  });

  it('is put on hold, given news, and returned to', async () => {
    await talking(house, anna);
    const held = await post(house, anna, '/contacts/c1/hold', {
      reason: 'your invoice',
      backInSeconds: 120,
    }).expect(200);
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
    expect((await get(house, anna, '/me')).body).toMatchObject({
      desk: { status: 'holding' },
      contacts: [{ id: 'c1', status: 'held' }],
    });
    await post(house, anna, '/contacts/c1/note', {
      text: 'Found it \ud83d\ude42 \ud800 \u0007',
      now: true,
    }).expect(200);
    const back = await post(house, anna, '/contacts/c1/return').expect(200);
    expect(contactSchema.parse(back.body)).toMatchObject({ status: 'held' });
    expect((await post(house, anna, '/desk/close').expect(409)).body).toMatchObject({ state: 'offered' });
  });

  it('is held without an expected return where none is named', async () => {
    await talking(house, anna);
    const { body } = await post(house, anna, '/contacts/c1/hold').expect(200);
    expect(body).toMatchObject({ hold: { reason: '', expectedBackAt: null } });
  });

  it('ends politely', async () => {
    await talking(house, anna);
    expect((await post(house, anna, '/contacts/c1/end').expect(200)).body).toMatchObject({
      status: 'feedback',
      waitedSeconds: 60,
    });
    expect((await post(house, anna, '/contacts/c1/end').expect(409)).body).toMatchObject({
      state: 'feedback',
    });
  });

  it('is handed on to a queue, or to a colleague in the line that they serve', async () => {
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    await house.person('boris', ['operator'], { queues: ['sales'] });
    await talking(house, anna);
    const { body } = await post(house, anna, '/contacts/c1/transfer', { operator: 'boris' }).expect(200);
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
    expect(fieldsOf((await post(house, anna, '/contacts/c1/transfer', body).expect(422)).body)).toStrictEqual(
      [field],
    );
  });

  it('of another operator is not mine, of no one is in no state for it, and none is not found', async () => {
    await talking(house, anna);
    const boris = await house.personSignedIn('boris', ['operator']);
    await house.arrives('c2');
    for (const command of ['hold', 'end', 'return', 'note', 'transfer']) {
      const body = { note: { text: 'x' }, transfer: { queueId: 'support' } }[command] ?? {};
      expect((await post(house, boris, `/contacts/c1/${command}`, body)).status, `theirs: ${command}`).toBe(
        403,
      );
      expect(
        (await post(house, boris, `/contacts/c2/${command}`, body)).body,
        `nobody's: ${command}`,
      ).toMatchObject({
        status: 409,
        state: 'waiting',
      });
      expect((await post(house, boris, `/contacts/c3/${command}`, body)).status, `none: ${command}`).toBe(
        404,
      );
    }
  });

  it.each([
    ['hold', { reason: 'x'.repeat(121) }, 'reason'],
    ['hold', { backInSeconds: 9 }, 'backInSeconds'],
    ['hold', { backInSeconds: 3601 }, 'backInSeconds'],
    ['hold', { backInSeconds: 60.5 }, 'backInSeconds'],
    ['hold', { backInSeconds: '60' }, 'backInSeconds'],
    ['note', { text: '' }, 'text'],
    ['note', { text: '   ' }, 'text'],
    ['note', {}, 'text'],
    ['note', { text: '\ud83d\ude42'.repeat(281) }, 'text'],
    ['note', { text: '\u0007…' }, 'text'],
    ['note', { text: 'x', now: 'yes' }, 'now'],
  ])('refuses %s %j', async (command, body, field) => {
    expect(
      fieldsOf((await post(house, anna, `/contacts/c1/${command}`, body).expect(422)).body),
    ).toStrictEqual([field]);
  });

  it('takes what is as long as the limits allow, counted as people count', async () => {
    await talking(house, anna);
    const reason = '\ud83d\ude42'.repeat(120);
    const { body } = await post(house, anna, '/contacts/c1/hold', { reason, backInSeconds: 10 }).expect(200);
    expect(body).toMatchObject({ hold: { reason } });
    const noted = await post(house, anna, '/contacts/c1/note', { text: '\ud83d\ude42'.repeat(280) });
    expect(noted.status).toBe(200);
  });
});

describe('The list of contacts', () => {
  it('has each line in order, then who is served, by status and queue', async () => {
    await house.store.putQueue(defaultQueueSettings('sales', 'Sales'));
    const ben = await house.personSignedIn('ben', ['operator'], { queues: ['sales'] });
    await house.arrives('c0', 'sales');
    await house.deskOpens('ben');
    await post(house, ben, '/desk/take').expect(200);
    await house.legsMeet('ben', 'c0');
    await talking(house, anna, 'c1');
    for (const [id, queue] of [
      ['c2', 'support'],
      ['c3', 'sales'],
      ['c4', 'support'],
    ] as const)
      await house.arrives(id, queue);
    const ids = async (query: string) =>
      (
        (await get(house, anna, `/contacts${query}`).expect(200)).body as { contacts: { id: string }[] }
      ).contacts.map(({ id }) => id);
    expect(await ids('')).toStrictEqual(['c3', 'c2', 'c4', 'c0', 'c1']);
    expect(await ids('?status=waiting')).toStrictEqual(['c3', 'c2', 'c4']);
    expect(await ids('?status=connected,held')).toStrictEqual(['c0', 'c1']);
    expect(await ids('?status=&queueId=')).toStrictEqual(['c3', 'c2', 'c4', 'c0', 'c1']);
    expect(await ids('?queueId=support&limit=1')).toStrictEqual(['c2', 'c1']);
    expect(await ids('?queueId=support&status=ended')).toStrictEqual([]);
    await get(house, anna, '/contacts?queueId=nowhere').expect(404);
  });

  it.each([
    'status=lost',
    'status=waiting&status=held',
    'limit=0',
    'limit=1001',
    'limit=x',
    'limit=',
    'page=2',
  ])('refuses ?%s', async (query) => {
    const field = query.split('=')[0];
    expect(
      new Set(fieldsOf((await get(house, anna, `/contacts?${query}`).expect(422)).body)).size,
      field,
    ).toBe(1);
  });
});
