import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { buildPages } from './test/browser/build-pages.ts';

/** Browser tests wait for pages now and then, while the others' arithmetic fills both cores. */
const BROWSER = /\/test\/browser\//;
const LONG = [/\/races\.test/, /\/test\/simulation\//, BROWSER];

/**
 * What takes longest begins, so that no worker is alone with it at the end. The pages are built before it, once for all
 * the files that show them.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    if (files.some(({ moduleId }) => BROWSER.test(moduleId))) await buildPages();
    const length = ({ moduleId }: TestSpecification) => LONG.findIndex((long) => long.test(moduleId));
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's: Vitest's own order
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => length(b) - length(a));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/redis.ts'],
    // Vitest leaves one core free by itself; one worker more than cores fills the time in which pages are waited for.
    maxWorkers: availableParallelism() + 1,
    // Files share their worker's modules: importing the packages anew for each costs more than many a file's tests.
    isolate: false,
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
