import { expect, test } from 'vitest';
import { inTalk } from './in-talk.ts';
import type { Caller, Scene } from './scene.ts';

/** What a supervisor has heard of a contact, as its record tells. */
async function record(s: Scene, { contactId }: Caller) {
  const timeline = await s.box.store.readTimeline(contactId);
  return timeline.flatMap(({ kind, data }) =>
    kind === 'listening' || kind === 'listened' ? [{ kind, ...data }] : [],
  );
}

test('a supervisor listens, whispers, barges in and leaves: who hears whom, and the talk goes on', async () => {
  const { s, caller, anna } = await inTalk();
  const vera = await s.operator('Vera');
  await vera.listen(caller);
  await s.pass(5);
  vera.say('nobody hears this');
  await s.pass(5);
  await vera.listen(caller, 'whisper');
  await s.pass(5);
  vera.say('offer a refund');
  caller.say('and what about my invoice?');
  await s.pass(5);
  await vera.listen(caller, 'barge');
  await s.pass(5);
  vera.say('good morning, this is Vera');
  await s.pass(5);
  await vera.leave(caller);
  await s.pass(5);
  anna.say('still here');
  await s.pass(5);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:17  (talk with Anna 37.3 s)
    0:49    > says "and what about my invoice?"
    0:54  (talk with Anna, Vera 10 s)
    0:59    > hears Vera say "good morning, this is Vera"
    1:04  (talk with Anna so far)
    1:09    > hears Anna say "still here""
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 27.3 s)
    0:49  (talk with Caller, Vera 10 s)
    0:54    > hears Vera say "offer a refund"
    0:54    > hears Caller say "and what about my invoice?"
    0:59  (talk with Caller, Vera 10 s)
    1:04    > hears Vera say "good morning, this is Vera"
    1:09  (talk with Caller so far)
    1:14    > says "still here""
  `);
  expect(vera.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  ♪
    0:01  Stillhere. Press any key to open your desk. — cut
    0:04    > presses 1
    0:04  ♪ — cut
    0:04  (talk with Caller, Anna 30 s)
    0:09    > says "nobody hears this"
    0:19    > says "offer a refund"
    0:19    > hears Caller say "and what about my invoice?"
    0:29    > says "good morning, this is Vera"
    0:34  ♪
    0:35  You have left the talk.
    0:37  (silence so far)"
  `);
  expect(await record(s, caller)).toMatchInlineSnapshot(`
    [
      {
        "kind": "listening",
        "mode": "listen",
        "operator": "vera",
      },
      {
        "kind": "listened",
        "mode": "listen",
        "operator": "vera",
        "seconds": 10,
      },
      {
        "kind": "listening",
        "mode": "whisper",
        "operator": "vera",
      },
      {
        "kind": "listened",
        "mode": "whisper",
        "operator": "vera",
        "seconds": 10,
      },
      {
        "kind": "listening",
        "mode": "barge",
        "operator": "vera",
      },
      {
        "kind": "listened",
        "mode": "barge",
        "operator": "vera",
        "seconds": 10,
      },
    ]
  `);
  expect((await caller.state()).status).toBe('connected');
  expect((await vera.desk()).status).toBe('free');
});

test('a supervisor without a desk: the phone rings, a key joins; through a hold and to the end of the talk', async () => {
  const { s, caller, anna } = await inTalk();
  const vera = s.supervisor('Vera');
  await vera.listen(caller, 'whisper');
  await s.pass(5);
  vera.answer();
  await s.pass(4);
  vera.press('1');
  await s.pass(5);
  await anna.tell(caller, { type: 'hold', reason: 'looking that up', backInMs: 120_000 });
  await s.pass(30);
  await anna.comeBack(caller);
  await s.pass(10);
  vera.say('ask for the number');
  await s.pass(5);
  caller.hangUp();
  await s.pass(10);
  expect(vera.heard()).toMatchInlineSnapshot(`
    "0:00  (ringing 5 s)
    0:05  ♪
    0:05  Stillhere. Press any key to listen in.
    0:08  (silence 0.7 s)
    0:09    > presses 1
    0:09  (talk with Caller, Anna 5 s)
    0:14  ♪
    0:14  The caller is on hold. You'll hear the talk when it goes on. 9 leaves.
    0:20  (silence 23.6 s)
    0:44  (talk with Anna 1.8 s)
    0:45  (talk with Anna, Caller 13.2 s)
    0:54    > says "ask for the number"
    0:59  ♪
    0:59  The talk is over."
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:21  (talk with Caller 21.8 s)
    0:43  (talk with Caller, Vera 5 s)
    0:48  ♪
    0:49  On hold. Press 1 to return.
    0:51  (silence 27 s)
    1:18  (talk with Vera 1.8 s)
    1:20  (talk with Vera, Caller 13.2 s)
    1:28    > hears Vera say "ask for the number"
    1:33  (silence 1 s)
    1:34  ♪
    1:35  The caller has hung up.
    1:37  (silence so far)"
  `);
  expect(await record(s, caller)).toMatchInlineSnapshot(`
    [
      {
        "kind": "listening",
        "mode": "whisper",
        "operator": "vera",
      },
      {
        "kind": "listened",
        "mode": "whisper",
        "operator": "vera",
        "seconds": 5,
      },
      {
        "kind": "listening",
        "mode": "whisper",
        "operator": "vera",
      },
      {
        "kind": "listened",
        "mode": "whisper",
        "operator": "vera",
        "seconds": 15,
      },
    ]
  `);
  expect((await vera.desk()).status).toBe('closed');
  expect(s.box.network.problems).toEqual([]);
});
