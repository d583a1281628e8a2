/**
 * Exact rational numbers over bigint.
 *
 * INVARIANT: d > 0 and gcd(n, d) = 1, so that equal numbers have equal parts.
 */
import { ProtocolError } from '../errors.js';

export type Rational = { readonly n: bigint; readonly d: bigint };

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/** Exponents beyond this are refused, so that `1e999999999` cannot ask for a gigabyte of digits. */
const MAX_EXPONENT = 400;
const MAX_LITERAL = 1000;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * n / d in lowest terms.
 * @throws ProtocolError `rational.zero-denominator`.
 */
export function rational(n: bigint, d = 1n): Rational {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new ProtocolError('rational.zero-denominator', 'a fraction needs a denominator other than zero');
  const divisor = d < 0n ? -gcd(n, d) : gcd(n, d);
  return { n: n / divisor, d: d / divisor };
}

/**
 * The exact value of a JSON number or decimal text: `-12.50`, `1e-3`.
 * @throws ProtocolError `rational.malformed` when it is not a JSON number, `rational.too-large` beyond 1,000 characters or |exponent| 400.
 */
export function parseDecimal(text: string): Rational {
  if (text.length > MAX_LITERAL) throw new ProtocolError('rational.too-large', `a number has at most ${MAX_LITERAL} characters`);
  const match = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) throw new ProtocolError('rational.malformed', 'expected a decimal number such as -12.50');
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > MAX_EXPONENT)
    throw new ProtocolError('rational.too-large', `an exponent lies between -${MAX_EXPONENT} and ${MAX_EXPONENT}`);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const shift = exponent - fraction.length;
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift));
}

/**
 * The shortest decimal text, or one with exactly `digits` fraction digits.
 * @throws ProtocolError `rational.not-decimal` when the number has no such finite decimal expansion.
 */
export function formatDecimal(r: Rational, digits?: number): string {
  const places = digits ?? decimalPlaces(r);
  const scaled = r.n * 10n ** BigInt(places);
  if (scaled % r.d !== 0n) throw new ProtocolError('rational.not-decimal', `not a decimal number with ${places} fraction digits`);
  const whole = scaled / r.d;
  const text = (whole < 0n ? -whole : whole).toString().padStart(places + 1, '0');
  const sign = whole < 0n ? '-' : '';
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** Fraction digits that the number needs: d must be 2^a 5^b, and then it is max(a, b). */
function decimalPlaces(r: Rational): number {
  const exponentOf = (prime: bigint): [number, bigint] => {
    let [count, rest] = [0, r.d];
    while (rest % prime === 0n) [count, rest] = [count + 1, rest / prime];
    return [count, rest];
  };
  const [twos] = exponentOf(2n);
  const [fives] = exponentOf(5n);
  if (2n ** BigInt(twos) * 5n ** BigInt(fives) !== r.d) throw new ProtocolError('rational.not-decimal', 'not a finite decimal number');
  return Math.max(twos, fives);
}

/** Equal denominators, nearly always 1, are common enough in intervals that the multiplications show. */
export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n - b.n, a.d) : rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** @throws ProtocolError `rational.zero-denominator` when b is zero. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const equalRational = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const [left, right] = a.d === b.d ? [a.n, b.n] : [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The largest integer at most r (toward minus infinity; bigint division alone truncates toward zero). */
export function floor(r: Rational): bigint {
  const quotient = r.n / r.d;
  return r.n < 0n && quotient * r.d !== r.n ? quotient - 1n : quotient;
}
