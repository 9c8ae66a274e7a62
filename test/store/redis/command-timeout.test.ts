import { describe, expect, it } from 'vitest';
import { systemClock, virtualClock } from '../../../src/clock.ts';
import { commandTimeout } from '../../../src/store/redis/command-timeout.ts';
import { createRedisStore } from '../../../src/store/redis/redis-store.ts';
import { testRedis } from '../../support/test-redis.ts';

describe('the time that a command has', () => {
  it('given no reply, it fails when its time is over, and a connection on which nothing came is dead', async () => {
    const { clock, silences, outcomeOf } = given(400);
    const outcome = outcomeOf(new Promise(() => {}));
    stepTo(clock, 400);
    expect(await outcome()).toBe('under way');
    stepTo(clock, 450);
    expect(await outcome()).toBe('Command timed out');
    expect(silences).toHaveLength(1);
    expect(clock.nextDueAt()).toBeNull();
  });

  it('given a reply to another command meanwhile, the connection is not dead', async () => {
    const { clock, silences, outcomeOf } = given(400);
    const outcome = outcomeOf(new Promise(() => {}));
    expect(await outcomeOf(Promise.resolve('PONG'))()).toBe('PONG');
    stepTo(clock, 450);
    expect(await outcome()).toBe('Command timed out');
    expect(silences).toHaveLength(0);
  });

  it('given commands one after the other, each has its own time, and what fails at Redis fails as Redis says', async () => {
    const { clock, outcomeOf } = given(400);
    const first = outcomeOf(new Promise(() => {}));
    stepTo(clock, 200);
    const second = outcomeOf(new Promise(() => {}));
    const refused = outcomeOf(Promise.reject(new Error('OOM')));
    stepTo(clock, 450);
    expect(await Promise.all([first(), second(), refused()])).toStrictEqual([
      'Command timed out',
      'under way',
      'OOM',
    ]);
  });

  it('given a process that stands still for longer than that, a reply that lies on the line counts', async () => {
    const { clock, outcomeOf } = given(400);
    let reply: (value: string) => void = () => {};
    const outcome = outcomeOf(new Promise<string>((resolve) => (reply = resolve)));
    clock.moveTo(5_000);
    clock.step();
    reply('PONG');
    expect(await outcome()).toBe('PONG');
  });

  it('given a store whose process stands still for a second, no command of it fails', async () => {
    const store = createRedisStore({ ...testRedis(), clock: systemClock() });
    await store.takesNewcomers();
    const asked = Promise.all([store.queues(), store.operators(), store.takesNewcomers()]);
    // Sent before the process stands still, answered while it does.
    await new Promise((resolve) => setImmediate(resolve));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    expect(await asked).toHaveLength(3);
    await store.takesNewcomers();
    await store.close();
  });
});

function given(timeoutMs: number) {
  const clock = virtualClock(0);
  const silences: true[] = [];
  const { inTime } = commandTimeout(clock, timeoutMs, () => silences.push(true));
  function outcomeOf(reply: Promise<unknown>): () => Promise<unknown> {
    let outcome: unknown = 'under way';
    const settled = inTime(reply).then(
      (value) => (outcome = value),
      (error: Error) => (outcome = error.message),
    );
    return async () => {
      await Promise.race([settled, new Promise((resolve) => setImmediate(resolve))]);
      return outcome;
    };
  }
  return { clock, silences, outcomeOf };
}

function stepTo(clock: ReturnType<typeof virtualClock>, at: number): void {
  while ((clock.nextDueAt() ?? Infinity) <= at) clock.step();
  clock.moveTo(at);
}
