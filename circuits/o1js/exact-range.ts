/** Twin of `ExactRange(max)`. */
import type { Field } from 'o1js';
import { assertRangeBound, bitLength } from '../parameters.js';
import { boolean } from './boolean.js';
import { binaryDigits, hintDigits, sumOfDigits } from './digits.js';

/**
 * Relation: 0 <= in <= max. Requires: nothing. Guarantees: 0 <= in <= max.
 * Shapes: one field element; 0 <= max < 2^253.
 * Cost: k = bitLength(max) bits in base-4 digits and one mixed-radix digit `rest`, about 3k/4 rows.
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
  const k = bitLength(max);
  const half = 1n << BigInt(k - 1);
  const rest = max - half + 1n;
  const low = binaryDigits(k - 1);
  // The top digit comes last: it stands for `rest`, so that the largest sum is max and not 2^k - 1.
  const sum = sumOfDigits([...low, { weight: rest, base: 2 }], () => {
    const value = x.toBigInt();
    const top = (value >> BigInt(k - 1)) & 1n;
    const remaining = value - top * rest;
    return [...hintDigits(remaining < 0n ? 0n : remaining, low), top];
  });
  sum.assertEquals(x);
}
