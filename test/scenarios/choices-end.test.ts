import { expect, test } from 'vitest';
import { feedbackView } from '../../src/api/reports/report-view.ts';
import { sumOf } from '../../src/waiting/tally.ts';
import { type Scene, scene } from './scene.ts';

let s: Scene;

test('two questions about the wait, kept with what was promised', async () => {
  s = await scene();
  const mia = s.caller('Mia');
  const anna = await s.operator('Anna');
  await s.pass(3);
  await anna.take();
  await s.pass(12);
  await anna.tell(mia, { type: 'end' });
  await s.pass(8);
  mia.press('1');
  await s.pass(5);
  mia.press('2');
  await s.pass(5);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute. — cut
    0:07  ♪
    0:08  Here is Anna.
    0:09  (silence 0.4 s)
    0:09  (talk with Anna 9.8 s)
    0:19  ♪
    0:20  One question about the wait: was what we told you right? Press 1 for yes, 2 for no.
    0:27  (silence 0.4 s)
    0:27    > presses 1
    0:27  ♪
    0:28  And did you hear from us too often, 1; just right, 2; too rarely, 3? — cut
    0:32    > presses 2
    0:32  ♪
    0:33  Thank you. Goodbye."
  `);
  expect(await mia.state()).toMatchObject({
    status: 'ended',
    by: 'operator',
    answers: { right: true, often: 'just-right' },
  });
  const counted = sumOf(
    await s.box.store.quarters('support', s.box.clock.now() - 3_600_000, s.box.clock.now()),
  );
  expect(feedbackView(counted)).toStrictEqual({
    right: { yes: 1, no: 0 },
    often: { tooOften: 0, justRight: 1, tooRarely: 0 },
  });
});

test('both questions can be skipped by saying nothing, or by hanging up', async () => {
  s = await scene();
  const mia = s.caller('Mia');
  const anna = await s.operator('Anna');
  await s.pass(3);
  await anna.take();
  await s.pass(12);
  await anna.tell(mia, { type: 'end' });
  await s.pass(45);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are next in line.
    0:03  Nobody's on duty; how long isn't known.
    0:06  It will be quiet now, no music. Next word in forty-five seconds, then every minute. — cut
    0:07  ♪
    0:08  Here is Anna.
    0:09  (silence 0.4 s)
    0:09  (talk with Anna 9.8 s)
    0:19  ♪
    0:20  One question about the wait: was what we told you right? Press 1 for yes, 2 for no.
    0:27  (silence 8 s)
    0:35  ♪
    0:35  And did you hear from us too often, 1; just right, 2; too rarely, 3?
    0:41  (silence 8 s)
    0:49  ♪
    0:50  Thank you. Goodbye."
  `);
  const ben = s.caller('Ben');
  await s.pass(3);
  await anna.take();
  await s.pass(12);
  await anna.tell(ben, { type: 'end' });
  await s.pass(3);
  ben.hangUp();
  await s.pass(3);
  expect(await ben.state()).toMatchObject({ status: 'ended', answers: { right: null, often: null } });
});
