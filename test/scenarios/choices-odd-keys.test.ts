import { expect, test } from 'vitest';
import { type Caller, type Scene, scene } from './scene.ts';

let s: Scene;

function keys(caller: Caller, all: string): void {
  for (const key of all) caller.press(key);
}

test('a number: pound alone, star, silence, forty digits; each is answered, and the wait goes on', async () => {
  s = await scene();
  await s.operator('Anna', 'manual');
  const mia = s.caller('Mia', 'anonymous');
  await s.pass(14);
  mia.press('2');
  await s.pass(6);
  mia.press('#');
  await s.pass(6);
  mia.press('2');
  await s.pass(6);
  keys(mia, '*');
  await s.pass(12);
  mia.press('2');
  await s.pass(30);
  mia.press('2');
  await s.pass(6);
  keys(mia, '1234567890'.repeat(4));
  await s.pass(12);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  If the line drops, your code two two, eight two keeps your place. — cut
    0:14    > presses 2
    0:14  ♪
    0:14  Key the number to call, with its country code, then pound.
    0:18  (silence 1.1 s)
    0:20    > presses #
    0:20  ♪
    0:20  You are next. Next word in forty-five seconds.
    0:23  (silence 2.3 s)
    0:26    > presses 2
    0:26  ♪
    0:26  Key the number to call, with its country code, then pound.
    0:30  (silence 6.1 s)
    0:32    > presses *
    0:37  ♪
    0:37  5, status. 3, less often. 8, more often. 2, callback. 4, message. 6, code. Star, undo. Pound, quiet. 9, leave. Next word in forty-five seconds. — cut
    0:44    > presses 2
    0:44  ♪
    0:44  Key the number to call, with its country code, then pound.
    0:48  (silence 15 s)
    1:03  ♪
    1:04  It is your turn next. Next word in a minute.
    1:08  The tone means a recording; without it, it's a person.
    1:12  (silence 1.8 s)
    1:14    > presses 2
    1:14  ♪
    1:14  Key the number to call, with its country code, then pound.
    1:18  (silence 1.1 s)
    1:20    > presses 12345678901234567890123456789012
    1:20    > presses 34567890 (nobody listens)
    1:20  ♪
    1:20  We can't call that number. You keep your place here. Next word in a minute.
    1:26  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'waiting', callback: null });
});

test('a code: star alone is answered at once, pound alone when no other key follows; silence, and one that nobody has', async () => {
  s = await scene();
  await s.operator('Anna', 'manual');
  const mia = s.caller('Mia');
  await s.pass(14);
  mia.press('6');
  await s.pass(15);
  mia.press('*');
  await s.pass(10);
  mia.press('6');
  await s.pass(15);
  mia.press('#');
  await s.pass(12);
  mia.press('6');
  await s.pass(50);
  mia.press('6');
  await s.pass(15);
  keys(mia, '0000');
  await s.pass(8);
  keys(mia, '2282');
  await s.pass(8);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 2.2 s)
    0:14    > presses 6
    0:14  ♪
    0:14  Your code is two two, eight two: if the line drops, call from any phone within ten minutes and key it.
    0:22  To take back an earlier place, key its code now. Next word in forty-five seconds.
    0:28  (silence 0.5 s)
    0:29    > presses *
    0:29  ♪
    0:29  5, status. 3, less often. 8, more often. 2, callback. 4, message. 6, code. Star, undo. Pound, quiet. 9, leave. Next word in forty-five seconds. — cut
    0:39    > presses 6
    0:39  ♪
    0:39  Your code is two two, eight two: if the line drops, call from any phone within ten minutes and key it.
    0:47  To take back an earlier place, key its code now. Next word in forty-five seconds.
    0:53  (silence 5.5 s)
    0:54    > presses #
    0:59  ♪
    0:59  The line is alive. You are next. Next word in forty-five seconds.
    1:04  (silence 1.7 s)
    1:06    > presses 6
    1:06  ♪
    1:06  Your code is two two, eight two: if the line drops, call from any phone within ten minutes and key it.
    1:14  To take back an earlier place, key its code now. Next word in forty-five seconds.
    1:20  (silence 35.5 s)
    1:56    > presses 6
    1:56  ♪
    1:56  Your code is two two, eight two: if the line drops, call from any phone within ten minutes and key it.
    2:04  To take back an earlier place, key its code now. Next word in forty-five seconds.
    2:10  (silence 0.5 s)
    2:11    > presses 0000
    2:11  ♪
    2:11  No place has that code. To try again, key it now. Next word in forty-five seconds.
    2:17  (silence 1.2 s)
    2:19    > presses 2282
    2:19  ♪
    2:19  That is this call's own code, in case the line drops. Next word in forty-five seconds.
    2:25  (silence so far)"
  `);
});

test('a full line promises no place with what it cannot do', async () => {
  s = await scene({ maxWaiting: 1 });
  s.caller('First', '+12025550143');
  await s.pass(2);
  const mia = s.caller('Mia', 'anonymous');
  await s.pass(3);
  mia.press('3');
  await s.pass(9);
  mia.press('2');
  await s.pass(5);
  keys(mia, '19005550123#');
  await s.pass(10);
  mia.press('2');
  await s.pass(5);
  keys(mia, '2025550144#');
  await s.pass(10);
  mia.press('1');
  await s.pass(7);
  mia.press('*');
  await s.pass(12);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye. — cut
    0:03    > presses 3
    0:03  ♪
    0:03  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 0.3 s)
    0:12    > presses 2
    0:12  ♪
    0:12  Key the number to call, with its country code, then pound.
    0:16  (silence 0.1 s)
    0:17    > presses 19005550123#
    0:17  ♪
    0:17  We can't call that number.
    0:19  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye. — cut
    0:27    > presses 2
    0:27  ♪
    0:27  Key the number to call, with its country code, then pound.
    0:31  (silence 0.1 s)
    0:32    > presses 2025550144#
    0:32  ♪
    0:32  We'd call one, two zero two, five five five, zero one four four. Press 1 if right, 2 if not. Next word in eight seconds. — cut
    0:42    > presses 1
    0:42  ♪
    0:42  Done. Your place is kept, and we call when it's your turn. You can hang up now. — cut
    0:49    > presses *
    0:49  ♪
    0:49  Undone: no call back.
    0:51  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:59  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'greeting', asking: 'full', callback: null });
  expect(await s.box.store.lineLength('support')).toBe(1);
});
