/** Twin of `BindContext`. */
import type { Field } from 'o1js';

/**
 * Relation: hi and lo each stand in one quadratic constraint. Requires: nothing. Guarantees: no value is refused.
 * Shapes: one field element each. Cost: one row. Kimchi binds every public input anyway; the gates keep the two back ends alike.
 */
export function bindContext(hi: Field, lo: Field): void {
  hi.mul(hi);
  lo.mul(lo);
}
