import { expect, test } from 'vitest';
import { BEN, CALLBACKS, callsTo, MIA, picksUp } from './callback.ts';
import { scene } from './scene.ts';

test('a callback by key in the first second keeps the exact place: the caller is called when it is their turn', async () => {
  const s = await scene();
  const phone = picksUp(s, MIA);
  const mia = s.caller('Mia', MIA);
  await s.pass(1);
  s.caller('Ben', BEN);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(20);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line. — cut
    0:03    > presses 2
    0:03  ♪
    0:03  We'd call one, two zero two, five five five, zero one four three. Press 1 to confirm, 2 to change. Next word in forty-five seconds. — cut
    0:13    > presses 1
    0:13  ♪
    0:13  Done. Your place is kept, and we call when it's your turn. You can hang up now.
    0:20  (silence 5 s)
    0:25  ♪
    0:25  Thank you. Goodbye."
  `);
  expect(await mia.state()).toMatchObject({ status: 'place-kept', callback: { number: MIA, attempts: 0 } });
  expect((await s.box.store.line('support', 5)).map((one) => one.contact.id)[0]).toBe(mia.contactId);

  const anna = await s.operator('Anna', 'auto');
  await s.pass(8);
  expect(await mia.state()).toMatchObject({ status: 'calling-back' });
  phone.press('5');
  await s.pass(8);
  anna.press('1');
  await s.pass(6);
  expect(await mia.state()).toMatchObject({ status: 'connected', server: { operator: 'anna' } });
  expect(s.box.transcript(phone.call?.sid ?? '')).toMatchInlineSnapshot(`
    "0:00  (ringing 5 s)
    0:05  ♪
    0:05  Acme support. You asked us to call. Press any key to be connected. — cut
    0:08    > presses 5
    0:08  ♪
    0:09  Good. You are next.
    0:10  Quiet now. Next word in a minute.
    0:13  (silence 3.1 s)
    0:16  ♪
    0:17  Here is Anna.
    0:18  (talk with CA9ce301f0b8829f5c0000000000000004 so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Callers come to you by themselves.
    0:07  (silence 4.8 s)
    0:12  (zip)
    0:12  Acme support, waited fifty seconds.
    0:14  Press 1 to take.
    0:16  (silence 6.1 s)
    0:20    > presses 1
    0:22  (talk with CA6d010770feacb7710000000000000005 so far)"
  `);
});

test('star takes a booked callback back, and the wait goes on at the same place', async () => {
  const s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(1);
  s.caller('Ben', BEN);
  await s.pass(12);
  mia.press('2');
  await s.pass(12);
  mia.press('1');
  await s.pass(9);
  mia.press('*');
  await s.pass(5);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand. — cut
    0:13    > presses 2
    0:13  ♪
    0:13  We'd call one, two zero two, five five five, zero one four three. Press 1 to confirm, 2 to change. Next word in forty-five seconds.
    0:23  (silence 1.7 s)
    0:25    > presses 1
    0:25  ♪
    0:25  Done. Your place is kept, and we call when it's your turn. You can hang up now.
    0:32  (silence 1.8 s)
    0:34    > presses *
    0:34  ♪
    0:34  Undone: no call back. You keep your place here. Next word in a minute."
  `);
  expect(await mia.state()).toMatchObject({ status: 'waiting', callback: null });
  expect((await s.box.store.line('support', 5))[0]?.contact.id).toBe(mia.contactId);
});

test('another number is keyed and read back; a premium one is refused and nothing is dialled', async () => {
  const s = await scene();
  const mia = s.caller('Mia', 'anonymous');
  await s.pass(16);
  mia.press('2');
  await s.pass(4);
  for (const key of '19005550123#') mia.press(key);
  await s.pass(8);
  mia.press('2');
  await s.pass(4);
  for (const key of '2025550199#') mia.press(key);
  await s.pass(11);
  mia.press('1');
  await s.pass(20);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  Quiet now, no music. Next word in forty-five seconds.
    0:09  If the line drops, your code one zero, eight two keeps your place.
    0:14  (silence 1.5 s)
    0:16    > presses 2
    0:16  ♪
    0:16  Key the number to call, with its country code, then pound. — cut
    0:20    > presses 1
    0:20  (silence 0 s)
    0:20    > presses 9005550123#
    0:20  ♪
    0:20  We can't call that number. You keep your place here. Next word in forty-five seconds.
    0:26  (silence 1.6 s)
    0:28    > presses 2
    0:28  ♪
    0:28  Key the number to call, with its country code, then pound. — cut
    0:32    > presses 2
    0:32  (silence 0 s)
    0:32    > presses 025550199#
    0:32  ♪
    0:32  We'd call one, two zero two, five five five, zero one nine nine. Press 1 if right, 2 if not. Next word in forty-five seconds.
    0:42  (silence 0.7 s)
    0:43    > presses 1
    0:43  ♪
    0:43  Done. Your place is kept, and we call when it's your turn. You can hang up now.
    0:50  (silence 5 s)
    0:55  ♪
    0:55  Thank you. Goodbye."
  `);
  expect(await mia.state()).toMatchObject({ status: 'place-kept', callback: { number: '+12025550199' } });
  expect(await callsTo(s, '+19005550123')).toEqual([]);
});

test('one open callback for a number', async () => {
  const s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(20);
  const other = s.caller('Other', 'anonymous');
  await s.pass(16);
  other.press('2');
  await s.pass(4);
  for (const key of '2025550143#') other.press(key);
  await s.pass(11);
  other.press('1');
  await s.pass(4);
  expect(other.heard()).toContain("We can't promise any more calls right now.");
  expect((await other.state()).callback).toBe(null);
});

test('a later time, where the queue offers one, is kept to the minute in the queue’s own time zone', async () => {
  const s = await scene({ callbacks: { ...CALLBACKS, laterAt: ['11:00'], timeZone: 'Europe/Berlin' } });
  const mia = s.caller('Mia', MIA);
  await s.pass(16);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(7);
  mia.press('2');
  await s.pass(20);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 1.5 s)
    0:16    > presses 2
    0:16  ♪
    0:16  We'd call one, two zero two, five five five, zero one four three. Press 1 to confirm, 2 to change. Next word in forty-five seconds. — cut
    0:26    > presses 1
    0:26  ♪
    0:26  When shall we call? Press 1 for when it's your turn, 2 for after eleven AM.
    0:32  (silence 0.2 s)
    0:33    > presses 2
    0:33  ♪
    0:33  Done. You keep your place, and we call after eleven AM. You can hang up now.
    0:39  (silence 5 s)
    0:44  ♪
    0:45  Thank you. Goodbye."
  `);
  picksUp(s, MIA);
  await s.operator('Anna', 'auto');
  const elevenInBerlin = Date.UTC(2026, 0, 5, 10);
  await s.pass((elevenInBerlin - s.box.clock.now()) / 1000 - 2);
  expect(await callsTo(s, MIA)).toEqual([]);
  await s.pass(4);
  expect((await callsTo(s, MIA)).length).toBe(1);
});
