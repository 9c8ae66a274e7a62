import { expect, test } from 'vitest';
import { type Scene, scene } from './scene.ts';

let s: Scene;

test('a long-waiting caller is asked first; a key brings the operator', async () => {
  s = await scene({ presenceAfterSeconds: 120 });
  const mia = s.caller('Mia');
  await s.pass(200);
  const anna = await s.operator('Anna', 'auto');
  await s.pass(8);
  anna.press('1');
  await s.pass(6);
  mia.press('1');
  await s.pass(8);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 45 s)
    0:59  ♪
    1:00  No news: nobody is on duty. Your place is kept, first in line. Next word in a minute.
    1:07  The tone means a recording; without it, it's a person.
    1:10  (silence 60 s)
    2:10  ♪
    2:11  Nobody is on duty at the moment. You are first and keep your place. Next word in a minute.
    2:18  To hear from us less often, press 3.
    2:21  (silence 60 s)
    3:21  ♪
    3:22  Still nobody on duty. You stay first in line. Next word in a minute.
    3:27  If you'd like us to call you when it's your turn, press 2. — cut
    3:32  ♪
    3:33  Anna is ready for you. Press any key.
    3:36  (silence 2.3 s)
    3:38    > presses 1
    3:38  ♪
    3:39  Here is Anna.
    3:40  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  (zip)
    0:04  Acme support, waited three minutes.
    0:06  Press 1 to take.
    0:07  (silence 4.8 s)
    0:12    > presses 1
    0:12  ♪
    0:13  Asking whether the caller is there.
    0:15  (silence 3 s)
    0:18  (zip)
    0:18  The caller is there.
    0:20  (silence 0 s)
    0:20  (talk with Mia so far)"
  `);
  expect((await mia.state()).status).toBe('connected');
});

test('a spoken word is as good as a key where the queue listens', async () => {
  s = await scene({ presenceAfterSeconds: 120, spokenAnswers: true });
  const mia = s.caller('Mia');
  await s.pass(200);
  const anna = await s.operator('Anna', 'auto');
  await s.pass(8);
  anna.press('1');
  await s.pass(6);
  mia.say('Hello, I am here.');
  await s.pass(10);
  expect(mia.heard().split('\n').slice(-6).join('\n')).toMatchInlineSnapshot(`
    "3:32  Anna is ready for you. Press any key, or say yes.
    3:36  (silence 3.7 s)
    3:38    > says "Hello, I am here."
    3:40  ♪
    3:41  Here is Anna.
    3:42  (talk with Anna so far)"
  `);
  expect((await mia.state()).status).toBe('connected');
});

test('the absent keep the place, the next is served; the second time the operator is warned and connected', async () => {
  s = await scene({ presenceAfterSeconds: 120 });
  const mia = s.caller('Mia');
  await s.pass(190);
  const ben = s.caller('Ben');
  await s.pass(10);
  const anna = await s.operator('Anna', 'auto');
  await s.pass(8);
  anna.press('1');
  await s.box.until(async () => (await ben.state()).status === 'offered');
  await s.pass(4);
  anna.press('1');
  await s.pass(8);
  expect((await ben.state()).status).toBe('connected');
  await s.pass(40);
  await anna.tell(ben, { type: 'end' });
  ben.hangUp();
  await s.box.until(async () => (await anna.desk()).status === 'offered');
  await s.pass(4);
  anna.press('1');
  await s.pass(10);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 45 s)
    0:59  ♪
    1:00  No news: nobody is on duty. Your place is kept, first in line. Next word in a minute.
    1:07  The tone means a recording; without it, it's a person.
    1:10  (silence 60 s)
    2:10  ♪
    2:11  Nobody is on duty at the moment. You are first and keep your place. Next word in a minute.
    2:18  To hear from us less often, press 3.
    2:21  (silence 60 s)
    3:21  ♪
    3:22  Still nobody on duty. You stay first in line. Next word in a minute.
    3:27  If you'd like us to call you when it's your turn, press 2. — cut
    3:32  ♪
    3:33  Anna is ready for you. Press any key.
    3:36  (silence 5 s)
    3:41  ♪
    3:41  Anna is here for you. Are you there? Press any key.
    3:46  (silence 5 s)
    3:51  ♪
    3:51  The next caller goes first; your place is kept. Press any key when you are there. Next word in a minute.
    3:59  (silence 55.7 s)
    4:55  ♪
    4:56  Here is Anna.
    4:57  (silence 1.5 s)
    4:58  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  (zip)
    0:04  Acme support, waited three minutes.
    0:06  Press 1 to take.
    0:07  (silence 4.8 s)
    0:12    > presses 1
    0:12  ♪
    0:13  Asking whether the caller is there.
    0:15  (silence 15.7 s)
    0:31  (zip)
    0:31  Acme support, waited forty seconds.
    0:33  Press 1 to take.
    0:34  (silence 2.1 s)
    0:35    > presses 1
    0:36  (talk with Ben 46.2 s)
    1:23  ♪
    1:23  You are free.
    1:24  (silence 6.6 s)
    1:31  (zip)
    1:31  Acme support, waited five minutes.
    1:33  The caller may not be at the phone. — cut
    1:35    > presses 1
    1:35  (zip)
    1:35  The caller may not be at the phone.
    1:38  (talk with Mia so far)"
  `);
  expect((await mia.state()).status).toBe('connected');
});

test('the operator who was announced does not come: the caller is told so at the next words', async () => {
  s = await scene({ presenceAfterSeconds: 120 });
  const mia = s.caller('Mia');
  await s.pass(200);
  const anna = await s.operator('Anna', 'auto');
  await s.pass(8);
  anna.press('1');
  await s.pass(4);
  anna.hangUp();
  await s.pass(2);
  mia.press('1');
  await s.pass(70);
  expect(mia.heard().split('\n').slice(-12).join('\n')).toMatchInlineSnapshot(`
    "3:21  ♪
    3:22  Still nobody on duty. You stay first in line. Next word in a minute.
    3:27  If you'd like us to call you when it's your turn, press 2. — cut
    3:32  ♪
    3:33  Anna is ready for you. Press any key.
    3:36  (silence 2.3 s)
    3:38    > presses 1
    3:38  ♪
    3:39  Anna can't come after all; you keep your place.
    3:42  You are first. Nobody is on duty right now. Next word in a minute.
    3:47  (silence 60 s)
    4:47  ♪"
  `);
});
