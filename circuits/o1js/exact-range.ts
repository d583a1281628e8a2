/** Twin of `ExactRange(max)`. */
import type { Field } from 'o1js';
import { assertRangeBound, rangeWeights } from '../parameters.js';
import { boolean } from './boolean.js';
import { lowDigits, weightedDigits } from './digits.js';

/**
 * Relation: 0 <= in <= max. Requires: nothing. Guarantees: 0 <= in <= max.
 * Shapes: one field element; 0 <= max < 2^253.
 * Cost: about k rows, k = bitLength(max).
 * Free wires: the digits, as in the template; nothing else reads them.
 * @throws RangeError for a bad max; Error (assertion) where the value is known and out of range.
 */
export function exactRange(x: Field, max: bigint): void {
  assertRangeBound(max);
  if (max === 0n) {
    x.assertEquals(0);
    return;
  }
  if (x.isConstant()) {
    if (x.toBigInt() > max) throw new Error('exactRange: a constant is out of range');
    return;
  }
  if (max === 1n) {
    boolean(x);
    return;
  }
  const weights = rangeWeights(max);
  const top = BigInt(weights.length - 1);
  const { sum } = weightedDigits(weights, () => {
    const value = x.toBigInt();
    const topDigit = (value >> top) & 1n;
    const rest = value - topDigit * (weights.at(-1) ?? 0n);
    return [...lowDigits(rest, weights.length - 1), topDigit];
  });
  sum.assertEquals(x);
}
