/** Twin of `DivMod(divisorMax, quotientMax)`. */
import { Field, Provable } from 'o1js';
import { assertDivision } from '../parameters.js';
import { exactRange } from './exact-range.js';

/**
 * Relation: in = quotient * divisor + remainder, 0 <= remainder < divisor, 0 <= quotient <= quotientMax.
 * Requires: 1 <= divisor <= divisorMax. Guarantees: the floored division; quotient <= quotientMax.
 * Shapes: one field element each; bitLength(divisorMax) + bitLength(quotientMax) <= 252.
 * Cost: three ranges, one product, two linear gates.
 * @throws RangeError for bad parameters; Error (assertion) where the values are known and no such division exists.
 */
export function divMod(x: Field, divisor: Field, divisorMax: bigint, quotientMax: bigint): { quotient: Field; remainder: Field } {
  assertDivision(divisorMax, quotientMax);
  // A divisor of 0 breaks the precondition. The hint must not throw then: the range of the remainder refuses it.
  const hint = (): Field => {
    const d = divisor.toBigInt();
    return Field(x.toBigInt() / (d === 0n ? 1n : d));
  };
  const quotient = x.isConstant() && divisor.isConstant() ? hint() : Provable.witness(Field, hint);
  const remainder = x.sub(quotient.mul(divisor)).seal();
  exactRange(remainder, divisorMax - 1n);
  exactRange(divisor.sub(1).sub(remainder).seal(), divisorMax - 1n);
  exactRange(quotient, quotientMax);
  return { quotient, remainder };
}
