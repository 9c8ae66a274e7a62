import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('an admin closes the line and opens it again: who waits is told, and who asked for a call is called when it is open', async () => {
  const s = await scene({ presenceAfterSeconds: 0 });
  const first = s.caller('First', '+12025550143');
  await s.pass(30);
  await s.box.store.putQueue({ ...s.box.queue, closure: { until: null } });
  await s.pass(20);
  const second = s.caller('Second', '+12025550144');
  await s.pass(14);
  second.press('2');
  await s.pass(12);
  second.press('1');
  await s.pass(60);
  await s.box.store.putQueue({ ...s.box.queue, closure: null });
  await s.pass(60);
  first.hangUp();
  await s.operator('Anna', 'auto');
  await s.pass(30);
  expect(first.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 16.5 s)
    0:31  ♪
    0:31  We have closed, and you keep your place; to be called back instead, press 2. Next word in forty-five seconds.
    0:39  (silence 45 s)
    1:24  ♪
    1:24  Nobody is on duty at the moment. You are first and keep your place. Next word in a minute.
    1:32  The tone means a recording; without it, it's a person.
    1:36  (silence 40.9 s)
    2:17  ♪
    2:17  We are open again.
    2:19  First in line; nobody is on duty at the moment. Next word in a minute.
    2:24  (silence 51 s)"
  `);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now.
    0:02  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:08  (silence 5.3 s)
    0:14    > presses 2
    0:14  ♪
    0:14  We'd call one, two zero two, five five five, zero one four four. Press 1 to confirm, 2 to change. Next word in eight seconds.
    0:24  (silence 1.7 s)
    0:26    > presses 1
    0:26  ♪
    0:26  Done. When we are open again, we call you in your turn. You can hang up now.
    0:33  (silence 5 s)
    0:38  ♪
    0:38  Thank you. Goodbye."
  `);
  expect((await second.state()).status).toBe('calling-back');
});

test('closed for half an hour: when it opens is said', async () => {
  const s = await scene({ closure: { until: '2026-01-05T09:30:00.000Z' } });
  await s.operator('Anna');
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(40);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open today at nine thirty AM.
    0:05  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 8 s)
    0:19  ♪
    0:20  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:26  (silence 8 s)
    0:34  ♪
    0:34  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye."
  `);
});
