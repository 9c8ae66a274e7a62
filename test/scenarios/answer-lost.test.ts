import { expect, test } from 'vitest';
import { scene } from './scene.ts';

test('what is asked first is decided, and the answer is lost: the next words come when they were promised', async () => {
  const s = await scene({ languages: ['en', 'ru', 'de'] });
  const caller = s.caller('Caller');
  await s.pass(12);
  s.store('unheard');
  await s.pass(5);
  s.store('there');
  await s.pass(43);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  For English, press 1.
    0:02  По-русски — нажмите 2.
    0:04  Für Deutsch drücken Sie die 3.
    0:06  (silence 8 s)
    0:14  ♪
    0:15  We are still here. Next word in seventeen seconds.
    0:18  (silence 17 s)
    0:35  ♪
    0:36  You are next in line.
    0:38  Nobody's on duty; how long isn't known.
    0:40  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:46  Any key tells you where you stand.
    0:49  (silence so far)"
  `);
});

test('an operator is fetched into a talk, and the answer is lost: asked for once more, a second later', async () => {
  const s = await scene();
  const caller = s.caller('Caller');
  const anna = await s.operator('Anna');
  await s.pass(20);
  s.fromHere();
  s.box.network.faults.webhookLatencyMs = 400;
  await anna.take();
  await s.pass(0.2);
  s.store('unheard');
  await s.pass(0.4);
  s.store('there');
  await s.pass(10);
  expect(anna.heard()).toMatchInlineSnapshot(`
    "0:07  (silence 18.6 s)
    0:26  (zip)
    0:26  Acme support, waited thirty seconds.
    0:28  (silence 3.7 s)
    0:32  (talk with Caller so far)"
  `);
  expect(caller.heard()).toMatchInlineSnapshot(`
    "0:14  (silence 15.9 s)
    0:30  ♪
    0:31  Here is Anna.
    0:32  (talk with Anna so far)"
  `);
});
