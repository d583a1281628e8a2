/**
 * The optimal ate pairing of BN254: Miller loops over lines that depend on the G2 point alone, so that those of a key are computed once.
 *
 * The multiple T of the G2 point runs in homogeneous coordinates (no inversions). On the twist a line at (xP, yP) in G1 is
 * a yP + b xP w + c w^3, up to a factor in Fq2, which vanishes in the final exponentiation. Formulas: Costello, Lange and Naehrig, eprint
 * 2009/615, scaled to be free of halves. Reference: Vercauteren, "Optimal pairings", eprint 2008/096; equal to noble's `bn254.pairing`.
 */
import { add2, conjugate2, type Element2, Fq2, Q, scale2, signedDigits, sub2, TWIST_B, X, XI } from './field.js';
import { type Element12, multiplyByLine, ONE, square } from './field-tower.js';
import { negate, type Point } from './group.js';

type Line = readonly [a: Element2, b: Element2, c: Element2];

/** Of one G2 point: the lines of each step of the loop, tangent first. */
export type Lines = readonly (readonly Line[])[];

interface Homogeneous {
  readonly x: Element2;
  readonly y: Element2;
  readonly z: Element2;
}

/** 6x + 2 in signed digits, highest first, without the leading 1. */
const LOOP = signedDigits(6n * X + 2n).slice(1);

const PSI_X = Fq2.pow(XI, (Q - 1n) / 3n);
const PSI_Y = Fq2.pow(XI, (Q - 1n) / 2n);

/** The q-power Frobenius of Fq12, seen on the twist. */
function psi({ x, y }: Point<Element2>): Point<Element2> {
  return { x: Fq2.mul(conjugate2(x), PSI_X), y: Fq2.mul(conjugate2(y), PSI_Y) };
}

const times = (a: Element2, factor: bigint): Element2 => ({ c0: a.c0 * factor, c1: a.c1 * factor });

/** 2T and the tangent at T. */
function tangent({ x, y, z }: Homogeneous): readonly [Homogeneous, Line] {
  const b = Fq2.sqr(y);
  const c = Fq2.sqr(z);
  const e = times(Fq2.mul(TWIST_B, c), 3n);
  const f = times(e, 3n);
  const h = sub2(Fq2.sqr(add2(y, z)), add2(b, c));
  const doubled = {
    x: times(Fq2.mul(Fq2.mul(x, y), sub2(b, f)), 2n),
    y: sub2(Fq2.sqr(add2(b, f)), times(Fq2.sqr(e), 12n)),
    z: times(Fq2.mul(b, h), 4n),
  };
  return [doubled, [Fq2.neg(h), times(Fq2.sqr(x), 3n), sub2(e, b)]];
}

/** T + Q and the line through both. */
function chord({ x, y, z }: Homogeneous, q: Point<Element2>): readonly [Homogeneous, Line] {
  const theta = sub2(y, Fq2.mul(q.y, z));
  const lambda = sub2(x, Fq2.mul(q.x, z));
  const d = Fq2.sqr(lambda);
  const e = Fq2.mul(lambda, d);
  const g = Fq2.mul(x, d);
  const h = sub2(add2(e, Fq2.mul(z, Fq2.sqr(theta))), add2(g, g));
  const sum = { x: Fq2.mul(lambda, h), y: sub2(Fq2.mul(theta, sub2(g, h)), Fq2.mul(e, y)), z: Fq2.mul(z, e) };
  return [sum, [lambda, Fq2.neg(theta), sub2(Fq2.mul(theta, q.x), Fq2.mul(lambda, q.y))]];
}

/**
 * The lines of a point of the twist; undefined if it is not of order r.
 *
 * The subgroup check comes with the loop, which ends at T = [6x + 2]Q + psi(Q) - psi^2(Q), and T = -psi^3(Q) holds in the subgroup only: psi
 * is a root of X^3 - X^2 + X + 6x + 2 there and of its characteristic polynomial everywhere, and the resultant of the two has no factor in
 * common with the order of the twist but r (the method of eprint 2022/348; the tests compute it). Where a step meets equal or opposite
 * points, which no point of order r does, the coordinates become zero and stay zero.
 */
export function linesOf(q: Point<Element2>): Lines | undefined {
  let t: Homogeneous = { ...q, z: Fq2.ONE };
  const take = (lines: Line[], [next, line]: readonly [Homogeneous, Line]) => {
    lines.push(line);
    t = next;
  };
  const negated = negate(Fq2, q);
  const steps = LOOP.map((digit) => {
    const lines: Line[] = [];
    take(lines, tangent(t));
    if (digit !== 0) take(lines, chord(t, digit > 0 ? q : negated));
    return lines;
  });
  const last = steps.at(-1) ?? [];
  const image = psi(q);
  const second = psi(image);
  take(last, chord(t, image));
  take(last, chord(t, negate(Fq2, second)));
  const end = negate(Fq2, psi(second));
  const isInSubgroup = !Fq2.is0(t.z) && Fq2.eql(t.x, Fq2.mul(end.x, t.z)) && Fq2.eql(t.y, Fq2.mul(end.y, t.z));
  return isInSubgroup ? steps : undefined;
}

/** The product of the Miller loops, before the final exponentiation; the squarings are shared. */
export function millerLoop(pairs: readonly (readonly [Point<bigint>, Lines])[]): Element12 {
  let f = ONE;
  for (const i of LOOP.keys()) {
    f = square(f);
    for (const [{ x, y }, lines] of pairs) {
      for (const [a, b, c] of lines[i] ?? []) f = multiplyByLine(f, scale2(a, y), scale2(b, x), c);
    }
  }
  return f;
}
