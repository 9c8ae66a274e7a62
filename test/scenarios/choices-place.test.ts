import { expect, test } from 'vitest';
import { type Scene, scene } from './scene.ts';

let s: Scene;

const MIA = '+12025550143';
const BEN = '+12025550144';

async function order(): Promise<string[]> {
  return (await s.box.store.line('support', 10)).map((one) => one.contact.id);
}

test('a line drops: who calls again is welcomed back to the same place', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(2);
  const ben = s.caller('Ben', BEN);
  await s.pass(60);
  mia.hangUp();
  await s.pass(120);
  expect(await mia.state()).toMatchObject({ status: 'place-kept', why: 'dropped' });
  const again = s.caller('Mia', MIA);
  await s.pass(9);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Welcome back: your place was kept.
    0:02  First in line; nobody is on duty at the moment. Next word in a minute.
    0:08  (silence so far)"
  `);
  expect(await order()).toEqual([mia.contactId, ben.contactId]);
});

test('who calls again while the store’s reply is lost has one place, and is fetched home to it once', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(2);
  s.caller('Ben', BEN);
  await s.pass(60);
  mia.hangUp();
  await s.pass(120);
  s.store('unheard');
  const again = s.caller('Mia', MIA);
  await s.pass(1);
  s.store('there');
  await s.pass(119);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are in line and the line is alive. How far along you are, we can't see right now. Next word in forty-five seconds.
    0:10  (silence 45 s)
    0:55  ♪
    0:56  No news: nobody is on duty. Your place is kept, first in line. Next word in a minute.
    1:03  If you'd like us to call you when it's your turn, press 2.
    1:08  (silence so far)"
  `);
  expect(await order()).toHaveLength(2);
  expect(await mia.state()).toMatchObject({ status: 'waiting', leg: { callSid: again.callSid } });
});

test('a kept place is given up after the admin’s time, and nothing is asked of who hung up', async () => {
  s = await scene({ keepPlaceSeconds: 60 });
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  mia.hangUp();
  await s.pass(63);
  expect(await mia.state()).toMatchObject({ status: 'ended', by: 'caller', answers: null });
  expect(await order()).toEqual([]);
});

test('a withheld number is told its code early, and finds its place with it from another phone', async () => {
  s = await scene();
  const mia = s.caller('Mia', 'anonymous');
  await s.pass(2);
  const ben = s.caller('Ben', BEN);
  await s.pass(70);
  const { code } = await mia.state();
  mia.hangUp();
  await s.pass(30);
  const again = s.caller('Mia', '+12025550188');
  await s.pass(16);
  again.press('6');
  await s.pass(15);
  for (const key of code) again.press(key);
  await s.pass(10);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  Quiet now, no music. Next word in forty-five seconds.
    0:09  If the line drops, your code one zero, eight two keeps your place.
    0:14  (silence 45 s)
    0:59  ♪
    1:00  No news: nobody is on duty. Your place is kept, first in line. Next word in a minute.
    1:07  The tone means a recording; without it, it's a person.
    1:10  (silence 1.1 s)"
  `);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are third in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 1.5 s)
    0:16    > presses 6
    0:16  ♪
    0:16  Your code is nine eight, eight nine: if the line drops, call from any phone within ten minutes and key it.
    0:24  To take back an earlier place, key its code now. Next word in forty-five seconds.
    0:30  (silence 0.5 s)
    0:31    > presses 1082
    0:31  ♪
    0:31  Your earlier place is yours again.
    0:33  You are first. Nobody is on duty right now. Next word in a minute.
    0:39  (silence so far)"
  `);
  expect(await order()).toEqual([mia.contactId, ben.contactId]);
  expect(await again.state()).toMatchObject({ status: 'ended', by: 'joined-earlier-place' });
});

test('who calls from a withheld number again is told how to find an earlier place', async () => {
  s = await scene();
  const mia = s.caller('Mia', 'anonymous');
  await s.pass(30);
  const { code } = await mia.state();
  mia.hangUp();
  await s.pass(10);
  const again = s.caller('Mia', 'anonymous');
  await s.pass(16);
  again.press('6');
  await s.pass(15);
  for (const key of code) again.press(key);
  await s.pass(6);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  Quiet now, no music. Next word in forty-five seconds.
    0:09  If you were in line before, press 6 and your code.
    0:13  (silence 2.3 s)
    0:16    > presses 6
    0:16  ♪
    0:16  Your code is two two, eight two: if the line drops, call from any phone within ten minutes and key it.
    0:24  To take back an earlier place, key its code now. Next word in forty-five seconds.
    0:30  (silence 0.5 s)
    0:31    > presses 1082
    0:31  ♪
    0:31  Your earlier place is yours again.
    0:33  You are first. Nobody is on duty right now. Next word in a minute."
  `);
  expect(await order()).toEqual([mia.contactId]);
});

test('two people behind one number are two people: the second is asked, and silence makes a new place', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  const zoe = s.caller('Zoe', BEN);
  await s.pass(20);
  // Zoe's office shows the same number as Mia's.
  const colleague = s.caller('Colleague', MIA, '+12025550177');
  await s.pass(60);
  expect(colleague.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are third in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  Quiet now, no music. Next word in forty-five seconds.
    0:09  If the line drops, your code nine eight, eight nine keeps your place.
    0:14  (silence 45 s)
    0:59  ♪"
  `);
  expect(await order()).toEqual([mia.contactId, zoe.contactId, colleague.contactId]);
  mia.hangUp();
  await s.pass(40);
  const back = s.caller('Mia again', MIA);
  await s.pass(16);
  back.press('1');
  await s.pass(8);
  expect(back.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are fourth in line.
    0:03  Quiet now, no music. Next word in forty-five seconds.
    0:06  A place is kept for a call from this number. If it is yours, press 1; otherwise just stay.
    0:14  (silence 1.9 s)
    0:16    > presses 1
    0:16  ♪
    0:16  Your earlier place is yours again.
    0:18  The line is alive. You are first, and nobody is on duty. Next word in a minute."
  `);
  expect(await order()).toEqual([mia.contactId, zoe.contactId, colleague.contactId]);
});

test('who calls again before we know that the first line is dead is asked once it is', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  const ben = s.caller('Ben', BEN);
  await s.pass(20);
  const again = s.caller('Mia again', MIA, '+12025550177');
  await s.pass(20);
  mia.hangUp();
  await s.pass(20);
  again.press('1');
  await s.pass(8);
  expect(again.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are third in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  Quiet now, no music. Next word in forty-five seconds.
    0:09  If the line drops, your code nine eight, eight nine keeps your place.
    0:14  (silence 15.5 s)
    0:30  ♪
    0:30  A place is kept for a call from this number. If it is yours, press 1; otherwise just stay.
    0:37  The line is alive. You are third, and nobody is on duty. Next word in forty-five seconds. — cut
    0:40    > presses 1
    0:40  ♪
    0:40  Your earlier place is yours again.
    0:42  You are first. Nobody is on duty right now. Next word in a minute."
  `);
  expect(await order()).toEqual([mia.contactId, ben.contactId]);
});

test('codes cannot be guessed: three tries, then none on this call', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  mia.hangUp();
  const { code } = await mia.state();
  const guesser = s.caller('Guesser', BEN);
  await s.pass(16);
  guesser.press('6');
  await s.pass(15);
  const wrong = ['0001', '0002', '0003'].filter((one) => one !== code);
  for (const guess of wrong) {
    for (const key of guess) guesser.press(key);
    await s.pass(8);
  }
  guesser.press('6');
  await s.pass(12);
  for (const key of code) guesser.press(key);
  await s.pass(8);
  expect(guesser.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 1.5 s)
    0:16    > presses 6
    0:16  ♪
    0:16  Your code is two two, eight two: if the line drops, call from any phone within ten minutes and key it.
    0:24  To take back an earlier place, key its code now. Next word in forty-five seconds.
    0:30  (silence 0.5 s)
    0:31    > presses 0001
    0:31  ♪
    0:31  No place has that code. To try again, key it now. Next word in forty-five seconds.
    0:37  (silence 1.2 s)
    0:39    > presses 0002
    0:39  ♪
    0:39  No place has that code. To try again, key it now. Next word in forty-five seconds.
    0:45  (silence 1.2 s)
    0:47    > presses 0003
    0:47  ♪
    0:47  That was one try too many: no more codes on this call. You keep this place. Next word in forty-five seconds. — cut
    0:55    > presses 6
    0:55  ♪
    0:55  Your code is two two, eight two: if the line drops, call from any phone within ten minutes and key it.
    1:03  Quiet now. Next word in forty-five seconds.
    1:06  (silence 0.6 s)
    1:07    > presses 1
    1:07    > presses 082 (nobody listens)
    1:07  ♪
    1:07  Good. Next word in forty-five seconds.
    1:09  (silence so far)"
  `);
  expect(await mia.state()).toMatchObject({ status: 'place-kept' });
});
