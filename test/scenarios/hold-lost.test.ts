import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';

test('the caller leaves while on hold, and the operator hears it', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 60_000 });
  await s.pass(20);
  caller.press('9');
  await s.pass(2);
  caller.press('1');
  await s.pass(10);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about a minute. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 12 s)
    0:50    > presses 9
    0:50  ♪
    0:50  To leave the line, press 1. Otherwise you keep your place, and hear from us in a minute. — cut
    0:52    > presses 1
    0:52  ♪
    0:52  You have left the line. Goodbye."
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 12.8 s)
    0:34  ♪
    0:35  On hold. Press 1 to return.
    0:37  (silence 19 s)
    0:56  ♪
    0:57  The caller has ended the wait.
    0:59  (silence so far)"
  `);
  expect((await anna.desk()).status).toBe('free');
});

test('the operator’s line dies on hold, is rung again, and the hold goes on', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 300_000 });
  await s.pass(20);
  anna.hangUp();
  await s.pass(6);
  anna.press('1');
  await s.pass(60);
  expect((await anna.desk()).status).toBe('holding');
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about five minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  No news yet. Anna is still busy: your invoice. Reminder sent. About four minutes more. Next word in a minute.
    1:46  Can you wait? Press 1, or just stay.
    1:49  (silence so far)"
  `);
  expect(anna.heard('last')).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk.
    0:04  (silence 1.3 s)
    0:06    > presses 1
    0:06  ♪
    0:06  On hold. Press 1 to return.
    0:08  (silence 19 s)
    0:28  ♪
    0:28  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    0:32  (silence so far)"
  `);
});

test('the operator’s line dies on hold for good: a minute later the caller is first in line, and is told', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 300_000 });
  await s.pass(20);
  s.box.network.phone('client:anna').onIncoming({ does: 'no-answer' });
  anna.hangUp();
  await s.pass(90);
  expect((await caller.state()).status).toBe('waiting');
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about five minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  Anna's line dropped, and we are ringing it. You keep your place. Next word in a minute.
    1:45  (silence 4.9 s)
    1:50  ♪
    1:50  Anna's line has dropped. Whoever is free first takes over.
    1:54  The line is alive. You are first, and nobody is on duty. Next word in a minute.
    2:01  (silence so far)"
  `);
});
