import { expect, test } from 'vitest';
import { scene } from './scene.ts';

/** The scene begins on Monday at nine in the morning, UTC. */
const until = (to: string) => ({
  timeZone: 'UTC',
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to })),
  exceptions: [],
});

test('closed: the caller hears when it opens, asks to be called, and has a place', async () => {
  const s = await scene({ hours: until('08:30') });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(25);
  caller.press('2');
  await s.pass(12);
  caller.press('1');
  await s.pass(20);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open tomorrow at eight AM.
    0:04  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 8 s)
    0:19  ♪
    0:19  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye. — cut
    0:25    > presses 2
    0:25  ♪
    0:25  We'd call one, two zero two, five five five, zero one four three. Press 1 to confirm, 2 to change. Next word in eight seconds.
    0:35  (silence 1.7 s)
    0:37    > presses 1
    0:37  ♪
    0:37  Done. We open tomorrow at eight AM and call you in your turn. You can hang up now.
    0:44  (silence 5 s)
    0:49  ♪
    0:50  Thank you. Goodbye."
  `);
  expect(await caller.state()).toMatchObject({ status: 'place-kept', why: 'callback' });
});
test('a full line: nobody hears a busy tone; called back in turn, or words', async () => {
  const s = await scene({ maxWaiting: 1 });
  const first = s.caller('First', '+12025550143');
  await s.pass(20);
  const second = s.caller('Second', '+12025550144');
  await s.pass(20);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:09  (silence 8 s)
    0:17  ♪
    0:18  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye."
  `);
  first.hangUp();
});
test('closing time: who waits is told before, and after it that nobody is left; ten minutes later the rest are booked', async () => {
  const s = await scene({
    hours: until('09:20'),
    keepPlaceSeconds: 0,
    inLine: { firstAfterSeconds: 300, everySeconds: 300, growth: 1, longestSilenceSeconds: 300 },
  });
  const anna = await s.operator('Anna', 'manual');
  const first = s.caller('First', '+12025550143');
  const second = s.caller('Second', 'anonymous');
  await s.pass(21 * 60);
  await anna.close();
  await s.pass(14 * 60);
  expect(first.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  It will be quiet now, no music. Next word in five minutes, then every five minutes.
    0:09  Any key tells you where you stand.
    0:12  (silence 284.3 s)
    4:56  ♪
    4:57  We close in fifteen minutes. You will still be served, or called back. Next word in five minutes.
    5:04  (silence 300 s)
    10:04  ♪
    10:04  Still second in line. Next word in five minutes.
    10:08  The tone means a recording; without it, it's a person.
    10:12  (silence 300 s)
    15:12  ♪
    15:12  You are still second in line. Next word in five minutes.
    15:16  To hear from us less often, press 3.
    15:19  (silence 300 s)
    20:19  ♪
    20:20  No change: you are second. Next word in five minutes.
    20:24  If you'd like us to call you when it's your turn, press 2.
    20:29  (silence 32 s)
    21:01  ♪
    21:02  Nobody is on duty now. We are back tomorrow at eight AM.
    21:06  We have closed, and you keep your place; to be called back instead, press 2. Next word in five minutes.
    21:14  (silence 300 s)
    26:14  ♪
    26:15  Still nobody on duty. You stay second in line. Next word in five minutes.
    26:20  To tell us already what it is about, press 4.
    26:24  (silence 300 s)
    31:24  ♪
    31:24  No news: nobody is on duty. Your place is kept, second in line. Next word in five minutes.
    31:31  (silence 15.6 s)
    31:47  ♪
    31:48  You need not wait here: we open tomorrow at eight AM and call you in your turn. You can hang up now; to stay, press star.
    31:58  (silence 5 s)
    32:03  ♪
    32:03  Thank you. Goodbye."
  `);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in five minutes, then every five minutes.
    0:09  Any key tells you where you stand.
    0:12  (silence 284.3 s)
    4:56  ♪
    4:57  We close in fifteen minutes. You will still be served, or called back. Next word in five minutes.
    5:04  (silence 300 s)
    10:04  ♪
    10:04  You are next. Next word in five minutes.
    10:07  The tone means a recording; without it, it's a person.
    10:11  (silence 300 s)
    15:11  ♪
    15:12  Nobody is ahead of you. Next word in five minutes.
    15:16  To hear from us less often, press 3.
    15:19  (silence 300 s)
    20:19  ♪
    20:19  It is your turn next. Next word in five minutes.
    20:23  If you'd like us to call you when it's your turn, press 2.
    20:28  (silence 32.8 s)
    21:01  ♪
    21:02  Nobody is on duty now. We are back tomorrow at eight AM.
    21:06  We have closed, and you keep your place; to be called back instead, press 2. Next word in five minutes.
    21:14  (silence 300 s)
    26:14  ♪
    26:15  Still nobody on duty. You stay first in line. Next word in five minutes.
    26:20  To tell us already what it is about, press 4.
    26:24  (silence 300 s)
    31:24  ♪
    31:24  No news: nobody is on duty. Your place is kept, first in line. Next word in five minutes.
    31:31  (silence so far)"
  `);
  expect(await first.state()).toMatchObject({ status: 'place-kept', why: 'callback' });
  expect(await second.state()).toMatchObject({ status: 'waiting' });
});
test('the last operator leaves and one comes back: told early, once each, to who wants to hear only news as well', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'manual');
  const first = s.caller('First', '+12025550143');
  const second = s.caller('Second', '+12025550144');
  await s.pass(20);
  for (let step = 0; step < 4; step++) {
    second.press('3');
    await s.pass(14);
  }
  await anna.close();
  await s.pass(60);
  await s.operator('Boris', 'manual');
  await s.pass(60);
  first.press('9');
  await s.pass(8);
  first.press('1');
  await s.pass(60);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 8.2 s)
    0:20    > presses 3
    0:20  ♪
    0:20  Every minute from now on. Next word in a minute.
    0:24  Shall we remember that, every minute, for your next call? Press 1 for yes.
    0:29  (silence 4.1 s)
    0:34    > presses 3
    0:34  ♪
    0:34  Every two minutes from now on. Next word in two minutes.
    0:38  (silence 9.1 s)
    0:48    > presses 3
    0:48  ♪
    0:48  Every five minutes from now on. Next word in five minutes.
    0:52  (silence 9.1 s)
    1:02    > presses 3
    1:02  ♪
    1:02  From now on only when something changes. Next word in ten minutes at the latest.
    1:08  (silence 15.1 s)
    1:23  ♪
    1:24  Nobody is on duty now; how long isn't known. You are second and keep your place. Next word in ten minutes.
    1:32  (silence 49.3 s)
    2:21  ♪
    2:22  Somebody is on duty now. You are second. Next word in ten minutes.
    2:27  (silence 61.9 s)
    3:29  ♪
    3:29  You are next now. Next word in ten minutes.
    3:33  (silence so far)"
  `);
});

test('a backup number is told when nobody has been on duty for long', async () => {
  const s = await scene({ backupNumber: '+12025550100', nobodyAfterSeconds: 90 });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(240);
  expect(caller.heard()).toMatchInlineSnapshot(`
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
    2:18  You can also call one, two zero two, five five five, zero one zero zero. Again: one, two zero two, five five five, zero one zero zero.
    2:29  (silence 60 s)
    3:29  ♪
    3:29  Still nobody on duty. You stay first in line. Next word in a minute.
    3:35  If you'd like us to call you when it's your turn, press 2.
    3:40  (silence so far)"
  `);
});

test('a full line while the store is away: what was promised meanwhile is kept, the choice comes no earlier', async () => {
  const s = await scene({ maxWaiting: 1 });
  s.caller('Mia', '+12025550143');
  await s.pass(2);
  const ben = s.caller('Ben', '+12025550144');
  await s.pass(8);
  s.store('away');
  ben.press('5');
  await s.pass(2);
  s.store('there');
  await s.pass(60);
  expect(ben.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye. — cut
    0:08    > presses 5
    0:08  ♪
    0:08  We are still here. Next word in fifteen seconds.
    0:12  (silence 15 s)
    0:27  ♪
    0:27  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:35  (silence 8 s)
    0:43  ♪
    0:44  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:52  (silence 8 s)
    1:00  ♪
    1:01  Thank you. Goodbye."
  `);
});
