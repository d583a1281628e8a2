/** Twin of `IsZero`. */
import { Field, Provable } from 'o1js';

/**
 * Relation: out = 1 if in = 0, else 0. Requires: nothing. Guarantees: the same. Shapes: one field element each.
 * Cost: three half rows, and one more for an input that is a linear combination.
 * Free wires: the inverse, when in = 0.
 */
export function isZero(x: Field): Field {
  return Field(1).sub(isNonZero(x)).seal();
}

/** The complement, half a row cheaper: n = in * inverse, and in * n = in makes it 1 unless in = 0. */
export function isNonZero(x: Field): Field {
  if (x.isConstant()) return Field(x.toBigInt() === 0n ? 0 : 1);
  const sealed = x.seal();
  const hintInverse = Provable.witness(Field, () => {
    const value = Field(sealed.toBigInt());
    return value.toBigInt() === 0n ? Field(0) : value.inv();
  });
  const nonZero = sealed.mul(hintInverse).seal();
  sealed.mul(nonZero).assertEquals(sealed);
  return nonZero;
}
