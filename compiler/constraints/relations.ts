/**
 * The relations of gadgets over the integers modulo the field, as a witness generator and a checker need them.
 *
 * Written from the catalog, not from the templates: the differential tests compare the two.
 */
import { commitmentHash, type PoseidonHash } from '@clauseproof/protocol/commitment';
import type { Statement } from './ast.js';

export interface Arithmetic {
  readonly modulus: bigint;
  readonly poseidon: PoseidonHash;
}

export const reduce = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

/** The representative in (-modulus/2, modulus/2]. */
export function signed(value: bigint, modulus: bigint): bigint {
  const reduced = reduce(value, modulus);
  return reduced * 2n > modulus ? reduced - modulus : reduced;
}

/** Output values of a gadget; undefined when the inputs satisfy no execution of it. */
export function runGadget(
  statement: Extract<Statement, { kind: 'gadget' }>,
  inputs: readonly bigint[],
  { modulus, poseidon }: Arithmetic,
): readonly bigint[] | undefined {
  const [a = 0n, b = 0n, c = 0n] = inputs;
  const [p = 0n, q = 0n] = statement.parameters;
  switch (statement.gadget) {
    case 'Boolean':
      return a === 0n || a === 1n ? [] : undefined;
    case 'ExactRange':
      return a <= p ? [] : undefined;
    case 'MaskedRange':
      return b <= 1n && a <= p * b ? [] : undefined;
    case 'Thresholds':
      return b <= 1n && a <= p * b ? statement.parameters.slice(2).map((bound) => (a >= bound ? 1n : 0n)) : undefined;
    case 'QuotientRange':
      return a <= p * q ? [a / p + (a % p === 0n ? 0n : (statement.parameters[2] ?? 0n))] : undefined;
    case 'IsZero':
      return [a === 0n ? 1n : 0n];
    case 'LessThan': {
      const difference = signed(a - b, modulus);
      return difference < p || difference > q ? undefined : [difference < 0n ? 1n : 0n];
    }
    case 'DivModConstant':
      return a / p <= q ? [a / p, a % p] : undefined;
    case 'DivMod':
      return b >= 1n && b <= p && a / b <= q ? [a / b, a % b] : undefined;
    case 'Mux':
      return a === 0n || a === 1n ? [a === 1n ? b : c] : undefined;
    case 'Pack':
      return [
        reduce(
          inputs.reduce((sum, value, i) => sum + value * (statement.parameters[i + 1] ?? 0n), 0n),
          modulus,
        ),
      ];
    case 'CommitmentHash':
      return [commitmentHash(poseidon, p, Number(q), [...inputs])];
    case 'BindContext':
      return [];
    case 'Poseidon':
      return [poseidon(inputs)];
    case 'ToBits':
      return a >> p === 0n ? Array.from({ length: Number(p) }, (_, i) => (a >> BigInt(i)) & 1n) : undefined;
  }
}
