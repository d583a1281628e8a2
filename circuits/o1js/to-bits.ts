/** Twin of `ToBits(n)`. */
import { Field } from 'o1js';
import { assertBitCount } from '../parameters.js';
import { lowDigits, powersOfTwo, weightedDigits } from './digits.js';

/**
 * Relation: in = sum of out[i] 2^i, each out[i] is 0 or 1. Requires: nothing.
 * Guarantees: 0 <= in < 2^n and out are its binary digits, lowest first. Shapes: one field element in, n out, 1 <= n <= 253.
 * Cost: about n rows.
 * @throws RangeError for a bad n; Error (assertion) where the value is known and too large.
 */
export function toBits(x: Field, n: number): Field[] {
  assertBitCount(n);
  if (x.isConstant()) {
    const value = x.toBigInt();
    if (value >> BigInt(n) !== 0n) throw new Error('toBits: a constant has too many bits');
    return lowDigits(value, n).map((digit) => Field(digit));
  }
  const { digits, sum } = weightedDigits(powersOfTwo(n), () => lowDigits(x.toBigInt(), n));
  sum.assertEquals(x);
  return digits;
}
