import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('a notice begins while a caller waits, greets the next one, and ends by itself', async () => {
  const s = await scene();
  await s.operator('Anna', 'manual');
  const first = s.caller('First', '+12025550143');
  await s.pass(75);
  await s.box.store.putQueue({
    ...s.box.queue,
    notice: {
      id: 'n1',
      text: { en: 'Card payments fail since eight; the bank is at work on it' },
      until: new Date(s.box.clock.now() + 240_000).toISOString(),
      owner: 'admin',
      since: new Date(s.box.clock.now()).toISOString(),
    },
  });
  await s.pass(30);
  const second = s.caller('Second', '+12025550144');
  await s.pass(280);
  expect(first.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 45 s)
    0:56  ♪
    0:57  It is your turn next. Next word in a minute.
    1:01  The tone means a recording; without it, it's a person.
    1:05  (silence 14.4 s)
    1:19  ♪
    1:20  News: Card payments fail since eight; the bank is at work on it.
    1:25  You are next. Next word in a minute.
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
    4:52  (silence 22.6 s)
    5:15  ♪
    5:16  What we announced is over.
    5:18  Next in line. Next word in a minute.
    5:21  (silence 60 s)
    6:21  ♪
    6:21  It is your turn next. Next word in a minute."
  `);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  Card payments fail since eight; the bank is at work on it.
    0:06  You are second in line.
    0:07  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:13  (silence 45 s)
    0:58  ♪
    0:59  No change: you are second. Next word in a minute.
    1:03  The tone means a recording; without it, it's a person.
    1:07  (silence 60 s)
    2:07  ♪
    2:07  Still second in line. Next word in a minute.
    2:11  To hear from us less often, press 3.
    2:14  (silence 60 s)
    3:14  ♪
    3:14  You are still second in line. Next word in a minute.
    3:19  If you'd like us to call you when it's your turn, press 2.
    3:24  (silence 14.4 s)
    3:38  ♪
    3:39  What we announced is over.
    3:41  The line is alive. You are second. Next word in a minute.
    3:45  (silence so far)"
  `);
});
