import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';
import { scene } from './scene.ts';

test('the store is away while a caller is asked what it is about: nothing is said of a place, and the question comes again', async () => {
  const s = await scene({
    topics: [
      { label: { en: 'Invoices' }, queueId: 'support' },
      { label: { en: 'Deliveries' }, queueId: 'support' },
    ],
  });
  const caller = s.caller('Caller');
  await s.pass(4);
  s.store('away');
  caller.press('1');
  await s.pass(30);
  s.store('there');
  await s.pass(22);
  caller.press('1');
  await s.pass(6);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  What is it about? Invoices, press 1. Deliveries, 2. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  We are still here. Next word in seventeen seconds.
    0:08  (silence 17 s)
    0:25  ♪
    0:25  The line is alive. Next word in seventeen seconds.
    0:29  (silence 5.3 s)
    0:34  ♪
    0:35  What is it about? Invoices, press 1. Deliveries, 2.
    0:38  (silence 8 s)
    0:46  ♪
    0:47  You are next in line.
    0:49  Nobody's on duty; how long isn't known.
    0:51  It will be quiet now, no music. Next word in forty-five seconds, then every minute. — cut
    0:56    > presses 1
    0:56  ♪
    0:56  Good. Next word in forty-five seconds.
    0:58  (silence so far)"
  `);
});

test('the store is away while a caller hears that the line is closed', async () => {
  const s = await scene({
    hours: { timeZone: 'UTC', weekly: [{ day: 1, from: '07:00', to: '08:30' }], exceptions: [] },
  });
  const caller = s.caller('Caller');
  await s.pass(14);
  s.store('away');
  await s.pass(30);
  s.store('there');
  await s.pass(20);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open on Monday at seven AM.
    0:05  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 8 s)
    0:19  ♪
    0:20  We are still here. Next word in seventeen seconds.
    0:23  (silence 17 s)
    0:40  ♪
    0:41  The line is alive. Next word in seventeen seconds. — cut
    0:44  ♪
    0:45  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:51  (silence 8 s)
    0:59  ♪
    0:59  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye."
  `);
});

test('the store is away when no code was keyed at a closed line: the choice comes again when it was promised', async () => {
  const s = await scene({
    hours: { timeZone: 'UTC', weekly: [{ day: 1, from: '07:00', to: '08:30' }], exceptions: [] },
  });
  const caller = s.caller('Caller');
  await s.pass(4);
  caller.press('6');
  await s.pass(9);
  s.store('away');
  await s.pass(3);
  s.store('there');
  await s.pass(6);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open on Monday at seven AM. — cut
    0:04    > presses 6
    0:04  ♪
    0:04  To take back an earlier place, key its code now. Next word in eight seconds.
    0:10  (silence 8 s)
    0:18  ♪
    0:19  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye."
  `);
});

test('the store loses everything while a caller hears that the line is closed: we are back when the question would have come again', async () => {
  const hours = { timeZone: 'UTC', weekly: [{ day: 1, from: '07:00', to: '08:30' }], exceptions: [] };
  const s = await scene({ hours });
  const caller = s.caller('Caller');
  await s.pass(14);
  await s.forgetEverything();
  await s.box.store.putQueue(s.box.queue);
  await s.pass(16);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open on Monday at seven AM.
    0:05  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 8 s)
    0:19  ♪
    0:20  We are back.
    0:21  You are next in line.
    0:23  Nobody is on duty now. We are back on Monday at seven AM.
    0:28  We have closed, and you keep your place; to be called back instead, press 2. Next word in forty-five seconds."
  `);
});

test('the store loses everything while no code is keyed at a closed line: the silence is no longer than was said', async () => {
  const hours = { timeZone: 'UTC', weekly: [{ day: 1, from: '07:00', to: '08:30' }], exceptions: [] };
  const s = await scene({ hours });
  const caller = s.caller('Caller');
  await s.pass(4);
  caller.press('6');
  await s.pass(9);
  await s.forgetEverything();
  await s.box.store.putQueue(s.box.queue);
  await s.pass(6);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open on Monday at seven AM. — cut
    0:04    > presses 6
    0:04  ♪
    0:04  To take back an earlier place, key its code now. Next word in eight seconds.
    0:10  (silence 5 s)
    0:15  ♪
    0:16  We are back.
    0:17  You are next in line."
  `);
});

test('the store is away at the questions after the talk', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'end' });
  await s.pass(7);
  s.store('away');
  caller.press('1');
  await s.pass(18);
  s.store('there');
  await s.pass(35);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  One question about the wait: was what we told you right? Press 1 for yes, 2 for no. — cut
    0:37    > presses 1
    0:37  ♪
    0:37  You are still connected. Next word in fifteen seconds.
    0:41  (silence 15 s)
    0:56  ♪
    0:56  We are still here. Next word in fifteen seconds.
    1:00  (silence 8 s)
    1:08  ♪
    1:08  And did you hear from us too often, 1; just right, 2; too rarely, 3?
    1:14  (silence 8 s)
    1:22  ♪
    1:23  Thank you. Goodbye."
  `);
});
