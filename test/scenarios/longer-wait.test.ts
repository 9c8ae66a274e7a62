import { expect, test } from 'vitest';
import { seededRandom } from '../support/line-in-a-box.ts';
import { type Scene, scene } from './scene.ts';

const OPERATORS = ['Anna', 'Ben', 'Cara'];

/** A line of three operators that has learned how long waits are; then three talks that nobody ends keep them all. */
async function busyLine(): Promise<Scene> {
  const s = await scene({ presenceAfterSeconds: 0, askAfterwards: false });
  const random = seededRandom(7);
  for (const name of OPERATORS) {
    await s.operator(name, 'auto');
    const phone = s.box.network.phone(`client:${name.toLowerCase()}`);
    phone.listen((segment, event) => {
      if (
        event === 'opened' &&
        segment.kind === 'speech' &&
        segment.text?.includes('Press 1 to take') === true
      )
        s.box.clock.setTimer(2_500, () => phone.press('1'));
    });
  }
  for (let i = 0; i < 30; i++) {
    const number = `+1202555${1000 + i}`;
    const caller = s.caller(`Caller ${i}`, number);
    s.box.network.phone(number).listen((segment, event) => {
      if (segment.kind === 'talk' && event === 'opened')
        s.box.clock.setTimer(60_000 + Math.round(random() * 120_000), () => caller.hangUp());
    });
    await s.pass(20 + Math.round(random() * 30));
  }
  await s.box.until(async () => (await s.box.store.lineLength('support')) === 0);
  for (let i = 0; i < OPERATORS.length; i++) s.caller(`Talker ${i}`, `+1202555${2000 + i}`);
  await s.pass(400);
  return s;
}

test('it takes longer than was said: who wants to hear only news is told early and why, and offered a call back where numbers end', async () => {
  const s = await busyLine();
  const dora = await s.operator('Dora', 'manual');
  s.caller('First', '+12025550140');
  await s.pass(2);
  const mia = s.caller('Mia', '+12025550143');
  await s.pass(15);
  for (const _ of ['every minute', 'two', 'five', 'only news']) {
    mia.press('3');
    await s.pass(9);
  }
  await dora.close();
  await s.pass(45 * 60);
  expect(mia.heard()).toMatchInlineSnapshot(`
    "0:00  ♪
    0:00  Acme support.
    0:01  You are second: less than two minutes.
    0:04  It will be quiet now, no music. Next word in forty-five seconds, then every minute.
    0:09  Any key tells you where you stand.
    0:12  (silence 2.4 s)
    0:15    > presses 3
    0:15  ♪
    0:15  Every minute from now on. Next word in a minute.
    0:19  Shall we remember that, every minute, for your next call? Press 1 for yes. — cut
    0:24    > presses 3
    0:24  ♪
    0:24  Every two minutes from now on. Next word in two minutes.
    0:28  (silence 4.1 s)
    0:33    > presses 3
    0:33  ♪
    0:33  Every five minutes from now on. Next word in five minutes.
    0:37  (silence 4.1 s)
    0:42    > presses 3
    0:42  ♪
    0:42  From now on only when something changes. Next word in ten minutes at the latest.
    0:48  (silence 15.1 s)
    1:03  ♪
    1:04  It is taking longer: a colleague has left.
    1:07  You are second: less than two minutes. Next word in ten minutes.
    1:11  (silence 52.2 s)
    2:04  ♪
    2:04  It is taking longer.
    2:06  Second in line, less than two minutes. Next word in ten minutes.
    2:10  (silence 53.7 s)
    3:04  ♪
    3:05  It is taking longer.
    3:06  The line is alive. You are second, less than two minutes. Next word in ten minutes.
    3:12  (silence 172.2 s)
    6:05  ♪
    6:05  It is taking longer.
    6:07  You are second in line. Next word in ten minutes.
    6:11  (silence 600 s)
    16:11  ♪
    16:11  You are still second in line. Next word in ten minutes.
    16:15  The tone means a recording; without it, it's a person.
    16:19  (silence 600 s)
    26:19  ♪
    26:20  No change: you are second. Next word in ten minutes.
    26:24  If you'd like us to call you when it's your turn, press 2.
    26:29  (silence 600 s)
    36:29  ♪
    36:29  Still second in line. Next word in ten minutes.
    36:33  To hear from us less often, press 3.
    36:36  (silence so far)"
  `);
});
