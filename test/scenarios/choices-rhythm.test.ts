import { expect, test } from 'vitest';
import { type Scene, scene } from './scene.ts';

let s: Scene;

const MIA = '+12025550143';

test('key 3 steps through every rhythm; a yes has it remembered, and the next call begins with it', async () => {
  s = await scene({ keepPlaceSeconds: 0 });
  const mia = s.caller('Mia', MIA);
  await s.pass(16);
  mia.press('3');
  await s.pass(10);
  mia.press('1');
  await s.pass(5);
  for (const _ of [1, 2, 3]) {
    mia.press('3');
    await s.pass(6);
  }
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 1.5 s)
    0:16    > presses 3
    0:16  ♪
    0:16  Every minute from now on. Next word in a minute.
    0:20  Shall we remember that, every minute, for your next call? Press 1 for yes.
    0:25  (silence 0.1 s)
    0:26    > presses 1
    0:26  ♪
    0:26  We'll remember. Next word in a minute.
    0:29  (silence 1.7 s)
    0:31    > presses 3
    0:31  ♪
    0:31  Every two minutes from now on. Next word in two minutes.
    0:35  (silence 1.1 s)
    0:37    > presses 3
    0:37  ♪
    0:37  Every five minutes from now on. Next word in five minutes.
    0:41  (silence 1.1 s)
    0:43    > presses 3
    0:43  ♪
    0:43  From now on only when something changes. Next word in ten minutes at the latest."
  `);
  mia.hangUp();
  await s.pass(30);
  const again = s.caller('Mia', MIA);
  await s.pass(17);
  again.press('*');
  await s.pass(5);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  Quiet now, no music. Next word in ten minutes.
    0:09  You hear from us only when something changes, as last time.
    0:13  (silence 3.3 s)
    0:17    > presses *
    0:17  ♪
    0:17  Forgotten. Next word in ten minutes.
    0:19  (silence so far)"
  `);
  again.hangUp();
  await s.pass(5);
  const third = s.caller('Mia', MIA);
  await s.pass(16);
  expect((await third.state()).cadence).toBe('queue');
});

test('one thing is offered at a check-in, and nothing twice', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.operator('Anna');
  await s.pass(500);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 15.5 s)
    0:30  ♪
    0:30  Somebody is on duty now. You are first. Next word in forty-five seconds.
    0:35  (silence 45 s)
    1:20  ♪
    1:21  You are next. Next word in a minute.
    1:24  The tone means a recording; without it, it's a person.
    1:28  (silence 60 s)
    2:28  ♪
    2:28  Nobody is ahead of you. Next word in a minute.
    2:32  To hear from us less often, press 3.
    2:35  (silence 60 s)
    3:35  ♪
    3:36  It is your turn next. Next word in a minute.
    3:40  If you'd like us to call you when it's your turn, press 2.
    3:45  (silence 60 s)
    4:45  ♪
    4:45  You are next. Next word in a minute.
    4:49  To tell us already what it is about, press 4.
    4:52  (silence 60 s)
    5:52  ♪
    5:53  Nobody is ahead of you. Next word in a minute.
    5:57  For a code that keeps your place from any phone, press 6.
    6:01  (silence 60 s)
    7:01  ♪
    7:02  It is your turn next. Next word in a minute.
    7:06  (silence 60 s)
    8:06  ♪
    8:07  You are next. Next word in a minute.
    8:10  (silence so far)"
  `);
});

test('a key that means nothing says what the keys are, many of them where things stand; the wait goes on', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(16);
  for (const keys of ['#', '*', 'A', '0']) {
    mia.press(keys);
    await s.pass(9);
  }
  mia.press('2');
  await s.pass(1);
  mia.press('2');
  await s.pass(1);
  for (const key of '1234567890'.repeat(4)) mia.press(key);
  await s.pass(12);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 1.5 s)
    0:16    > presses #
    0:16  ♪
    0:16  The line is alive. You are first, and nobody is on duty. Next word in forty-five seconds.
    0:23  (silence 1.8 s)
    0:25    > presses *
    0:25  ♪
    0:25  5, status. 3, less often. 8, more often. 2, callback. 4, message. 6, code. Star, undo. Pound, quiet. 9, leave. Next word in forty-five seconds. — cut
    0:34    > presses A
    0:34  ♪
    0:34  5, status. 3, less often. 8, more often. 2, callback. 4, message. 6, code. Star, undo. Pound, quiet. 9, leave. Next word in forty-five seconds. — cut
    0:43    > presses 0
    0:43  ♪
    0:43  The line is alive. You are first, and nobody is on duty. Next word in forty-five seconds.
    0:50  (silence 1.8 s)
    0:52    > presses 2
    0:52  ♪
    0:52  We'd call one, two zero two, five five five, zero one four three. Press 1 to confirm, 2 to change. Next word in forty-five seconds. — cut
    0:53    > presses 2
    0:53  ♪
    0:53  Key the number to call, with its country code, then pound. — cut
    0:54    > presses 1
    0:54  (silence 0 s)
    0:54    > presses 2345678901234567890123456789012
    0:54    > presses 34567890 (nobody listens)
    0:54  ♪
    0:54  We can't call that number. You keep your place here. Next word in forty-five seconds.
    1:00  (silence so far)"
  `);
  expect((await mia.state()).callback).toBe(null);
});

test('before Twilio ends the call a call back is offered, and who is cut off keeps the place and is called', async () => {
  s = await scene({
    inLine: { firstAfterSeconds: 45, everySeconds: 300, growth: 1, longestSilenceSeconds: 300 },
  });
  const mia = s.caller('Mia', MIA);
  await s.pass(3 * 3600 + 44 * 60);
  s.fromHere();
  await s.pass(17 * 60);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "221:37  (silence 300 s)
    226:37  ♪
    226:38  Still nobody on duty. You stay first in line. Next word in five minutes.
    226:43  This call ends by itself in thirteen minutes. Press 2, and we call you when it's your turn; you keep your place.
    226:52  (silence 300 s)
    231:52  ♪
    231:52  No news: nobody is on duty. Your place is kept, first in line. Next word in five minutes.
    231:59  This call ends by itself in eight minutes. Press 2, and we call you when it's your turn; you keep your place.
    232:08  (silence 300 s)
    237:08  ♪
    237:08  Nobody is on duty at the moment. You are first and keep your place. Next word in five minutes.
    237:16  This call ends by itself in three minutes. Press 2, and we call you when it's your turn; you keep your place.
    237:24  (silence 155.3 s)"
  `);
  expect(await mia.state()).toMatchObject({
    status: 'place-kept',
    why: 'callback',
    callback: { number: MIA },
  });
});
