import { describe, expect, it, onTestFinished } from 'vitest';
import { virtualClock } from '../../../src/clock.ts';
import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { storeContract } from '../contract.ts';
import { START, commitOf, contactWrite, endedWrite, newcomer, waiting } from '../samples.ts';

storeContract('the memory store', async () => {
  const clock = virtualClock(START);
  const store = createMemoryStore(clock);
  onTestFinished(() => store.close());
  return {
    store,
    async pass(ms) {
      clock.moveTo(clock.now() + ms);
    },
  };
});

const DAY_MS = 24 * 3_600_000;

describe('what the memory store forgets', () => {
  it('given an ended contact, it is forgotten after seven days, but not while something is owed about it', async () => {
    const clock = virtualClock(START);
    const store = createMemoryStore(clock);
    const at = (day: number) => {
      clock.moveTo(START + day * DAY_MS);
      return clock.now();
    };
    const contacts = [newcomer('c1', START), newcomer('c2', START, { owed: true })];
    await store.commit(commitOf({ contacts }));
    const over = [endedWrite('c1', 2), endedWrite('c2', 2, { owed: true })];
    await store.commit(commitOf({ contacts: over }));
    at(8);
    expect((await store.readContact('c1', '')).contact).toBeNull();
    expect(await store.owed(9)).toHaveLength(1);
    await store.commit(commitOf({ now: at(8), contacts: [endedWrite('c2', 3)] }));
    at(14);
    expect((await store.readContact('c2', '')).contact?.version).toBe(3);
    at(15);
    expect((await store.readContact('c2', '')).contact).toBeNull();
  });

  it('given a label, it is forgotten seven days after it was last given', async () => {
    const clock = virtualClock(START);
    const store = createMemoryStore(clock);
    const labels = { add: ['code:4711'], remove: [] };
    await store.commit(commitOf({ contacts: [newcomer('c1', START, { labels })] }));
    clock.moveTo(START + 6 * DAY_MS);
    const again = contactWrite(waiting('c1', 2), { labels });
    await store.commit(commitOf({ now: clock.now(), contacts: [again] }));
    clock.moveTo(START + 13 * DAY_MS - 1);
    expect(await store.labelled('code:4711')).toHaveLength(1);
    clock.moveTo(START + 13 * DAY_MS);
    expect(await store.labelled('code:4711')).toStrictEqual([]);
  });
});
