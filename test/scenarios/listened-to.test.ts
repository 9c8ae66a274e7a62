import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';

test('an operator with a phone alone is told after the talk who listened: at a hold, and when the caller has hung up', async () => {
  const { s, caller, anna } = await inTalk();
  const vera = await s.operator('Vera');
  await vera.listen(caller);
  await s.pass(5);
  await vera.listen(caller, 'whisper');
  await s.pass(5);
  await vera.listen(caller, 'listen');
  await s.pass(5);
  anna.press('*');
  await s.pass(20);
  anna.press('1');
  await s.pass(15);
  await vera.leave(caller);
  await s.pass(10);
  caller.hangUp();
  await s.pass(10);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 22.3 s)
    0:44  (talk with Caller, Vera 5 s)
    0:49  (talk with Caller 5 s)
    0:54    > presses *
    0:54  (silence 1 s)
    0:55  ♪
    0:55  Vera listened in.
    0:56  On hold. Press 1 to return.
    0:59  (silence 16.7 s)
    1:14    > presses 1
    1:15  (talk with Caller 23.2 s)
    1:39  ♪
    1:39  Vera listened in.
    1:40  The caller has hung up.
    1:42  (silence so far)"
  `);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 32.3 s)
    0:49  ♪
    0:50  Anna is working on it. Quiet now; next word in a minute. To have Anna back, press 0.
    0:57  (silence 12.4 s)
    1:09  ♪
    1:10  Anna is back.
    1:11  (talk with Anna 23.2 s)"
  `);
});

test('a supervisor who left before the end of the talk, or was only heard in it', async () => {
  const { s, caller, anna } = await inTalk();
  const vera = await s.operator('Vera');
  await vera.listen(caller);
  await s.pass(10);
  await vera.leave(caller);
  await s.pass(10);
  await anna.tell(caller, { type: 'end' });
  await s.pass(10);
  caller.hangUp();
  const next = s.caller('Next');
  await s.pass(10);
  await anna.take();
  await s.pass(5);
  await vera.listen(next, 'barge');
  await s.pass(5);
  await anna.tell(next, { type: 'end' });
  await s.pass(8);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 37.3 s)
    0:59  ♪
    0:59  Vera listened in.
    1:00  You are free.
    1:01  (silence 17 s)
    1:19  (zip)
    1:19  Acme support, waited ten seconds.
    1:21  (talk with Next 2.8 s)
    1:24  (talk with Next, Vera 5 s)
    1:29  ♪
    1:29  You are free.
    1:30  (silence so far)"
  `);
});
