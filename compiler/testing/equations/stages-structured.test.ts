/** completeness and soundness of the passes, on clauses with optional values and lists of variable length. */
import { expect, test } from 'vitest';
import { checkEquation } from './sampling.js';
import { stages } from './stages.js';

const PROGRAMS = 300;

test('every stage gives what the semantics gives', { timeout: 900_000 }, () => {
  const tally = checkEquation(stages, PROGRAMS, { length: 2, inputsEach: 6, family: 'structures' });
  expect(tally.compiled).toBeGreaterThanOrEqual(PROGRAMS);
  expect(tally.accepted).toBeGreaterThan(PROGRAMS);
  expect(tally.rejected).toBeGreaterThan(PROGRAMS / 10);
});
