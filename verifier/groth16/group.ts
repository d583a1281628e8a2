/**
 * The group law of y^2 = x^3 + 3 over Fq: as much as a verifier of public data needs, in variable time.
 *
 * Points are affine and finite; sums run in Jacobian coordinates (X/Z^2, Y/Z^3) with infinity as Z = 0. Formulas: EFD, dbl-2009-l and
 * madd-2007-bl without its factor two, with the cases of equal and opposite points, which hostile input can produce.
 */
import { canonical, type Field, Fq } from './field.js';

/** A finite point. Its coordinates are below q; whether it is on the curve is for the decoder. */
export interface Point<T> {
  readonly x: T;
  readonly y: T;
}

interface Jacobian<T> {
  readonly x: T;
  readonly y: T;
  readonly z: T;
}

function double<T>(f: Field<T>, { x, y, z }: Jacobian<T>): Jacobian<T> {
  const twice = (a: T) => f.add(a, a);
  const a = f.sqr(x);
  const b = f.sqr(y);
  const c = f.sqr(b);
  const d = twice(f.sub(f.sub(f.sqr(f.add(x, b)), a), c));
  const e = f.add(twice(a), a);
  const x3 = f.sub(f.sqr(e), twice(d));
  return { x: x3, y: f.sub(f.mul(e, f.sub(d, x3)), twice(twice(twice(c)))), z: twice(f.mul(y, z)) };
}

function addPoint<T>(f: Field<T>, p: Jacobian<T>, q: Point<T>): Jacobian<T> {
  if (f.is0(p.z)) return { x: q.x, y: q.y, z: f.ONE };
  const zz = f.sqr(p.z);
  const h = f.sub(f.mul(q.x, zz), p.x);
  const r = f.sub(f.mul(q.y, f.mul(zz, p.z)), p.y);
  if (f.is0(h)) return f.is0(r) ? double(f, p) : { x: f.ONE, y: f.ONE, z: f.ZERO };
  const hh = f.sqr(h);
  const hhh = f.mul(hh, h);
  const v = f.mul(p.x, hh);
  const x = f.sub(f.sub(f.sqr(r), hhh), f.add(v, v));
  return { x, y: f.sub(f.mul(r, f.sub(v, x)), f.mul(p.y, hhh)), z: f.mul(p.z, h) };
}

/** Sum of scalars[i] points[i], all doublings shared. Scalars are not negative. */
function combine<T>(f: Field<T>, points: readonly Point<T>[], scalars: readonly bigint[]): Jacobian<T> {
  const bits = scalars.map((scalar) => scalar.toString(2));
  const length = Math.max(0, ...bits.map((text) => text.length));
  let sum: Jacobian<T> = { x: f.ONE, y: f.ONE, z: f.ZERO };
  for (let i = length; i > 0; i--) {
    sum = double(f, sum);
    for (const [k, point] of points.entries()) if (bits[k]?.at(-i) === '1') sum = addPoint(f, sum, point);
  }
  return sum;
}

/** Sum of scalars[i] points[i] in G1; undefined for infinity. Missing scalars count as 0. */
export function combineG1(points: readonly Point<bigint>[], scalars: readonly bigint[]): Point<bigint> | undefined {
  const { x, y, z } = combine<bigint>(Fq, points, scalars);
  if (Fq.is0(z)) return undefined;
  const inverse = Fq.inv(z);
  const square = Fq.sqr(inverse);
  return { x: canonical(x * square), y: canonical(y * Fq.mul(square, inverse)) };
}

export function negate<T>(f: Pick<Field<T>, 'neg'>, { x, y }: Point<T>): Point<T> {
  return { x, y: f.neg(y) };
}
