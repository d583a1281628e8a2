/**
 * The coordinate field of BN254 and its quadratic extension, for a verifier of public data: variable time, no secrets.
 *
 * Why not the fields of `@noble/curves`: they reduce after every addition. Here sums stay as they are and only products are reduced, which
 * halves the time of a pairing and makes the light verifier smaller. The tests compare every operation with noble's.
 *
 * An element is any integer (or pair of them) of its residue class, so equality is `eql`, never `===`; `canonical` gives the one below q.
 * JavaScript's integers have no bound, so a sum that was not reduced costs time and is never wrong.
 *
 * Fq2 = Fq[u]/(u^2 + 1).
 */

/** The order of the coordinates. */
export const Q = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n;
/** The order of the groups: public signals lie below it. */
export const R = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n;
/** The parameter of the curve family. */
export const X = 4965661367192848881n;

/** c0 + c1 u. */
export interface Element2 {
  readonly c0: bigint;
  readonly c1: bigint;
}

/** What the group law needs of a field. */
export interface Field<T> {
  readonly ZERO: T;
  readonly ONE: T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  neg(a: T): T;
  mul(a: T, b: T): T;
  sqr(a: T): T;
  is0(a: T): boolean;
  eql(a: T, b: T): boolean;
}

/** The residue in [0, q). */
export function canonical(value: bigint): bigint {
  const rest = value % Q;
  return rest < 0n ? rest + Q : rest;
}

/** 1/a by the extended algorithm of Euclid. @throws RangeError for 0. */
function invert(a: bigint): bigint {
  let [low, high] = [canonical(a), Q];
  if (low === 0n) throw new RangeError('zero has no inverse');
  let [x, y] = [1n, 0n];
  while (low !== 0n) {
    const quotient = high / low;
    [high, low] = [low, high - quotient * low];
    [y, x] = [x, y - quotient * x];
  }
  return canonical(y);
}

export const Fq: Field<bigint> & { inv(a: bigint): bigint } = {
  ZERO: 0n,
  ONE: 1n,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  neg: (a) => -a,
  mul: (a, b) => (a * b) % Q,
  sqr: (a) => (a * a) % Q,
  inv: invert,
  is0: (a) => a % Q === 0n,
  eql: (a, b) => (a - b) % Q === 0n,
};

export function add2(a: Element2, b: Element2): Element2 {
  return { c0: a.c0 + b.c0, c1: a.c1 + b.c1 };
}

export function sub2(a: Element2, b: Element2): Element2 {
  return { c0: a.c0 - b.c0, c1: a.c1 - b.c1 };
}

/** a b, not reduced: sums of products are reduced once. Three multiplications (Karatsuba). */
export function product2(a: Element2, b: Element2): Element2 {
  const low = a.c0 * b.c0;
  const high = a.c1 * b.c1;
  return { c0: low - high, c1: (a.c0 + a.c1) * (b.c0 + b.c1) - low - high };
}

/** a^2, not reduced. */
export function square2(a: Element2): Element2 {
  const cross = a.c0 * a.c1;
  return { c0: (a.c0 + a.c1) * (a.c0 - a.c1), c1: cross + cross };
}

export function reduce2(a: Element2): Element2 {
  return { c0: a.c0 % Q, c1: a.c1 % Q };
}

/** a (9 + u): the number whose cube root extends Fq2. */
export function timesXi(a: Element2): Element2 {
  return { c0: 9n * a.c0 - a.c1, c1: 9n * a.c1 + a.c0 };
}

/** The q-power Frobenius of Fq2. */
export function conjugate2(a: Element2): Element2 {
  return { c0: a.c0, c1: -a.c1 };
}

/** a times an element of Fq. */
export function scale2(a: Element2, factor: bigint): Element2 {
  return { c0: (a.c0 * factor) % Q, c1: (a.c1 * factor) % Q };
}

export const Fq2: Field<Element2> & { inv(a: Element2): Element2; pow(a: Element2, exponent: bigint): Element2 } = {
  ZERO: { c0: 0n, c1: 0n },
  ONE: { c0: 1n, c1: 0n },
  add: add2,
  sub: sub2,
  neg: (a) => ({ c0: -a.c0, c1: -a.c1 }),
  mul: (a, b) => reduce2(product2(a, b)),
  sqr: (a) => reduce2(square2(a)),
  inv: (a) => scale2(conjugate2(a), invert(a.c0 * a.c0 + a.c1 * a.c1)),
  pow(a, exponent) {
    let power = this.ONE;
    for (const bit of exponent.toString(2)) {
      power = this.sqr(power);
      if (bit === '1') power = this.mul(power, a);
    }
    return power;
  },
  is0: (a) => Fq.is0(a.c0) && Fq.is0(a.c1),
  eql: (a, b) => Fq.eql(a.c0, b.c0) && Fq.eql(a.c1, b.c1),
};

/** 9 + u. */
export const XI: Element2 = { c0: 9n, c1: 1n };
/** The constant of the twist y^2 = x^3 + 3/(9 + u). */
export const TWIST_B: Element2 = Fq2.mul({ c0: 3n, c1: 0n }, Fq2.inv(XI));

/** A number in the digits -1, 0 and 1, highest first, with few that are not 0: inverses and negations are nearly free here. */
export function signedDigits(value: bigint): number[] {
  const digits: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 1n) {
    const digit = (rest & 1n) === 0n ? 0 : (rest & 3n) === 3n ? -1 : 1;
    digits.unshift(digit);
    rest -= BigInt(digit);
  }
  return digits;
}
