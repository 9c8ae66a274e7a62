import { expect, test } from 'vitest';
import { type Scene, scene } from './scene.ts';

let s: Scene;

const MIA = '+12025550143';

test('words left while waiting are kept, told to the operator, and the place stays', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  mia.press('4');
  await s.pass(8);
  mia.say('It is about my invoice of March.');
  await s.pass(4);
  mia.press('#');
  await s.pass(6);
  expect(await mia.state()).toMatchObject({
    status: 'waiting',
    words: { kind: 'while-waiting' },
    owes: null,
  });
  const anna = await s.operator('Anna', 'auto');
  await s.pass(8);
  anna.press('1');
  await s.pass(8);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 5.5 s)
    0:20    > presses 4
    0:20  ♪
    0:20  Tell us what it is about, up to a minute; press pound when done. Speak now.
    0:26  (silence 5.2 s)
    0:28    > says "It is about my invoice of March."
    0:32    > presses #
    0:32  ♪
    0:32  Kept for whoever answers. You keep your place. Next word in forty-five seconds.
    0:37  (silence 12.9 s)
    0:50  ♪
    0:51  Here is Anna.
    0:52  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  (zip)
    0:04  Acme support, waited forty seconds.
    0:06  The caller has left words.
    0:08  Press 1 to take.
    0:09  (silence 4.7 s)
    0:12    > presses 1
    0:14  (talk with Mia so far)"
  `);
  expect(s.box.network.problems).toEqual([]);
});

test('an operator who takes the caller cuts the recording, and the words are kept', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  const anna = await s.operator('Anna');
  await s.pass(20);
  mia.press('4');
  await s.pass(8);
  mia.say('It is about my invoice of March, and it is a long story.');
  await s.pass(2);
  await anna.take();
  await s.pass(6);
  expect(await mia.state()).toMatchObject({ status: 'connected', words: { kind: 'while-waiting' } });
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 10 s)
    0:24    > presses 4
    0:24  ♪
    0:25  Tell us what it is about, up to a minute; press pound when done. Speak now.
    0:31  (silence 3.2 s)
    0:32    > says "It is about my invoice of March, and it is a long story."
    0:34  ♪
    0:35  Here is Anna.
    0:36  (silence 0.4 s)
    0:36  (talk with Anna so far)"
  `);
});

test('nothing said is nothing kept; star takes words back and has them deleted at Twilio', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  mia.press('4');
  await s.pass(20);
  expect((await mia.state()).words).toBe(null);
  mia.press('4');
  await s.pass(8);
  mia.say('Never mind.');
  await s.pass(10);
  const [recording] = await recordings();
  expect((await mia.state()).words).toMatchObject({ recordingSid: recording });
  mia.press('*');
  await s.pass(5);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:11  Any key tells you where you stand.
    0:14  (silence 5.5 s)
    0:20    > presses 4
    0:20  ♪
    0:20  Tell us what it is about, up to a minute; press pound when done. Speak now.
    0:26  (silence 5 s)
    0:31  ♪
    0:32  We heard nothing. You keep your place; to try again, press 4. Next word in forty-five seconds.
    0:38  (silence 1 s)
    0:40    > presses 4
    0:40  ♪
    0:40  Tell us what it is about, up to a minute; press pound when done. Speak now.
    0:46  (silence 7 s)
    0:48    > says "Never mind."
    0:53  ♪
    0:54  Kept for whoever answers. You keep your place. Next word in forty-five seconds. — cut
    0:58    > presses *
    0:58  ♪
    0:58  Your words are deleted. You keep your place. Next word in forty-five seconds."
  `);
  expect((await mia.state()).words).toBe(null);
  expect(await recordings()).toEqual([]);
});

test('who leaves words and then the line has left a message, which somebody owes an ear', async () => {
  s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(20);
  mia.press('4');
  await s.pass(8);
  mia.say('Please call me about my invoice.');
  await s.pass(10);
  mia.press('9');
  await s.pass(3);
  mia.press('1');
  await s.pass(6);
  expect(await s.box.store.owed(5)).toMatchObject([
    { id: mia.contactId, status: 'ended', owes: { kind: 'message', operator: null } },
  ]);
  await s.box.line.switchboard.tellContact(mia.contactId, { type: 'seen-to', operator: 'anna' });
  expect(await s.box.store.owed(5)).toEqual([]);
});

async function recordings(): Promise<string[]> {
  return (await s.box.network.rest.listRecordings({} as never)).map((one) => one.sid);
}
