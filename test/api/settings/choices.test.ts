import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultQueueSettings, type QueueSettings } from '../../../src/waiting/queue-settings.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

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
    ['more words than seven seconds hold', { text: { en: `Cards fail${' again'.repeat(17)}` } }, 'text.en'],
    ['a website', { text: { en: 'Cards fail; visit our website' } }, 'text.en'],
    ['an advert in another language', { text: { en: 'Cards fail', ru: 'Скидки на всё' } }, 'text.ru'],
    ['a time that nobody can check', { text: { en: 'Cards fail, fixed soon' } }, 'text.en'],
    ['a character that cannot be spoken', { text: { en: 'Cards\u0007 fail' } }, 'text.en'],
    ['nothing to speak', { text: { en: '🙂 …' } }, 'text.en'],
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

describe('What callers would hear', () => {
  it('is told of settings that are not saved, in each language, and changes nothing', async () => {
    const before = await house.store.queue('support');
    const { body } = await send('post', '/queues/support/heard', {
      name: 'Acme',
      languages: ['en', 'ru'],
      hours: { timeZone: 'Europe/Berlin', weekly: [{ day: 1, from: '09:00', to: '17:00' }] },
      topics: [{ label: { en: 'Bills' }, queueId: 'support' }],
      backupNumber: '+15551234567',
      callbacks: { laterAt: ['18:00', '16:00'], timeZone: 'Europe/Berlin' },
      notice: { en: 'Card payments fail' },
    }).expect(200);
    const heard = (body as { heard: { part: string; language: string; text: string }[] }).heard;
    const inEnglish = heard.filter(({ language }) => language === 'en');
    expect(inEnglish.map(({ part, text }) => [part, text])).toStrictEqual([
      ['greeting', 'Acme. По-русски — нажмите 7.'],
      ['topics', 'What is it about? Bills, press 1.'],
      [
        'closed',
        'Acme is closed now. We open on Monday at nine AM. To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.',
      ],
      [
        'full',
        'The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.',
      ],
      ['callback', "When shall we call? Press 1 for when it's your turn, 2 for after four PM."],
      [
        'backup',
        'You can also call one, five five five, one two three, four five six seven. Again: one, five five five, one two three, four five six seven.',
      ],
      ['notice', 'Card payments fail.'],
    ]);
    // A topic without a Russian name has the first language's; a notice is not spoken in a language that it lacks.
    expect(heard.filter(({ language }) => language === 'ru').map(({ part }) => part)).toStrictEqual([
      'greeting',
      'topics',
      'closed',
      'full',
      'callback',
      'backup',
    ]);
    expect(await house.store.queue('support')).toStrictEqual(before);
  });

  it('is told of a queue without a notice as it is given by GET', async () => {
    const { notice, ...queue } = (await send('get', '/queues/support').expect(200)).body as QueueSettings;
    expect(notice).toBeNull();
    const told = await send('post', '/queues/support/heard', { ...queue, notice }).expect(200);
    expect(told.body).toStrictEqual((await send('post', '/queues/support/heard', queue).expect(200)).body);
  });

  it('is refused for settings that cannot be, by field', async () => {
    const queue = defaultQueueSettings('support', 'Support');
    const answer = await send('post', '/queues/support/heard', {
      ...queue,
      notice: {},
      callbacks: { laterAt: ['25:00'] },
    }).expect(422);
    expect(fieldsOf(answer)).toStrictEqual(['callbacks.laterAt.0']);
    await send('post', '/queues/nowhere/heard', { name: 'X', languages: ['en'] }).expect(404);
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
    [{ callbacks: { countries: ['US', 'XX'] } }, 'callbacks.countries.1'],
    [{ country: 'ZZ' }, 'country'],
    [{ callbacks: { laterAt: ['25:00'] } }, 'callbacks.laterAt.0'],
    [
      {
        hours: { timeZone: 'UTC', weekly: [{ day: 1, from: '09:00', to: '17:00' }] },
        callbacks: { laterAt: ['16:00', '17:00'] },
      },
      'callbacks.laterAt.1',
    ],
    [
      {
        hours: {
          timeZone: 'UTC',
          weekly: [],
          exceptions: [
            { date: '2026-12-24', from: '09:00', to: '12:00' },
            { date: '2026-12-24', closed: true },
          ],
        },
      },
      'hours.exceptions.1.from',
    ],
    [{ numberLanguages: [{ number: '+15551234567', language: 'de' }] }, 'numberLanguages.0.language'],
    [{ numberLanguages: [{ number: '0800', language: 'en' }] }, 'numberLanguages.0.number'],
    [{ numberLanguages: [{ number: '+15551234567', language: 'English' }] }, 'numberLanguages.0.language'],
    [
      {
        numberLanguages: [
          { number: '+15551234567', language: 'en' },
          { number: '+15551234567', language: 'en' },
        ],
      },
      'numberLanguages',
    ],
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
