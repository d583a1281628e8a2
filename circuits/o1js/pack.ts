/** Twin of `Pack(n, weights)`. */
import { Field } from 'o1js';

/**
 * Relation: out = sum of in[i] weights[i]. Requires: nothing; injective only if the caller bounds each prefix sum below the next
 * weight. Guarantees: out is the weighted sum. Shapes: as many values as weights. Cost: half a row a value after the first.
 * @throws RangeError if the lengths differ.
 */
export function pack(values: readonly Field[], weights: readonly bigint[]): Field {
  if (values.length !== weights.length) throw new RangeError('pack: one weight a value');
  return values.reduce((sum, value, i) => sum.add(value.mul(weights[i] ?? 0n)), Field(0)).seal();
}
