/**
 * Poseidon over the BN254 scalar field with circomlib's parameters: x^5, 8 full rounds, capacity element 0 first, output element 0.
 *
 * Constants come from the Grain LFSR of the Poseidon paper, on first use of a width (tens of milliseconds), not from a table: nothing to copy wrongly.
 * Compared with circomlibjs in the tests for all sixteen arities.
 */
import { Field } from '@noble/curves/abstract/modular.js';
import { grainGenConstants } from '@noble/curves/abstract/poseidon.js';
import { MODULUS } from './field.js';

/** What a Poseidon circuit of one width is made of. */
export interface PoseidonConstants {
  readonly roundsFull: number;
  readonly roundsPartial: number;
  /** [round][state element] */
  readonly roundConstants: readonly (readonly bigint[])[];
  /** state'[i] = sum over j of mds[i][j] * state[j] */
  readonly mds: readonly (readonly bigint[])[];
}

const ROUNDS_FULL = 8;
/** For widths 2 to 17 (arity + 1), from the paper's script at 128 bits of security; the list circomlib uses. */
const ROUNDS_PARTIAL = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68];
const MAX_ARITY = 16;

const field = Field(MODULUS.bn254);
const constantsByWidth = new Map<number, PoseidonConstants>();

/**
 * Constants of the permutation on `width` elements (arity + 1), 2 to 17.
 * @throws RangeError for another width.
 */
export function poseidonConstants(width: number): PoseidonConstants {
  const known = constantsByWidth.get(width);
  if (known !== undefined) return known;
  const roundsPartial = ROUNDS_PARTIAL[width - 2];
  if (roundsPartial === undefined) throw new RangeError('Poseidon widths are 2 to 17');
  const generated = grainGenConstants({ Fp: field, t: width, roundsFull: ROUNDS_FULL, roundsPartial });
  const constants = { roundsFull: ROUNDS_FULL, roundsPartial, ...generated };
  constantsByWidth.set(width, constants);
  return constants;
}

/**
 * One to 16 elements: circomlib's `Poseidon(n)`. Longer lists are chained: h = Poseidon_16(first 16), then h = Poseidon_(m+1)(h, next m)
 * with m <= 15. The chain does not separate lists of different lengths; the commitment rule does, by its first element.
 * @throws RangeError for an empty list or an element outside the field (it is not reduced).
 */
export function poseidonBn254(inputs: readonly bigint[]): bigint {
  if (inputs.length === 0) throw new RangeError('Poseidon hashes at least one element');
  if (inputs.some((x) => x < 0n || x >= MODULUS.bn254)) throw new RangeError('not an element of the bn254 field');
  let hash = hashOnce(inputs.slice(0, MAX_ARITY));
  for (let at = MAX_ARITY; at < inputs.length; at += MAX_ARITY - 1) hash = hashOnce([hash, ...inputs.slice(at, at + MAX_ARITY - 1)]);
  return hash;
}

/** Half of the full rounds, the partial rounds, the other half; each adds constants, raises to the fifth power, and mixes. */
function hashOnce(inputs: readonly bigint[]): bigint {
  const { roundsFull, roundsPartial, roundConstants, mds } = poseidonConstants(inputs.length + 1);
  const p = MODULUS.bn254;
  let state = [0n, ...inputs];
  // Loops and not callbacks: a certificate costs two of these hashes, and this halves them.
  for (const [round, constants] of roundConstants.entries()) {
    const full = round < roundsFull / 2 || round >= roundsFull / 2 + roundsPartial;
    for (let i = 0; i < state.length; i++) {
      const sum = (state[i] as bigint) + (constants[i] as bigint);
      state[i] = full || i === 0 ? fifthPower(sum, p) : sum;
    }
    const mixed: bigint[] = [];
    for (const row of mds) {
      let sum = 0n;
      for (let j = 0; j < row.length; j++) sum += (row[j] as bigint) * (state[j] as bigint);
      mixed.push(sum % p);
    }
    state = mixed;
  }
  return state[0] as bigint;
}

function fifthPower(x: bigint, p: bigint): bigint {
  const square = (x * x) % p;
  return (((square * square) % p) * x) % p;
}
