import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('a phone that is rung per call: rung for the caller, kept through the hold, hung up when idle', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto', 'per-call');
  await s.pass(60);
  expect(s.box.network.liveLegs).toEqual([]);
  const caller = s.caller('Caller');
  await s.pass(5);
  expect((await caller.state()).status).toBe('offered');
  anna.answer();
  await s.pass(5);
  anna.press('1');
  await s.pass(15);
  await anna.tell(caller, { type: 'hold', reason: 'looking that up', backInMs: 120_000 });
  await s.pass(60);
  anna.press('1');
  await s.pass(10);
  caller.hangUp();
  await s.pass(10);
  expect(await anna.desk()).toMatchObject({ status: 'free', leg: { callSid: expect.any(String) } });
  await s.pass(10);
  expect(await anna.desk()).toMatchObject({ status: 'free', leg: null });
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 5 s)
    0:05  ♪
    0:05  Acme support, waited ten seconds.
    0:07  Press 1 to take.
    0:09  (silence 2.7 s)
    0:10    > presses 1
    0:11  (talk with Caller 13.2 s)
    0:25  ♪
    0:25  On hold. Press 1 to return.
    0:27  (silence 45.5 s)
    1:13  ♪
    1:14  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:17  (silence 8.8 s)
    1:25    > presses 1
    1:26  (talk with Caller 8.2 s)
    1:35  ♪
    1:35  The caller has hung up.
    1:37  (silence 12.4 s)"
  `);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand. — cut
    0:10  ♪
    0:10  Here is Anna.
    0:11  (talk with Anna 13.2 s)
    0:25  ♪
    0:25  Anna: looking that up, about two minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:33  (silence 51.7 s)
    1:25  ♪
    1:25  Anna is back.
    1:26  (talk with Anna 8.2 s)"
  `);
});

test('the next caller comes while the phone is still on the line: announced there, not rung anew', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto', 'per-call');
  const first = s.caller('First');
  await s.pass(3);
  anna.answer();
  await s.pass(5);
  anna.press('1');
  await s.pass(10);
  first.hangUp();
  await s.pass(8);
  const second = s.caller('Second');
  await s.pass(8);
  anna.press('1');
  await s.pass(10);
  expect((await second.state()).status).toBe('connected');
  expect(anna.heard('last')).toBe(anna.heard('first'));
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 3 s)
    0:03  ♪
    0:03  Acme support, waited ten seconds.
    0:05  Press 1 to take.
    0:07  (silence 2.7 s)
    0:08    > presses 1
    0:09  (talk with First 8.2 s)
    0:18  ♪
    0:18  The caller has hung up.
    0:20  (silence 5.4 s)
    0:26  (zip)
    0:26  Acme support, waited ten seconds.
    0:28  Press 1 to take.
    0:29  (silence 6.1 s)
    0:34    > presses 1
    0:35  (talk with Second so far)"
  `);
});

test('voicemail picks up: it takes no caller, the next operator is tried, the caller waits on untouched', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto', 'per-call');
  s.box.network.phone('client:anna').onIncoming({ does: 'voicemail', afterMs: 6_000 });
  const caller = s.caller('Caller');
  await s.pass(10);
  const boris = await s.operator('Boris', 'auto', 'per-call');
  await s.pass(20);
  boris.answer();
  await s.pass(3);
  boris.press('1');
  await s.pass(10);
  expect(await anna.desk()).toMatchObject({ status: 'away', reason: 'missed', leg: null });
  expect((await caller.state()).status).toBe('connected');
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 6 s)
    0:06  ♪
    0:06    > says "Hello, nobody can take your call right now. Please leave a message after the tone." (nobody listens)
    0:06  Acme support, waited ten seconds.
    0:08  Press 1 to take.
    0:10  (silence 6 s)
    0:16  ♪
    0:16  Acme support, waited ten seconds. — cut"
  `);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:11  (silence 21.2 s)
    0:33  ♪
    0:33  Here is Boris.
    0:34  (talk with Boris so far)"
  `);
});

test('taken from the console in manual mode: the phone rings, a key connects', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'manual', 'per-call');
  const caller = s.caller('Caller');
  await s.pass(30);
  await anna.take();
  await expect(anna.take()).rejects.toThrow('answer it and press a key');
  await s.pass(3);
  anna.answer();
  await s.pass(4);
  anna.press('1');
  await s.pass(5);
  expect((await caller.state()).status).toBe('connected');
});

test('the caller leaves while the phone rings: it stops, and nobody is away for it', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto', 'per-call');
  const caller = s.caller('Caller');
  await s.pass(6);
  caller.hangUp();
  await s.pass(4);
  expect(await anna.desk()).toMatchObject({ status: 'free', leg: null });
  expect(s.box.network.liveLegs).toEqual([]);
});
