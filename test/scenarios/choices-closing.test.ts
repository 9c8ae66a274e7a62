import { expect, test } from 'vitest';
import { CALLBACK_MINUTES } from '../../src/switchboard/choices.ts';
import { type Caller, type Scene, scene } from './scene.ts';

let s: Scene;

/** The scene begins on Monday at nine in the morning, UTC. */
const weekdays = (timeZone: string, from: string, to: string) => ({
  timeZone,
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from, to })),
  exceptions: [],
});
const rarely = { firstAfterSeconds: 300, everySeconds: 300, growth: 1, longestSilenceSeconds: 300 };

/** The places of the line, in order. */
async function line(): Promise<string[]> {
  return (await s.box.store.line('support', 10)).map(({ contact }) => contact.id);
}

test('closing time with a full line: nobody is dropped, nobody has two places', async () => {
  s = await scene({
    hours: weekdays('UTC', '08:00', '09:10'),
    maxWaiting: 2,
    inLine: rarely,
    presenceAfterSeconds: 0,
  });
  const anna = await s.operator('Anna', 'manual');
  const first = s.caller('First', '+12025550143');
  const second = s.caller('Second', '+12025550144');
  await s.pass(30);
  // Full: the third asks to be called, and stands behind the two.
  const third = s.caller('Third', '+12025550145');
  await s.pass(12);
  third.press('2');
  await s.pass(11);
  third.press('1');
  await s.pass(30);
  expect(await line()).toEqual([first, second, third].map(({ contactId }) => contactId));
  // Closed: who calls now is asked, who waits is still served.
  await s.pass(9 * 60);
  const fourth = s.caller('Fourth', '+12025550146');
  await s.pass(20);
  await anna.take();
  await s.pass(10);
  expect((await first.state()).status).toBe('connected');
  await anna.tell(first, { type: 'end' });
  first.hangUp();
  await s.pass(20);
  await anna.close();
  await s.pass(11 * 60);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second in line.
    0:03  It will be quiet now, no music. Next word in five minutes, then every five minutes.
    0:09  Any key tells you where you stand.
    0:12  (silence 300 s)
    5:12  ♪
    5:12  We close in five minutes. You will still be served, or called back. Next word in five minutes.
    5:19  The tone means a recording; without it, it's a person.
    5:23  (silence 300 s)
    10:23  ♪
    10:24  Still second in line. Next word in five minutes.
    10:27  To hear from us less often, press 3.
    10:30  (silence 15.2 s)
    10:46  ♪
    10:46  You are next now. Next word in five minutes.
    10:50  (silence 24.4 s)
    11:14  ♪
    11:15  Nobody is on duty now. We are back tomorrow at eight AM.
    11:19  We have closed, and you keep your place; to be called back instead, press 2. Next word in five minutes.
    11:27  (silence 300 s)
    16:27  ♪
    16:28  Nobody is on duty at the moment. You are first and keep your place. Next word in five minutes.
    16:35  If you'd like us to call you when it's your turn, press 2.
    16:40  (silence 286.1 s)
    21:26  ♪
    21:27  You need not wait here: we open tomorrow at eight AM and call you in your turn. You can hang up now; to stay, press star.
    21:37  (silence 5 s)
    21:42  ♪
    21:42  Thank you. Goodbye."
  `);
  expect(third.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:09  (silence 2.5 s)
    0:12    > presses 2
    0:12  ♪
    0:12  We'd call one, two zero two, five five five, zero one four five. Press 1 to confirm, 2 to change. Next word in eight seconds.
    0:22  (silence 0.7 s)
    0:23    > presses 1
    0:23  ♪
    0:23  Done. Your place is kept, and we call when it's your turn. You can hang up now.
    0:30  (silence 5 s)
    0:35  ♪
    0:35  Thank you. Goodbye."
  `);
  expect(fourth.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open tomorrow at eight AM.
    0:04  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 8 s)
    0:19  ♪
    0:19  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:25  (silence 8 s)
    0:33  ♪
    0:34  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:40  (silence 8 s)
    0:48  ♪
    0:49  Thank you. Goodbye."
  `);
  expect(await line()).toEqual([second, third].map(({ contactId }) => contactId));
});

test('closed: words instead of waiting, which somebody owes an ear', async () => {
  s = await scene({ hours: weekdays('UTC', '10:00', '18:00') });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(14);
  caller.press('4');
  await s.pass(8);
  caller.say('Please call me about my order, I am at the office until five');
  await s.pass(7);
  caller.press('#');
  await s.pass(8);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open today at ten AM.
    0:04  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 3 s)
    0:14    > presses 4
    0:14  ♪
    0:14  Say your message and where to reach you, up to a minute; press pound when done. Speak now.
    0:21  (silence 7.4 s)
    0:22    > says "Please call me about my order, I am at the office until five"
    0:29    > presses #
    0:29  ♪
    0:29  Your message is kept, and somebody will listen to it. Goodbye."
  `);
  expect(await caller.state()).toMatchObject({ status: 'ended', by: 'closed', owes: { kind: 'message' } });
});

test('who is booked at closing without asking stays by star, and is not booked again', async () => {
  s = await scene({ hours: weekdays('UTC', '08:00', '09:02'), inLine: rarely });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(60);
  await s.box.until(async () => (await caller.state()).status === 'place-kept');
  await s.pass(12);
  caller.press('*');
  await s.pass(15 * 60);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in five minutes, then every five minutes.
    0:12  Any key tells you where you stand.
    0:14  (silence 15.1 s)
    0:30  ♪
    0:30  We close in two minutes. You will still be served, or called back. Next word in five minutes.
    0:37  (silence 83.4 s)
    2:01  ♪
    2:01  Nobody is on duty now. We are back tomorrow at eight AM.
    2:06  We have closed, and you keep your place; to be called back instead, press 2. Next word in five minutes.
    2:13  (silence 300 s)
    7:13  ♪
    7:14  Still nobody on duty. You stay first in line. Next word in five minutes.
    7:19  The tone means a recording; without it, it's a person.
    7:23  (silence 300 s)
    12:23  ♪
    12:24  No news: nobody is on duty. Your place is kept, first in line. Next word in five minutes.
    12:31  To hear from us less often, press 3.
    12:34  (silence 15.5 s)
    12:50  ♪
    12:50  You need not wait here: we open tomorrow at eight AM and call you in your turn. You can hang up now; to stay, press star.
    13:00  (silence 1.4 s)
    13:02    > presses *
    13:02  ♪
    13:02  Undone: no call back. You keep your place here. Next word in five minutes.
    13:08  (silence 300 s)
    18:08  ♪
    18:08  No news: nobody is on duty. Your place is kept, first in line. Next word in five minutes.
    18:15  If you'd like us to call you when it's your turn, press 2.
    18:20  (silence 300 s)
    23:20  ♪
    23:21  Nobody is on duty at the moment. You are first and keep your place. Next word in five minutes.
    23:28  To tell us already what it is about, press 4.
    23:32  (silence so far)"
  `);
  expect((await caller.state()).status).toBe('waiting');
});

test('all who are left after closing are booked, however few promises a minute, a day or of minutes there may be', async () => {
  const limits = { perMinute: 1, perNumberPerDay: 1, minutesPerDay: 1 };
  const callbacks = { enabled: true, attempts: 3, pauseSeconds: 300, countries: ['US'], laterAt: [] };
  const hours = weekdays('UTC', '08:00', '09:02');
  s = await scene({ hours, inLine: rarely, callbacks: { ...callbacks, timeZone: 'UTC', ...limits } });
  await s.box.store.count(CALLBACK_MINUTES, 86_400_000);
  const callers = ['+12025550143', '+12025550144', '+12025550145'].map((from) => s.caller(from, from));
  await s.pass(14 * 60);
  const states = await Promise.all(callers.map((one) => one.state()));
  expect(states.map(({ status }) => status)).toEqual(['place-kept', 'place-kept', 'place-kept']);
});

/** Berlin's clocks go forward on 29 March 2026 at two, and back on 25 October at three. */
async function onTheNight(iso: string, queue: Parameters<typeof scene>[0]): Promise<Caller> {
  s = await scene(queue);
  s.box.clock.moveTo(Date.parse(iso));
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(12);
  return caller;
}
const night = { timeZone: 'Europe/Berlin', exceptions: [] };
const callbacksAt = (laterAt: string[]) => ({ laterAt, timeZone: 'Europe/Berlin' });

test.each([
  ['forward: half past two is skipped, and is three', '2026-03-29T00:10:00Z', '2026-03-29T01:00:00Z'],
  ['back: half past two comes twice, and is the first', '2026-10-24T23:10:00Z', '2026-10-25T00:30:00Z'],
])('the clocks go %s: a call for after half past two', async (_, now, calledAt) => {
  const settings = { enabled: true, attempts: 3, pauseSeconds: 300, countries: ['US'] };
  const limits = { perNumberPerDay: 5, perMinute: 20, minutesPerDay: 1_000 };
  const caller = await onTheNight(now, {
    callbacks: { ...settings, ...limits, ...callbacksAt(['02:30']) },
  });
  caller.press('2');
  await s.pass(11);
  caller.press('1');
  await s.pass(7);
  caller.press('2');
  await s.pass(12);
  expect(caller.heard()).toContain('we call after two thirty AM');
  expect(await caller.state()).toMatchObject({ callback: { notBefore: Date.parse(calledAt) } });
});

test.each([
  ['forward: it opens when the clock passes half past two', '2026-03-29T00:10:00Z', '2026-03-29T01:00:00Z'],
  ['back: it opens at the first half past two', '2026-10-24T23:10:00Z', '2026-10-25T00:30:00Z'],
])('the clocks go %s', async (_, now, opensAt) => {
  const hours = { ...night, weekly: [{ day: 7, from: '02:30', to: '06:00' }] };
  const early = await onTheNight(now, { hours });
  expect(early.heard()).toContain('We open today at');
  await s.pass((Date.parse(opensAt) - s.box.clock.now()) / 1000 + 1);
  const late = s.caller('Late', '+12025550144');
  await s.pass(12);
  expect((await late.state()).status).toBe('waiting');
});
