import { expect, test } from 'vitest';
import { readTogether } from '../../src/live/read-together.ts';

/** Readings that end when they are told to. */
function readings() {
  const begun: { done(value: string): void; fail(error: Error): void }[] = [];
  const read = readTogether(() => new Promise<string>((done, fail) => void begun.push({ done, fail })));
  return { begun, read };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('given many who ask at once, when it is read, then it is read once for all', async () => {
  const { begun, read } = readings();
  const asked = [read(), read(), read()];
  await turn();
  begun[0]?.done('first');
  expect(await Promise.all(asked)).toStrictEqual(['first', 'first', 'first']);
  expect(begun.length).toBe(1);
});

test('given a reading under way, when others ask, then they share one that begins after it', async () => {
  const { begun, read } = readings();
  const early = read();
  await turn();
  const late = [read(), read()];
  await turn();
  expect(begun.length).toBe(1);
  begun[0]?.done('first');
  await turn();
  begun[1]?.done('second');
  expect(await Promise.all([early, ...late])).toStrictEqual(['first', 'second', 'second']);
  expect(begun.length).toBe(2);
});

test('given a reading that fails, when others ask after it, then it failed for those who shared it alone', async () => {
  const { begun, read } = readings();
  const early = [read(), read()];
  await turn();
  const late = read();
  begun[0]?.fail(new Error('away'));
  expect((await Promise.allSettled(early)).map(({ status }) => status)).toStrictEqual([
    'rejected',
    'rejected',
  ]);
  await turn();
  begun[1]?.done('second');
  expect(await late).toBe('second');
});
