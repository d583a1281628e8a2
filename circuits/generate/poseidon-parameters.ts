/**
 * Poseidon's parameters over the BN254 scalar field, and the sparse form of its partial rounds that the template uses.
 *
 * Reference: Grassi et al., "Poseidon", appendix B of the extended version. The Grain generator is noble's; a test compares
 * the hashes with circomlibjs for every arity.
 * Trap: the sparse form is an identity between matrices over the field, so one wrong entry gives another permutation and no
 * error. Hence the test against the dense form.
 */
import { Field } from '@noble/curves/abstract/modular.js';
import { grainGenConstants } from '@noble/curves/abstract/poseidon.js';
import { FULL_ROUNDS, partialRounds } from '../poseidon-shape.js';

/** The BN254 scalar modulus. */
export const BN254 = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

const Fp = Field(BN254);

type Vector = readonly bigint[];
export type Matrix = readonly Vector[];

export interface DenseParameters {
  /** One vector of width elements a round, added before the S-boxes. */
  readonly roundConstants: Matrix;
  readonly mds: Matrix;
}

export interface SparseParameters {
  /** One constant an S-box, in the order in which they stand: first full rounds, partial rounds, last full rounds. */
  readonly constants: Vector;
  readonly mds: Matrix;
  /** Takes the place of `mds` in the last full round before the partial ones. */
  readonly entry: Matrix;
  /** One row a partial round: arity weights of the state into element 0, then arity weights of the S-box into the state. */
  readonly sparse: Matrix;
}

function dot(a: Vector, b: Vector): bigint {
  if (a.length !== b.length) throw new RangeError('vectors of different length');
  return Fp.create(a.reduce((sum, x, i) => sum + x * (b[i] ?? 0n), 0n));
}

function transpose(m: Matrix): Matrix {
  return (m[0] ?? []).map((_, j) => m.map((row) => row[j] ?? 0n));
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
}

/** Gauss-Jordan. @throws Error if the matrix is singular. */
function invert(matrix: Matrix): Matrix {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1n : 0n))]);
  for (let column = 0; column < n; column++) {
    const pivotIndex = rows.findIndex((row, i) => i >= column && row[column] !== 0n);
    const pivot = rows[pivotIndex];
    const displaced = rows[column];
    if (pivot === undefined || displaced === undefined) throw new Error('singular matrix');
    rows[pivotIndex] = displaced;
    const scale = Fp.inv(pivot[column] ?? 0n);
    const scaled = pivot.map((x) => Fp.mul(x, scale));
    rows[column] = scaled;
    for (let i = 0; i < n; i++) {
      const row = rows[i];
      const factor = row?.[column] ?? 0n;
      if (i === column || row === undefined || factor === 0n) continue;
      rows[i] = row.map((x, j) => Fp.sub(x, Fp.mul(factor, scaled[j] ?? 0n)));
    }
  }
  return rows.map((row) => row.slice(n));
}

/** The parameters as the paper generates them. */
export function denseParameters(arity: number): DenseParameters {
  return grainGenConstants({ Fp, t: arity + 1, roundsFull: FULL_ROUNDS, roundsPartial: partialRounds(arity) });
}

/** The same permutation with one constant and 2 arity + 1 products a partial round. */
export function sparseParameters(arity: number): SparseParameters {
  const { roundConstants, mds } = denseParameters(arity);
  const partials = partialRounds(arity);
  const half = FULL_ROUNDS / 2;

  // A constant added to an element that meets no S-box can be added after the linear layer instead. Push them to the end.
  const partialConstants: bigint[] = [];
  let pending: Vector = roundConstants[half] ?? [];
  for (let r = 0; r < partials; r++) {
    const [first = 0n, ...others] = pending;
    partialConstants.push(first);
    const next = roundConstants[half + r + 1] ?? [];
    pending = mds.map((row, i) => Fp.add(dot(row, [0n, ...others]), next[i] ?? 0n));
  }

  // matrix = sparse * block, block = diag(1, inner). The block passes through the S-box on element 0 into the round before.
  let matrix: Matrix = mds;
  const sparse: Vector[] = [];
  for (let r = partials - 1; r >= 0; r--) {
    const [[, ...top] = [], ...lower] = matrix;
    const inner = lower.map((row) => row.slice(1));
    const intoFirst = multiply([top], invert(inner))[0] ?? [];
    sparse.unshift([...intoFirst, ...lower.map((row) => row[0] ?? 0n)]);
    const block = [[1n, ...top.map(() => 0n)], ...inner.map((row) => [0n, ...row])];
    matrix = multiply(block, mds);
  }

  return {
    constants: [
      ...roundConstants.slice(0, half).flat(),
      ...partialConstants,
      ...pending,
      ...roundConstants.slice(half + partials + 1).flat(),
    ],
    mds,
    entry: matrix,
    sparse,
  };
}
