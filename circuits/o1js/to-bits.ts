/** Twin of `ToBits(n)`. */
import { Field, Provable } from 'o1js';
import { assertBitCount } from '../parameters.js';
import { boolean } from './boolean.js';

/**
 * Relation: in = sum of out[i] 2^i, each out[i] is 0 or 1. Requires: nothing.
 * Guarantees: 0 <= in < 2^n and out are its binary digits, lowest first. Shapes: one field element in, n out, 1 <= n <= 253.
 * Cost: about n rows.
 * @throws RangeError for a bad n; Error (assertion) where the value is known and too large.
 */
export function toBits(x: Field, n: number): Field[] {
  assertBitCount(n);
  const digitsOf = (value: bigint): bigint[] => Array.from({ length: n }, (_, i) => (value >> BigInt(i)) & 1n);
  if (x.isConstant()) {
    const value = x.toBigInt();
    if (value >> BigInt(n) !== 0n) throw new Error('toBits: a constant has too many bits');
    return digitsOf(value).map((digit) => Field(digit));
  }
  const bits = Provable.witness(Provable.Array(Field, n), () => digitsOf(x.toBigInt()).map((digit) => Field(digit)));
  let sum = Field(0);
  for (const [i, bit] of bits.entries()) {
    boolean(bit);
    sum = sum.add(bit.mul(1n << BigInt(i)));
  }
  sum.assertEquals(x);
  return bits;
}
