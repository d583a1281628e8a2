import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Tests start processes and workers of their own; more than two files at a time only makes them wait for one another.
    maxWorkers: 2,
    // For tests that wait for a process of their own, such as circom.
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
