import { expect, test } from 'vitest';
import type { VoicePath } from '../../src/twilio/webhooks.ts';
import { type AtDesk, type Caller, type Scene, scene } from './scene.ts';

// One of two who were sent into a talk does not arrive: the document that leads there is lost with every try for it, and
// the fallback keeps that leg. The other is not left alone in silence.

/** Anna is about to take a caller. */
async function aboutToMeet(): Promise<{ s: Scene; caller: Caller; anna: AtDesk }> {
  const s = await scene();
  const anna = await s.operator('Anna');
  const caller = s.caller('Caller');
  await s.pass(20);
  s.fromHere();
  return { s, caller, anna };
}

/** The answers to the next requests for this are lost, and then so many requests themselves. */
function losesAnswers({ box }: Scene, path: VoicePath, answers: number, requests = 0): void {
  const webhooks = box.line.webhooks as { -readonly [path in VoicePath]: (typeof box.line.webhooks)[path] };
  const asked = webhooks[path];
  let tries = 0;
  webhooks[path] = async (...request) => {
    tries += 1;
    if (tries <= answers) await asked(...request);
    if (tries <= answers + requests) throw new Error('socket hang up');
    return asked(...request);
  };
}

test('the operator does not arrive: the caller is told within seconds, and then meets them', async () => {
  const { s, caller, anna } = await aboutToMeet();
  losesAnswers(s, '/desk', 2);
  await anna.take();
  await s.pass(30);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:11  (silence 8.2 s)
    0:20  ♪
    0:20  Here is Anna.
    0:21  (silence 4.2 s)
    0:26  ♪
    0:26  Anna is here now.
    0:28  (silence 0.4 s)
    0:28  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:07  (silence 16.8 s)
    0:24  The line is alive and you keep your place. Next word in twenty seconds.
    0:29  (silence 0.6 s)
    0:30  (zip)
    0:30  That did not connect. Trying again.
    0:33  (talk with Caller so far)"
  `);
  expect((await caller.state()).status).toBe('connected');
  expect(await s.box.store.readTimeline(caller.contactId)).toContainEqual(
    expect.objectContaining({ kind: 'not-met', data: { missing: 'operator' } }),
  );
});

test('the caller does not arrive: the operator hears it, and then meets them', async () => {
  const { s, caller, anna } = await aboutToMeet();
  losesAnswers(s, '/leg', 2);
  await anna.take();
  await s.pass(30);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:11  (silence 8.2 s)
    0:20  The line is alive and you keep your place. Next word in twenty seconds.
    0:25  (silence 0.6 s)
    0:26  ♪
    0:26  Anna is here now.
    0:28  (silence 0.4 s)
    0:28  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:07  (silence 16.8 s)
    0:24  (zip)
    0:24  Acme support, waited twenty seconds.
    0:26  (silence 3.8 s)
    0:30  (zip)
    0:30  That did not connect. Trying again.
    0:33  (talk with Caller so far)"
  `);
});

test('the operator does not arrive and Twilio’s API fails for a while: the caller is told as soon as it answers', async () => {
  const { s, caller, anna } = await aboutToMeet();
  losesAnswers(s, '/desk', 2);
  await anna.take();
  await s.pass(2);
  s.box.network.faults.restAway = true;
  await s.pass(10);
  s.box.network.faults.restAway = false;
  await s.pass(20);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:11  (silence 8.2 s)
    0:20  ♪
    0:20  Here is Anna.
    0:21  (silence 11.2 s)
    0:33  ♪
    0:33  Anna is here now.
    0:35  (silence 0.4 s)
    0:35  (talk with Anna so far)"
  `);
});

test('the operator does not arrive, nor when fetched: the caller is told that it is quiet until then', async () => {
  const { s, caller, anna } = await aboutToMeet();
  losesAnswers(s, '/desk', 2, 2);
  await anna.take();
  await s.pass(30);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:11  (silence 8.2 s)
    0:20  ♪
    0:20  Here is Anna.
    0:21  (silence 4.2 s)
    0:26  ♪
    0:26  Anna is being connected to you; quiet until then. Next word in a minute. — cut
    0:32  ♪
    0:32  Anna is here now.
    0:34  (silence 0.4 s)
    0:34  (talk with Anna so far)"
  `);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:07  (silence 16.8 s)
    0:24  The line is alive and you keep your place. Next word in twenty seconds.
    0:29  (silence 0.6 s)
    0:30  The line is alive and you keep your place. Next word in twenty seconds.
    0:35  (silence 0.6 s)
    0:36  (zip)
    0:36  That did not connect. Trying again.
    0:39  (talk with Caller so far)"
  `);
});
