import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let house: TestApp;
let chief: string;
beforeEach(async () => {
  house = await startTestApp();
  chief = await house.personSignedIn('chief', ['admin']);
});
afterEach(() => house.close());

const send = (
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  body?: unknown,
  cookie = chief,
) => {
  const call = request(house.app)[method];
  return call(`/api${path}`)
    .set('Cookie', cookie)
    .send(body as object);
};
const fieldsOf = (answer: { body: unknown }) =>
  (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
const inAnHour = () => new Date(house.clock.now() + 3_600_000).toISOString();

describe('Notices', () => {
  const text = { en: 'Card payments fail; the bank is at work on it', ru: 'Оплата картой не проходит' };

  it('begin, are shown with their queue, and end', async () => {
    const until = inAnHour();
    const { body } = await send('put', '/queues/support/notice', { text, until }).expect(200);
    expect(body).toMatchObject({ text, until, owner: 'chief' });
    expect((await send('get', '/queues/support').expect(200)).body).toMatchObject({ notice: body });
    await send('delete', '/queues/support/notice').expect(204);
    await send('delete', '/queues/support/notice').expect(204);
    expect((await send('get', '/queues/support').expect(200)).body).toMatchObject({ notice: null });
  });

  it('stay while the queue is saved, which neither sets nor ends them', async () => {
    const { body: notice } = await send('put', '/queues/support/notice', { text, until: inAnHour() }).expect(
      200,
    );
    const { body: queue } = await send('get', '/queues/support').expect(200);
    const saved = { ...(queue as object), notice: null, name: 'Help' };
    expect((await send('put', '/queues/support', saved).expect(200)).body).toMatchObject({
      notice,
      name: 'Help',
    });
    expect((await send('patch', '/queues/support', { notice: null }).expect(200)).body).toMatchObject({
      notice,
    });
  });

  it('take a time with an offset', async () => {
    const until = new Date(house.clock.now() + 7_200_000).toISOString().replace('Z', '+00:00');
    const { body } = await send('put', '/queues/support/notice', { text, until }).expect(200);
    expect(body).toMatchObject({ until: until.replace('+00:00', 'Z') });
  });

  it.each([
    ['an end in the past', { text: { en: 'A' }, until: '2020-01-01T00:00:00Z' }, 'until'],
    ['an end in the far future', { text: { en: 'A' }, until: '2999-01-01T00:00:00Z' }, 'until'],
    ['an end that is no time', { text: { en: 'A' }, until: 'tomorrow' }, 'until'],
    ['a language that nobody speaks', { text: { xx: 'A' } }, 'text.xx'],
    ['no text', { text: {} }, 'text'],
    ['an empty text', { text: { en: '  ' } }, 'text.en'],
    ['too long a text', { text: { en: 'a'.repeat(201) } }, 'text.en'],
  ])('refuse %s', async (_, body, field) => {
    const answer = await send('put', '/queues/support/notice', { until: inAnHour(), ...body }).expect(422);
    expect(fieldsOf(answer)).toStrictEqual([field]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('are for admins and for queues that exist', async () => {
    const anna = await house.personSignedIn('anna', ['operator']);
    await send('put', '/queues/support/notice', { text, until: inAnHour() }, anna).expect(403);
    await send('put', '/queues/nowhere/notice', { text, until: inAnHour() }).expect(404);
    await send('delete', '/queues/nowhere/notice').expect(404);
    expect(await house.store.queue('support')).toMatchObject({ notice: null });
  });
});

describe('Queues', () => {
  it('change in one part and keep every other', async () => {
    const changes = {
      keepPlaceSeconds: 60,
      country: 'DE',
      maxWaiting: 12,
      callbacks: { attempts: 1, countries: ['DE'] },
      ranking: { ageingSeconds: 60 },
    };
    await send('patch', '/queues/support', changes).expect(200);
    const { body } = await send('patch', '/queues/support', { callbacks: { enabled: false } }).expect(200);
    const support = defaultQueueSettings('support', 'Support');
    expect(body).toStrictEqual({
      ...support,
      ...changes,
      callbacks: { ...support.callbacks, attempts: 1, countries: ['DE'], enabled: false },
      ranking: { ...support.ranking, ageingSeconds: 60 },
    });
  });

  it.each([
    [{ hours: { timeZone: 'Europe/Atlantis', weekly: [] } }, 'hours.timeZone'],
    [
      {
        hours: {
          timeZone: 'Europe/Berlin',
          weekly: [
            { day: 1, from: '09:00', to: '12:00' },
            { day: 1, from: '11:00', to: '13:00' },
          ],
        },
      },
      'hours.weekly.1.from',
    ],
    [{ maxWaiting: 0 }, 'maxWaiting'],
    [{ backupNumber: '112' }, 'backupNumber'],
    [{ topics: [{ label: { en: 'Bills' }, queueId: 'nowhere' }] }, 'topics.0.queueId'],
    [{ topics: [{ label: {}, queueId: 'support' }] }, 'topics.0.label'],
    [{ topics: [{ label: { xx: 'Bills' }, queueId: 'support' }] }, 'topics.0.label.xx'],
    [{ ranking: { callers: [{ number: 'anybody', priority: 9 }] } }, 'ranking.callers.0.number'],
    [{ ranking: { ageingSeconds: 1 } }, 'ranking.ageingSeconds'],
    [{ ranking: { languages: [{ language: 'xx', priority: 1 }] } }, 'ranking.languages.0.language'],
    [{ callbacks: { timeZone: 'nowhere' } }, 'callbacks.timeZone'],
  ])('refuse %j', async (body, field) => {
    expect(fieldsOf(await send('patch', '/queues/support', body).expect(422))).toStrictEqual([field]);
  });
});

describe('Operators', () => {
  it('have skills: languages that they speak with callers, all where none is named', async () => {
    const boris = { name: 'boris', password: 'long enough it is' };
    const { body } = await send('post', '/operators', boris).expect(201);
    expect(body).toMatchObject({ skills: [] });
    const { body: changed } = await send('put', '/operators/boris', { ...body, skills: ['ru'] }).expect(200);
    expect(changed).toMatchObject({ skills: ['ru'] });
    expect(
      fieldsOf(await send('put', '/operators/boris', { ...body, skills: ['xx'] }).expect(422)),
    ).toStrictEqual(['skills.0']);
  });
});
