/** Twin of `Boolean`. */
import type { Field } from 'o1js';

/**
 * Relation: in is 0 or 1. Requires: nothing. Guarantees: in is 0 or 1. Shapes: one field element. Cost: half a row.
 * @throws Error (assertion) where the value is known and is neither.
 */
export function boolean(x: Field): void {
  x.mul(x).assertEquals(x);
}
