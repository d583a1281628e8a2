/**
 * From a constraint system and the toxic values to the discrete logarithm of every point of a Groth16 proving key.
 *
 * Trap, and it is one of soundness: besides the constraints, one row "A = wire s, B = 0, C = 0" is added for every public wire
 * and the constant (nPublic + 1 rows), as `snarkjs zkey new` does. They make the polynomials of the public wires linearly
 * independent; without them a public signal that no constraint uses has a zero IC point, and a proof holds for any value of it.
 */
import { SCALAR_FIELD as R } from '../groth16/curve.js';
import { invertAll, lagrangeAt } from './lagrange.js';
import type { R1cs, SparseMatrix } from './r1cs.js';

export interface ToxicValues {
  readonly tau: bigint;
  readonly alpha: bigint;
  readonly beta: bigint;
  readonly gamma: bigint;
  readonly delta: bigint;
}

export interface KeyScalars {
  /** One a wire. */
  readonly a: readonly bigint[];
  /** One a wire; the same for B in G1 and in G2. */
  readonly b: readonly bigint[];
  /** One a private wire, starting with wire nPublic + 1. */
  readonly c: readonly bigint[];
  /** The constant and the public wires: nPublic + 1. */
  readonly ic: readonly bigint[];
  /** One a point of the domain: the odd Lagrange basis of the domain of twice the size, over delta. */
  readonly h: readonly bigint[];
}

/** Number of public signals (the constant is not one). */
export const publicCount = (r1cs: { readonly publicOutputs: number; readonly publicInputs: number }): number =>
  r1cs.publicOutputs + r1cs.publicInputs;

/** log2 of the evaluation domain: the smallest that holds the constraints and the nPublic + 1 added rows. */
export function domainLog(r1cs: { readonly constraints: number; readonly publicOutputs: number; readonly publicInputs: number }): number {
  return 32 - Math.clz32(r1cs.constraints + publicCount(r1cs));
}

function columnSums(matrix: SparseMatrix, wires: number, basis: readonly bigint[]): bigint[] {
  const sums = new Array<bigint>(wires).fill(0n);
  for (let row = 0; row + 1 < matrix.starts.length; row++) {
    const weight = basis[row] ?? 0n;
    for (let term = matrix.starts[row] ?? 0; term < (matrix.starts[row + 1] ?? 0); term++) {
      const wire = matrix.wires[term] ?? 0;
      sums[wire] = ((sums[wire] ?? 0n) + weight * (matrix.values[term] ?? 0n)) % R;
    }
  }
  return sums;
}

/** Computes all scalars. Requires: the toxic values are nonzero and tau lies outside the domain of twice the size. */
export function keyScalars(r1cs: R1cs, toxic: ToxicValues): KeyScalars {
  const log = domainLog(r1cs);
  const publicSignals = publicCount(r1cs);
  const basis = lagrangeAt(toxic.tau, log);
  const a = columnSums(r1cs.a, r1cs.wires, basis);
  const b = columnSums(r1cs.b, r1cs.wires, basis);
  const c = columnSums(r1cs.c, r1cs.wires, basis);
  for (let wire = 0; wire <= publicSignals; wire++) a[wire] = ((a[wire] ?? 0n) + (basis[r1cs.constraints + wire] ?? 0n)) % R;

  const [overGamma = 0n, overDelta = 0n] = invertAll([toxic.gamma, toxic.delta]);
  const combined = a.map((value, wire) => (toxic.beta * value + toxic.alpha * (b[wire] ?? 0n) + (c[wire] ?? 0n)) % R);
  return {
    a,
    b,
    c: combined.slice(publicSignals + 1).map((value) => (value * overDelta) % R),
    ic: combined.slice(0, publicSignals + 1).map((value) => (value * overGamma) % R),
    h: lagrangeAt(toxic.tau, log + 1)
      .filter((_, index) => index % 2 === 1)
      .map((value) => (value * overDelta) % R),
  };
}
