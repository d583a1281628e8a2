/**
 * What a gadget's compile-time parameters must satisfy, and the shapes that follow from them.
 *
 * The Circom templates assert the same conditions. They are repeated here because the o1js twins and the catalog need them
 * too, and because a compiler wants to learn about a bad parameter before a toolchain does.
 * Trap: every bound below is about *integers*. A relation that holds modulo the field is not the relation.
 */

/** A sum of this many bits cannot wrap in either field: 2^253 is below the BN254 scalar modulus and below the Pasta one. */
const SAFE_BITS = 253;

/** Binary digits of `value` (0 has none). @throws RangeError for a negative value. */
export function bitLength(value: bigint): number {
  if (value < 0n) throw new RangeError('bitLength of a negative number');
  return value === 0n ? 0 : value.toString(2).length;
}

/** @throws RangeError unless 0 <= max and max has at most 253 bits. */
export function assertRangeBound(max: bigint): void {
  if (max < 0n || bitLength(max) > SAFE_BITS) throw new RangeError(`a range bound must lie between 0 and 2^${SAFE_BITS} - 1`);
}

/** @throws RangeError unless 1 <= n <= 253: more binary digits than that name some field elements twice. */
export function assertBitCount(n: number): void {
  if (!Number.isInteger(n) || n < 1 || n > SAFE_BITS) throw new RangeError(`a bit count must be an integer from 1 to ${SAFE_BITS}`);
}

/**
 * One bit less than SAFE_BITS: DivMod adds two numbers as large as the divisor, and the sum must not wrap either.
 * @throws RangeError unless the largest quotient * divisor + remainder is below 2^252.
 */
export function assertDivision(divisorMax: bigint, quotientMax: bigint): void {
  if (divisorMax < 1n) throw new RangeError('a divisor must be at least 1');
  if (quotientMax < 0n) throw new RangeError('a quotient bound must not be negative');
  if (bitLength(divisorMax) + bitLength(quotientMax) > SAFE_BITS - 1) {
    throw new RangeError(`divisor and quotient together must not exceed ${SAFE_BITS - 1} bits, or a sum could wrap`);
  }
}

/**
 * The weights of `ExactRange(max)`: 1, 2, ..., 2^(k-2), rest with k = bitLength(max).
 * Subset sums of them are exactly the integers 0..max; most values have two sets of digits.
 */
export function rangeWeights(max: bigint): bigint[] {
  assertRangeBound(max);
  const k = bitLength(max);
  if (k === 0) return [];
  const weights: bigint[] = [];
  for (let i = 0; i < k - 1; i++) weights.push(1n << BigInt(i));
  weights.push(max - (1n << BigInt(k - 1)) + 1n);
  return weights;
}

/**
 * How `LessThan(low, high)` decides d < 0 for d = a - b in [low, high]; each form is the cheapest one that is right on its interval.
 *
 * - `never`: low = 0, the answer is the constant 0.
 * - `difference`: d in {-1, 0}, the answer is -d.
 * - `quadratic`: d in {-1, 0, 1} or {-2, -1, 0}: the parabola through the three answers.
 * - `is-minus-one`: low = -1, the answer is d == -1.   - `is-not-zero`: high = 0, the answer is d != 0.
 * - `bits`: d + 2^k has k + 1 binary digits and the top one is the answer's complement.
 */
export type LessThanForm =
  | { readonly kind: 'never' }
  | { readonly kind: 'difference' }
  | { readonly kind: 'quadratic'; readonly high: 0 | 1 }
  | { readonly kind: 'is-minus-one' }
  | { readonly kind: 'is-not-zero' }
  | { readonly kind: 'bits'; readonly k: number };

/** @throws RangeError unless low <= 0 <= high and both fit the offset form in 252 bits. */
export function lessThanForm(low: bigint, high: bigint): LessThanForm {
  if (low > 0n || high < 0n) throw new RangeError('LessThan needs low <= 0 <= high');
  const width = -low > high + 1n ? -low : high + 1n;
  const k = bitLength(width - 1n);
  if (k > SAFE_BITS - 1) throw new RangeError(`LessThan compares differences of at most ${SAFE_BITS - 1} bits`);
  if (low === 0n) return { kind: 'never' };
  if (low === -1n && high === 0n) return { kind: 'difference' };
  if (high - low === 2n) return { kind: 'quadratic', high: high === 1n ? 1 : 0 };
  if (low === -1n) return { kind: 'is-minus-one' };
  if (high === 0n) return { kind: 'is-not-zero' };
  return { kind: 'bits', k };
}

/** One of the stretches that bounds cut 0..max into. */
export interface Stretch {
  readonly first: bigint;
  /** rest, 1, 2, ..., 2^(b-2) with b = bitLength(length - 1): subset sums of them are exactly 0..length - 1. */
  readonly weights: readonly bigint[];
}

/**
 * The stretches of `Thresholds(max, n, bounds)`, from 0 up.
 * @throws RangeError unless 0 < bounds[0] < bounds[1] < ... <= max, there is a bound, and max has at most 252 bits: circom compares
 * field elements as signed numbers.
 */
export function stretchesOf(max: bigint, bounds: readonly bigint[]): Stretch[] {
  assertRangeBound(max);
  if (bitLength(max) > SAFE_BITS - 1) throw new RangeError(`thresholds are for at most ${SAFE_BITS - 1} bits`);
  if (bounds.length === 0) throw new RangeError('thresholds need a bound');
  const firsts = [0n, ...bounds];
  return firsts.map((first, i) => {
    const next = firsts[i + 1] ?? max + 1n;
    if (next <= first) throw new RangeError('the bounds of thresholds must rise from above 0 to max');
    const weights = rangeWeights(next - first - 1n);
    return { first, weights: [...weights.slice(-1), ...weights.slice(0, -1)] };
  });
}

/** @throws RangeError unless divisor >= 2, quotientMax >= 1, up is 0 or 1, and the two together are below 2^252. */
export function assertQuotientRange(divisor: bigint, quotientMax: bigint, up: bigint): void {
  if (divisor < 2n || quotientMax < 1n) throw new RangeError('a range by quotients needs a divisor above 1 and a quotient above 0');
  if (up !== 0n && up !== 1n) throw new RangeError('a quotient is rounded down (0) or up (1)');
  assertDivision(divisor, quotientMax);
}
