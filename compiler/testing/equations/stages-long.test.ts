/** completeness and soundness of the passes, on longer clauses; `stages-short.test.ts` has the short ones. 5,600 programs together. */
import { expect, test } from 'vitest';
import { checkEquation } from './sampling.js';
import { stages } from './stages.js';

const PROGRAMS = 1000;

test('every stage gives what the semantics gives', { timeout: 900_000 }, () => {
  const tally = checkEquation(stages, PROGRAMS, { length: 3, inputsEach: 6 });
  expect(tally.compiled).toBeGreaterThanOrEqual(PROGRAMS);
  expect(tally.accepted).toBeGreaterThan(PROGRAMS);
  expect(tally.rejected).toBeGreaterThan(PROGRAMS / 10);
});
