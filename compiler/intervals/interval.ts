/**
 * Closed intervals of rationals. An interval with low > high is empty: no value is possible.
 */
import { compare, floor, multiply, negate, type Rational, rational, add as sum } from '@clauseproof/protocol/rational';
import type { IntegerInterval } from '../core/ast.js';

export interface Interval {
  readonly low: Rational;
  readonly high: Rational;
}

/** Beyond every number that a program may contain; stands for "not known". */
const FAR = 1n << 600n;
export const UNKNOWN: Interval = { low: rational(-FAR), high: rational(FAR) };
export const FLAG: Interval = { low: rational(0n), high: rational(1n) };
export const EMPTY: Interval = { low: rational(1n), high: rational(0n) };

export const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

export const point = (value: bigint): Interval => ({ low: rational(value), high: rational(value) });
export const between = (low: bigint, high: bigint): Interval => ({ low: rational(low), high: rational(high) });
/** The integers of an interval that have this sign. */
export const signed = (x: Interval, sign: bigint): Interval =>
  meet(x, sign > 0n ? { low: rational(1n), high: UNKNOWN.high } : { low: UNKNOWN.low, high: rational(-1n) });

export const isEmpty = (x: Interval): boolean => compare(x.low, x.high) > 0;
export const meet = (x: Interval, y: Interval): Interval => ({ low: greatest(x.low, y.low), high: least(x.high, y.high) });

export function join(x: Interval, y: Interval): Interval {
  if (isEmpty(x)) return y;
  if (isEmpty(y)) return x;
  return { low: least(x.low, y.low), high: greatest(x.high, y.high) };
}

export const sameInterval = (x: Interval, y: Interval): boolean => compare(x.low, y.low) === 0 && compare(x.high, y.high) === 0;

/** The only value, if there is one. */
export function soleValue(x: Interval): bigint | undefined {
  return x.low.d === 1n && compare(x.low, x.high) === 0 ? x.low.n : undefined;
}

export const isWithin = (x: Interval, outer: Interval): boolean =>
  isEmpty(x) || (compare(outer.low, x.low) <= 0 && compare(x.high, outer.high) <= 0);

export const addInterval = (x: Interval, y: Interval): Interval => ({ low: sum(x.low, y.low), high: sum(x.high, y.high) });

export function scaleInterval(factor: Rational, x: Interval): Interval {
  const [a, b] = [multiply(factor, x.low), multiply(factor, x.high)];
  return factor.n >= 0n ? { low: a, high: b } : { low: b, high: a };
}

export function multiplyInterval(x: Interval, y: Interval): Interval {
  const corners = [multiply(x.low, y.low), multiply(x.low, y.high), multiply(x.high, y.low), multiply(x.high, y.high)];
  return { low: corners.reduce(least), high: corners.reduce(greatest) };
}

/** Values of a square are not negative, which the product of the interval with itself does not know. */
export function squareInterval(x: Interval): Interval {
  const product = multiplyInterval(x, x);
  if (compare(x.low, ZERO) >= 0 || compare(x.high, ZERO) <= 0) return product;
  return { low: ZERO, high: product.high };
}

/** x / y, unknown unless y keeps one sign. */
export function divideInterval(x: Interval, y: Interval): Interval {
  if (isEmpty(x) || isEmpty(y)) return EMPTY;
  if (compare(y.low, ZERO) <= 0 && compare(y.high, ZERO) >= 0) return UNKNOWN;
  return multiplyInterval(x, { low: reciprocal(y.high), high: reciprocal(y.low) });
}

/** The integers of the interval; rounding inward. */
export function integersOf(x: Interval): IntegerInterval {
  return { low: ceiling(x.low), high: floor(x.high) };
}

export const tighten = (x: Interval): Interval => ({ low: rational(ceiling(x.low)), high: rational(floor(x.high)) });

export const ceiling = (r: Rational): bigint => -floor(negate(r));

const ZERO = rational(0n);
const reciprocal = (r: Rational): Rational => rational(r.d, r.n);
