import { onTestFinished } from 'vitest';
import { virtualClock } from '../../src/clock.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { storeContract } from './contract.ts';
import { START } from './samples.ts';

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
