/** Twin of `Thresholds(max, n, bounds)`. */
import { Field, Provable } from 'o1js';
import { type Stretch, stretchesOf } from '../parameters.js';
import { zeroOr } from './zero-or.js';

/**
 * Relation: out[i] = 1 if in >= bounds[i], else 0; 0 <= in <= max, and in = 0 if mask = 0. Requires: mask is 0 or 1. Guarantees: the same.
 * Shapes: one field element each and as many flags as bounds; 0 < bounds[0] < bounds[1] < ... <= max < 2^252.
 * Cost: more rows than constraints, as a weight that is a sum of flags takes rows of its own.
 * Free wires: the digits, as in the template; nothing else reads them.
 * @throws RangeError for bad bounds; Error (assertion) where the values are known and break the relation.
 */
export function thresholds(x: Field, mask: Field, max: bigint, bounds: readonly bigint[]): Field[] {
  const stretches = stretchesOf(max, bounds);
  const hint = (): bigint[] => {
    const value = x.toBigInt();
    return [...bounds.map((bound) => (value >= bound ? 1n : 0n)), ...digitsOf(stretches, value, mask.toBigInt())];
  };
  const count = bounds.length + digitCount(stretches);
  const isKnown = x.isConstant() && mask.isConstant();
  const hinted = isKnown
    ? hint().map((value) => Field(value))
    : Provable.witness(Provable.Array(Field, count), () => hint().map((value) => Field(value)));
  const [flags, digits] = [hinted.slice(0, bounds.length), hinted.slice(bounds.length)];

  // Behind a 0 there is no 1, so the flags fall; the difference of two neighbours is 1 in one stretch.
  const falling = [mask, ...flags];
  for (const [i, flag] of flags.entries()) zeroOr(flag, falling[i] ?? mask);
  /** The sum over the stretches of `value` where the flags choose it, as a sum over the flags. */
  const chosen = (value: (stretch: Stretch) => bigint): Field => {
    let [sum, before] = [Field(0), 0n];
    for (const [s, stretch] of stretches.entries()) {
      const own = value(stretch);
      if (own !== before) sum = sum.add((falling[s] ?? mask).mul(own - before));
      before = own;
    }
    return sum;
  };
  let sum = chosen(({ first }) => first);
  for (const [i, digit] of digits.entries()) {
    zeroOr(
      digit,
      chosen(({ weights }) => weights[i] ?? 0n),
    );
    sum = sum.add(digit);
  }
  sum.assertEquals(x);
  return flags;
}

const digitCount = (stretches: readonly Stretch[]): number => Math.max(...stretches.map(({ weights }) => weights.length));

/** How far a value lies from the beginning of its stretch, in the weights of that stretch; 0 where the mask is 0. */
function digitsOf(stretches: readonly Stretch[], value: bigint, mask: bigint): bigint[] {
  const stretch = stretches.findLast(({ first }) => value >= first);
  const digits: bigint[] = new Array(digitCount(stretches)).fill(0n);
  if (stretch === undefined || stretch.weights.length === 0 || mask === 0n) return digits;
  const [rest = 0n, ...powers] = stretch.weights;
  let left = value - stretch.first;
  if (left >= 1n << BigInt(powers.length)) {
    digits[0] = rest;
    left -= rest;
  }
  for (const [i, power] of powers.entries()) digits[i + 1] = left & power;
  return digits;
}
