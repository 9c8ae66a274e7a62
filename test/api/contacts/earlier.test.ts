import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { arrival } from '../../support/arrival.ts';
import { CALLER, startTestApp, type TestApp } from '../../support/test-app.ts';

let t: TestApp;
let anna: string;

beforeEach(async () => {
  t = await startTestApp();
  anna = await t.personSignedIn('anna', ['operator']);
  await t.deskOpens('anna');
});
afterEach(() => t.close());

/** Rings the line; `caller` is the keyed hash of the number. */
async function rings(id: string, caller: string | null = 'key-of-caller', queueId = 'support') {
  await t.passes(60_000);
  const at = { callSid: `CA-${id}`, arrivedAt: t.clock.now() };
  await t.switchboard.arrive(arrival({ id, caller, queueId, from: CALLER, ...at }), null);
}

const hangsUp = (id: string) => t.switchboard.tellContact(id, { type: 'leg-ended', callSid: `CA-${id}` });

async function earlierOf(id: string, cookie = anna) {
  const { body } = await request(t.app).get(`/api/contacts/${id}`).set('Cookie', cookie).expect(200);
  return body.earlier;
}

/** Talked to by Anna, who then ends the call and says what came of it. */
async function served(id: string) {
  await request(t.app).post('/api/desk/take').set('Cookie', anna).send({}).expect(200);
  await t.passes(5_000);
  await t.legsMeet('anna', id);
  await request(t.app).post(`/api/contacts/${id}/end`).set('Cookie', anna).send({}).expect(200);
  await t.switchboard.tellContact(id, {
    type: 'outcome',
    operator: 'anna',
    code: 'solved',
    label: 'Solved',
  });
  await hangsUp(id);
}

test('a number that calls again brings what there was: when, how it ended, by whom, with what outcome', async () => {
  await rings('c1');
  const at = new Date(t.clock.now()).toISOString();
  await served('c1');
  await rings('c2');
  expect(await earlierOf('c2')).toEqual([
    {
      id: 'c1',
      queueId: 'support',
      at,
      status: 'ended',
      ended: 'operator',
      operator: 'anna',
      outcome: { code: 'solved', label: 'Solved', operator: 'anna', at: expect.any(String) },
      owes: null,
      callback: null,
    },
  ]);
  expect(JSON.stringify(await earlierOf('c2'))).not.toMatch(/\d{7,}/);
  // What came later is not earlier.
  expect(await earlierOf('c1')).toEqual([]);
});

test('what is owed to the number is told, and the latest comes first', async () => {
  await rings('c1');
  await t.switchboard.tellContact('c1', {
    type: 'recorded',
    recordingSid: 'RE1',
    seconds: 7,
    kind: 'message',
  });
  await hangsUp('c1');
  await rings('c2');
  await served('c2');
  await rings('c3');
  expect(await earlierOf('c3')).toMatchObject([
    { id: 'c2', owes: null },
    { id: 'c1', status: 'place-kept', ended: null, operator: null, owes: { kind: 'message' } },
  ]);
});

test('another number brings nothing, and a withheld one cannot be known', async () => {
  await rings('c1');
  await served('c1');
  await rings('c2', 'key-of-another');
  expect(await earlierOf('c2')).toEqual([]);
  await rings('c3', null);
  expect(await earlierOf('c3')).toBeNull();
});

test('who does not serve a queue is not told of its contacts; supervisors are', async () => {
  await rings('c1');
  await served('c1');
  await request(t.app).post('/api/queues').set('Cookie', anna).send({ id: 'sales', name: 'Sales' });
  await rings('c2', 'key-of-caller', 'sales');
  const ben = await t.personSignedIn('ben', ['operator'], { queues: ['sales'] });
  const gwen = await t.personSignedIn('gwen', ['supervisor'], { queues: ['sales'] });
  expect(await earlierOf('c2', ben)).toEqual([]);
  expect(await earlierOf('c2', gwen)).toMatchObject([{ id: 'c1' }]);
});

test('an admin forgets a number, and its past with it', async () => {
  const eve = await t.personSignedIn('eve', ['admin']);
  await rings('c1');
  await served('c1');
  await rings('c2');
  await request(t.app).post('/api/callers/forget').set('Cookie', eve).send({ number: CALLER }).expect(204);
  expect(await earlierOf('c2')).toEqual([]);
});
