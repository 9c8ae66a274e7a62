import { expect, test } from 'vitest';
import { formatTape } from '../../src/emulator/tape.ts';
import { type Scene, scene } from './scene.ts';

const MINUTE = 60;
/** By then the line of a desk that has been idle has been renewed, seconds. */
const RENEWED_BY = 216 * MINUTE;

/** Boris at a phone that shows a number, '' where it is not the one on file. */
async function withNumber(s: Scene, mode: 'auto' | 'manual') {
  const address = '+12025550177';
  const phone = s.box.network.phone(address).onIncoming({ does: 'answer', afterMs: 2_000 });
  const legs: string[] = [];
  s.box.network.onLeg((leg) => void (leg.to === address && legs.push(leg.sid)));
  await s.box.line.switchboard.tellDesk('boris', {
    type: 'open',
    operator: 'boris',
    address,
    mode,
    queues: ['support'],
    displayName: 'Boris',
    intentId: 'opened',
    language: 'en',
  });
  await s.pass(6);
  phone.press('1');
  await s.pass(6);
  return {
    phone,
    desk: () => s.box.store.readDesk('boris'),
    /** What was heard at the end of the first line, or on the last one. */
    heard: (leg: 'first' | 'last', lines: number) =>
      formatTape(s.box.network.tape((leg === 'first' ? legs[0] : legs.at(-1)) ?? ''))
        .replace(/\(clip \S+zip-1\.wav [\d.]+ s\)/g, '(zip)')
        .replaceAll(/CA\w{32}/g, 'Caller')
        .split('\n')
        .slice(-lines),
  };
}

test('a browser that is free for hours has a new line, and nobody notices', async () => {
  const s = await scene();
  const anna = await s.operator('Anna', 'auto');
  await s.pass(RENEWED_BY);
  expect(await anna.desk()).toMatchObject({ status: 'free', mode: 'auto' });
  expect(s.box.network.liveLegs).toHaveLength(1);
  expect(anna.heard('last')).toMatchInlineSnapshot(`
    "0:00  (ringing 1 s)
    0:01  (silence so far)"
  `);
  const caller = s.caller('Caller');
  await s.pass(8);
  anna.press('1');
  await s.pass(8);
  expect(await caller.state()).toMatchObject({ status: 'connected' });
});

test('a phone is told, hung up, rung anew, and a key goes on', async () => {
  const s = await scene();
  const boris = await withNumber(s, 'manual');
  await s.pass(200 * MINUTE);
  await s.box.until(async () => (await boris.desk())?.status === 'ringing');
  await s.pass(15);
  expect(await boris.desk()).toMatchObject({ status: 'ringing', renewal: { stage: 'called' } });
  boris.phone.press('1');
  await s.pass(10);
  expect(await boris.desk()).toMatchObject({ status: 'free', mode: 'manual' });
  expect(boris.heard('first', 2)).toMatchInlineSnapshot(`
    [
      "205:25  ♪",
      "205:26  Calls end after four hours. Your phone rings anew now.",
    ]
  `);
  expect(boris.heard('last', 20)).toMatchInlineSnapshot(`
    [
      "0:00  (ringing 2 s)",
      "0:02  ♪",
      "0:02  Your desk's new line. Press any key to go on.",
      "0:06  (silence 4 s)",
      "0:10    > presses 1",
      "0:10  ♪",
      "0:11  You are free.",
      "0:12  (silence so far)",
    ]
  `);
});

test('a talk is never cut for it: the line is renewed when it is over, and the next caller is announced to the new one', async () => {
  const s = await scene();
  const boris = await withNumber(s, 'auto');
  await s.pass(200 * MINUTE);
  const caller = s.caller('Caller');
  await s.pass(8);
  boris.phone.press('1');
  await s.pass(25 * MINUTE);
  expect(await caller.state()).toMatchObject({ status: 'connected' });
  const next = s.caller('Next');
  await s.pass(60);
  caller.hangUp();
  await s.pass(12);
  expect(await boris.desk()).toMatchObject({ status: 'ringing', renewal: { stage: 'called' } });
  expect(await next.state()).toMatchObject({ status: 'waiting' });
  boris.phone.press('1');
  await s.pass(10);
  expect(await next.state()).toMatchObject({ status: 'offered' });
  boris.phone.press('1');
  await s.pass(10);
  expect(await next.state()).toMatchObject({ status: 'connected' });
  expect(boris.heard('first', 5)).toMatchInlineSnapshot(`
    [
      "200:20    > presses 1",
      "200:21  (talk with Caller 1558.2 s)",
      "226:20  ♪",
      "226:20  The caller has hung up.",
      "226:22  Calls end after four hours. Your phone rings anew now.",
    ]
  `);
  expect(boris.heard('last', 20)).toMatchInlineSnapshot(`
    [
      "0:00  (ringing 2 s)",
      "0:02  ♪",
      "0:02  Your desk's new line. Press any key to go on. — cut",
      "0:05    > presses 1",
      "0:05  (zip)",
      "0:05  Acme support, waited a minute.",
      "0:07  Press 1 to take.",
      "0:09  (silence 8.1 s)",
      "0:15    > presses 1",
      "0:17  (talk with Caller so far)",
    ]
  `);
});

test('who always has somebody on hold is rung a quarter of an hour before the end; the caller hears nothing of it', async () => {
  const s = await scene();
  const boris = await withNumber(s, 'manual');
  await s.pass(200 * MINUTE);
  const caller = s.caller('Caller');
  await s.pass(20);
  boris.phone.press('1');
  await s.pass(20);
  boris.phone.press('*');
  await s.pass(24 * MINUTE);
  expect(await boris.desk()).toMatchObject({ status: 'holding' });
  const before = caller.heard().split('\n').length;
  await s.box.until(async () => (await boris.desk())?.status === 'ringing');
  await s.pass(12);
  boris.phone.press('1');
  await s.pass(10);
  expect(await boris.desk()).toMatchObject({ status: 'holding' });
  expect(await caller.state()).toMatchObject({ status: 'held', operatorLostAt: null });
  expect(caller.heard().split('\n').slice(before).join('\n')).not.toMatch(/line has ended|Boris is/);
  expect(boris.heard('last', 20)).toMatchInlineSnapshot(`
    [
      "0:00  (ringing 2 s)",
      "0:02  ♪",
      "0:02  Your desk's new line. Press any key to go on.",
      "0:06  (silence 1 s)",
      "0:07    > presses 1",
      "0:07  ♪",
      "0:08  On hold. Press 1 to return.",
      "0:10  (silence so far)",
    ]
  `);
});
