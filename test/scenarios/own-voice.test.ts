import { expect, test } from 'vitest';
import { voiceWav } from '../support/voice.ts';
import { type AtDesk, type Caller, type Scene, scene } from './scene.ts';

const clip = { name: 'a-note-that-nobody-guesses', durationMs: 2_600 };

/** Anna has put a caller on hold and left a note in her own voice. */
async function noted(
  text = '',
  fallback: 'hosted' | 'our-own' = 'hosted',
): Promise<{ s: Scene; caller: Caller; anna: AtDesk }> {
  const s = await scene({}, fallback);
  const anna = await s.operator('Anna', 'manual');
  const caller = s.caller('Caller');
  await s.pass(15);
  await anna.take();
  await s.pass(15);
  await anna.tell(caller, { type: 'hold', reason: 'your invoice', backInMs: 180_000 });
  await s.pass(20);
  await s.box.store.putClip(clip.name, voiceWav(2.6, -20), 3_600_000);
  await anna.tell(caller, { type: 'note', text, now: false, clip });
  return { s, caller, anna };
}

test('a note in the own voice of the operator is heard at the check-in, and again for a key', async () => {
  const { s, caller } = await noted();
  await s.pass(75);
  caller.press('5');
  await s.pass(10);
  expect(fromHold(caller)).toMatchInlineSnapshot(`
    "0:30  Anna: your invoice, about three minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  (clip https://line.example.com/media/notes/a-note-that-nobody-guesses.wav 2.6 s)
    1:41  About two minutes more. Next word in a minute.
    1:44  Can you wait? Press 1, or just stay.
    1:47  (silence 17.3 s)
    2:05    > presses 5
    2:05  ♪
    2:05  (clip https://line.example.com/media/notes/a-note-that-nobody-guesses.wav 2.6 s)
    2:08  Anna is on it: your invoice. About a minute and a half more. Next word in a minute."
  `);
  const heard = s.box.network.tape(caller.callSid).filter(({ kind }) => kind === 'clip');
  expect(heard.map(({ at, until }) => (until ?? 0) - at)).toStrictEqual([2_600, 2_600]);
  for (const { loudnessDb = 0 } of heard) {
    expect(loudnessDb).toBeGreaterThan(-26);
    expect(loudnessDb).toBeLessThan(-16);
  }
  expect(s.box.network.problems).toEqual([]);
  expect((await s.box.store.readTimeline(caller.contactId)).map(({ kind }) => kind)).toContain('note');
});

test('a note in own voice at once, cutting off no words', async () => {
  const { s, caller, anna } = await noted();
  await anna.tell(caller, { type: 'note', text: '', now: true, clip });
  await s.pass(20);
  expect(fromHold(caller)).toMatchInlineSnapshot(`
    "0:30  Anna: your invoice, about three minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 12 s)
    0:50  ♪
    0:50  (clip https://line.example.com/media/notes/a-note-that-nobody-guesses.wav 2.6 s)
    0:53  About three minutes more. Next word in a minute.
    0:56  (silence so far)"
  `);
});

test('a recording that is not there any more is not asked for: what was typed is spoken, or that there was one', async () => {
  const { s, caller, anna } = await noted('found it');
  await s.box.store.forgetClip(clip.name, 0);
  await s.pass(70);
  await anna.tell(caller, { type: 'note', text: '', now: true, clip });
  await s.pass(20);
  expect(fromHold(caller)).toMatchInlineSnapshot(`
    "0:30  Anna: your invoice, about three minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  From Anna: found it.
    1:40  About two minutes more. Next word in a minute.
    1:43  Can you wait? Press 1, or just stay.
    1:46  (silence 13.3 s)
    2:00  ♪
    2:00  Anna is still on it and has left a spoken note; it cannot be played just now.
    2:07  About a minute and a half more. Next word in a minute.
    2:11  (silence so far)"
  `);
  expect(s.box.network.problems).toEqual([]);
});

test('a recording that cannot be fetched: the caller is kept, and hears what was typed with it', async () => {
  const { s, caller } = await noted('found it');
  await s.pass(30);
  s.box.network.faults.mediaFailed = 1;
  await s.pass(20);
  s.box.network.faults.mediaFailed = 0;
  await s.pass(110);
  expect(fromHold(caller)).toMatchInlineSnapshot(`
    "0:30  Anna: your invoice, about three minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  The line is alive and you keep your place. Next word in twenty seconds.
    1:43  (silence 20 s)
    2:03  The line is alive and you keep your place. Next word in twenty seconds. — cut
    2:08  ♪
    2:08  We are back.
    2:09  The latest news: found it.
    2:11  The line is alive. Anna: your invoice, about a minute and a half. Next word in a minute.
    2:18  (silence 60 s)
    3:18  ♪
    3:19  The latest news: found it.
    3:21  Anna is on it: your invoice. About twenty seconds more. Next word in a minute.
    3:26  (silence so far)"
  `);
});

test('the same with the fallback on our own host, which is told what failed: the words come without it, at once', async () => {
  const { s, caller } = await noted('found it', 'our-own');
  await s.pass(30);
  s.box.network.faults.mediaFailed = 1;
  await s.pass(30);
  s.box.network.faults.mediaFailed = 0;
  await s.pass(80);
  expect(fromHold(caller)).toMatchInlineSnapshot(`
    "0:30  Anna: your invoice, about three minutes. Quiet now; next word in a minute. To have Anna back, press 0.
    0:37  (silence 60 s)
    1:37  ♪
    1:38  ♪
    1:39  From Anna: found it.
    1:40  About two minutes more. Next word in a minute.
    1:44  (silence 60 s)
    2:44  ♪
    2:44  The latest news: found it.
    2:46  Anna is on it: your invoice. About fifty seconds more. Next word in a minute.
    2:52  Can you wait? Press 1, or just stay.
    2:55  (silence so far)"
  `);
});

/** What was heard from the hold on. */
function fromHold(caller: Caller): string {
  const heard = caller.heard();
  return heard.slice(heard.lastIndexOf('\n', heard.indexOf('Anna: your invoice')) + 1);
}
