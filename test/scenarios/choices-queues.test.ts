import { expect, test } from 'vitest';
import { LINE_NUMBER } from '../support/line-in-a-box.ts';
import { scene } from './scene.ts';

test('what it is about: a key leads to another queue, silence to the one that was dialled', async () => {
  const s = await scene({
    topics: [
      { label: { en: 'Invoices' }, queueId: 'billing' },
      { label: { en: 'Anything else' }, queueId: 'support' },
    ],
  });
  await s.box.store.putQueue({ ...s.box.queue, id: 'billing', name: 'Acme billing', topics: [] });
  const first = s.caller('First', '+12025550143');
  const second = s.caller('Second', '+12025550144');
  await s.pass(5);
  first.press('1');
  await s.pass(60);
  expect(first.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  What is it about? Invoices, press 1. Anything else, 2. — cut
    0:05    > presses 1
    0:05  ♪
    0:05  Acme billing.
    0:06  You are next in line.
    0:08  Nobody's on duty; how long isn't known.
    0:11  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:16  Any key tells you where you stand.
    0:19  (silence 45 s)
    1:04  ♪"
  `);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  What is it about? Invoices, press 1. Anything else, 2.
    0:05  (silence 8 s)
    0:13  ♪
    0:13  What is it about? Invoices, press 1. Anything else, 2.
    0:17  (silence 8 s)
    0:25  ♪
    0:26  You are next in line.
    0:28  Nobody's on duty; how long isn't known.
    0:31  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:36  Any key tells you where you stand.
    0:39  (silence so far)"
  `);
  expect(await first.state()).toMatchObject({ status: 'waiting', queueId: 'billing' });
  expect(await second.state()).toMatchObject({ status: 'waiting', queueId: 'support' });
});

test('what it is about, in a line of two languages: what was said with the question is not said again', async () => {
  const topics = [{ label: { en: 'A repair', ru: 'Ремонт' }, queueId: 'support' }];
  const s = await scene({ languages: ['en', 'ru'], topics });
  const stays = s.caller('Stays', '+12025550143');
  const changes = s.caller('Changes', '+12025550144');
  await s.pass(5);
  changes.press('7');
  await s.pass(3);
  stays.press('1');
  await s.pass(2);
  changes.press('1');
  await s.pass(17);
  expect(stays.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  What is it about? A repair, press 1.
    0:05  (silence 2.4 s)
    0:08    > presses 1
    0:08  ♪
    0:08  You are next in line.
    0:10  Nobody's on duty; how long isn't known.
    0:13  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:19  Any key tells you where you stand.
    0:21  (silence so far)"
  `);
  expect(changes.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  What is it about? A repair, press 1. — cut
    0:05    > presses 7
    0:05  ♪
    0:05  Теперь по-русски.
    0:06  О чём ваш вопрос? Ремонт — нажмите 1.
    0:09  (silence 0.9 s)
    0:10    > presses 1
    0:10  ♪
    0:10  Ваше место в очереди — второе.
    0:12  На смене никого, до каких пор — неизвестно.
    0:15  Сейчас будет тихо, без музыки. Следующее слово через сорок пять секунд, потом каждую минуту.
    0:20  Любая клавиша — и вы узнаете, как дела.
    0:23  (silence so far)"
  `);
});

test('two languages by key; an operator of one language takes only callers of it, in their order', async () => {
  const s = await scene({ languages: ['en', 'ru'] });
  const first = s.caller('First', '+12025550143');
  const second = s.caller('Second', '+12025550144');
  await s.pass(12);
  second.press('7');
  await s.pass(20);
  const { switchboard } = s.box.line;
  const phone = s.box.network.phone('client:olga');
  phone.onIncoming({ does: 'answer', afterMs: 1_000 });
  await switchboard.tellDesk('olga', {
    type: 'open',
    operator: 'olga',
    displayName: 'Ольга',
    address: 'client:olga',
    mode: 'manual',
    queues: ['support'],
    skills: ['ru'],
    intentId: 'olga-1',
    language: 'en',
  });
  await s.pass(6);
  phone.press('1');
  await s.pass(12);
  await switchboard.take('olga', null);
  await s.pass(12);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are second in line.
    0:04  Nobody's on duty; how long isn't known.
    0:07  It will be quiet now, no music. Next word in forty-five seconds, then every minute. — cut
    0:12    > presses 7
    0:12  ♪
    0:12  Теперь по-русски.
    0:13  Линия работает. Ваше место — второе, на смене пока никого. Следующее слово через сорок пять секунд.
    0:19  (silence 19.8 s)
    0:39  ♪
    0:39  Теперь есть кому ответить. Ваше место — второе. Следующее слово через сорок пять секунд.
    0:44  (silence 5.4 s)
    0:50  ♪
    0:50  С вами Ольга.
    0:51  (silence 0.8 s)
    0:52  (talk with CA9ce301f0b8829f5c0000000000000004 so far)"
  `);
  expect(s.box.transcript(phone.call?.sid ?? '')).toContain('Acme support, waited fifty seconds.');
  expect(s.box.transcript(phone.call?.sid ?? '')).toContain('Russian.');
  expect(await first.state()).toMatchObject({ status: 'waiting' });
  expect(await second.state()).toMatchObject({ status: 'connected' });
});
test('closed, in a line of two languages: the other one is named, and a key changes to it', async () => {
  const tuesdays = [{ day: 2, from: '08:00', to: '18:00' }];
  const hours = { timeZone: 'UTC', weekly: tuesdays, exceptions: [] };
  const s = await scene({ languages: ['en', 'ru'], hours });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(7);
  caller.press('7');
  await s.pass(10);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open tomorrow at eight AM.
    0:04  По-русски — нажмите 7.
    0:06  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye. — cut
    0:07    > presses 7
    0:07  ♪
    0:07  Теперь по-русски.
    0:08  Acme support: сейчас закрыто. Откроемся завтра в восемь часов.
    0:11  Чтобы мы перезвонили, когда откроемся, нажмите 2. Чтобы оставить сообщение, нажмите 4. Иначе — до свидания."
  `);
});
test('three languages: asked first, each in its own', async () => {
  const s = await scene({ languages: ['en', 'ru', 'de'] });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(9);
  caller.press('3');
  await s.pass(40);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  For English, press 1.
    0:02  По-русски — нажмите 2.
    0:04  Für Deutsch drücken Sie die 3.
    0:06  (silence 2.6 s)
    0:09    > presses 3
    0:09  ♪
    0:09  Sie sind als Nächstes dran.
    0:11  Niemand im Dienst; wie lange, ist offen.
    0:14  Jetzt wird es still, ohne Musik. Nächste Meldung in fünfundvierzig Sekunden, dann jede Minute.
    0:19  Jede Taste sagt Ihnen, wie es steht.
    0:22  (silence so far)"
  `);
  expect(await caller.state()).toMatchObject({ status: 'waiting', language: 'de' });
});
test('priority with ageing: a caller on the list goes first, but not before who has waited longer than that', async () => {
  const s = await scene({
    ranking: {
      ageingSeconds: 60,
      calledNumbers: [],
      languages: [],
      callers: [{ number: '+12025550199', priority: 6 }],
    },
  });
  const patient = s.caller('Patient', '+12025550143');
  await s.pass(70);
  const ordinary = s.caller('Ordinary', '+12025550144');
  await s.pass(20);
  const listed = s.caller('Listed', '+12025550199');
  await s.pass(5);
  const line = await s.box.store.line('support', 10);
  expect(line.map(({ contact }) => contact.id)).toStrictEqual(
    [patient, listed, ordinary].map(({ contactId }) => contactId),
  );
});
test('a called number chooses the language: its callers are not asked, in a line of three', async () => {
  const s = await scene({
    languages: ['en', 'ru', 'de'],
    numberLanguages: [{ number: LINE_NUMBER, language: 'de' }],
  });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(16);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  Sie sind als Nächstes dran.
    0:03  Niemand im Dienst; wie lange, ist offen.
    0:06  Jetzt wird es still, ohne Musik. Nächste Meldung in fünfundvierzig Sekunden, dann jede Minute.
    0:11  Jede Taste sagt Ihnen, wie es steht.
    0:14  (silence so far)"
  `);
  expect(await caller.state()).toMatchObject({ status: 'waiting', language: 'de' });
});

test('a kept place is welcomed back on its own line; who calls another line is asked', async () => {
  const s = await scene();
  const BILLING = '+12025550190';
  s.box.addLine(BILLING);
  await s.box.store.putQueue({ ...s.box.queue, id: 'billing', name: 'Acme billing', numbers: [BILLING] });
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(60);
  mia.hangUp();
  await s.pass(60);
  const elsewhere = s.caller('Mia', '+12025550143', '+12025550143', BILLING);
  await s.pass(40);
  elsewhere.hangUp();
  await s.pass(5);
  expect(elsewhere.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme billing.
    0:01  You are next in line.
    0:03  Quiet now, no music. Next word in forty-five seconds.
    0:06  A place is kept for a call from this number. If it is yours, press 1; otherwise just stay.
    0:14  (silence 25.9 s)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'place-kept', queueId: 'support' });
});
