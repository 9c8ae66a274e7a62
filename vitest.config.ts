import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = /\/test\/(browser|simulation)\//;

/** What takes longest begins, so that no worker is alone with it at the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => Number(LONG.test(moduleId));
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's: Vitest's own order
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => isLong(b) - isLong(a));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/redis.ts'],
    // Vitest leaves one core free by itself, which on two cores would be half of the machine.
    maxWorkers: '100%',
    // Files share their worker's modules: importing the packages anew for each costs more than many a file's tests.
    isolate: false,
    sequence: { sequencer: LongFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
