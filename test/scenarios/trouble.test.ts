import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('the store is away for two minutes: callers are kept, newcomers too, and all come back in order', async () => {
  const s = await scene();
  const first = s.caller('First');
  await s.pass(2);
  const second = s.caller('Second');
  await s.operator('Anna');
  await s.pass(10);
  s.store('away');
  await s.pass(20);
  const newcomer = s.caller('Newcomer');
  await s.pass(40);
  second.press('5');
  await s.pass(60);
  s.store('there');
  await s.pass(90);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 45 s)
    0:59  ♪
    1:00  We are still here, and so is your place. Next word in forty-five seconds.
    1:05  (silence 8.5 s)
    1:14    > presses 5
    1:14  ♪
    1:14  The line is alive and you keep your place. Next word in forty-five seconds.
    1:20  (silence 45 s)
    2:05  ♪
    2:05  You are still connected, and your place is kept. Next word in forty-five seconds.
    2:11  (silence 3.4 s)
    2:14  ♪
    2:15  Somebody is on duty now. You are second. Next word in forty-five seconds.
    2:20  (silence 45 s)
    3:05  ♪
    3:05  Still second in line. Next word in a minute.
    3:09  The tone means a recording; without it, it's a person.
    3:13  (silence so far)"
  `);
  expect(newcomer.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are in line and the line is alive. How far along you are, we can't see right now. Next word in forty-five seconds.
    0:10  (silence 45 s)
    0:55  ♪
    0:56  We are still here, and so is your place. Next word in forty-five seconds.
    1:01  (silence 38.8 s)
    1:40  ♪
    1:41  We are back.
    1:42  Third in line. Next word in forty-five seconds.
    1:45  (silence 45 s)
    2:30  ♪
    2:30  No change: you are third. Next word in a minute.
    2:34  The tone means a recording; without it, it's a person.
    2:38  (silence so far)"
  `);
  expect((await s.box.store.line('support', 10)).map(({ contact }) => contact.id)).toEqual([
    first.contactId,
    second.contactId,
    newcomer.contactId,
  ]);
  expect(s.box.network.problems).toEqual([]);
});

test('who came while no queue could be read stands by the rules of the queue whose number was called', async () => {
  const s = await scene({ priority: 7 });
  s.store('away');
  const first = s.caller('First');
  await s.pass(5);
  s.store('there');
  const second = s.caller('Second');
  await s.pass(60);
  const line = await s.box.store.line('support', 9);
  expect(line.map(({ contact }) => contact.id)).toEqual([first.contactId, second.contactId]);
});

test('the store has lost everything: each call rebuilds its own place', async () => {
  const s = await scene();
  const first = s.caller('First');
  await s.pass(2);
  const second = s.caller('Second');
  await s.operator('Anna');
  await s.pass(10);
  await s.forgetEverything();
  await s.pass(100);
  expect((await s.box.store.line('support', 10)).map(({ contact }) => contact.id)).toEqual([
    first.contactId,
    second.contactId,
  ]);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 3.6 s)
    0:18  ♪
    0:18  We are back.
    0:19  The line is alive. You are second, and nobody is on duty. Next word in forty-five seconds.
    0:26  (silence 45 s)
    1:11  ♪
    1:12  Nobody is on duty at the moment. You are second and keep your place. Next word in a minute.
    1:19  The tone means a recording; without it, it's a person.
    1:23  (silence so far)"
  `);
});

test('all of us is down for five minutes: the hosted fallback keeps the callers, and they come back in order', async () => {
  const s = await scene();
  const first = s.caller('First');
  await s.pass(2);
  const second = s.caller('Second');
  await s.operator('Anna');
  await s.pass(10);
  s.box.up(false);
  await s.pass(100);
  const newcomer = s.caller('Newcomer');
  await s.pass(200);
  s.box.up(true);
  await s.pass(100);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 15.5 s)
    0:30  The line is alive and you keep your place. Next word in twenty seconds.
    0:35  (silence 0.6 s)
    0:36  The line is alive and you keep your place. Next word in twenty seconds.
    0:41  (silence 19.6 s)
    1:01  The line is alive and you keep your place. Next word in twenty seconds.
    1:06  (silence 19.6 s)
    1:26  The line is alive and you keep your place. Next word in twenty seconds.
    1:31  (silence 19.6 s)
    1:51  The line is alive and you keep your place. Next word in twenty seconds.
    1:56  (silence 19.6 s)
    2:16  The line is alive and you keep your place. Next word in twenty seconds.
    2:21  (silence 19.6 s)
    2:41  The line is alive and you keep your place. Next word in twenty seconds.
    2:46  (silence 19.6 s)
    3:06  The line is alive and you keep your place. Next word in twenty seconds.
    3:11  (silence 19.6 s)
    3:31  The line is alive and you keep your place. Next word in twenty seconds.
    3:36  (silence 19.6 s)
    3:56  The line is alive and you keep your place. Next word in twenty seconds.
    4:01  (silence 19.6 s)
    4:21  The line is alive and you keep your place. Next word in twenty seconds.
    4:26  (silence 19.6 s)
    4:46  The line is alive and you keep your place. Next word in twenty seconds.
    4:51  (silence 19.6 s)
    5:11  The line is alive and you keep your place. Next word in twenty seconds.
    5:16  (silence 19.6 s)
    5:36  ♪
    5:36  We are back.
    5:37  Somebody is on duty now.
    5:39  The line is alive. You are second. Next word in forty-five seconds.
    5:44  (silence 45 s)
    6:29  ♪
    6:29  Still second in line. Next word in a minute.
    6:33  The tone means a recording; without it, it's a person.
    6:37  (silence so far)"
  `);
  expect(newcomer.heard()).toMatchInlineSnapshot(`
    "0:00  The line is alive and you keep your place. Next word in twenty seconds.
    0:05  (silence 18.6 s)
    0:23  The line is alive and you keep your place. Next word in twenty seconds.
    0:29  (silence 20 s)
    0:49  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:54  The line is alive and you keep your place. Next word in twenty seconds.
    0:59  (silence 20 s)
    1:19  The line is alive and you keep your place. Next word in twenty seconds. — cut
    1:24  The line is alive and you keep your place. Next word in twenty seconds.
    1:29  (silence 20 s)
    1:49  The line is alive and you keep your place. Next word in twenty seconds. — cut
    1:54  The line is alive and you keep your place. Next word in twenty seconds.
    1:59  (silence 20 s)
    2:19  The line is alive and you keep your place. Next word in twenty seconds. — cut
    2:24  The line is alive and you keep your place. Next word in twenty seconds.
    2:29  (silence 20 s)
    2:49  The line is alive and you keep your place. Next word in twenty seconds. — cut
    2:54  The line is alive and you keep your place. Next word in twenty seconds.
    2:59  (silence 20 s)
    3:19  The line is alive and you keep your place. Next word in twenty seconds. — cut
    3:24  ♪
    3:24  We are back.
    3:26  The line is alive. You are third. Next word in forty-five seconds.
    3:30  (silence 45 s)
    4:15  ♪
    4:16  Still third in line. Next word in a minute.
    4:19  The tone means a recording; without it, it's a person.
    4:23  (silence so far)"
  `);
  expect((await s.box.store.line('support', 10)).map(({ contact }) => contact.id)).toEqual([
    first.contactId,
    second.contactId,
    newcomer.contactId,
  ]);
});

test('sounds that cannot be fetched: after two legs have missed a step lines are spoken without them', async () => {
  const s = await scene();
  s.box.network.faults.mediaFailed = 1;
  const first = s.caller('First');
  await s.pass(2);
  const second = s.caller('Second');
  await s.pass(300);
  expect(first.heard()).toMatchInlineSnapshot(`
    "0:00  The line is alive and you keep your place. Next word in twenty seconds.
    0:05  (silence 20 s)
    0:25  The line is alive and you keep your place. Next word in twenty seconds.
    0:30  (silence 20 s)
    0:50  The line is alive and you keep your place. Next word in twenty seconds.
    0:56  (silence 9.8 s)
    1:06  The line is alive and you keep your place. Next word in twenty seconds.
    1:11  (silence 20 s)
    1:31  The line is alive and you keep your place. Next word in twenty seconds.
    1:36  (silence 20 s)
    1:56  The line is alive and you keep your place. Next word in twenty seconds.
    2:02  (silence 2.8 s)
    2:05  We are back.
    2:06  You are first. Nobody is on duty right now. Next word in forty-five seconds.
    2:11  (silence 45 s)
    2:56  Still nobody on duty. You stay first in line. Next word in a minute.
    3:01  The tone means a recording; without it, it's a person.
    3:05  (silence 60 s)
    4:05  No news: nobody is on duty. Your place is kept, first in line. Next word in a minute.
    4:12  To hear from us less often, press 3.
    4:15  (silence so far)"
  `);
  expect((await second.state()).status).toBe('waiting');
});

test('the REST API is away: a take fetches the caller by the next word at the latest', async () => {
  const s = await scene();
  const caller = s.caller('Caller');
  const anna = await s.operator('Anna');
  await s.pass(15);
  s.box.network.faults.restAway = true;
  await anna.take();
  await s.pass(20);
  s.box.network.faults.restAway = false;
  await s.pass(30);
  expect((await caller.state()).status).toBe('connected');
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 36 s)
    0:50  ♪
    0:51  Here is Anna.
    0:52  (silence 0.4 s)
    0:52  (talk with Anna so far)"
  `);
});
