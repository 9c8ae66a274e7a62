import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('every key in line is answered at once', async () => {
  const s = await scene();
  s.caller('First');
  await s.operator('Anna');
  const caller = s.caller('Caller');
  await s.pass(20);
  for (const key of '5130*8246') {
    caller.press(key);
    await s.pass(15);
  }
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 8.2 s)
    0:20    > presses 5
    0:20  ♪
    0:20  The line is alive. You are second. Next word in forty-five seconds.
    0:25  (silence 9.7 s)
    0:35    > presses 1
    0:35  ♪
    0:35  Good. Next word in forty-five seconds.
    0:37  (silence 12 s)
    0:50    > presses 3
    0:50  ♪
    0:50  Every minute from now on. Next word in a minute.
    0:54  Shall we remember that, every minute, for your next call? Press 1 for yes.
    0:59  (silence 5.1 s)
    1:05    > presses 0
    1:05  ♪
    1:05  The line is alive. You are second. Next word in a minute.
    1:10  (silence 9.7 s)
    1:20    > presses *
    1:20  ♪
    1:20  Undone: every minute, as before. Next word in forty-five seconds.
    1:24  (silence 10.5 s)
    1:35    > presses 8
    1:35  ♪
    1:35  Second in line. Next word in forty-five seconds.
    1:38  (silence 11.3 s)
    1:50    > presses 2
    1:50  ♪
    1:50  We'd call one, two zero two, five five five, zero two zero two. Press 1 to confirm, 2 to change. Next word in forty-five seconds.
    2:00  (silence 4.7 s)
    2:05    > presses 4
    2:05  ♪
    2:05  Tell us what it is about, up to a minute; press pound when done. Speak now.
    2:11  (silence 5 s)
    2:16  ♪
    2:17  We heard nothing. You keep your place; to try again, press 4. Next word in forty-five seconds. — cut
    2:20    > presses 6
    2:20  ♪
    2:20  Your code is nine eight, eight nine: if the line drops, call from any phone within ten minutes and key it.
    2:28  To take back an earlier place, key its code now. Next word in forty-five seconds.
    2:34  (silence so far)"
  `);
});

test('star without a choice to undo says the keys; pound during words is quiet, in silence status', async () => {
  const s = await scene({ languages: ['en', 'ru'] });
  const caller = s.caller('Caller');
  await s.operator('Anna');
  caller.press('*');
  await s.pass(4);
  caller.press('#');
  await s.pass(10);
  caller.press('#');
  await s.pass(10);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are next in line.
    0:04  Nobody's on duty; how long isn't known. — cut
    0:04    > presses *
    0:04  ♪
    0:05  5, status. 3, less often. 8, more often. 2, callback. 4, message. 6, code. Star, undo. Pound, quiet. 7, language. 9, leave. Next word in forty-five seconds. — cut
    0:08    > presses #
    0:08  ♪
    0:09  Quiet now. Next word in forty-five seconds.
    0:11  (silence 6.7 s)
    0:18    > presses #
    0:18  ♪
    0:19  Next in line. Next word in forty-five seconds.
    0:22  (silence so far)"
  `);
});

test('the other language, and back by star', async () => {
  const s = await scene({ languages: ['en', 'ru'] });
  const caller = s.caller('Caller');
  await s.operator('Anna');
  await s.pass(10);
  caller.press('7');
  await s.pass(70);
  caller.press('*');
  await s.pass(10);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  По-русски — нажмите 7.
    0:02  You are next in line.
    0:04  Nobody's on duty; how long isn't known.
    0:07  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:12  (silence 1.5 s)
    0:14    > presses 7
    0:14  ♪
    0:15  Теперь по-русски.
    0:15  Теперь есть кому ответить.
    0:17  Линия работает. Перед вами никого. Следующее слово через сорок пять секунд.
    0:21  (silence 45 s)
    1:06  ♪
    1:07  Ваша очередь — следующая. Следующее слово через минуту.
    1:10  Сигнал перед словами — запись, без сигнала — живой человек.
    1:13  (silence 11.4 s)
    1:24    > presses *
    1:24  ♪
    1:25  English from now on.
    1:26  Next in line. Next word in a minute.
    1:29  (silence so far)"
  `);
});

test('nine asks; no answer is not a yes', async () => {
  const s = await scene();
  const caller = s.caller('Caller');
  await s.operator('Anna');
  await s.pass(10);
  caller.press('9');
  await s.pass(80);
  caller.press('1');
  await s.pass(5);
  expect((await caller.state()).status).toBe('waiting');
  caller.press('9');
  await s.pass(3);
  caller.press('1');
  await s.pass(5);
  expect((await caller.state()).status).toBe('ended');
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 0 s)
    0:14    > presses 9
    0:14  ♪
    0:15  To leave the line, press 1. Otherwise you keep your place, and hear from us in forty-five seconds.
    0:22  (silence 15.4 s)
    0:37  ♪
    0:38  Somebody is on duty now. You are first. Next word in forty-five seconds.
    0:43  (silence 45 s)
    1:28  ♪
    1:28  Nobody is ahead of you. Next word in a minute.
    1:32  The tone means a recording; without it, it's a person. — cut
    1:34    > presses 1
    1:34  ♪
    1:35  Good. Next word in a minute.
    1:37  (silence 2 s)
    1:39    > presses 9
    1:39  ♪
    1:40  To leave the line, press 1. Otherwise you keep your place, and hear from us in a minute. — cut
    1:42    > presses 1
    1:42  ♪
    1:43  You have left the line. Goodbye."
  `);
});

test('a key a moment before the check-in starts the same silence anew', async () => {
  const s = await scene({
    inLine: { firstAfterSeconds: 10, everySeconds: 20, growth: 3, longestSilenceSeconds: 180 },
  });
  const caller = s.caller('Caller');
  await s.operator('Anna');
  await s.pass(15);
  caller.press('5');
  await s.pass(50);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in ten seconds, then every twenty seconds.
    0:12  Any key tells you where you stand.
    0:14  (silence 4.6 s)
    0:19    > presses 5
    0:19  ♪
    0:20  Somebody is on duty now.
    0:22  You are next. Next word in ten seconds.
    0:25  (silence 10 s)
    0:35  ♪
    0:35  Nobody is ahead of you. Next word in twenty seconds.
    0:39  The tone means a recording; without it, it's a person.
    0:43  (silence 20 s)
    1:03  ♪
    1:04  It is your turn next. Next word in a minute.
    1:07  To hear from us less often, press 3."
  `);
});

test('only news: a silence of ten minutes at most', async () => {
  const s = await scene();
  const caller = s.caller('Caller');
  await s.operator('Anna');
  await s.pass(10);
  for (const _ of ['every minute', 'two', 'five', 'only news']) {
    caller.press('3');
    await s.pass(6);
  }
  expect((await caller.state()).cadence).toBe('news-only');
  await s.pass(640);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 0 s)
    0:14    > presses 3
    0:14  ♪
    0:15  Every minute from now on. Next word in a minute.
    0:18  Shall we remember that, every minute, for your next call? Press 1 for yes. — cut
    0:20    > presses 3
    0:20  ♪
    0:21  Every two minutes from now on. Next word in two minutes.
    0:25  (silence 1.1 s)
    0:26    > presses 3
    0:26  ♪
    0:27  Every five minutes from now on. Next word in five minutes.
    0:31  (silence 1.1 s)
    0:32    > presses 3
    0:32  ♪
    0:33  From now on only when something changes. Next word in ten minutes at the latest.
    0:38  (silence 15.1 s)
    0:54  ♪
    0:54  Somebody is on duty now. You are first. Next word in ten minutes.
    0:59  (silence 600 s)
    10:59  ♪
    11:00  Nobody is ahead of you. Next word in ten minutes.
    11:04  The tone means a recording; without it, it's a person.
    11:07  (silence so far)"
  `);
});
