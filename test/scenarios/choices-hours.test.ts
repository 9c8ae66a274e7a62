import { afterEach, expect, test } from 'vitest';
import { type Scene, scene } from './scene.ts';

let open: Scene | null = null;
afterEach(() => open?.close());
async function begin(queue?: Parameters<typeof scene>[0]): Promise<Scene> {
  open = await scene(queue);
  return open;
}

/** The scene begins on Monday at nine in the morning, UTC. */
const until = (to: string) => ({
  timeZone: 'UTC',
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to })),
  exceptions: [],
});

test('closed: the caller hears when it opens, asks to be called, and has a place', async () => {
  const s = await begin({ hours: until('08:30') });
  const caller = s.caller('Caller', '+12025550143');
  await s.pass(25);
  caller.press('2');
  await s.pass(12);
  caller.press('1');
  await s.pass(20);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support is closed now. We open tomorrow at eight AM.
    0:04  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:11  (silence 8 s)
    0:19  ♪
    0:19  To be called when we open, press 2. To leave a message, press 4. Otherwise, goodbye. — cut
    0:25    > presses 2
    0:25  ♪
    0:25  We'd call one, two zero two, five five five, zero one four three. Press 1 to confirm, 2 to change. Next word in eight seconds.
    0:35  (silence 1.7 s)
    0:37    > presses 1
    0:37  ♪
    0:37  Done. We open tomorrow at eight AM and call you in your turn. You can hang up now.
    0:44  (silence 5 s)
    0:49  ♪
    0:50  Thank you. Goodbye."
  `);
  expect(await caller.state()).toMatchObject({ status: 'place-kept', why: 'callback' });
});
test('a full line: nobody hears a busy tone; called back in turn, or words', async () => {
  const s = await begin({ maxWaiting: 1 });
  const first = s.caller('First', '+12025550143');
  await s.pass(20);
  const second = s.caller('Second', '+12025550144');
  await s.pass(20);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye.
    0:09  (silence 8 s)
    0:17  ♪
    0:18  The line is full. To be called back in your turn, press 2. To leave a message, press 4. Otherwise, goodbye."
  `);
  first.hangUp();
});
test('what it is about: a key leads to another queue, silence to the one that was dialled', async () => {
  const s = await begin({
    topics: [
      { label: { en: 'Invoices' }, queueId: 'billing' },
      { label: { en: 'Anything else' }, queueId: 'support' },
    ],
  });
  await s.box.store.putQueue({ ...s.box.queue, id: 'billing', name: 'Acme billing', topics: [] });
  const first = s.caller('First', '+12025550143');
  const second = s.caller('Second', '+12025550144');
  await s.pass(5);
  first.press('1');
  await s.pass(60);
  expect(first.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  What is it about? Invoices, press 1. Anything else, 2. — cut
    0:05    > presses 1
    0:05  ♪
    0:05  Acme billing.
    0:06  You are next in line.
    0:08  Nobody on duty yet; your place holds.
    0:11  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:16  Any key tells you where you stand.
    0:19  (silence 45 s)
    1:04  ♪"
  `);
  expect(second.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  What is it about? Invoices, press 1. Anything else, 2.
    0:05  (silence 8 s)
    0:13  ♪
    0:13  What is it about? Invoices, press 1. Anything else, 2.
    0:17  (silence 8 s)
    0:25  ♪
    0:26  Acme support.
    0:27  You are next in line.
    0:29  Nobody on duty yet; your place holds.
    0:31  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:37  Any key tells you where you stand.
    0:40  (silence so far)"
  `);
  expect(await first.state()).toMatchObject({ status: 'waiting', queueId: 'billing' });
  expect(await second.state()).toMatchObject({ status: 'waiting', queueId: 'support' });
});
