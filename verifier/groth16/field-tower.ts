/**
 * Fq12, where pairings have their values, and the final exponentiation.
 *
 * Fq6 = Fq2[v]/(v^3 - xi), Fq12 = Fq6[w]/(w^2 - v), with xi = 9 + u. Products are summed before they are reduced (`field.ts`): one reduction
 * a coefficient, where arithmetic in steps takes three. Squaring in the cyclotomic subgroup: Granger and Scott, eprint 2009/565. Hard part of
 * the exponentiation: Fuentes-Castaneda, Knapp and Rodriguez-Henriquez, as in noble-curves (MIT, Paul Miller), with whose results the tests compare.
 */
import { add2, conjugate2, type Element2, Fq2, product2, Q, reduce2, signedDigits, square2, sub2, timesXi, X, XI } from './field.js';

/** c0 + c1 v + c2 v^2. */
interface Element6 {
  readonly c0: Element2;
  readonly c1: Element2;
  readonly c2: Element2;
}

/** c0 + c1 w. */
export interface Element12 {
  readonly c0: Element6;
  readonly c1: Element6;
}

const ZERO6: Element6 = { c0: Fq2.ZERO, c1: Fq2.ZERO, c2: Fq2.ZERO };
export const ONE: Element12 = { c0: { ...ZERO6, c0: Fq2.ONE }, c1: ZERO6 };

const add6 = (a: Element6, b: Element6): Element6 => ({ c0: add2(a.c0, b.c0), c1: add2(a.c1, b.c1), c2: add2(a.c2, b.c2) });
const sub6 = (a: Element6, b: Element6): Element6 => ({ c0: sub2(a.c0, b.c0), c1: sub2(a.c1, b.c1), c2: sub2(a.c2, b.c2) });
const reduce6 = (a: Element6): Element6 => ({ c0: reduce2(a.c0), c1: reduce2(a.c1), c2: reduce2(a.c2) });
const timesV = (a: Element6): Element6 => ({ c0: timesXi(a.c2), c1: a.c0, c2: a.c1 });
const scale6 = (a: Element6, b: Element2): Element6 => ({ c0: product2(a.c0, b), c1: product2(a.c1, b), c2: product2(a.c2, b) });

/** a b, not reduced: six products in Fq2. */
function product6(a: Element6, b: Element6): Element6 {
  const p0 = product2(a.c0, b.c0);
  const p1 = product2(a.c1, b.c1);
  const p2 = product2(a.c2, b.c2);
  const p12 = sub2(sub2(product2(add2(a.c1, a.c2), add2(b.c1, b.c2)), p1), p2);
  const p01 = sub2(sub2(product2(add2(a.c0, a.c1), add2(b.c0, b.c1)), p0), p1);
  const p02 = sub2(sub2(product2(add2(a.c0, a.c2), add2(b.c0, b.c2)), p0), p2);
  return { c0: add2(p0, timesXi(p12)), c1: add2(p01, timesXi(p2)), c2: add2(p02, p1) };
}

/** a (b0 + b1 v), not reduced: five products. */
function sparseProduct6(a: Element6, b0: Element2, b1: Element2): Element6 {
  const p0 = product2(a.c0, b0);
  const p1 = product2(a.c1, b1);
  return {
    c0: add2(p0, timesXi(sub2(product2(add2(a.c1, a.c2), b1), p1))),
    c1: sub2(sub2(product2(add2(a.c0, a.c1), add2(b0, b1)), p0), p1),
    c2: add2(sub2(product2(add2(a.c0, a.c2), b0), p0), p1),
  };
}

function inverse6({ c0, c1, c2 }: Element6): Element6 {
  const t0 = reduce2(sub2(square2(c0), timesXi(product2(c1, c2))));
  const t1 = reduce2(sub2(timesXi(square2(c2)), product2(c0, c1)));
  const t2 = reduce2(sub2(square2(c1), product2(c0, c2)));
  const norm = reduce2(add2(timesXi(add2(product2(c2, t1), product2(c1, t2))), product2(c0, t0)));
  return reduce6(scale6({ c0: t0, c1: t1, c2: t2 }, Fq2.inv(norm)));
}

export function multiply(a: Element12, b: Element12): Element12 {
  const low = product6(a.c0, b.c0);
  const high = product6(a.c1, b.c1);
  const cross = sub6(sub6(product6(add6(a.c0, a.c1), add6(b.c0, b.c1)), low), high);
  return { c0: reduce6(add6(low, timesV(high))), c1: reduce6(cross) };
}

export function square({ c0, c1 }: Element12): Element12 {
  const cross = product6(c0, c1);
  const both = product6(add6(c0, c1), add6(c0, timesV(c1)));
  return { c0: reduce6(sub6(sub6(both, cross), timesV(cross))), c1: reduce6(add6(cross, cross)) };
}

/** f (a + b w + c w^3): what a line is at a point. */
export function multiplyByLine({ c0, c1 }: Element12, a: Element2, b: Element2, c: Element2): Element12 {
  const low = scale6(c0, a);
  const high = sparseProduct6(c1, b, c);
  const cross = sub6(sub6(sparseProduct6(add6(c0, c1), add2(a, b), c), low), high);
  return { c0: reduce6(add6(low, timesV(high))), c1: reduce6(cross) };
}

/** a^(q^6): the inverse in the cyclotomic subgroup. */
function conjugate({ c0, c1 }: Element12): Element12 {
  return { c0, c1: sub6(ZERO6, c1) };
}

function inverse({ c0, c1 }: Element12): Element12 {
  const norm = inverse6(reduce6(sub6(product6(c0, c0), timesV(product6(c1, c1)))));
  return { c0: reduce6(product6(c0, norm)), c1: reduce6(sub6(ZERO6, product6(c1, norm))) };
}

/** xi^(i (q - 1)/6) for i from 0 to 5. */
const FROBENIUS = [0n, 1n, 2n, 3n, 4n, 5n].map((i) => Fq2.pow(XI, (i * (Q - 1n)) / 6n));

/** a^(q^times). */
function frobenius(a: Element12, times: number): Element12 {
  const image = (coefficient: Element2, i: number) => Fq2.mul(conjugate2(coefficient), FROBENIUS[i] ?? Fq2.ZERO);
  let { c0, c1 } = a;
  for (let i = 0; i < times; i++) {
    c0 = { c0: image(c0.c0, 0), c1: image(c0.c1, 2), c2: image(c0.c2, 4) };
    c1 = { c0: image(c1.c0, 1), c1: image(c1.c1, 3), c2: image(c1.c2, 5) };
  }
  return { c0, c1 };
}

export function equal(a: Element12, b: Element12): boolean {
  return (['c0', 'c1'] as const).every((i) => (['c0', 'c1', 'c2'] as const).every((j) => Fq2.eql(a[i][j], b[i][j])));
}

/** (a + b s)^2 = first + second s, with s^2 = xi; not reduced. */
function square4(a: Element2, b: Element2): readonly [first: Element2, second: Element2] {
  const [aa, bb] = [square2(a), square2(b)];
  return [add2(aa, timesXi(bb)), sub2(sub2(square2(add2(a, b)), aa), bb)];
}

/** 3 a - 2 b and 3 a + 2 b, reduced. */
const threeMinusTwo = (a: Element2, b: Element2): Element2 => ({ c0: (3n * a.c0 - 2n * b.c0) % Q, c1: (3n * a.c1 - 2n * b.c1) % Q });
const threePlusTwo = (a: Element2, b: Element2): Element2 => ({ c0: (3n * a.c0 + 2n * b.c0) % Q, c1: (3n * a.c1 + 2n * b.c1) % Q });

/** a^2 for a in the cyclotomic subgroup, that is after the easy part of the exponentiation. */
function cyclotomicSquare({ c0, c1 }: Element12): Element12 {
  const [t3, t4] = square4(c0.c0, c1.c1);
  const [t5, t6] = square4(c1.c0, c0.c2);
  const [t7, t8] = square4(c0.c1, c1.c2);
  return {
    c0: { c0: threeMinusTwo(t3, c0.c0), c1: threeMinusTwo(t5, c0.c1), c2: threeMinusTwo(t7, c0.c2) },
    c1: { c0: threePlusTwo(timesXi(t8), c1.c0), c1: threePlusTwo(t4, c1.c1), c2: threePlusTwo(t6, c1.c2) },
  };
}

const X_DIGITS = signedDigits(X).slice(1);

/** f^-x in the cyclotomic subgroup. */
function toMinusX(f: Element12): Element12 {
  const inverted = conjugate(f);
  let power = f;
  for (const digit of X_DIGITS) {
    power = cyclotomicSquare(power);
    if (digit !== 0) power = multiply(power, digit > 0 ? f : inverted);
  }
  return conjugate(power);
}

/** f^((q^12 - 1)/r), which makes equal what the Miller loop leaves different by factors of smaller fields. @param f not zero. */
export function finalExponentiate(f: Element12): Element12 {
  const easy = multiply(conjugate(f), inverse(f));
  const r = multiply(frobenius(easy, 2), easy);
  const y1 = cyclotomicSquare(toMinusX(r));
  const y2 = multiply(cyclotomicSquare(y1), y1);
  const y4 = toMinusX(y2);
  const y6 = toMinusX(cyclotomicSquare(y4));
  const y8 = multiply(multiply(conjugate(y6), y4), conjugate(y2));
  const y9 = multiply(y8, y1);
  const last = multiply(frobenius(y9, 1), multiply(multiply(y8, y4), r));
  return multiply(frobenius(multiply(conjugate(r), y9), 3), multiply(frobenius(y8, 2), last));
}
