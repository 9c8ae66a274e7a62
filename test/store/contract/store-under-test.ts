import type { Store } from '../../../src/store/store.ts';

export type StoreUnderTest = {
  store: Store;
  /** Returns when, for the store, `ms` have gone by. */
  pass(ms: number): Promise<void>;
};

/** Opens an empty store, closed when the test is over. */
export type OpenStore = () => Promise<StoreUnderTest>;
