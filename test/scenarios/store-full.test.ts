import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('the store is full: who is in line is served and can leave, who comes is kept by the call, and stands in order when there is room', async () => {
  const s = await scene();
  const first = s.caller('First');
  await s.pass(2);
  const second = s.caller('Second');
  const third = s.caller('Third');
  const anna = await s.operator('Anna');
  await s.pass(20);
  s.store('full');
  const newcomer = s.caller('Newcomer');
  await s.pass(5);
  const last = s.caller('Last');
  third.press('9');
  await s.pass(8);
  third.press('1');
  await anna.take();
  await s.pass(30);
  newcomer.press('2');
  await s.pass(60);
  expect((await first.state()).status).toBe('connected');
  expect((await third.state()).status).toBe('ended');
  s.store('there');
  await s.pass(60);
  expect(newcomer.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are in line and the line is alive. How far along you are, we can't see right now. Next word in forty-five seconds.
    0:10  (silence 32.4 s)
    0:43    > presses 2
    0:43  ♪
    0:43  We are still here, and so is your place. Next word in forty-five seconds.
    0:49  (silence 45 s)
    1:34  ♪
    1:34  The line is alive and you keep your place. Next word in forty-five seconds.
    1:40  (silence 3.9 s)
    1:43  ♪
    1:44  We are back.
    1:45  Second in line. Next word in forty-five seconds.
    1:48  (silence 45 s)
    2:33  ♪
    2:34  No change: you are second. Next word in a minute.
    2:38  The tone means a recording; without it, it's a person.
    2:42  (silence so far)"
  `);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 15.5 s)
    0:30  ♪
    0:30  Somebody is on duty now. You are second. Next word in forty-five seconds.
    0:35  (silence 15.9 s)
    0:51  ♪
    0:52  You are next now. Next word in forty-five seconds.
    0:55  (silence 45 s)
    1:40  ♪
    1:41  Nobody is ahead of you. Next word in a minute.
    1:45  The tone means a recording; without it, it's a person.
    1:48  (silence 60 s)
    2:48  ♪
    2:49  It is your turn next. Next word in a minute.
    2:53  To hear from us less often, press 3.
    2:56  (silence so far)"
  `);
  expect((await s.box.store.line('support', 9)).map(({ contact }) => contact.id)).toStrictEqual([
    second.contactId,
    newcomer.contactId,
    last.contactId,
  ]);
  expect(s.box.network.problems).toStrictEqual([]);
});
