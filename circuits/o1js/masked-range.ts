/** Twin of `MaskedRange(max)`. */
import type { Field } from 'o1js';
import { exactRange } from './exact-range.js';

/**
 * Relation: 0 <= in <= max, and in = 0 if mask = 0. Requires: mask is 0 or 1. Guarantees: the same.
 * Shapes: one field element each; 1 <= max < 2^253.
 * Cost: half a row more than the range: here a product is cheaper than a mask in every digit, which the template has.
 * Free wires: the digits of the range; nothing else reads them.
 * @throws RangeError for a bad max; Error (assertion) where the values are known and break the relation.
 */
export function maskedRange(x: Field, mask: Field, max: bigint): void {
  if (max === 0n) throw new RangeError('maskedRange: max must be at least 1');
  exactRange(x, max);
  x.mul(mask).assertEquals(x);
}
