import { expect, test } from 'vitest';
import { sumOf } from '../../src/waiting/tally.ts';
import { picksUp } from './callback.ts';
import { type Scene, scene } from './scene.ts';

const MIA = '+12025550143';

/** What was counted of the queue until now. */
async function counted(s: Scene, queueId = 'support') {
  const now = s.box.clock.now();
  return sumOf(await s.box.store.quarters(queueId, now - 86_400_000, now));
}

test('a call that is taken, held and answered for counts once each, also where its webhooks are repeated', async () => {
  const s = await scene();
  const anna = await s.operator('Anna');
  const mia = s.caller('Mia', MIA);
  await s.pass(125);
  await anna.take();
  await s.pass(12);
  await anna.tell(mia, { type: 'hold', reason: 'the invoice', backInMs: null });
  await s.pass(75);
  await anna.comeBack(mia);
  await s.pass(12);
  await anna.tell(mia, { type: 'end' });
  await s.pass(9);
  mia.press('1');
  await s.pass(6);
  mia.press('3');
  await s.pass(9);
  const counts = await counted(s);
  expect(counts).toStrictEqual({
    calls: 1,
    taken: 1,
    'taken-in-180': 1,
    'waited-ms': counts['longest-wait-ms'],
    'longest-wait-ms': expect.closeTo(127_000, -4),
    // Two in line, one on hold.
    'check-ins': 3,
    'right:yes': 1,
    'often:45-60-60-60:too-rarely': 1,
  });
});

test('who hangs up in line counts as gone, until they come back to their place', async () => {
  const s = await scene();
  const mia = s.caller('Mia', MIA);
  await s.pass(60);
  mia.hangUp();
  await s.pass(60);
  expect(await counted(s)).toMatchObject({ calls: 1, 'abandoned-in-line': 1 });
  const again = s.caller('Mia', MIA);
  await s.pass(30);
  // One visit, and nobody is gone.
  expect(await counted(s)).toMatchObject({ calls: 1, 'abandoned-in-line': 0 });
  again.press('9');
  await s.pass(5);
  again.press('1');
  await s.pass(10);
  expect(await counted(s)).toMatchObject({ calls: 1, 'abandoned-in-line': 1 });
});

test('who hangs up on hold is counted apart, and taken back too', async () => {
  const s = await scene();
  const anna = await s.operator('Anna');
  const mia = s.caller('Mia', MIA);
  await s.pass(5);
  await anna.take();
  await s.pass(10);
  await anna.tell(mia, { type: 'hold', reason: '', backInMs: null });
  await s.pass(20);
  mia.hangUp();
  await s.pass(5);
  const gone = await counted(s);
  expect([gone['abandoned-on-hold'], gone['abandoned-in-line']]).toStrictEqual([1, undefined]);
  s.caller('Mia', MIA);
  await s.pass(10);
  expect(await counted(s)).toMatchObject({ 'abandoned-on-hold': 0, calls: 1 });
});

test('a call back is promised once and kept once; one that is taken back was never promised', async () => {
  const s = await scene();
  const phone = picksUp(s, MIA);
  const mia = s.caller('Mia', MIA);
  await s.pass(2);
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(9);
  expect(await counted(s)).toMatchObject({ 'callbacks-promised': 1 });
  mia.press('*');
  await s.pass(9);
  expect(await counted(s)).toMatchObject({ 'callbacks-promised': 0 });
  mia.press('2');
  await s.pass(10);
  mia.press('1');
  await s.pass(30);
  expect((await mia.state()).status).toBe('place-kept');
  await s.operator('Anna', 'auto');
  await s.pass(20);
  phone.press('1');
  await s.pass(5);
  const counts = await counted(s);
  expect(counts).toMatchObject({ calls: 1, 'callbacks-promised': 1, 'callbacks-kept': 1 });
  expect(counts['abandoned-in-line']).toBeUndefined();
});

test('a check-in that came late, since the store was away, is counted as late', async () => {
  const s = await scene();
  s.caller('Mia', MIA);
  await s.pass(75);
  s.store('away');
  await s.pass(60);
  s.store('there');
  await s.pass(120);
  expect(await counted(s)).toMatchObject({ 'check-ins-late': 1 });
});

test('who is transferred leaves one queue and comes to the other', async () => {
  const s = await scene();
  const anna = await s.operator('Anna');
  const mia = s.caller('Mia', MIA);
  await s.pass(5);
  await anna.take();
  await s.pass(10);
  await anna.tell(mia, {
    type: 'transfer',
    target: { queueId: 'sales', queueName: 'Sales', prefers: null },
  });
  await s.pass(5);
  expect(await counted(s)).toMatchObject({ calls: 1, taken: 1, 'sent-on': 1 });
  expect(await counted(s, 'sales')).toStrictEqual({ calls: 1 });
});
