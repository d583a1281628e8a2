/**
 * Digits for the o1js twins: hinted, constrained to their base, and summed.
 *
 * Two bits in one base-4 digit cost the same two half rows as two booleans, but one term of the sum and not two, so the rows of
 * a decomposition fall by a quarter. The sums that can be written are the same. Larger bases do not pay: eight values
 * would need four half rows.
 */
import { Field, Provable } from 'o1js';

export interface Digit {
  readonly weight: bigint;
  readonly base: 2 | 4;
}

/** Digits for 0..2^bits - 1: base 4 from below, and a bit on top if `bits` is odd. */
export function binaryDigits(bits: number): Digit[] {
  const digits: Digit[] = [];
  for (let i = 0; i < bits; i += 2) digits.push({ weight: 1n << BigInt(i), base: i + 1 < bits ? 4 : 2 });
  return digits;
}

/** Constrains d to its base: d^2 = d, or with y = d (d - 3) in {0, -2}: y^2 = -2y. One generic gate an equation. */
function assertDigit(d: Field, base: 2 | 4): void {
  if (base === 2) {
    d.mul(d).assertEquals(d);
    return;
  }
  const y = d.mul(d).sub(d.mul(3)).seal();
  y.mul(y).assertEquals(y.mul(-2));
}

/**
 * The sum of hinted digits, each constrained to its base; the caller says what the sum must equal.
 * @param hint the digits, computed from the witness; it runs on dishonest inputs too and must not throw.
 */
export function sumOfDigits(digits: readonly Digit[], hint: () => bigint[]): Field {
  const values = Provable.witness(Provable.Array(Field, digits.length), () => hint().map((x) => Field(x)));
  let sum = Field(0);
  for (const [i, { weight, base }] of digits.entries()) {
    const value = values[i];
    if (value === undefined) throw new Error('a digit without a hint');
    assertDigit(value, base);
    sum = sum.add(value.mul(weight));
  }
  return sum;
}

/** The lowest digits of x. */
export function hintDigits(x: bigint, digits: readonly Digit[]): bigint[] {
  return digits.map(({ weight, base }) => (x / weight) % BigInt(base));
}
