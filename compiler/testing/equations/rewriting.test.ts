/** Equations between a clause and another way to write it. */
import { expect, test } from 'vitest';
import { folding } from './folding.js';
import { reparsing } from './reparsing.js';
import { checkEquation } from './sampling.js';

test('printing and parsing again gives the same circuits', { timeout: 600_000 }, () => {
  expect(checkEquation(reparsing, 300, { length: 2, inputsEach: 0 }).compiled).toBeGreaterThanOrEqual(300);
});

test('printing and parsing again gives the same circuits, with optional values and lists of variable length', { timeout: 600_000 }, () => {
  expect(checkEquation(reparsing, 60, { length: 2, inputsEach: 0, family: 'structures' }).compiled).toBeGreaterThanOrEqual(60);
});

test('printing and parsing again gives the same circuits, with dates, instants and texts', { timeout: 600_000 }, () => {
  expect(checkEquation(reparsing, 60, { length: 2, inputsEach: 0, family: 'scalars' }).compiled).toBeGreaterThanOrEqual(60);
});

test('constant folding changes nothing, with dates, instants and texts', { timeout: 600_000 }, () => {
  const tally = checkEquation(folding, 300, { length: 2, inputsEach: 5, family: 'scalars' });
  expect(tally.accepted).toBeGreaterThan(200);
  expect(tally.rejected).toBeGreaterThan(20);
});

test('constant folding changes nothing', { timeout: 600_000 }, () => {
  const tally = checkEquation(folding, 3000, { length: 3, inputsEach: 5 });
  expect(tally.accepted).toBeGreaterThan(2000);
  expect(tally.rejected).toBeGreaterThan(200);
});
