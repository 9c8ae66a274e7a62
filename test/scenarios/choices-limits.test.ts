import { expect, test } from 'vitest';
import { CALLBACK_MINUTES } from '../../src/switchboard/choices.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';
import { type Caller, type Scene, scene } from './scene.ts';

let s: Scene;

const { callbacks } = defaultQueueSettings('support', 'Acme support');

/** Asks for a call back to the number that calls, and confirms it. */
async function asks(caller: Caller): Promise<void> {
  caller.press('2');
  await s.pass(11);
  caller.press('1');
  await s.pass(4);
}

test('so many promises a minute, of the whole line', async () => {
  s = await scene({ callbacks: { ...callbacks, perMinute: 2 } });
  const people = [1, 2, 3].map((i) => s.caller(`Person ${i}`, `+1202555014${i}`));
  await s.pass(16);
  for (const one of people) one.press('2');
  await s.pass(11);
  for (const one of people) one.press('1');
  await s.pass(4);
  const statuses = await Promise.all(people.map(async (one) => (await one.state()).status));
  expect(statuses.toSorted()).toEqual(['place-kept', 'place-kept', 'waiting']);
});

test('so many promises to one number a day', async () => {
  s = await scene({ callbacks: { ...callbacks, perNumberPerDay: 1 } });
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(16);
  await asks(mia);
  mia.press('*');
  await s.pass(6);
  await asks(mia);
  expect(mia.heard()).toContain("We can't promise any more calls right now.");
  expect((await mia.state()).status).toBe('waiting');
});

test('a promise is one, also where the caller chooses between two times for it', async () => {
  const berlin = { laterAt: ['11:00'], timeZone: 'Europe/Berlin' };
  s = await scene({ callbacks: { ...callbacks, ...berlin, perNumberPerDay: 1, perMinute: 1 } });
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(16);
  await asks(mia);
  mia.press('2');
  await s.pass(6);
  expect(mia.heard()).toContain('we call after eleven AM.');
  expect((await mia.state()).status).toBe('place-kept');
});

test('two who show one number and say at the same time when to call: one call is promised', async () => {
  s = await scene({ callbacks: { ...callbacks, laterAt: ['11:00'] } });
  const mia = s.caller('Mia', '+12025550143');
  const ben = s.caller('Ben', '+12025550143', '+12025550144');
  await s.pass(16);
  for (const one of [mia, ben]) one.press('2');
  await s.pass(11);
  for (const one of [mia, ben]) one.press('1');
  await s.pass(4);
  mia.press('2');
  await s.pass(2);
  ben.press('2');
  await s.pass(6);
  expect(mia.heard()).toContain('we call after eleven AM.');
  expect(ben.heard()).toContain("We can't promise any more calls right now.");
  expect((await ben.state()).status).toBe('waiting');
});

test('beyond the day’s minutes nothing is promised, and what was promised waits for a person', async () => {
  s = await scene({ callbacks: { ...callbacks, minutesPerDay: 3 } });
  const mia = s.caller('Mia', '+12025550143');
  const ben = s.caller('Ben', '+12025550144');
  await s.pass(16);
  await asks(mia);
  await s.pass(20);
  mia.hangUp();
  for (let minute = 0; minute < 3; minute++) await s.box.store.count(CALLBACK_MINUTES, 86_400_000);
  await asks(ben);
  expect(ben.heard()).toContain("We can't promise any more calls right now.");
  await s.operator('Anna');
  await s.pass(5);
  expect(await s.box.store.owed(5)).toMatchObject([{ id: mia.contactId, owes: { kind: 'callback-held' } }]);
  // A person decides, and calls.
  const by = { operator: 'anna', isAdmin: false };
  await s.box.line.switchboard.tellContact(mia.contactId, { type: 'call-back', by });
  expect((await mia.state()).status).toBe('calling-back');
});

test('minutes are counted as Twilio bills them', async () => {
  s = await scene();
  const phone = s.box.network.phone('+12025550143');
  phone.onIncoming({ does: 'answer', afterMs: 4_000 });
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(16);
  await asks(mia);
  await s.pass(20);
  await s.operator('Anna');
  await s.pass(8);
  phone.press('1');
  await s.pass(70);
  phone.hangUp();
  await s.pass(2);
  expect((await s.box.store.counted(CALLBACK_MINUTES)).count).toBe(2);
});
