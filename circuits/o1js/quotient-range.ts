/** Twin of `QuotientRange(divisor, quotientMax, up)`. */
import { Field, Provable } from 'o1js';
import { assertQuotientRange } from '../parameters.js';
import { exactRange } from './exact-range.js';

/**
 * Relation: 0 <= in <= divisor * quotientMax; quotient = in / divisor, rounded down, or up if up = 1. Requires: nothing. Guarantees: the same.
 * Shapes: one field element each; divisor >= 2, quotientMax >= 1, bitLength(divisor) + bitLength(quotientMax) <= 252; up: 0 or 1.
 * Cost: two ranges and about two rows.
 * Free wires: the inverse, as in the template; nothing else reads it.
 * @throws RangeError for bad parameters; Error (assertion) where the value is known and out of range.
 */
export function quotientRange(x: Field, divisor: bigint, quotientMax: bigint, up: bigint): Field {
  assertQuotientRange(divisor, quotientMax, up);
  const divide = () => Field(x.add(up * (divisor - 1n)).toBigInt() / divisor);
  const quotient = x.isConstant() ? divide() : Provable.witness(Field, divide);
  const difference = x.sub(quotient.mul(divisor));
  const remainder = (up === 1n ? difference.neg() : difference).seal();
  exactRange(remainder, divisor - 1n);
  exactRange(quotient, quotientMax);
  const end = (up === 1n ? quotient : Field(quotientMax).sub(quotient)).seal();
  const inverse = () => (end.toBigInt() === 0n ? Field(0) : remainder.div(Field(end.toBigInt())));
  const hinted = x.isConstant() ? inverse() : Provable.witness(Field, () => Field(inverse().toBigInt()));
  end.mul(hinted).assertEquals(remainder);
  return quotient;
}
