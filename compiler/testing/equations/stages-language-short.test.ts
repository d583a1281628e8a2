/** completeness and soundness of the passes, on short clauses with everything that the language has. */
import { expect, test } from 'vitest';
import { checkEquation } from './sampling.js';
import { stages } from './stages.js';

const PROGRAMS = 1600;

test('every stage gives what the semantics gives', { timeout: 900_000 }, () => {
  const tally = checkEquation(stages, PROGRAMS, { length: 1, inputsEach: 6, family: 'language' });
  expect(tally.compiled).toBeGreaterThanOrEqual(PROGRAMS);
  expect(tally.accepted).toBeGreaterThan(PROGRAMS);
  expect(tally.rejected).toBeGreaterThan(PROGRAMS / 10);
});
