/**
 * Arithmetic of the BN254 scalar field that a setup needs: powers, roots of unity, many inverses at once, and all Lagrange
 * basis polynomials of a power-of-two domain at one point.
 */
import { ProverError } from '../errors.js';
import { SCALAR_FIELD as R } from '../groth16/curve.js';

/** R - 1 = 2^28 * odd, and 5 is the smallest non-residue: 5^odd generates the 2^28-th roots. snarkjs and circom use the same. */
const TWO_ADICITY = 28;
const ROOT_OF_ALL = power(5n, (R - 1n) >> BigInt(TWO_ADICITY));

/** base^exponent mod R. */
export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % R;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % R;
    square = (square * square) % R;
  }
  return result;
}

/** The primitive root of unity of order 2^log that snarkjs uses for a domain of that size. */
export function rootOfUnity(log: number): bigint {
  if (log > TWO_ADICITY)
    throw new ProverError('setup.too-large', `the circuit needs a domain of 2^${log}; BN254 has at most 2^${TWO_ADICITY}`);
  return power(ROOT_OF_ALL, 1n << BigInt(TWO_ADICITY - log));
}

/** 1 / value mod R for every value, with a single exponentiation. Requires: no value is 0 mod R. */
export function invertAll(values: readonly bigint[]): bigint[] {
  const prefixes: bigint[] = [];
  let product = 1n;
  for (const value of values) {
    prefixes.push(product);
    product = (product * value) % R;
  }
  if (product === 0n) throw new RangeError('a value to invert is zero');
  let inverse = power(product, R - 2n);
  const inverses = new Array<bigint>(values.length);
  for (let i = values.length - 1; i >= 0; i--) {
    inverses[i] = (inverse * (prefixes[i] ?? 0n)) % R;
    inverse = (inverse * (values[i] ?? 0n)) % R;
  }
  return inverses;
}

/**
 * L_i(tau) for i = 0 .. 2^log - 1, where L_i is 1 at w^i and 0 at the other points of the domain:
 * L_i(tau) = (tau^n - 1) / n * w^i / (tau - w^i).
 * Requires: tau is outside the domain (tau^n != 1).
 */
export function lagrangeAt(tau: bigint, log: number): bigint[] {
  const size = 1 << log;
  const root = rootOfUnity(log);
  const points: bigint[] = [];
  for (let i = 0, point = 1n; i < size; i++, point = (point * root) % R) points.push(point);
  const inverses = invertAll([...points.map((point) => (tau - point + R) % R), BigInt(size)]);
  const scale = ((power(tau, BigInt(size)) + R - 1n) * (inverses[size] ?? 0n)) % R;
  return points.map((point, i) => (((scale * point) % R) * (inverses[i] ?? 0n)) % R);
}
