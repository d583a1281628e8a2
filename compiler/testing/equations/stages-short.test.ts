/** completeness and soundness of the passes, on many short clauses; `stages-long.test.ts` has the long ones, and `stages-language*.test.ts` those with everything. 5,600 programs together. */
import { expect, test } from 'vitest';
import { checkEquation } from './sampling.js';
import { stages } from './stages.js';

const PROGRAMS = 1600;

test('every stage gives what the semantics gives', { timeout: 900_000 }, () => {
  const tally = checkEquation(stages, PROGRAMS, { length: 1, inputsEach: 5 });
  // The generator is good enough for this to say something.
  expect(tally.compiled).toBeGreaterThanOrEqual(PROGRAMS);
  expect(tally.accepted).toBeGreaterThan(PROGRAMS);
  expect(tally.rejected).toBeGreaterThan(PROGRAMS / 10);
});
