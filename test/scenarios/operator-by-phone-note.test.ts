import { expect, test, vi } from 'vitest';
import { begin, calls, PIN } from './operators-line.ts';

/** Anna has a caller on hold, whose next words come in about 45 s. */
async function withHeldCaller() {
  const s = await begin();
  const caller = s.caller('Caller');
  await s.pass(15);
  const anna = calls(s);
  await s.pass(6);
  anna.press(PIN);
  await s.pass(13);
  anna.press('1');
  await s.pass(15);
  anna.press('*');
  await s.pass(20);
  return { s, caller, anna };
}

test('key 3: a note is spoken, ended by pound, and heard by the caller at the check-in in that voice', async () => {
  const { s, caller, anna } = await withHeldCaller();
  anna.press('3');
  await s.pass(5);
  anna.say('Found it, checking the date.');
  await s.pass(4);
  anna.press('#');
  await s.pass(60);
  expect(await caller.state()).toMatchObject({ status: 'held', note: { told: true, text: '' } });
  const own = s.box.network.tape(caller.callSid).filter(({ kind }) => kind === 'clip');
  expect(own).toHaveLength(1);
  expect(own[0]?.loudnessDb).toBeGreaterThan(-30);
  expect(own[0]?.loudnessDb).toBeLessThan(-12);
  expect(anna.heard().slice(anna.heard().indexOf('> presses *'))).toMatchInlineSnapshot(`
    "> presses *
    0:34  (silence 1 s)
    0:35  ♪
    0:35  On hold. Press 1 to return.
    0:37  (silence 16 s)
    0:54    > presses 3
    0:54  ♪
    0:54  Speak your note, then pound.
    0:56  (silence 6.4 s)
    0:59    > says "Found it, checking the date."
    1:03    > presses #
    1:03  ♪
    1:03  Your note is kept. Check-in in thirty-nine seconds.
    1:06  (silence 15.3 s)
    1:22  ♪
    1:22  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:26  (silence so far)"
  `);
  expect(s.box.network.problems).toEqual([]);
});

test('key 3, and nothing is said: the operator hears that there is no note; a reminder waits for the end', async () => {
  const { s, caller, anna } = await withHeldCaller();
  await s.pass(15);
  anna.press('3');
  await s.pass(20);
  expect(await caller.state()).toMatchObject({ status: 'held', note: null });
  expect(anna.heard().slice(anna.heard().indexOf('> presses 3'))).toMatchInlineSnapshot(`
    "> presses 3
    1:09  ♪
    1:09  Speak your note, then pound.
    1:11  (silence 5 s)
    1:16  ♪
    1:17  Nothing was heard, so no note. 3 to try again.
    1:21  (silence 0.9 s)
    1:22  ♪
    1:22  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:26  (silence so far)"
  `);
});

test('the store is away when the note is over: the operator hears that it may be lost, and can speak it again', async () => {
  const { s, caller, anna } = await withHeldCaller();
  anna.press('3');
  await s.pass(5);
  anna.say('Found it, checking the date.');
  await s.pass(4);
  s.store('away');
  anna.press('#');
  await s.pass(12);
  s.store('there');
  anna.press('3');
  await s.pass(5);
  anna.say('Found it.');
  await s.pass(3);
  anna.press('#');
  await s.pass(10);
  expect(await caller.state()).toMatchObject({ status: 'held', note: { text: '' } });
  expect(anna.heard().slice(anna.heard().indexOf('> presses 3'))).toMatchInlineSnapshot(`
    "> presses 3
    0:54  ♪
    0:54  Speak your note, then pound.
    0:56  (silence 6.4 s)
    0:59    > says "Found it, checking the date."
    1:03    > presses #
    1:03  ♪
    1:03  Your note may be lost. In a minute, 3 to try again.
    1:08  (silence 6.7 s)
    1:15    > presses 3
    1:15  ♪
    1:15  Speak your note, then pound.
    1:17  (silence 5.4 s)
    1:20    > says "Found it."
    1:23    > presses #
    1:23  ♪
    1:23  Check-in in twenty seconds. 1 returns, 2 two more minutes.
    1:27  Your note is kept. Check-in in nineteen seconds.
    1:30  (silence so far)"
  `);
});

test('the recording is not there yet: the operator hears that it is looked at, and then what became of it', async () => {
  const { s, caller, anna } = await withHeldCaller();
  const media = vi.spyOn(s.box.network.rest, 'recordingMedia').mockRejectedValue(new Error('404'));
  anna.press('3');
  await s.pass(5);
  anna.say('Found it.');
  await s.pass(3);
  anna.press('#');
  await s.pass(4);
  media.mockRestore();
  await s.pass(10);
  expect(await caller.state()).toMatchObject({ status: 'held', note: { text: '' } });
  expect(anna.heard().slice(anna.heard().indexOf('> presses 3'))).toMatchInlineSnapshot(`
    "> presses 3
    0:54  ♪
    0:54  Speak your note, then pound.
    0:56  (silence 6.4 s)
    0:59    > says "Found it."
    1:02    > presses #
    1:03  ♪
    1:03  Checking your note.
    1:04  (silence 2.7 s)
    1:07  ♪
    1:08  Your note is kept. Check-in in thirty-four seconds.
    1:11  (silence so far)"
  `);
});
