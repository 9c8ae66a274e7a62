import { Readable } from 'node:stream';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Contact } from '../../../src/contact/contact.ts';
import { CALLER, startTestApp, type TestApp } from '../../support/test-app.ts';

let t: TestApp;
let anna: string;
let asked: string[];
let recording: 'there' | 'gone' | 'away';

beforeEach(async () => {
  asked = [];
  recording = 'there';
  t = await startTestApp({
    recordings: async (sid) => {
      asked.push(sid);
      if (recording === 'gone') return { kind: 'gone' };
      if (recording === 'away') return { kind: 'unavailable' };
      return { kind: 'audio', body: Readable.from([Buffer.from('RIFF')]) };
    },
  });
  anna = await t.personSignedIn('anna', ['operator']);
  await t.arrives('c1');
});
afterEach(() => t.close());

async function leavesMessage(): Promise<void> {
  await t.switchboard.tellContact('c1', {
    type: 'recorded',
    recordingSid: 'RE1',
    seconds: 7,
    kind: 'message',
  });
}

test('a message is owed until somebody has seen to it', async () => {
  await leavesMessage();
  const listed = await request(t.app).get('/api/owed').set('Cookie', anna).expect(200);
  expect(listed.body.contacts).toMatchObject([
    {
      id: 'c1',
      words: { seconds: 7, kind: 'message' },
      owes: { kind: 'message', operator: null },
      callback: null,
      feedback: null,
    },
  ]);
});

test('who serves the queue hears the words, from Twilio, through us, and nothing keeps them', async () => {
  await leavesMessage();
  const answer = await request(t.app).get('/api/contacts/c1/words').set('Cookie', anna).expect(200);
  expect(answer.headers['content-type']).toBe('audio/wav');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(asked).toEqual(['RE1']);
  expect(answer.headers['content-length']).toBe('4');
  const part = await request(t.app)
    .get('/api/contacts/c1/words')
    .set('Cookie', anna)
    .set('Range', 'bytes=0-1')
    .expect(206);
  expect(part.headers).toMatchObject({ 'content-range': 'bytes 0-1/4', 'content-length': '2' });
});

test('who serves another queue does not, nor is anything listed; an admin may', async () => {
  await leavesMessage();
  const ben = await t.personSignedIn('ben', ['operator'], { queues: ['sales'] });
  const problem = await request(t.app).get('/api/contacts/c1/words').set('Cookie', ben).expect(403);
  expect(problem.body.code).toBe('not-yours');
  expect((await request(t.app).get('/api/owed').set('Cookie', ben).expect(200)).body).toEqual({
    contacts: [],
  });
  await request(t.app).post('/api/contacts/c1/seen-to').set('Cookie', ben).send({}).expect(403);
  await request(t.app).delete('/api/contacts/c1/words').set('Cookie', ben).expect(403);
  await request(t.app).get('/api/contacts/c1/words').expect(401);
  expect(asked).toEqual([]);
  const eve = await t.personSignedIn('eve', ['operator', 'admin'], { queues: [] });
  await request(t.app).get('/api/contacts/c1/words').set('Cookie', eve).expect(200);
});

test('no contact, no words, no recording, no Twilio: each says so', async () => {
  await request(t.app).get('/api/contacts/nobody/words').set('Cookie', anna).expect(404);
  await request(t.app).get('/api/contacts/c1/words').set('Cookie', anna).expect(404);
  await leavesMessage();
  recording = 'gone';
  await request(t.app).get('/api/contacts/c1/words').set('Cookie', anna).expect(404);
  recording = 'away';
  const problem = await request(t.app).get('/api/contacts/c1/words').set('Cookie', anna).expect(502);
  expect(problem.headers['content-type']).toContain('application/problem+json');
});

test('what was owed is seen to once, and the record says by whom', async () => {
  await leavesMessage();
  await t.switchboard.tellContact('c1', { type: 'leg-ended', callSid: 'CA-c1' });
  for (let twice = 0; twice < 2; twice++) {
    const answer = await request(t.app)
      .post('/api/contacts/c1/seen-to')
      .set('Cookie', anna)
      .send({})
      .expect(200);
    expect(answer.body).toMatchObject({ owes: null });
  }
  const { body } = await request(t.app).get('/api/contacts/c1').set('Cookie', anna).expect(200);
  const seen = body.timeline.filter(({ kind }: { kind: string }) => kind === 'seen-to');
  expect(seen).toMatchObject([{ data: { operator: 'anna' } }]);
});

test('words are deleted, and with them the message that was owed', async () => {
  await leavesMessage();
  const answer = await request(t.app).delete('/api/contacts/c1/words').set('Cookie', anna).expect(200);
  expect(answer.body).toMatchObject({ words: null, owes: null });
  const { body } = await request(t.app).get('/api/contacts/c1').set('Cookie', anna);
  expect(body.timeline.at(-1)).toMatchObject({ kind: 'words-deleted', data: { operator: 'anna' } });
});

test('a message is answered by a call of who serves the queue, within the rules', async () => {
  await leavesMessage();
  const queue = await t.store.queue('support');
  if (queue !== null) await t.store.putQueue({ ...queue, keepPlaceSeconds: 0 });
  await t.switchboard.tellContact('c1', { type: 'leg-ended', callSid: 'CA-c1' });
  const call = () => request(t.app).post('/api/contacts/c1/call-back').send({});
  const ben = await t.personSignedIn('ben', ['operator'], { queues: ['sales'] });
  await call().set('Cookie', ben).expect(403);
  await call().expect(401);
  // The rules of this app allow no number at all.
  const problem = await call().set('Cookie', anna).expect(409);
  expect(problem.body).toMatchObject({ code: 'state', state: 'ended' });
  const { body } = await request(t.app).get('/api/owed').set('Cookie', anna).expect(200);
  expect(body.contacts).toMatchObject([
    { id: 'c1', status: 'ended', owes: { kind: 'message' }, callback: null },
  ]);
});

test('a call back without a promise is refused with the state', async () => {
  const problem = await request(t.app)
    .post('/api/contacts/c1/call-back')
    .set('Cookie', anna)
    .send({})
    .expect(409);
  expect(problem.body).toMatchObject({ code: 'state', state: 'waiting' });
});

test('a promised call shows a masked number; the operator makes it, another than who owes it does not', async () => {
  const callSid = 'CA-c1';
  const promise: Contact['callback'] = { number: '+12025550143', askedAt: 1, attempts: 3, notBefore: 9e15 };
  const { contact } = await t.store.readContact('c1', '');
  if (contact === null) throw new Error('The caller is not known.');
  const { id, version, queueId, from, to, language, arrivedAt, cadence, code, heard } = contact;
  const visit = { id, queueId, from, to, language, arrivedAt, cadence, code, caller: null, heard };
  await t.store.commit({
    now: t.clock.now(),
    eventId: null,
    desks: [],
    effects: [],
    tallies: [],
    contacts: [
      {
        contact: {
          ...visit,
          version: version + 1,
          callback: promise,
          words: null,
          owes: { kind: 'call-back', since: 1, operator: 'anna' },
          status: 'place-kept',
          why: 'callback',
          since: 1,
          until: null,
          leg: null,
          told: { position: null, onDuty: true, wait: null },
          forecasts: [],
          prefers: null,
        },
        expectedVersion: version,
        queueId,
        standing: 'out',
        takeable: false,
        served: false,
        dueAt: null,
        callSid,
        takesLeg: false,
        labels: { add: [], remove: [] },
        owed: true,
        timeline: [],
      },
    ],
  });
  const listed = await request(t.app).get('/api/owed').set('Cookie', anna).expect(200);
  expect(listed.body.contacts[0].callback).toEqual({
    number: '+1••••••••43',
    requestedAt: new Date(1).toISOString(),
    attempts: 3,
    notBefore: null,
  });
  const ben = await t.personSignedIn('ben', ['operator']);
  await request(t.app).post('/api/contacts/c1/call-back').set('Cookie', ben).send({}).expect(403);
  // The rules of this app allow no number at all, and they are asked before each call.
  await request(t.app).post('/api/contacts/c1/call-back').set('Cookie', anna).send({}).expect(409);
  const done = await request(t.app).post('/api/contacts/c1/seen-to').set('Cookie', anna).send({}).expect(200);
  expect(done.body).toMatchObject({ status: 'ended', owes: null, callback: null });
});

test('an admin has a number forgotten; others may not, and what is no number is named', async () => {
  const admin = await t.personSignedIn('root', ['admin']);
  await t.store.remember('cadence:key-of-caller', 'news-only', 60_000);
  await request(t.app).post('/api/callers/forget').set('Cookie', anna).send({ number: CALLER }).expect(403);
  await request(t.app).post('/api/callers/forget').set('Cookie', admin).send({ number: CALLER }).expect(204);
  expect(await t.store.recall('cadence:key-of-caller')).toBe(null);
  const problem = await request(t.app)
    .post('/api/callers/forget')
    .set('Cookie', admin)
    .send({ number: '12' });
  expect([problem.status, problem.body.errors[0].field]).toEqual([422, 'number']);
  expect(t.logged.join('')).not.toContain(CALLER.slice(1));
});

test('a place that is kept is given up by who serves the queue, or watches over all; the record says by whom', async () => {
  await t.switchboard.tellContact('c1', { type: 'leg-ended', callSid: 'CA-c1' });
  const ben = await t.personSignedIn('ben', ['operator'], { queues: ['sales'] });
  const problem = await request(t.app).post('/api/contacts/c1/end').set('Cookie', ben).send({}).expect(403);
  expect(problem.body.code).toBe('not-yours');
  const eve = await t.personSignedIn('eve', ['supervisor'], { queues: [] });
  const answer = await request(t.app).post('/api/contacts/c1/end').set('Cookie', eve).send({}).expect(200);
  expect(answer.body).toMatchObject({ status: 'ended' });
  const { body } = await request(t.app).get('/api/contacts/c1').set('Cookie', eve).expect(200);
  expect(body.timeline.at(-1)).toMatchObject({ kind: 'place-given-up', data: { operator: 'eve' } });
});
