import { expect, test } from 'vitest';
import { markSign } from '../../src/store/presence-marks.ts';
import { type Scene, scene } from './scene.ts';

/** The operators' consoles are open for so long, and mark that as the live stream does. */
async function consoleOpen(s: Scene, seconds: number, operators = ['anna']): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 15) {
    for (const one of operators) await markSign(s.box.store, one, 'console', s.box.clock.now());
    await s.pass(15);
  }
}

test('a laptop is closed at a free desk: after the admin’s time the operator is away, and hears why', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto');
  await consoleOpen(s, 300);
  expect((await anna.desk()).status).toBe('free');
  await s.pass(150);
  expect((await anna.desk()).status).toBe('free');
  await s.pass(30);
  expect(await anna.desk()).toMatchObject({ status: 'away', reason: 'console-gone' });
  expect(anna.heard()).toContain('Your console is closed, so you are away. Press any key when back.');
  anna.press('1');
  await s.pass(5);
  expect((await anna.desk()).status).toBe('free');
});

test('a phone key is a sign of life; and who never had a console stays', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'manual');
  const boris = await s.operator('Boris', 'manual');
  await consoleOpen(s, 15);
  await s.pass(150);
  anna.press('5');
  await s.pass(150);
  expect((await anna.desk()).status).toBe('free');
  await s.pass(600);
  expect((await boris.desk()).status).toBe('free');
});

test('a laptop is closed on hold: check-ins go on, supervisors see it, and a key shows that somebody is there', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto');
  const caller = s.caller('Caller');
  await s.pass(10);
  anna.press('1');
  await s.pass(10);
  await anna.tell(caller, { type: 'hold', reason: '', backInMs: null });
  await consoleOpen(s, 15);
  await s.pass(200);
  expect(await anna.desk()).toMatchObject({ status: 'holding', consoleGoneAt: expect.any(Number) });
  expect(caller.heard().match(/Anna is still/g)?.length ?? 0).toBeGreaterThanOrEqual(1);
  anna.press('2');
  await s.pass(15);
  expect(await anna.desk()).not.toHaveProperty('consoleGoneAt');
});

test('a laptop is closed on hold, and the caller hangs up: nobody is announced to a desk that nobody sits at', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto');
  const caller = s.caller('Caller');
  await s.pass(10);
  anna.press('1');
  await s.pass(10);
  await anna.tell(caller, { type: 'hold', reason: '', backInMs: null });
  await consoleOpen(s, 15);
  await s.pass(200);
  caller.hangUp();
  await s.pass(15);
  expect(await anna.desk()).toMatchObject({ status: 'away', reason: 'console-gone' });
});

test('a key shows that somebody is there also long after the laptop was closed', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto');
  const caller = s.caller('Caller');
  await s.pass(10);
  anna.press('1');
  await s.pass(10);
  await anna.tell(caller, { type: 'hold', reason: '', backInMs: null });
  await consoleOpen(s, 15);
  await s.pass(600);
  expect(await anna.desk()).toMatchObject({ status: 'holding', consoleGoneAt: expect.any(Number) });
  anna.press('2');
  await s.pass(15);
  expect(await anna.desk()).not.toHaveProperty('consoleGoneAt');
});

test('an admin may switch it off', async () => {
  const s = await scene();
  await s.box.store.putLineSettings({ operatorNumber: null, consoleGoneSeconds: null });
  const anna = await s.operator('Anna', 'auto');
  await consoleOpen(s, 30);
  await s.pass(900);
  expect((await anna.desk()).status).toBe('free');
});

test('the store is away for longer than that: who was at the console all the time stays free, who left is away in their time', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto');
  const boris = await s.operator('Boris', 'auto');
  await consoleOpen(s, 60, ['anna', 'boris']);
  s.store('away');
  await s.pass(200);
  s.store('there');
  // The first signs of consoles come within fifteen seconds.
  await s.pass(14);
  expect([(await anna.desk()).status, (await boris.desk()).status]).toStrictEqual(['free', 'free']);
  await consoleOpen(s, 195);
  expect((await anna.desk()).status).toBe('free');
  expect(anna.heard()).not.toContain('Your console is closed');
  expect(await boris.desk()).toMatchObject({ status: 'away', reason: 'console-gone' });
});
