import type { Page } from 'playwright-core';
import type { FakeApi } from './fake-api.ts';

/** A state of a page that people meet: `ready` is shown before `go` leads on to it. */
export type Scene = {
  name: string;
  path: string;
  arrange: (fake: FakeApi) => void;
  ready: string;
  go?: (page: Page, fake: FakeApi) => Promise<unknown>;
};
