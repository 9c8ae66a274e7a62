import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';

test('a hold: what is done and for how long, check-ins, a note, answers, and the operator is back', async () => {
  const { s, caller, anna } = await inTalk({}, 'whole');
  await anna.tell(caller, { type: 'hold', reason: 'looking up your <invoice> & "more"', backInMs: 120_000 });
  await s.pass(30);
  await anna.tell(caller, { type: 'note', text: 'found it, checking the date', now: false });
  await s.pass(60);
  caller.press('1');
  await s.pass(100);
  caller.press('0');
  await s.pass(10);
  expect(await caller.state()).toMatchObject({ status: 'held', lastAnswer: { answer: 'come-back' } });
  anna.press('1');
  await s.pass(20);
  await anna.tell(caller, { type: 'end' });
  await s.pass(10);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 3.2 s)
    0:15  ♪
    0:15  Here is Anna.
    0:16  (silence 0.4 s)
    0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: looking up your <invoice> & "more", about two minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:39  (silence 60 s)
    1:39  ♪
    1:40  From Anna: found it, checking the date.
    1:42  About a minute more. Next word in a minute.
    1:46  Can you wait? Press 1, or just stay.
    1:49  (silence 10.6 s)
    2:00    > presses 1
    2:00  ♪
    2:00  Good. Next word in a minute.
    2:02  (silence 60 s)
    3:02  ♪
    3:03  It is taking longer: looking up your <invoice> & "more".
    3:07  Our supervisors know that you are waiting.
    3:10  Anna was just reminded. Press 0 to have them back now. Next word in a minute.
    3:16  Can you wait? Press 1, or just stay.
    3:19  (silence 20.6 s)
    3:40    > presses 0
    3:40  ♪
    3:40  Anna has been asked to come back now. Next word in a minute.
    3:45  (silence 4.4 s)
    3:50  ♪
    3:50  Anna is back.
    3:51  (talk with Anna 18.2 s)
    4:10  ♪
    4:10  One question about the wait: was what we told you right? Press 1 for yes, 2 for no.
    4:17  (silence so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller.
    0:07  (silence 11.8 s)
    0:19  (zip)
    0:19  Acme support, waited twenty seconds.
    0:21  (talk with Caller 12.8 s)
    0:34  ♪
    0:35  On hold. Press 1 to return.
    0:37  (silence 46.5 s)
    1:24  ♪
    1:24  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:28  (silence 36 s)
    2:04  ♪
    2:05  The caller keeps waiting.
    2:06  (silence 3.8 s)
    2:10  ♪
    2:11  You said you'd be back in twenty-four seconds.
    2:14  (silence 20.3 s)
    2:34  ♪
    2:35  The time you promised is over.
    2:37  (silence 10 s)
    2:47  ♪
    2:48  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    2:51  (silence 42.5 s)
    3:34  ♪
    3:35  Colleagues may look in on your caller now.
    3:38  (silence 6.3 s)
    3:44  ♪
    3:45  The caller asks you to come back.
    3:47  (silence 8.5 s)
    3:54    > presses 1
    3:56  (talk with Caller 18.2 s)
    4:14  ♪
    4:15  You are free.
    4:16  (silence so far)"
  `);
  expect(s.box.network.problems).toEqual([]);
});

test('a hold without a reason, a promise or a word from the operator', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: '', backInMs: null });
  await s.pass(280);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna is working on it. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  No news yet. Anna is still at work. Reminder sent. Next word in a minute.
    1:43  Can you wait? Press 1, or just stay.
    1:47  (silence 60 s)
    2:47  ♪
    2:47  The work goes on. Anna was just reminded; no news yet. Next word in a minute.
    2:53  (silence 60 s)
    3:53  ♪
    3:54  Anna is still working on it. Just reminded, no news yet. Next word in a minute.
    4:00  (silence 60 s)
    5:00  ♪
    5:01  No news yet. Anna is still at work. Reminder sent. Next word in a minute.
    5:07  (silence so far)"
  `);
});

test('a hold by star on the operator’s phone', async () => {
  const { s, caller, anna } = await inTalk();
  anna.press('*');
  await s.pass(30);
  expect((await caller.state()).status).toBe('held');
  expect((await anna.desk()).status).toBe('holding');
  anna.press('1');
  await s.pass(10);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna is working on it. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 22.4 s)
    1:00  ♪
    1:00  Anna is back.
    1:01  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 12.8 s)
    0:34    > presses *
    0:34  (silence 1 s)
    0:35  ♪
    0:36  On hold. Press 1 to return.
    0:38  (silence 27.8 s)
    1:04    > presses 1
    1:06  (talk with Caller so far)"
  `);
});

test('a note "now" in silence is spoken at once, during words after them', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 300_000 });
  await s.pass(30);
  await anna.tell(caller, { type: 'note', text: 'found it', now: true });
  await s.pass(2);
  await anna.tell(caller, { type: 'note', text: 'it was paid', now: true });
  await s.pass(30);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about five minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 22 s)
    1:00  ♪
    1:00  From Anna: found it.
    1:02  About five minutes more. Next word in a minute.
    1:05  (silence 0.9 s)
    1:06  ♪
    1:07  From Anna: it was paid.
    1:09  About five minutes more. Next word in a minute.
    1:12  (silence so far)"
  `);
});

test('a note "now" does not wait for a check-in whose words lie at the phone network already', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 300_000 });
  await s.pass(62);
  await anna.tell(caller, { type: 'note', text: 'found it', now: true });
  await s.pass(70);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about five minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 54 s)
    1:32  ♪
    1:32  From Anna: found it.
    1:34  About four minutes more. Next word in a minute.
    1:37  (silence 60 s)
    2:37  ♪
    2:38  The latest news: found it.
    2:40  Anna is on it: your invoice. About three minutes more. Next word in a minute."
  `);
});

test('a note in the last seconds before a check-in is not lost', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 300_000 });
  // The leg has asked for its check-in by now, and the words are not spoken yet.
  await s.pass(65);
  await anna.tell(caller, { type: 'note', text: 'found it', now: false });
  await s.pass(2);
  caller.press('1');
  await s.pass(75);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about five minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 59 s)
    1:37    > presses 1
    1:37  ♪
    1:37  From Anna: found it.
    1:39  About four minutes more. Next word in a minute.
    1:42  (silence 60 s)
    2:42  ♪
    2:43  The latest news: found it.
    2:45  Anna is on it: your invoice. About three minutes more. Next word in a minute.
    2:50  Can you wait? Press 1, or just stay."
  `);
});

test('a key before the words of a note does not cost the caller the note', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 300_000 });
  await s.pass(20);
  await anna.tell(caller, { type: 'note', text: 'found it', now: false });
  await s.pass(45);
  caller.press('1');
  await s.pass(75);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about five minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 57 s)
    1:35    > presses 1
    1:35  ♪
    1:35  From Anna: found it.
    1:37  About four minutes more. Next word in a minute.
    1:40  (silence 60 s)
    2:40  ♪
    2:41  The latest news: found it.
    2:43  Anna is on it: your invoice. About three minutes more. Next word in a minute.
    2:48  Can you wait? Press 1, or just stay."
  `);
});

test('the operator’s keys on hold: two more minutes, and the end', async () => {
  const { s, caller, anna } = await inTalk();
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 60_000 });
  await s.pass(50);
  anna.press('2');
  await s.pass(60);
  anna.press('9');
  await s.pass(45);
  expect((await caller.state()).status).toBe('ended');
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 12.8 s)
    0:30  ♪
    0:30  Anna: your invoice, about a minute. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  No news yet. Anna is still busy: your invoice. Reminder sent. About two minutes more. Next word in a minute.
    1:46  Can you wait? Press 1, or just stay.
    1:49  (silence 30.6 s)
    2:20  ♪
    2:20  One question about the wait: was what we told you right? Press 1 for yes, 2 for no.
    2:27  (silence 8 s)
    2:35  ♪
    2:36  And did you hear from us too often, 1; just right, 2; too rarely, 3?
    2:41  (silence 8 s)
    2:49  ♪
    2:50  Thank you. Goodbye."
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 12.8 s)
    0:34  ♪
    0:35  On hold. Press 1 to return.
    0:37  (silence 45 s)
    1:22  ♪ — cut
    1:23  ♪
    1:23  Check-in in twenty seconds. 1 returns, 2 two more minutes. — cut
    1:24    > presses 2
    1:24  ♪
    1:25  Two more minutes.
    1:26  (silence 58.2 s)
    2:24    > presses 9
    2:24  ♪
    2:25  You are free.
    2:26  (silence so far)"
  `);
});
