/**
 * Ranges of signed integers, for the magnitude check alone: it shares no arithmetic with the interval analysis that it checks.
 */
import type { LinearCombination } from '../ast.js';
import { subtractCombination } from '../combination.js';

/** Low and high included; a range with low > high has no values. */
export interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

/** Below half of both moduli, with room: a signed integer of this size is the integer that it stands for. */
export const SAFE = 1n << 252n;
/** Stands for any field element. */
export const ELEMENT: Range = { low: 0n, high: 1n << 256n };
export const ELEMENT_EITHER_SIGN: Range = { low: -ELEMENT.high, high: ELEMENT.high };

export const textOf = (form: LinearCombination): string =>
  `${form.constant} ${form.terms.map((term) => `${term.coefficient}*${term.wire}`).join(' ')}`;
export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
export const larger = (a: bigint, b: bigint): bigint => -smaller(-a, -b);
export const least = (...values: bigint[]): bigint => values.reduce(smaller);
export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
export const isSafe = ({ low, high }: Range): boolean => low > -SAFE && high < SAFE;
export const isElement = ({ high }: Range): boolean => high >= ELEMENT.high;
export const union = (x: Range, y: Range): Range => ({ low: smaller(x.low, y.low), high: larger(x.high, y.high) });
export const intersect = (x: Range, y: Range): Range => ({ low: larger(x.low, y.low), high: smaller(x.high, y.high) });

export function times(x: Range, y: Range): Range {
  const corners = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high];
  return { low: corners.reduce(smaller), high: corners.reduce(larger) };
}

/** ceil(a / b) for b > 0. */
export function divideUp(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a > 0n && quotient * b !== a ? quotient + 1n : quotient;
}

export const sameCombination = (x: LinearCombination, y: LinearCombination): boolean => {
  const difference = subtractCombination(x, y);
  return difference.terms.length === 0 && difference.constant === 0n;
};
