/** Twin of `Mux`. */
import type { Field } from 'o1js';

/**
 * Relation: out = condition ? whenTrue : whenFalse. Requires: condition is 0 or 1. Guarantees: out is the chosen value.
 * Shapes: one field element each. Cost: three half rows; none while out is linear in one variable.
 */
export function mux(condition: Field, whenTrue: Field, whenFalse: Field): Field {
  const chosen = condition.mul(whenTrue.sub(whenFalse)).add(whenFalse);
  // Between constants the result is a scaled condition, which costs nothing as long as it is not sealed into a wire.
  return whenTrue.isConstant() && whenFalse.isConstant() ? chosen : chosen.seal();
}
