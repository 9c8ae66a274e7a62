import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';
import { scene } from './scene.ts';

test('a long hold: three notes, and a supervisor looks in', async () => {
  const { s, caller, anna } = await inTalk();
  const vera = await s.operator('Vera');
  await anna.tell(caller, { type: 'hold', reason: 'asking the carrier', backInMs: 120_000 });
  await s.pass(30);
  await anna.tell(caller, { type: 'note', text: 'the carrier is on the other line', now: false });
  await s.pass(60);
  await anna.tell(caller, { type: 'note', text: 'they look for the parcel', now: true });
  await s.pass(30);
  caller.press('1');
  await s.pass(5);
  await anna.tell(caller, { type: 'note', text: 'it is in Hamburg', now: false });
  await s.pass(90);
  await vera.lookIn(caller, 'supervisor');
  await s.pass(30);
  await vera.tell(caller, { type: 'hold', reason: '', backInMs: null });
  await s.pass(70);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 17.3 s)
    0:34  ♪
    0:35  Anna: asking the carrier, about two minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:42  (silence 60 s)
    1:42  ♪
    1:43  From Anna: the carrier is on the other line.
    1:46  About a minute more. Next word in a minute.
    1:50  Can you wait? Press 1, or just stay.
    1:53  (silence 11 s)
    2:04  ♪
    2:05  From Anna: they look for the parcel.
    2:07  About thirty seconds more. Next word in a minute.
    2:11  (silence 23.2 s)
    2:34    > presses 1
    2:34  ♪
    2:35  Good. Next word in a minute.
    2:37  (silence 60 s)
    3:37  ♪
    3:38  From Anna: it is in Hamburg.
    3:40  Due back now. Next word in a minute.
    3:43  Can you wait? Press 1, or just stay.
    3:46  (silence 22.9 s)
    4:09  ♪
    4:10  Vera is here; Anna is still working on it.
    4:13  (talk with Vera 25.9 s)
    4:39  ♪
    4:40  Vera is working on it. Quiet now; next word in a minute. To have Vera back, press 0.
    4:47  (silence 60 s)
    5:47  ♪
    5:47  No news yet. Vera is still at work. Reminder sent. Next word in a minute."
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 17.3 s)
    0:39  ♪
    0:39  On hold. Press 1 to return.
    0:41  (silence 45.5 s)
    1:27  ♪
    1:28  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:31  (silence 43 s)
    2:15  ♪
    2:15  You said you'd be back in twenty-four seconds.
    2:18  (silence 20.3 s)
    2:39  ♪
    2:39  The time you promised is over.
    2:41  The caller keeps waiting.
    2:43  (silence 38.5 s)
    3:22  ♪
    3:22  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    3:26  (silence 12.5 s)
    3:39  ♪
    3:39  Colleagues may look in on your caller now.
    3:42  (silence 31.3 s)
    4:14  ♪
    4:14  Vera has looked in on your caller.
    4:17  (silence so far)"
  `);
  expect(vera.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 211.8 s)
    3:39  (zip)
    3:39  Anna's caller, on hold four minutes.
    3:42  (silence 1.6 s)
    3:43  (talk with Caller 25.9 s)
    4:09  ♪
    4:10  On hold. Press 1 to return.
    4:12  (silence 45 s)
    4:57  ♪
    4:58  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    5:01  (silence so far)"
  `);
});

test('a Russian caller at a desk that speaks English alone', async () => {
  const s = await scene({ languages: ['en', 'ru'] });
  const caller = s.caller('Caller');
  await s.pass(3);
  caller.press('7');
  const anna = await s.operator('Anna');
  await s.pass(6);
  anna.press('5');
  await s.pass(8);
  anna.press('1');
  await s.pass(12);
  await anna.tell(caller, { type: 'hold', reason: 'looking up your invoice', backInMs: 60_000 });
  await s.pass(20);
  await anna.tell(caller, { type: 'note', text: 'found it', now: false });
  await s.pass(60);
  caller.press('5');
  await s.pass(20);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are next in line. — cut
    0:03    > presses 7
    0:03  ♪
    0:03  Теперь по-русски.
    0:04  Линия работает. Ваше место — первое, на смене пока никого. Следующее слово через сорок пять секунд.
    0:10  (silence 11.3 s)
    0:21  ♪
    0:22  С вами Anna.
    0:23  (silence 0.8 s)
    0:24  (talk with Anna 9.4 s)
    0:33  ♪
    0:34  Anna: looking up your invoice, около минуты. Сейчас тихо; следующее слово через минуту. Чтобы вернуть оператора, нажмите 0.
    0:41  (silence 60 s)
    1:41  ♪
    1:41  Anna передаёт: found it.
    1:43  Срок подошёл. Следующее слово через минуту.
    1:45  Сможете подождать? Нажмите 1 или просто оставайтесь на линии.
    1:49  (silence 4.5 s)
    1:53    > presses 5
    1:53  ♪
    1:54  Последняя новость: found it.
    1:55  Anna за делом: looking up your invoice. Срок подошёл. Следующее слово через минуту.
    2:00  (silence so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 2.8 s)
    0:10    > presses 5
    0:10  ♪
    0:11  One is waiting, for ten seconds.
    0:13  1 takes the next caller. 8: they come by themselves.
    0:17  (silence 1.2 s)
    0:18    > presses 1
    0:18  (zip)
    0:18  Acme support, waited twenty seconds.
    0:20  Russian.
    0:21  (talk with Caller 9.4 s)
    0:30  ♪
    0:31  On hold. Press 1 to return.
    0:33  (silence 45 s)
    1:18  ♪ — cut
    1:19  ♪
    1:19  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:23  You said you'd be back in twelve seconds.
    1:26  (silence 3.9 s)
    1:30  ♪
    1:31  The time you promised is over.
    1:33  (silence 27 s)
    2:00  ♪
    2:01  Colleagues may look in on your caller now.
    2:04  (silence so far)"
  `);
});

test('keys without pause', async () => {
  const s = await scene();
  await s.operator('Anna');
  const caller = s.caller('Caller');
  await s.pass(6);
  for (const key of ['5', '5', '3', '3', '1', '0', '*', '#', '8', '9', '5', '2', '1', '1', '*', '6', '4']) {
    caller.press(key);
    await s.pass(1);
  }
  await s.pass(60);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute. — cut
    0:06    > presses 5
    0:06  ♪
    0:06  The line is alive. You are next. Next word in forty-five seconds. — cut
    0:07    > presses 5
    0:07  ♪
    0:07  You are next. Next word in forty-five seconds. — cut
    0:08    > presses 3
    0:08  ♪
    0:08  Every minute from now on. Next word in a minute. — cut
    0:09    > presses 3
    0:09  ♪
    0:09  Every two minutes from now on. Next word in two minutes. — cut
    0:10    > presses 1
    0:10  ♪
    0:10  Every two minutes from now on. Next word in two minutes. — cut
    0:11    > presses 0
    0:11  ♪
    0:11  Next in line. Next word in two minutes. — cut
    0:12    > presses *
    0:12  ♪
    0:12  Undone: every minute, as before. Next word in a minute. — cut
    0:13    > presses #
    0:13  ♪
    0:13  Quiet now. Next word in a minute. — cut
    0:14    > presses 8
    0:14  ♪
    0:14  Every minute from now on. Next word in a minute. — cut
    0:15    > presses 9
    0:15  ♪
    0:15  To leave the line, press 1. Otherwise you keep your place, and hear from us in a minute. — cut
    0:16    > presses 5
    0:16  ♪
    0:16  You keep your place. Next word in a minute. — cut
    0:17    > presses 2
    0:17  ♪
    0:17  We'd call one, two zero two, five five five, zero two zero one. Press 1 to confirm, 2 to change. Next word in a minute. — cut
    0:18    > presses 1
    0:18  ♪
    0:18  Done. Your place is kept, and we call when it's your turn. You can hang up now. — cut
    0:19    > presses 1
    0:19  ♪
    0:19  Thank you. Goodbye.
    0:20    > presses * (nobody listens)"
  `);
});
