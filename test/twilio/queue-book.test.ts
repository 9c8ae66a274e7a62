import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../src/clock.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { createQueueBook } from '../../src/twilio/queue-book.ts';
import { defaultQueueSettings } from '../../src/waiting/queue-settings.ts';

const SUPPORT = { ...defaultQueueSettings('support', 'Support'), priority: 7 };
const SALES = defaultQueueSettings('sales', 'Sales');
const LINE = { operatorNumber: '+15550000009', consoleGoneSeconds: 60 };

const emptyStore = () => createMemoryStore(virtualClock(0));

describe('the book of queues', () => {
  test('puts back what an emptied store has lost', async () => {
    const [store, emptied] = [emptyStore(), emptyStore()];
    await store.putQueue(SUPPORT);
    await store.putQueue(SALES);
    await store.putLineSettings(LINE);
    let now = store;
    const book = createQueueBook({
      ...emptied,
      queues: () => now.queues(),
      lineSettings: () => now.lineSettings(),
    });
    await book.queues();
    now = emptied;

    const read = await book.queues();
    expect(read.queues.map(({ id }) => id).toSorted()).toStrictEqual(['sales', 'support']);
    expect(read).toMatchObject({ operatorNumber: LINE.operatorNumber, fresh: true });
    expect(await emptied.queue('support')).toStrictEqual(SUPPORT);
    expect(await emptied.lineSettings()).toStrictEqual(LINE);
  });

  test('knows of no queue before the first start', async () => {
    expect(await createQueueBook(emptyStore()).queues()).toStrictEqual({
      queues: [],
      operatorNumber: null,
      fresh: true,
    });
  });
});
