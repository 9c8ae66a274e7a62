import type { Store } from '../../../src/store/store.ts';
import type { CallsApi } from '../../../src/twilio/rest-client.ts';
import type { Delivered } from './transport.ts';

/** A bug that is planted from outside, to see whether the judges find it. */
export type Tamper = {
  store: (store: Store) => Store;
  calls: (calls: CallsApi) => CallsApi;
  request: (request: Delivered, replayed: boolean) => Delivered;
  document: (request: Delivered, twiml: string) => string;
  /** Invariants that are not held, so that another one has to notice. */
  unheld: readonly string[];
};

/** The product as it is. */
export const UNTOUCHED: Tamper = {
  store: (store) => store,
  calls: (calls) => calls,
  request: (request) => request,
  document: (_request, twiml) => twiml,
  unheld: [],
};
