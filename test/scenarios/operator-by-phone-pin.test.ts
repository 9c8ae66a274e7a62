import { expect, test } from 'vitest';
import { ANNAS_PHONE, begin, calls, deskOf, PIN } from './operators-line.ts';

test('from another phone: a short number and the PIN; nothing tells which of them was wrong', async () => {
  const s = await begin();
  const unknown = calls(s, '+12025550177');
  await s.pass(8);
  unknown.press('99#');
  await s.pass(5);
  unknown.press(PIN);
  await s.pass(10);
  unknown.press('12#');
  await s.pass(5);
  unknown.press('482916');
  await s.pass(10);
  unknown.press('12#');
  await s.pass(5);
  unknown.press(PIN);
  await s.pass(12);
  expect(await deskOf(s)).toMatchObject({ status: 'free', address: ANNAS_PHONE });
  expect(unknown.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Stillhere, for operators. Key your number, then pound.
    0:03  (silence 4.9 s)
    0:08    > presses 99#
    0:08  ♪
    0:09  Now your PIN.
    0:10  (silence 4.1 s)
    0:13    > presses 482915
    0:14  ♪
    0:15  That was not right.
    0:16  Stillhere, for operators. Key your number, then pound.
    0:19  (silence 3.8 s)
    0:23    > presses 12#
    0:23  ♪
    0:24  Now your PIN.
    0:25  (silence 4.1 s)
    0:28    > presses 482916
    0:29  ♪
    0:30  That was not right.
    0:31  Stillhere, for operators. Key your number, then pound.
    0:34  (silence 3.8 s)
    0:38    > presses 12#
    0:38  ♪
    0:39  Now your PIN.
    0:40  (silence 4.1 s)
    0:43    > presses 482915
    0:44  ♪
    0:45  Desk open. Press 1 for the next caller.
    0:48  Nobody is waiting.
    0:49  5 tells how things stand, 0 is away. Hang up to close.
    0:53  (silence so far)"
  `);
});

test('three tries, then goodbye; silence is a try as well', async () => {
  const s = await begin();
  const wrong = calls(s);
  for (let i = 0; i < 3; i++) {
    await s.pass(7);
    wrong.press('000000');
  }
  await s.pass(10);
  const silent = calls(s);
  await s.pass(60);
  expect(wrong.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Stillhere, for operators. Key your PIN.
    0:02  (silence 5.5 s)
    0:07    > presses 000000
    0:08  ♪
    0:09  That was not right.
    0:10  Stillhere, for operators. Key your PIN.
    0:12  (silence 2.5 s)
    0:14    > presses 000000
    0:15  ♪
    0:16  That was not right.
    0:17  Stillhere, for operators. Key your PIN.
    0:19  (silence 2.5 s)
    0:21    > presses 000000
    0:22  ♪
    0:23  That was not right either. Goodbye."
  `);
  expect(silent.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Stillhere, for operators. Key your PIN.
    0:02  (silence 5 s)
    0:07  ♪
    0:08  Stillhere, for operators. Key your PIN.
    0:10  (silence 5 s)
    0:15  ♪
    0:16  Stillhere, for operators. Key your PIN.
    0:18  (silence 5 s)
    0:23  ♪
    0:24  No keys came. Goodbye."
  `);
  expect(await s.box.store.readDesk('anna')).toBeNull();
});

test('the store is away: words, and the same question when it is back; nobody is let in meanwhile', async () => {
  const s = await begin();
  s.caller('Caller');
  await s.pass(1);
  s.store('away');
  const anna = calls(s);
  await s.pass(10);
  anna.press(PIN);
  await s.pass(10);
  s.store('there');
  await s.pass(24);
  anna.press(PIN);
  await s.pass(10);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  No desk can be opened now. Next try in twenty seconds.
    0:04  (silence 5.1 s)
    0:10    > presses 4
    0:10  ♪ — cut
    0:10    > presses 8
    0:10  ♪ — cut
    0:10    > presses 2
    0:10  ♪ — cut
    0:10    > presses 9
    0:10  ♪ — cut
    0:11    > presses 1
    0:11  ♪ — cut
    0:11    > presses 5
    0:11  ♪
    0:12  No desk can be opened now. Next try in twenty seconds.
    0:16  (silence 20 s)
    0:36  ♪
    0:37  Stillhere, for operators. Key your PIN.
    0:39  (silence 6.2 s)
    0:44    > presses 482915
    0:45  ♪
    0:46  Desk open. Press 1 for the next caller.
    0:49  One is waiting, for fifty seconds.
    0:51  5 tells how things stand, 0 is away. Hang up to close."
  `);
  expect(await deskOf(s)).toMatchObject({ status: 'free' });
});

test('who ends the PIN with pound hears what it cut off', async () => {
  const s = await begin();
  const anna = calls(s);
  await s.pass(6);
  anna.press(`${PIN}#`);
  await s.pass(10);
  expect(await deskOf(s)).toMatchObject({ status: 'free' });
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Stillhere, for operators. Key your PIN.
    0:02  (silence 4.5 s)
    0:06    > presses 482915
    0:07  ♪ — cut
    0:07    > presses #
    0:07  ♪
    0:08  1 takes the next caller. 8: they come by themselves.
    0:12  (silence so far)"
  `);
});
