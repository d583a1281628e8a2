/** Twin of `DivModConstant(divisor, quotientMax)`. */
import { Field, Provable } from 'o1js';
import { assertDivision } from '../parameters.js';
import { exactRange } from './exact-range.js';

/**
 * Relation: in = quotient * divisor + remainder, 0 <= remainder < divisor, 0 <= quotient <= quotientMax. Requires: nothing.
 * Guarantees: the floored division; in < divisor * (quotientMax + 1). Shapes: one field element each;
 * bitLength(divisor) + bitLength(quotientMax) <= 252.
 * Cost: two ranges, and half a row for the remainder.
 * @throws RangeError for bad parameters; Error (assertion) where the value is known and too large.
 */
export function divModConstant(x: Field, divisor: bigint, quotientMax: bigint): { quotient: Field; remainder: Field } {
  assertDivision(divisor, quotientMax);
  const quotient = x.isConstant() ? Field(x.toBigInt() / divisor) : Provable.witness(Field, () => Field(x.toBigInt() / divisor));
  const remainder = x.sub(quotient.mul(divisor)).seal();
  exactRange(remainder, divisor - 1n);
  exactRange(quotient, quotientMax);
  return { quotient, remainder };
}
