import { describe } from 'vitest';
import { changesContract } from './contract/changes.ts';
import { clipsContract } from './contract/clips.ts';
import { commitContract } from './contract/commit.ts';
import { desksContract } from './contract/desks.ts';
import { lineContract } from './contract/line.ts';
import { listsContract } from './contract/lists.ts';
import { scratchContract } from './contract/scratch.ts';
import { settingsContract } from './contract/settings.ts';
import type { OpenStore } from './contract/store-under-test.ts';
import { sweepContract } from './contract/sweep.ts';
import { talliesContract } from './contract/tallies.ts';

/** What every store does. Each part opens a store of its own for each test. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name} keeps the contract of a store`, () => {
    commitContract(open);
    lineContract(open);
    listsContract(open);
    desksContract(open);
    sweepContract(open);
    changesContract(open);
    settingsContract(open);
    scratchContract(open);
    clipsContract(open);
    talliesContract(open);
  });
}
