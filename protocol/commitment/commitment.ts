/**
 * The commitment rule P: how the values of a unit become one field element, and all units one public signal.
 *
 * P(x1, ...rest) with x1 = domain * 2^32 + u * 2^16 + k. x1 separates purposes, units and lengths (k counts x1 too), which matters because
 * o1js pads ([1] and [1, 0] hash alike) and because the bn254 chain would let a list end in a hash. A commitment with a random salt
 * hides its values; the disclosed one has salt 0 and hides nothing. The two fields give different commitments to equal values.
 */
import { type ClauseInterface, type CommitmentUnit, unitSizes } from '../clause/interface.js';
import { packValues } from '../values/packing.js';

/** The hash of a list of elements of one field: `poseidonBn254`, or o1js's `Poseidon.hash` on bigints. */
export type PoseidonHash = (inputs: readonly bigint[]) => bigint;

export const DOMAIN = { disclosed: 1n, private: 2n, openable: 3n, root: 4n } as const;

const MAX_SALT = 1n << 248n;

/**
 * P over x1 and `rest`, for unit number `unit` (0 for the root).
 * @throws RangeError when the unit or the length does not fit into 16 bits.
 */
export function commitmentHash(poseidon: PoseidonHash, domain: bigint, unit: number, rest: readonly bigint[]): bigint {
  return poseidon([commitmentHeader(domain, unit, rest.length), ...rest]);
}

/** x1 for `restLength` elements besides it. Circuits have it as a constant. */
export function commitmentHeader(domain: bigint, unit: number, restLength: number): bigint {
  const k = restLength + 1;
  if (unit < 0 || unit > 0xffff || k > 0xffff) throw new RangeError('unit numbers and lengths have 16 bits');
  return domain * 2n ** 32n + BigInt(unit) * 2n ** 16n + BigInt(k);
}

/**
 * The commitment of one unit: rest = salt, then the packed values of its fields.
 * @param encoded the encoded leaves of every field, by field index (as `encodeInputs` gives them); only those of the unit are read.
 * @param salt 248 random bits, never 0; exactly 0 for the disclosed unit.
 * @throws RangeError for a salt or a value out of bounds.
 */
export function unitCommitment(
  poseidon: PoseidonHash,
  iface: Pick<ClauseInterface, 'fields'>,
  unit: CommitmentUnit,
  encoded: readonly (readonly bigint[])[],
  salt: bigint,
): bigint {
  if (unit.kind === 'disclosed' ? salt !== 0n : salt <= 0n || salt >= MAX_SALT) {
    throw new RangeError('a salt has 248 bits and is not 0; the disclosed unit has salt 0');
  }
  const values = unit.fields.flatMap((index) => encoded[index] ?? []);
  return commitmentHash(poseidon, DOMAIN[unit.kind], unit.index, [salt, ...packValues(values, unitSizes(iface, unit))]);
}

/** The public signal `inputs_root` over the commitments of all units, in unit order. */
export function inputsRoot(poseidon: PoseidonHash, commitments: readonly bigint[]): bigint {
  return commitmentHash(poseidon, DOMAIN.root, 0, commitments);
}
