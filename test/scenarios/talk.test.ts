import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';
import { scene } from './scene.ts';

test('a caller who hangs up: the operator hears it and is free', async () => {
  const { s, caller, anna } = await inTalk();
  caller.hangUp();
  await s.pass(10);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 12.8 s)
    0:34  ♪
    0:35  The caller has hung up.
    0:37  (silence so far)"
  `);
  expect((await anna.desk()).status).toBe('free');
  expect(await caller.state()).toMatchObject({ status: 'ended', by: 'caller' });
});

test('a caller hangs up with wrap-up: the operator has time for notes, then the next caller comes', async () => {
  const { s, caller, anna } = await inTalk({ wrapUpSeconds: 30 });
  caller.hangUp();
  await s.pass(10);
  expect((await anna.desk()).status).toBe('wrap-up');
  await s.pass(30);
  expect((await anna.desk()).status).toBe('free');
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 12.8 s)
    0:34  ♪
    0:35  The caller has hung up.
    0:37  Wrap-up. Press any key when done.
    0:39  (silence 25.1 s)
    1:04  ♪
    1:05  You are free.
    1:06  (silence so far)"
  `);
});

test('an operator ends a call with wrap-up: they hear that it is time for notes, and a key ends that', async () => {
  const { s, caller, anna } = await inTalk({ wrapUpSeconds: 30 });
  await anna.tell(caller, { type: 'end' });
  await s.pass(8);
  anna.press('5');
  await s.pass(4);
  expect((await anna.desk()).status).toBe('free');
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 12.8 s)
    0:34  ♪
    0:35  Wrap-up. Press any key when done.
    0:37  (silence 5 s)
    0:42    > presses 5
    0:42  ♪
    0:43  You are free.
    0:44  (silence so far)"
  `);
});

test('the operator’s line dies in the talk: the caller is first in line and hears why', async () => {
  const { s, caller, anna } = await inTalk();
  const other = s.caller('Other');
  anna.hangUp();
  await s.pass(6);
  anna.press('1');
  await s.pass(10);
  expect((await anna.desk()).status).toBe('free');
  expect(await s.box.store.line('support', 10)).toMatchObject([
    { position: 1, contact: { id: caller.contactId } },
    { position: 2, contact: { id: other.contactId } },
  ]);
  await s.pass(45);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna's line has ended. If you had finished, just hang up; otherwise stay.
    0:35  First in line; nobody is on duty at the moment. Next word in a minute.
    0:41  (silence 15.1 s)
    0:56  ♪
    0:57  Somebody is on duty now. You are first. Next word in a minute.
    1:02  (silence so far)"
  `);
  expect(anna.heard('last')).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk.
    0:04  (silence 1.3 s)
    0:06    > presses 1
    0:06  ♪
    0:06  Desk open. Press 1 for the next caller.
    0:09  (silence so far)"
  `);
});

test('an offer that nobody accepts: away, the next operator is tried, the caller untouched', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto');
  const boris = await s.operator('Boris', 'auto');
  const caller = s.caller('Caller');
  await s.pass(22);
  expect((await anna.desk()).status).toBe('away');
  boris.press('1');
  await s.pass(10);
  expect((await boris.desk()).status).toBe('talking');
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 10.2 s)
    0:22  ♪
    0:22  Here is Boris.
    0:23  (talk with Boris so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Callers come to you by themselves.
    0:07  (silence 1.3 s)
    0:09  (zip)
    0:09  Acme support, waited ten seconds.
    0:11  Press 1 to take.
    0:12  (silence 7.8 s)
    0:20  ♪
    0:21  No answer, so you are away. Press any key when back.
    0:25  (silence so far)"
  `);
  expect(boris.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Callers come to you by themselves.
    0:07  (silence 8.3 s)
    0:16  (zip)
    0:16  Acme support, waited ten seconds.
    0:18  Press 1 to take.
    0:19  (silence 8.6 s)
    0:26    > presses 1
    0:28  (talk with Caller so far)"
  `);
});

test('a take that fails on the operator’s side costs the caller nothing', async () => {
  const s = await scene();
  const first = s.caller('First');
  await s.pass(2);
  const second = s.caller('Second');
  const anna = await s.operator('Anna', 'manual');
  await s.pass(20);
  // Nobody tells us that Anna's line is gone.
  s.box.network.faults.statusDropped = 1;
  anna.hangUp();
  await anna.take();
  await s.pass(60);
  expect(await s.box.store.line('support', 10)).toMatchObject([
    { position: 1, contact: { id: first.contactId, status: 'waiting' } },
    { position: 2, contact: { id: second.contactId, status: 'waiting' } },
  ]);
  expect(first.heard()).toMatchInlineSnapshot(`
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
    1:10  (silence so far)"
  `);
});

test('a caller who hangs up on the way to the operator', async () => {
  const s = await scene();
  const caller = s.caller('Caller');
  const anna = await s.operator('Anna', 'manual');
  await s.pass(10);
  await anna.take();
  caller.hangUp();
  await s.pass(10);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 6.8 s)
    0:14  (zip)
    0:14  Acme support, waited twenty seconds. — cut
    0:16  ♪
    0:17  The caller is gone.
    0:18  (silence so far)"
  `);
  expect((await anna.desk()).status).toBe('free');
});

test('a transfer: the front of the other line, with words that say so', async () => {
  const { s, caller, anna } = await inTalk();
  await s.box.store.putQueue({ ...s.box.queue, id: 'billing', name: 'Billing' });
  await anna.tell(caller, {
    type: 'transfer',
    target: { queueId: 'billing', queueName: 'Billing', prefers: null },
  });
  await s.pass(20);
  expect(await s.box.store.line('billing', 10)).toMatchObject([{ contact: { id: caller.contactId } }]);
  expect(await s.box.store.lineLength('support')).toBe(0);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  You are in the line for Billing now, ahead of new callers.
    0:35  You are first. Nobody is on duty right now. Next word in a minute.
    0:40  (silence so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 12.8 s)
    0:34  ♪
    0:35  The caller is back in line.
    0:37  (silence so far)"
  `);
});

test('the operator’s keys at a free desk: the next caller, nobody, away and back', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'manual');
  await s.pass(5);
  anna.press('1');
  await s.pass(5);
  anna.press('0');
  await s.pass(5);
  anna.press('5');
  await s.pass(5);
  const caller = s.caller('Caller');
  await s.pass(5);
  anna.press('1');
  await s.pass(20);
  expect((await caller.state()).status).toBe('connected');
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 1.8 s)
    0:09    > presses 1
    0:09  ♪
    0:10  Nobody is waiting.
    0:11  (silence 3.2 s)
    0:14    > presses 0
    0:14  ♪
    0:15  You are away. Press any key when back.
    0:18  (silence 1.3 s)
    0:19    > presses 5
    0:19  ♪
    0:20  Welcome back.
    0:20  (silence 8.6 s)
    0:29    > presses 1
    0:29  (zip)
    0:29  Acme support, waited ten seconds.
    0:31  (talk with Caller so far)"
  `);
});
