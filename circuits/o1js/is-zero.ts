/** Twin of `IsZero`. */
import { Field, Provable } from 'o1js';

/**
 * Relation: out = 1 if in = 0, else 0. Requires: nothing. Guarantees: the same. Shapes: one field element each.
 * Cost: one row, and half a row for an input that is a linear combination.
 * Free wires: the inverse, when in = 0.
 */
export function isZero(x: Field): Field {
  if (x.isConstant()) return Field(x.toBigInt() === 0n ? 1 : 0);
  const sealed = x.seal();
  const [inverse, out] = Provable.witness(Provable.Array(Field, 2), () => {
    const value = Field(sealed.toBigInt());
    return value.toBigInt() === 0n ? [Field(0), Field(1)] : [value.inv(), Field(0)];
  });
  if (inverse === undefined || out === undefined) throw new Error('isZero: a hint is missing');
  sealed.mul(inverse).assertEquals(Field(1).sub(out));
  sealed.mul(out).assertEquals(0);
  return out;
}
