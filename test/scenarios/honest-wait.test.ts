import { expect, test } from 'vitest';
import { promisesKept } from '../../src/switchboard/estimates.ts';
import { scene } from './scene.ts';
import { LINE_NUMBER, lineInABox, seededRandom } from '../support/line-in-a-box.ts';

test('a range is announced once the line knows enough, and it is scored how often it came true', async () => {
  const box = await lineInABox();
  const random = seededRandom(7);
  for (const name of ['anna', 'ben', 'cara']) {
    await box.openDesk(name, name, 'auto');
    const phone = box.network.phone(`client:${name}`);
    phone.listen((segment, event) => {
      if (
        event === 'opened' &&
        segment.kind === 'speech' &&
        segment.text?.includes('Press 1 to take') === true
      )
        box.clock.setTimer(2_500, () => phone.press('1'));
    });
  }
  const calls: string[] = [];
  for (let i = 0; i < 45; i++) {
    const phone = box.network.phone(`+1202555${1000 + i}`);
    calls.push(phone.dial(LINE_NUMBER).sid);
    phone.listen((segment, event) => {
      if (segment.kind === 'talk' && event === 'opened')
        box.clock.setTimer(60_000 + random() * 240_000, () => phone.hangUp());
    });
    await box.pass(20_000 + random() * 60_000);
  }

  expect(box.transcript(calls[0] ?? '')).not.toMatch(/minutes/);
  expect(box.transcript(calls[40] ?? '')).toMatch(/You are [a-z]+: [a-z-]+ to [a-z-]+ minutes\./);
  expect((await promisesKept('support', box.store))?.callers).toBeGreaterThan(5);
  await box.close();
});

test('a forecast tells who stands before others who came earlier, whatever the priority of the whole line', async () => {
  const listed = { number: '+12025550199', priority: 9 };
  const ranking = { ageingSeconds: 600, calledNumbers: [], languages: [], callers: [listed] };
  const s = await scene({ priority: 7, ranking });
  await s.operator('Anna');
  const first = s.caller('First');
  await s.pass(30);
  const ordinary = s.caller('Ordinary');
  const ahead = s.caller('Ahead', '+12025550199');
  await s.pass(30);
  const headStarts = await Promise.all(
    [first, ordinary, ahead].map(async (one) => {
      const contact = await one.state();
      return contact.status === 'waiting' ? contact.forecasts.at(-1)?.standing.directions[4] : undefined;
    }),
  );
  expect(headStarts).toStrictEqual([0, 0, 1]);
});
