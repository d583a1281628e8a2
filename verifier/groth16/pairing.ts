/**
 * The optimal ate pairing of BN254: Miller loops over lines that depend on the G2 point alone, so that those of a key are computed once.
 *
 * On the twist the line through T with slope s, at (xP, yP) in G1, is yP - s xP w + (s xT - yT) w^3; factors in smaller fields vanish in
 * the final exponentiation. The points must be of order r: then no step meets equal or opposite points. Reference: Vercauteren,
 * "Optimal pairings", eprint 2008/096; result for result equal to noble's `bn254.pairing`.
 */
import { type Element2, type Element12, Fq2, Fq6, Fq12, signedDigits, X } from './field-tower.js';
import { negate, type Point, psi } from './group.js';

/** A line: its slope, and slope * xT - yT. */
type Line = readonly [slope: Element2, offset: Element2];

/** Of one G2 point: the lines of each step of the loop, tangent first. */
export type Lines = readonly (readonly Line[])[];

/** 6x + 2 in signed digits, highest first, without the leading 1. */
const LOOP = signedDigits(6n * X + 2n).slice(1);

/** @param q of order r. */
export function linesOf(q: Point<Element2>): Lines {
  let t = q;
  const step = (lines: Line[], slope: Element2, other: Point<Element2>) => {
    lines.push([slope, Fq2.sub(Fq2.mul(slope, t.x), t.y)]);
    const x = Fq2.sub(Fq2.sub(Fq2.sqr(slope), t.x), other.x);
    t = { x, y: Fq2.sub(Fq2.mul(slope, Fq2.sub(t.x, x)), t.y) };
  };
  const tangent = (lines: Line[]) => step(lines, Fq2.div(Fq2.mul(Fq2.sqr(t.x), 3n), Fq2.add(t.y, t.y)), t);
  const chord = (lines: Line[], p: Point<Element2>) => step(lines, Fq2.div(Fq2.sub(p.y, t.y), Fq2.sub(p.x, t.x)), p);

  const negated = negate(Fq2, q);
  const steps = LOOP.map((digit) => {
    const lines: Line[] = [];
    tangent(lines);
    if (digit !== 0) chord(lines, digit > 0 ? q : negated);
    return lines;
  });
  const last = steps.at(-1) ?? [];
  const image = psi(q);
  chord(last, image);
  chord(last, negate(Fq2, psi(image)));
  return steps;
}

/** The product of the Miller loops, before the final exponentiation. */
export function millerLoop(pairs: readonly (readonly [Point<bigint>, Lines])[]): Element12 {
  let f = Fq12.ONE;
  for (const i of LOOP.keys()) {
    f = Fq12.sqr(f);
    for (const [point, lines] of pairs) for (const line of lines[i] ?? []) f = multiplyByLine(f, point, line);
  }
  return f;
}

/** f (yP + w (-slope xP + offset v)), with w^2 = v. */
function multiplyByLine({ c0, c1 }: Element12, { x, y }: Point<bigint>, [slope, offset]: Line): Element12 {
  const one = { c0: y, c1: 0n };
  const w = Fq2.neg(Fq2.mul(slope, x));
  const a = Fq6.mulByFp2(c0, one);
  const b = Fq6.mul01(c1, w, offset);
  const both = Fq6.mul01(Fq6.add(c0, c1), Fq2.add(one, w), offset);
  return { c0: Fq6.add(a, Fq6.mulByNonresidue(b)), c1: Fq6.sub(Fq6.sub(both, a), b) };
}
