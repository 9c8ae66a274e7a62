import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('who calls again while the store is away has the earlier place when it is back', async () => {
  const s = await scene();
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(2);
  s.caller('Ben', '+12025550144');
  await s.pass(60);
  mia.hangUp();
  await s.pass(60);
  s.store('away');
  const again = s.caller('Mia', '+12025550143');
  await s.pass(20);
  s.store('there');
  await s.pass(119);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are in line and the line is alive. How far along you are, we can't see right now. Next word in forty-five seconds.
    0:10  (silence 9.9 s)
    0:20  ♪
    0:21  We are back.
    0:22  Your earlier place is yours again.
    0:24  The line is alive. You are first, and nobody is on duty. Next word in a minute.
    0:31  (silence 60 s)
    1:31  ♪
    1:31  Nobody is on duty at the moment. You are first and keep your place. Next word in a minute.
    1:39  If you'd like us to call you when it's your turn, press 2.
    1:44  (silence so far)"
  `);
  expect((await s.box.store.line('support', 10)).map((one) => one.contact.id)[0]).toBe(mia.contactId);
});

test('who calls again while the store is away has the place also where its time runs out meanwhile; who does not, has none', async () => {
  const s = await scene({ keepPlaceSeconds: 120 });
  const mia = s.caller('Mia', '+12025550143');
  const eve = s.caller('Eve', '+12025550145');
  await s.pass(2);
  const ben = s.caller('Ben', '+12025550144');
  await s.pass(60);
  mia.hangUp();
  eve.hangUp();
  await s.pass(80);
  s.store('away');
  await s.pass(5);
  const again = s.caller('Mia', '+12025550143');
  await s.pass(60);
  s.store('there');
  await s.pass(45);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are in line and the line is alive. How far along you are, we can't see right now. Next word in forty-five seconds.
    0:10  (silence 45 s)
    0:55  ♪
    0:56  We are still here, and so is your place. Next word in forty-five seconds. — cut
    1:00  ♪
    1:01  We are back.
    1:02  Your earlier place is yours again.
    1:04  You are first. Nobody is on duty right now. Next word in a minute.
    1:09  (silence so far)"
  `);
  await s.pass(30);
  expect((await s.box.store.line('support', 10)).map(({ contact }) => contact.id)).toEqual([
    mia.contactId,
    ben.contactId,
  ]);
  expect((await eve.state()).status).toBe('ended');
});
