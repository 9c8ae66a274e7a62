import { expect, test } from 'vitest';
import { begin, calls, deskOf, type OperatorsPhone, PIN } from './operators-line.ts';

test('a phone alone: wrong PIN, right PIN, take, hold, two more minutes, return, finish, away, hang up', async () => {
  const s = await begin();
  const caller = s.caller('Caller');
  await s.pass(60);
  const other = s.caller('Other');
  await s.pass(30);
  const anna = calls(s);
  await s.pass(6);
  anna.press('111222');
  await s.pass(8);
  anna.press(PIN);
  await s.pass(13);
  expect(await deskOf(s)).toMatchObject({ status: 'free', mode: 'manual', openedBy: 'phone' });
  anna.press('1');
  await s.pass(20);
  expect(await caller.state()).toMatchObject({ status: 'connected' });
  anna.press('*');
  await s.pass(30);
  expect(await caller.state()).toMatchObject({ status: 'held' });
  anna.press('5');
  await s.pass(30);
  anna.press('2');
  await s.pass(20);
  caller.press('0');
  await s.pass(10);
  anna.press('1');
  await s.pass(15);
  expect(await caller.state()).toMatchObject({ status: 'connected' });
  anna.press('*');
  await s.pass(10);
  anna.press('9');
  await s.pass(10);
  expect(await caller.state()).toMatchObject({ status: 'feedback' });
  anna.press('0');
  await s.pass(5);
  expect(await deskOf(s)).toMatchObject({ status: 'away' });
  anna.hangUp();
  await s.pass(2);
  expect(await deskOf(s)).toMatchObject({ status: 'closed', why: 'line-lost' });
  expect(await other.state()).toMatchObject({ status: 'waiting' });
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Stillhere, for operators. Key your PIN.
    0:02  (silence 4.5 s)
    0:06    > presses 111222
    0:07  ♪
    0:08  That was not right.
    0:09  Stillhere, for operators. Key your PIN.
    0:11  (silence 3.5 s)
    0:14    > presses 482915
    0:15  ♪
    0:16  Desk open. Press 1 for the next caller.
    0:19  Two are waiting, the longest two minutes.
    0:21  5 tells how things stand, 0 is away. Hang up to close.
    0:26  (silence 0.5 s)
    0:27    > presses 1
    0:27  (zip)
    0:27  Acme support, waited two minutes.
    0:29  (talk with Caller 17.8 s)
    0:47    > presses *
    0:47  (silence 1 s)
    0:48  ♪
    0:48  On hold. Press 1 to return.
    0:50  (silence 26 s)
    1:17    > presses 5
    1:17  ♪
    1:17  On hold for thirty seconds.
    1:19  Check-in in thirty-eight seconds. 1 returns.
    1:21  One is waiting, for two minutes.
    1:24  (silence 10.8 s)
    1:35  ♪
    1:35  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:39  (silence 7.5 s)
    1:47    > presses 2
    1:47  ♪
    1:47  Two more minutes.
    1:48  (silence 18.2 s)
    2:07  ♪
    2:07  The caller asks you to come back.
    2:10  (silence 8.5 s)
    2:17    > presses 1
    2:18  (talk with Caller 13.2 s)
    2:32    > presses *
    2:32  (silence 1 s)
    2:33  ♪
    2:33  On hold. Press 1 to return.
    2:35  (silence 6 s)
    2:42    > presses 9
    2:42  ♪
    2:42  You are free.
    2:43  (silence 8.2 s)
    2:52    > presses 0
    2:52  ♪
    2:52  You are away. Press any key when back.
    2:55  (silence 1.3 s)"
  `);
  expect(caller.heard().replaceAll(anna.callSid, 'Anna')).toMatchInlineSnapshot(`
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
    1:10  (silence 35.1 s)
    1:46  ♪
    1:46  Somebody is on duty now. You are first. Next word in a minute.
    1:51  (silence 5.4 s)
    1:57  ♪
    1:57  Here is Anna.
    1:58  (silence 0.4 s)
    1:59  (talk with Anna 17.8 s)
    2:17  ♪
    2:17  Anna is working on it. Quiet now; next word in a minute. To have Anna back, press 0.
    2:24  (silence 60 s)
    3:24  ♪
    3:25  No news yet. Anna is still at work. Reminder sent. About two minutes more. Next word in a minute.
    3:32  Can you wait? Press 1, or just stay.
    3:35  (silence 1.4 s)
    3:37    > presses 0
    3:37  ♪
    3:37  Anna has been asked to come back now. Next word in a minute.
    3:42  (silence 4.4 s)
    3:47  ♪
    3:47  Anna is back.
    3:48  (talk with Anna 13.2 s)
    4:02  ♪
    4:02  Anna is working on it. Quiet now; next word in a minute. To have Anna back, press 0.
    4:09  (silence 2.4 s)
    4:12  ♪
    4:12  One question about the wait: was what we told you right? Press 1 for yes, 2 for no.
    4:19  (silence 8 s)
    4:27  ♪
    4:28  And did you hear from us too often, 1; just right, 2; too rarely, 3?"
  `);
});

test('in auto mode a caller is announced after the zip, and any key takes them', async () => {
  const s = await begin();
  const anna = calls(s);
  await s.pass(6);
  anna.press(PIN);
  await s.pass(13);
  anna.press('8');
  await s.pass(8);
  const caller = s.caller('Caller');
  await s.pass(6);
  anna.press('3');
  await s.pass(10);
  expect(await caller.state()).toMatchObject({ status: 'connected' });
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Stillhere, for operators. Key your PIN.
    0:02  (silence 4.5 s)
    0:06    > presses 482915
    0:07  ♪
    0:08  Desk open. Press 1 for the next caller.
    0:11  Nobody is waiting.
    0:12  5 tells how things stand, 0 is away. Hang up to close.
    0:16  (silence 2 s)
    0:19    > presses 8
    0:19  ♪
    0:19  Callers come by themselves. 8 changes that.
    0:22  (silence 4.7 s)
    0:27  (zip)
    0:27  Acme support, waited ten seconds.
    0:29  Press 1 to take.
    0:30  (silence 4.1 s)
    0:33    > presses 3
    0:34  (talk with Caller so far)"
  `);
});

test('the line is lost on hold: who calls in again from anywhere goes on with the hold', async () => {
  const s = await begin({ address: null });
  const caller = s.caller('Caller');
  await s.pass(15);
  async function comesIn(): Promise<OperatorsPhone> {
    const phone = calls(s, '+12025550177');
    await s.pass(8);
    phone.press('12#');
    await s.pass(5);
    phone.press(PIN);
    await s.pass(12);
    return phone;
  }
  const first = await comesIn();
  first.press('1');
  await s.pass(15);
  first.press('*');
  await s.pass(15);
  first.hangUp();
  await s.pass(5);
  expect(await deskOf(s)).toMatchObject({ status: 'ringing' });
  const second = await comesIn();
  expect(await deskOf(s)).toMatchObject({ status: 'holding' });
  second.press('1');
  await s.pass(10);
  expect(await caller.state()).toMatchObject({ status: 'connected', server: { operator: 'anna' } });
});

test('a desk with a caller on another phone keeps it; one that idles is taken over', async () => {
  const s = await begin();
  const first = calls(s);
  await s.pass(6);
  first.press(PIN);
  await s.pass(5);
  async function comesIn(from: string): Promise<OperatorsPhone> {
    const phone = calls(s, from);
    await s.pass(8);
    phone.press('12#');
    await s.pass(5);
    phone.press(PIN);
    await s.pass(12);
    return phone;
  }
  const second = await comesIn('+12025550177');
  expect(await deskOf(s)).toMatchObject({ status: 'free', leg: { callSid: second.callSid } });
  expect(first.heard()).toMatch(/hung up|ended|\(.*\)$/);
  s.caller('Caller');
  await s.pass(15);
  second.press('1');
  await s.pass(10);
  const third = await comesIn('+12025550178');
  expect(await deskOf(s)).toMatchObject({ status: 'talking', leg: { callSid: second.callSid } });
  expect(third.heard()).toContain('Your desk has a caller on another phone. Goodbye.');
});

test('the store is away: a key that can do nothing is answered, and counts when it is pressed again', async () => {
  const s = await begin();
  const caller = s.caller('Caller');
  await s.pass(15);
  const anna = calls(s);
  await s.pass(6);
  anna.press(PIN);
  await s.pass(13);
  s.store('away');
  anna.press('1');
  await s.pass(20);
  s.store('there');
  anna.press('1');
  await s.pass(10);
  expect(await caller.state()).toMatchObject({ status: 'connected' });
  expect(anna.heard().slice(anna.heard().indexOf('> presses 1'))).toMatchInlineSnapshot(`
    "> presses 1
    0:19  ♪
    0:19  That key did nothing. Press it again in a minute.
    0:23  (silence 15.5 s)
    0:39    > presses 1
    0:39  (zip)
    0:39  Acme support, waited fifty seconds.
    0:41  (talk with Caller so far)"
  `);
});

test('the store is away when the caller hangs up: the operator hears that the talk is over, and is free when it is back', async () => {
  const s = await begin();
  const caller = s.caller('Caller');
  await s.pass(15);
  const anna = calls(s);
  await s.pass(6);
  anna.press(PIN);
  await s.pass(13);
  anna.press('1');
  await s.pass(10);
  s.store('away');
  caller.hangUp();
  await s.pass(10);
  s.store('there');
  await s.pass(60);
  expect(await deskOf(s)).toMatchObject({ status: 'free' });
  expect(anna.heard().slice(anna.heard().indexOf('(talk'))).toMatchInlineSnapshot(`
    "(talk with Caller 7.8 s)
    0:29  ♪
    0:29  The talk is over.
    0:31  (silence 10.3 s)
    0:41  ♪
    0:42  The caller has hung up.
    0:44  (silence so far)"
  `);
});
