import { expect, test } from 'vitest';
import { BEN, CALLBACKS, callsTo, MIA, owed, picksUp } from './callback.ts';
import { scene } from './scene.ts';

test('voicemail ties up nobody: the next caller is served, the call is tried again, then a person owes it', async () => {
  const s = await scene({ callbacks: { ...CALLBACKS, attempts: 2, pauseSeconds: 60 } });
  s.box.network.phone(MIA).onIncoming({ does: 'voicemail', afterMs: 4_000, greeting: 'Mia is not here.' });
  const mia = s.caller('Mia', MIA);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(30);
  mia.hangUp();
  const ben = s.caller('Ben', BEN);
  const anna = await s.operator('Anna', 'auto');
  const ringingSince = s.box.clock.now();
  await s.box.until(async () => (await anna.desk()).status === 'offered');
  // No longer than a person needs to come to the phone.
  expect((s.box.clock.now() - ringingSince) / 1000).toBeLessThan(35);
  await s.pass(3);
  anna.press('1');
  await s.pass(8);
  expect((await ben.state()).status).toBe('connected');
  await s.pass(30);
  await anna.tell(ben, { type: 'end' });
  ben.hangUp();
  expect(await mia.state()).toMatchObject({ status: 'place-kept', callback: { attempts: 1 }, owes: null });
  await s.pass(200);
  expect((await callsTo(s, MIA)).length).toBe(2);
  expect(await owed(s)).toMatchObject([
    { id: mia.contactId, status: 'place-kept', owes: { kind: 'callback-failed' } },
  ]);
  // Whose call is owed holds up nobody.
  expect(await s.box.store.line('support', 5)).toEqual([]);
  expect(await anna.desk()).toMatchObject({ status: 'free' });
});

test('calling in while a callback is open finds the same place, and the callback is off', async () => {
  const s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(1);
  s.caller('Ben', BEN);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(30);
  mia.hangUp();
  const again = s.caller('Mia', MIA);
  await s.pass(9);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Welcome back: your place was kept.
    0:02  First in line; nobody is on duty at the moment. Next word in a minute.
    0:08  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'waiting', callback: null });
  expect((await s.box.store.line('support', 5)).map((one) => one.contact.id)[0]).toBe(mia.contactId);
});

test('a call that nobody is on duty to make is listed for a human, and made yet when somebody comes', async () => {
  const s = await scene();
  const phone = picksUp(s, MIA);
  const mia = s.caller('Mia', MIA);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(29 * 60);
  expect(await owed(s)).toEqual([]);
  await s.pass(32 * 60);
  expect(await owed(s)).toMatchObject([{ id: mia.contactId, owes: { kind: 'callback-waiting' } }]);
  expect(await callsTo(s, MIA)).toEqual([]);
  await s.operator('Anna', 'auto');
  await s.pass(12);
  phone.press('1');
  await s.pass(3);
  expect(await mia.state()).toMatchObject({ status: 'offered', owes: null });
  expect(await owed(s)).toEqual([]);
});

test('on hold, "call me back" frees the caller, and the operator owes the call', async () => {
  const s = await scene();
  const phone = picksUp(s, MIA);
  const mia = s.caller('Mia', MIA);
  const anna = await s.operator('Anna');
  await s.pass(3);
  await anna.take();
  await s.pass(10);
  await anna.tell(mia, { type: 'hold', reason: 'looking up your invoice', backInMs: 120_000 });
  await s.pass(15);
  mia.press('2');
  await s.pass(1);
  expect(await mia.state()).toMatchObject({ status: 'held', lastAnswer: { answer: 'call-me-back' } });
  await s.pass(9);
  mia.press('1');
  await s.pass(20);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute. — cut
    0:07  ♪
    0:08  Here is Anna.
    0:09  (silence 0.4 s)
    0:09  (talk with Anna 7.8 s)
    0:17  ♪
    0:18  Anna: looking up your invoice, about two minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:26  (silence 6.3 s)
    0:32    > presses 2
    0:32  ♪
    0:33  We'd call one, two zero two, five five five, zero one four three. Press 1 to confirm, 2 to change. Next word in a minute. — cut
    0:42    > presses 1
    0:42  ♪
    0:43  Anna will call you back. You can hang up now.
    0:46  (silence 5 s)
    0:51  ♪
    0:52  Thank you. Goodbye."
  `);
  expect(await owed(s)).toMatchObject([{ id: mia.contactId, owes: { kind: 'call-back', operator: 'anna' } }]);
  expect(await anna.desk()).toMatchObject({ status: 'free' });
  // Not by itself: when she is ready.
  await s.pass(60);
  expect(await callsTo(s, MIA)).toEqual([]);
  const { switchboard } = s.box.line;
  const by = { operator: 'ben', isAdmin: false };
  expect(await switchboard.tellContact(mia.contactId, { type: 'call-back', by })).toMatchObject({
    kind: 'refused',
    code: 'not-yours',
  });
  await switchboard.tellContact(mia.contactId, {
    type: 'call-back',
    by: { operator: 'anna', isAdmin: false },
  });
  await s.pass(12);
  phone.press('1');
  await s.pass(3);
  await anna.take();
  await s.pass(6);
  expect(await mia.state()).toMatchObject({ status: 'connected', owes: null, callback: null });
  expect(await owed(s)).toEqual([]);
});

test('who owes a call is reminded at the quiet desk every few minutes, and makes it by key', async () => {
  const s = await scene();
  const phone = picksUp(s, MIA);
  const mia = s.caller('Mia', MIA);
  const anna = await s.operator('Anna');
  await s.pass(3);
  await anna.take();
  await s.pass(10);
  await anna.tell(mia, { type: 'hold', reason: 'your invoice', backInMs: 120_000 });
  await s.pass(15);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(11 * 60);
  anna.press('2');
  await s.pass(12);
  phone.press('1');
  await s.pass(3);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪
    0:04  Desk open. Press 1 for the next caller. — cut
    0:07  (zip)
    0:07  Acme support, waited ten seconds.
    0:09  (talk with Mia 7.8 s)
    0:17  ♪
    0:18  On hold. Press 1 to return.
    0:20  (silence 22 s)
    0:42  ♪
    0:43  The caller hung up, and you owe a call back.
    0:46  (silence 293 s)
    5:39  ♪
    5:40  You have owed a call back for five minutes. 2 makes it.
    5:45  (silence 293 s)
    10:38  ♪
    10:38  You have owed a call back for ten minutes. 2 makes it.
    10:43  (silence 59 s)
    11:42    > presses 2
    11:42  ♪
    11:43  Calling back.
    11:43  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'waiting', owes: null, prefers: { operator: 'anna' } });
});

test('a line that was closed by mistake and is opened again makes the calls that it put off', async () => {
  const weekly = [{ day: 1, from: '00:00', to: '08:00' }];
  const s = await scene({ hours: { timeZone: 'UTC', weekly, exceptions: [] } });
  picksUp(s, MIA);
  const mia = s.caller('Mia', MIA);
  await s.operator('Anna');
  await s.pass(12);
  mia.press('2');
  await s.pass(12);
  mia.press('1');
  await s.pass(60);
  expect(mia.heard()).toContain('We open on Monday at midnight and call you in your turn.');
  await s.box.store.putQueue({ ...s.box.queue, hours: null });
  await s.pass(11 * 60);
  expect(await callsTo(s, MIA)).toHaveLength(1);
});
