/**
 * Binary digits for the o1js twins: hinted, constrained to 0 and 1, and summed with weights.
 *
 * A digit costs two half rows, d * d = d and its term of the sum. Base-4 digits would save terms, but through the arithmetic of
 * Field a generic gate is either a product or a sum, and they come out dearer (16 rows and not 13 for a range of 13 bits).
 */
import { Field, Provable } from 'o1js';
import { boolean } from './boolean.js';

/**
 * Hinted digits, each 0 or 1, and their weighted sum; the caller says what the sum must equal.
 * @param hint the digits, computed from the witness; it runs on dishonest inputs too and must not throw.
 */
export function weightedDigits(weights: readonly bigint[], hint: () => readonly bigint[]): { digits: Field[]; sum: Field } {
  const digits = Provable.witness(Provable.Array(Field, weights.length), () => hint().map((digit) => Field(digit)));
  let sum = Field(0);
  for (const [i, digit] of digits.entries()) {
    boolean(digit);
    sum = sum.add(digit.mul(weights[i] ?? 0n));
  }
  return { digits, sum };
}

/** 1, 2, 4, ..., 2^(n-1). */
export function powersOfTwo(n: number): bigint[] {
  return Array.from({ length: n }, (_, i) => 1n << BigInt(i));
}

/** The lowest n binary digits of x. */
export function lowDigits(x: bigint, n: number): bigint[] {
  return Array.from({ length: n }, (_, i) => (x >> BigInt(i)) & 1n);
}
