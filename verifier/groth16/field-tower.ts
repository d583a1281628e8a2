/**
 * The fields of BN254 up to Fq12, from noble's tower, and the final exponentiation.
 *
 * Why not `@noble/curves/bn254.js`: it brings noble's general Weierstrass arithmetic, whose constant-time tables a verifier of public data
 * does not need; without it the light verifier is 5 kB of gzip smaller. The tower is noble's; the group law and the Miller loop beside
 * this file are compared in the tests with `bn254` of noble, result for result.
 *
 * Fq2 = Fq[u]/(u^2 + 1), Fq6 = Fq2[v]/(v^3 - 9 - u), Fq12 = Fq6[w]/(w^2 - v). Hard part of the final exponentiation after noble-curves (MIT,
 * Paul Miller), which has it from Fuentes-Castaneda, Knapp and Rodriguez-Henriquez.
 */
import { type Fp2 as Element2, type Fp12 as Element12, tower12 } from '@noble/curves/abstract/tower.js';

export type { Element2, Element12 };

/** The order of the coordinates. */
export const Q = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n;
/** The order of the groups: public signals lie below it. */
export const R = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n;
/** The parameter of the curve family. */
export const X = 4965661367192848881n;

const tower = tower12({
  ORDER: Q,
  X_LEN: 63,
  FP2_NONRESIDUE: [9n, 1n],
  Fp2mulByB: (element: Element2) => Fq2.mul(element, TWIST_B),
  Fp12finalExponentiate: finalExponentiate,
});

export const { Fp: Fq, Fp2: Fq2, Fp6: Fq6, Fp12: Fq12 } = tower;

/** The constant of the twist y^2 = x^3 + 3/(9 + u). */
export const TWIST_B: Element2 = Fq2.div(Fq2.fromBigTuple([3n, 0n]), Fq2.NONRESIDUE);

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

const X_DIGITS = signedDigits(X).slice(1);

/** f^-x, for f in the cyclotomic subgroup, where the conjugate is the inverse. */
function toMinusX(f: Element12): Element12 {
  const inverse = Fq12.conjugate(f);
  const power = X_DIGITS.reduce((sum, digit) => {
    const squared = Fq12._cyclotomicSquare(sum);
    return digit === 0 ? squared : Fq12.mul(squared, digit > 0 ? f : inverse);
  }, f);
  return Fq12.conjugate(power);
}

/** f^((q^12 - 1)/r), which makes equal what the Miller loop leaves different by factors of smaller fields. */
export function finalExponentiate(f: Element12): Element12 {
  const mul = (a: Element12, b: Element12) => Fq12.mul(a, b);
  const square = (a: Element12) => Fq12._cyclotomicSquare(a);
  const easy = mul(Fq12.conjugate(f), Fq12.inv(f));
  const r = mul(Fq12.frobeniusMap(easy, 2), easy);
  const y1 = square(toMinusX(r));
  const y2 = mul(square(y1), y1);
  const y4 = toMinusX(y2);
  const y6 = toMinusX(square(y4));
  const y8 = mul(mul(Fq12.conjugate(y6), y4), Fq12.conjugate(y2));
  const y9 = mul(y8, y1);
  const last = mul(Fq12.frobeniusMap(y9, 1), mul(mul(y8, y4), r));
  return mul(Fq12.frobeniusMap(mul(Fq12.conjugate(r), y9), 3), mul(Fq12.frobeniusMap(y8, 2), last));
}
