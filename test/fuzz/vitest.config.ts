import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run fuzz`: never part of `npm test`, because it goes on for as long as it is asked to. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/fuzz/*.fuzz.ts'],
    maxWorkers: 1,
    testTimeout: 0,
    hookTimeout: 0,
  },
});
