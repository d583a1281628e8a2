/** Equations between a clause and another way to write it. */
import { expect, test } from 'vitest';
import { folding } from './folding.js';
import { reparsing } from './reparsing.js';
import { checkEquation } from './sampling.js';

test('printing and parsing again gives the same circuits', { timeout: 600_000 }, () => {
  expect(checkEquation(reparsing, 150, { length: 2, inputsEach: 0 }).compiled).toBeGreaterThanOrEqual(150);
});

test('printing and parsing again gives the same circuits, with everything that the language has', { timeout: 600_000 }, () => {
  expect(checkEquation(reparsing, 150, { length: 2, inputsEach: 0, family: 'language' }).compiled).toBeGreaterThanOrEqual(150);
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
  const tally = checkEquation(folding, 2000, { length: 3, inputsEach: 5 });
  expect(tally.accepted).toBeGreaterThan(1300);
  expect(tally.rejected).toBeGreaterThan(130);
});

test('constant folding changes nothing, with everything that the language has but what may be absent', { timeout: 600_000 }, () => {
  const tally = checkEquation(folding, 1000, { length: 3, inputsEach: 5, family: 'foldable' });
  expect(tally.accepted).toBeGreaterThan(700);
  expect(tally.rejected).toBeGreaterThan(50);
});
