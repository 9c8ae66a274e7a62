import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/redis.ts'],
    // Vitest leaves one core free by itself, which on two cores would be half of the machine.
    maxWorkers: '100%',
    // Files share their worker's modules: importing the packages anew for each costs more than many a file's tests.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
