/** completeness and soundness of the passes, on clauses with everything that the language has, and that they do have it. */
import { expect, test } from 'vitest';
import { CONSTRUCTS } from '../language/construct-names.js';
import { checkEquation } from './sampling.js';
import { stages } from './stages.js';

const PROGRAMS = 1400;
/** A construct in fewer programs than these is tested by luck. */
const LEAST = 5;

test('every stage gives what the semantics gives, and every construct of the language is among the programs', { timeout: 900_000 }, () => {
  const constructs = new Map<string, number>();
  const tally = checkEquation(stages, PROGRAMS, { length: 3, inputsEach: 6, family: 'language' }, constructs);
  expect(tally.compiled).toBeGreaterThanOrEqual(PROGRAMS);
  expect(tally.accepted).toBeGreaterThan(PROGRAMS);
  expect(tally.rejected).toBeGreaterThan(PROGRAMS / 10);
  const rare = CONSTRUCTS.filter((name) => (constructs.get(name) ?? 0) < LEAST);
  expect(rare.map((name) => `${name}: ${constructs.get(name) ?? 0}`)).toEqual([]);
});
