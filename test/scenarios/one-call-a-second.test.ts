import { afterEach, expect, test } from 'vitest';
import { type LineInABox, lineInABox } from '../support/line-in-a-box.ts';

let box: LineInABox | null = null;
afterEach(() => box?.close());

function openDesk(line: LineInABox, operator: string): Promise<unknown> {
  return line.line.switchboard.tellDesk(operator, {
    type: 'open',
    operator,
    address: `client:${operator}`,
    mode: 'manual',
    queues: ['support'],
    displayName: operator,
    intentId: `intent-${operator}`,
    language: 'en',
  });
}

test('thirty desks open at one created call a second: each phone rings in its turn, and each desk knows when', async () => {
  const line = await lineInABox({ networkCallsPerSecond: 1 });
  box = line;
  const startedAt = line.clock.now();
  const createdAt: number[] = [];
  line.network.onLeg(() => createdAt.push(line.clock.now() - startedAt));
  const operators = Array.from({ length: 30 }, (_, i) => `op${i}`);
  const rangAt: number[] = [];
  for (const operator of operators) {
    line.network.phone(`client:${operator}`).onIncoming(() => {
      rangAt.push(line.clock.now() - startedAt);
      return { does: 'manual' };
    });
  }
  await Promise.all(operators.map((operator) => openDesk(line, operator)));
  await line.pass(500);
  const planned = (await line.store.allDesks()).flatMap((desk) =>
    desk.status === 'ringing' && desk.ringsAt !== undefined ? [desk.ringsAt - startedAt] : [],
  );
  expect(planned.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 28 }, (_, i) => 2_000 + i * 1_000));
  await line.pass(31_000);
  expect(rangAt).toHaveLength(30);
  expect(Math.max(...rangAt)).toBeLessThanOrEqual(31_000);
  // Nothing is asked of the account faster than it may be: no request is throttled, none is repeated.
  expect(createdAt).toEqual(Array.from({ length: 30 }, (_, i) => i * 1_000));
  expect(line.network.problems).toEqual([]);
});

test('a call that waits for its turn holds up nothing else, and a throttled one is made again in a later turn', async () => {
  const line = await lineInABox();
  box = line;
  const rang: string[] = [];
  for (const operator of ['anna', 'boris', 'clara']) {
    line.network.phone(`client:${operator}`).onIncoming(() => {
      rang.push(operator);
      return { does: 'manual' };
    });
  }
  line.network.faults.restThrottled = 1;
  await openDesk(line, 'anna');
  await openDesk(line, 'boris');
  await openDesk(line, 'clara');
  await line.pass(1_500);
  line.network.faults.restThrottled = 0;
  await line.line.switchboard.tellDesk('boris', { type: 'close' });
  await line.pass(10_000);
  expect(rang.toSorted()).toEqual(['anna', 'clara']);
});
