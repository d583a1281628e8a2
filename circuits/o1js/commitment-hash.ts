/** Twin of `CommitmentHash(domain, unit, n)`. */
import { Field, Poseidon } from 'o1js';
import { commitmentArities } from '../poseidon-shape.js';

/**
 * Relation: out = Poseidon of [header, ...rest] with header = domain * 2^32 + unit * 2^16 + (number of elements, the header
 * included). Requires: nothing. Guarantees: out is that hash; it hides the rest only if one element is a fresh secret salt.
 * Shapes: 1 to 65534 elements; domain and unit below 2^16. Cost: o1js's sponge, about 13 rows for two elements.
 *
 * Not the same function as on BN254: this one is o1js's sponge over the Pasta field, without the chain of the template. Values
 * agree across the two fields, commitments do not. The count in the header separates [1] from [1, 0], which the sponge
 * alone does not.
 * @throws RangeError for bad parameters.
 */
export function commitmentHash(domain: bigint | number, unit: bigint | number, rest: readonly Field[]): Field {
  commitmentArities(rest.length);
  for (const part of [BigInt(domain), BigInt(unit)]) {
    if (part < 0n || part >= 65536n) throw new RangeError('commitmentHash: domain and unit must lie between 0 and 65535');
  }
  const header = (BigInt(domain) << 32n) + (BigInt(unit) << 16n) + BigInt(rest.length + 1);
  return Poseidon.hash([Field(header), ...rest]);
}
