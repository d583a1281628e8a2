/** Directions at points where the gradient of a constraint is zero: neither a false alarm nor a blind spot. */
import { expect, test } from 'vitest';
import { movableWires } from './independence.js';
import type { Constraint, LinearCombination } from './r1cs.js';

const PRIME = 101n;
const form = (...terms: readonly (readonly [wire: number, coefficient: bigint])[]): LinearCombination => terms;
/** x * (x - y) = 0 */
const zeroOr = (x: number, y: number): Constraint => ({ a: form([x, 1n]), b: form([x, 1n], [y, -1n]), c: form() });
const moved = (constraints: readonly Constraint[], unknown: readonly number[]) =>
  [...movableWires(constraints, unknown, (wire) => (wire === 0 ? 1n : 0n), PRIME)].sort();

test('a digit that is 0 or a mask stays at 0 where the mask does, and so does a chain of them', () => {
  expect(moved([zeroOr(2, 1)], [2])).toEqual([]);
  expect(moved([zeroOr(2, 1), zeroOr(3, 2), zeroOr(4, 3)], [2, 3, 4])).toEqual([]);
});

test('soundness: with a mask that can move it moves along, and without the constraint anyway', () => {
  expect(moved([zeroOr(2, 1)], [1, 2])).toEqual([1, 2]);
  expect(moved([zeroOr(3, 2)], [2, 3])).toEqual([2, 3]);
  expect(moved([zeroOr(2, 1), zeroOr(4, 3)], [2, 3, 4])).toEqual([3, 4]);
});

test('soundness: two factors that move apart keep neither of them', () => {
  const product: Constraint = { a: form([1, 1n]), b: form([2, 1n]), c: form() };
  expect(moved([product], [1, 2])).toEqual([1, 2]);
});
