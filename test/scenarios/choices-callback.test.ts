import { afterEach, expect, test } from 'vitest';
import type { Contact } from '../../src/contact/contact.ts';
import { type Scene, scene } from './scene.ts';

const MIA = '+12025550143';
const BEN = '+12025550144';
let s: Scene;
afterEach(() => s.close());

/** A phone that is picked up after five seconds. */
function picksUp(number: string) {
  const phone = s.box.network.phone(number);
  phone.onIncoming({ does: 'answer', afterMs: 5_000 });
  return phone;
}
/** Calls that the line has made to a number. */
async function callsTo(number: string) {
  return (await s.box.network.rest.listCalls({ to: number } as never)).filter((one) => one.to === number);
}
async function owed(): Promise<Contact[]> {
  return s.box.store.owed(10);
}

test('a callback by key in the first second keeps the exact place: the caller is called when it is their turn', async () => {
  s = await scene();
  const phone = picksUp(MIA);
  const mia = s.caller('Mia', MIA);
  await s.pass(1);
  s.caller('Ben', BEN);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(20);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:03    > presses 2
    0:03  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:06  The line is alive and you keep your place. Next word in twenty seconds.
    0:11  (silence 1.6 s)
    0:13    > presses 1
    0:13  The line is alive and you keep your place. Next word in twenty seconds.
    0:18  (silence 12.6 s)
    0:31  The line is alive and you keep your place. Next word in twenty seconds."
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
  expect(s.box.transcript(phone.call?.sid ?? '')).toMatchInlineSnapshot();
  expect(anna.heard()).toMatchInlineSnapshot();
});

test('star takes a booked callback back, and the wait goes on at the same place', async () => {
  s = await scene();
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
    "0:00  The line is alive and you keep your place. Next word in twenty seconds.
    0:05  (silence 0.6 s)
    0:06  The line is alive and you keep your place. Next word in twenty seconds.
    0:11  (silence 1.6 s)
    0:13    > presses 2
    0:13  The line is alive and you keep your place. Next word in twenty seconds.
    0:18  (silence 6.6 s)
    0:25    > presses 1
    0:25  The line is alive and you keep your place. Next word in twenty seconds.
    0:30  (silence 0.6 s)
    0:31  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:34    > presses *
    0:34  The line is alive and you keep your place. Next word in twenty seconds."
  `);
  expect(await mia.state()).toMatchObject({ status: 'waiting', callback: null });
  expect((await s.box.store.line('support', 5))[0]?.contact.id).toBe(mia.contactId);
});

test('another number is keyed and read back; a premium one is refused and nothing is dialled', async () => {
  s = await scene();
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
    "0:00  The line is alive and you keep your place. Next word in twenty seconds.
    0:05  (silence 0.6 s)
    0:06  The line is alive and you keep your place. Next word in twenty seconds.
    0:11  (silence 4.6 s)
    0:16    > presses 2
    0:16  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:20    > presses 1
    0:20  (silence 0 s)
    0:20    > presses 9 (nobody listens)
    0:20    > presses 0 (nobody listens)
    0:20    > presses 0 (nobody listens)
    0:20    > presses 5 (nobody listens)
    0:20    > presses 5 (nobody listens)
    0:20    > presses 5 (nobody listens)
    0:20    > presses 0 (nobody listens)
    0:20    > presses 1 (nobody listens)
    0:20    > presses 2 (nobody listens)
    0:20    > presses 3 (nobody listens)
    0:20    > presses # (nobody listens)
    0:20  The line is alive and you keep your place. Next word in twenty seconds.
    0:25  (silence 2.6 s)
    0:28    > presses 2
    0:28  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:31  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:32    > presses 2
    0:32  (silence 0 s)
    0:32    > presses 0 (nobody listens)
    0:32    > presses 2 (nobody listens)
    0:32    > presses 5 (nobody listens)
    0:32    > presses 5 (nobody listens)
    0:32    > presses 5 (nobody listens)
    0:32    > presses 0 (nobody listens)
    0:32    > presses 1 (nobody listens)
    0:32    > presses 9 (nobody listens)
    0:32    > presses 9 (nobody listens)
    0:32    > presses # (nobody listens)
    0:32  The line is alive and you keep your place. Next word in twenty seconds.
    0:37  (silence 5.6 s)
    0:43    > presses 1
    0:43  The line is alive and you keep your place. Next word in twenty seconds.
    0:48  (silence 7.6 s)
    0:56  The line is alive and you keep your place. Next word in twenty seconds.
    1:01  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'place-kept', callback: { number: '+12025550199' } });
  expect(await callsTo('+19005550123')).toEqual([]);
});

test('voicemail ties up nobody: the next caller is served, the call is tried again, then a person owes it', async () => {
  s = await scene({ callbacks: { ...callbacks(), attempts: 2, pauseSeconds: 60 } });
  s.box.network.phone(MIA).onIncoming({ does: 'voicemail', greeting: 'Mia is not here.' } as never);
  const mia = s.caller('Mia', MIA);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(20);
  const ben = s.caller('Ben', BEN);
  const anna = await s.operator('Anna', 'auto');
  await s.pass(40);
  anna.press('1');
  await s.pass(5);
  expect((await ben.state()).status).toBe('connected');
  await s.pass(30);
  await anna.tell(ben, { type: 'end' });
  ben.hangUp();
  expect(await mia.state()).toMatchObject({ status: 'place-kept', callback: { attempts: 1 }, owes: null });
  await s.pass(200);
  expect((await callsTo(MIA)).length).toBe(2);
  expect(await owed()).toMatchObject([
    { id: mia.contactId, status: 'place-kept', owes: { kind: 'callback-failed' } },
  ]);
  // Whose call is owed holds up nobody.
  expect(await s.box.store.line('support', 5)).toEqual([]);
  expect(await anna.desk()).toMatchObject({ status: 'free' });
});

test('calling in while a callback is open finds the same place, and the callback is off', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(1);
  s.caller('Ben', BEN);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(20);
  const again = s.caller('Mia', MIA);
  await s.pass(9);
  expect(again.heard()).toMatchInlineSnapshot();
  expect(await mia.state()).toMatchObject({ status: 'waiting', callback: null });
  expect((await s.box.store.line('support', 5)).map((one) => one.contact.id)[0]).toBe(mia.contactId);
});

test('one open callback for a number', async () => {
  s = await scene();
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
  s = await scene({ callbacks: { ...callbacks(), laterAt: ['16:00'], timeZone: 'Europe/Berlin' } });
  const mia = s.caller('Mia', MIA);
  await s.pass(16);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(7);
  mia.press('2');
  await s.pass(20);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  The line is alive and you keep your place. Next word in twenty seconds.
    0:05  (silence 0.6 s)
    0:06  The line is alive and you keep your place. Next word in twenty seconds.
    0:11  (silence 4.6 s)
    0:16    > presses 2
    0:16  The line is alive and you keep your place. Next word in twenty seconds.
    0:21  (silence 4.6 s)
    0:26    > presses 1
    0:26  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:31  The line is alive and you keep your place. Next word in twenty seconds. — cut
    0:33    > presses 2
    0:33  The line is alive and you keep your place. Next word in twenty seconds.
    0:38  (silence so far)"
  `);
  picksUp(MIA);
  await s.operator('Anna', 'auto');
  const fourInBerlin = Date.UTC(2026, 0, 5, 15);
  await s.pass((fourInBerlin - s.box.clock.now()) / 1000 - 2);
  expect(await callsTo(MIA)).toEqual([]);
  await s.pass(4);
  expect((await callsTo(MIA)).length).toBe(1);
});

test('on hold, "call me back" frees the caller, and the operator owes the call', async () => {
  s = await scene();
  const phone = picksUp(MIA);
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
    "0:00  The line is alive and you keep your place. Next word in twenty seconds.
    0:05  (silence 0.6 s)
    0:06  The line is alive and you keep your place. Next word in twenty seconds. — cut
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
  expect(await owed()).toMatchObject([{ id: mia.contactId, owes: { kind: 'call-back', operator: 'anna' } }]);
  expect(await anna.desk()).toMatchObject({ status: 'free' });
  // Not by itself: when she is ready.
  await s.pass(60);
  expect(await callsTo(MIA)).toEqual([]);
  const { switchboard } = s.box.line;
  const by = { operator: 'ben', isAdmin: false };
  expect(await switchboard.tellContact(mia.contactId, { type: 'call-back', by })).toMatchObject({
    kind: 'refused',
    code: 'not-yours',
  });
  await switchboard.tellContact(mia.contactId, { type: 'call-back', by: { operator: 'anna', isAdmin: false } });
  await s.pass(12);
  phone.press('1');
  await s.pass(3);
  await anna.take();
  await s.pass(6);
  expect(await mia.state()).toMatchObject({ status: 'connected', owes: null, callback: null });
  expect(await owed()).toEqual([]);
});

function callbacks() {
  return {
    enabled: true,
    attempts: 3,
    pauseSeconds: 300,
    countries: ['US'],
    laterAt: [] as string[],
    timeZone: 'UTC',
    perNumberPerDay: 5,
    perMinute: 20,
    minutesPerDay: 1000,
  };
}
