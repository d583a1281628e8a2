/** Our group law, subgroup check and pairing against noble's `bn254`, result for result. */
import { bn254 } from '@noble/curves/bn254.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type Element2, Fq, Fq2, Q, R, TWIST_B, X } from './field.js';
import { type Element12, equal, finalExponentiate, multiply, ONE, square } from './field-tower.js';
import { combineG1, negate, type Point } from './group.js';
import { type Lines, linesOf, millerLoop } from './pairing.js';

const G1 = bn254.G1.Point;
const G2 = bn254.G2.Point;
const { Fp2, Fp12 } = bn254.fields;
const scalar = fc.bigInt({ min: 1n, max: R - 1n });
const edges = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: R - 1n }) },
  fc.constantFrom(0n, 1n, 2n, R - 1n, R - 2n, 1n << 253n),
);

const finite1 = (point: InstanceType<typeof G1>): Point<bigint> => {
  const { x, y } = point.toAffine();
  return { x, y };
};
const finite2 = (point: InstanceType<typeof G2>): Point<Element2> => {
  const { x, y } = point.toAffine();
  return { x, y };
};

type Nested = bigint | { readonly [name: string]: Nested };
/** With every coefficient in [0, q), as noble writes elements. */
function canonicalAll(element: Nested): Nested {
  if (typeof element === 'bigint') return canonical(element);
  return Object.fromEntries(Object.entries(element).map(([name, value]) => [name, canonicalAll(value)]));
}
const linesIn = (point: Point<Element2>): Lines => {
  const lines = linesOf(point);
  if (lines === undefined) throw new Error('a point of order r has lines');
  return lines;
};
const isInG2 = (point: Point<Element2>) => linesOf(point) !== undefined;

test('constants are those of noble', () => {
  expect([Q, R]).toEqual([bn254.fields.Fp.ORDER, bn254.fields.Fr.ORDER]);
  expect(36n * X ** 4n + 36n * X ** 3n + 24n * X ** 2n + 6n * X + 1n).toBe(Q);
  expect(36n * X ** 4n + 36n * X ** 3n + 18n * X ** 2n + 6n * X + 1n).toBe(R);
  expect(bn254.params.ateLoopSize).toBe(6n * X + 2n);
});

describe('fields', () => {
  const coefficient = fc.oneof(
    { weight: 3, arbitrary: fc.bigInt({ min: -Q * 9n, max: Q * 9n }) },
    fc.constantFrom(0n, 1n, -1n, Q - 1n, Q, Q + 1n, -Q, 2n * Q),
  );
  const element2 = fc.record({ c0: coefficient, c1: coefficient });
  const element6 = fc.record({ c0: element2, c1: element2, c2: element2 });
  const element12 = fc.record({ c0: element6, c1: element6 });
  const noble12 = (a: Element12) => canonicalAll(a as unknown as Nested) as unknown as ReturnType<typeof Fp12.mul>;
  const noble2 = (a: Element2) => canonicalAll(a as unknown as Nested) as unknown as Element2;

  test('Fq and Fq2: results do not depend on whether operands are reduced', () => {
    fc.assert(
      fc.property(element2, element2, (a, b) => {
        const [m, n] = [noble2(a), noble2(b)];
        expect(noble2(Fq2.mul(a, b))).toEqual(Fp2.mul(m, n));
        expect(noble2(Fq2.sqr(a))).toEqual(Fp2.sqr(m));
        expect(noble2(Fq2.sub(a, b))).toEqual(Fp2.sub(m, n));
        expect(noble2(Fq2.neg(a))).toEqual(Fp2.neg(m));
        expect(Fq2.eql(a, b)).toBe(Fp2.eql(m, n));
        expect(Fq2.is0(a)).toBe(Fp2.is0(m));
        expect(Fq2.is0(Fq2.sub(a, m))).toBe(true);
        if (!Fp2.is0(m)) expect(noble2(Fq2.inv(a))).toEqual(Fp2.inv(m));
        else expect(() => Fq2.inv(a)).toThrow(RangeError);
        expect(canonical(a.c0)).toBeLessThan(Q);
      }),
    );
  });

  test('Fq12: products, squares and equality', () => {
    fc.assert(
      fc.property(element12, element12, (a, b) => {
        const [m, n] = [noble12(a), noble12(b)];
        expect(noble12(multiply(a, b))).toEqual(Fp12.mul(m, n));
        expect(noble12(square(a))).toEqual(Fp12.sqr(m));
        expect(equal(a, m as unknown as Element12)).toBe(true);
        expect(equal(a, b)).toBe(Fp12.eql(m, n));
      }),
    );
  });

  test('soundness: elements that differ in one coefficient are not equal', () => {
    for (const i of ['c0', 'c1'] as const) {
      for (const j of ['c0', 'c1', 'c2'] as const) {
        for (const k of ['c0', 'c1'] as const) {
          const other = { ...ONE, [i]: { ...ONE[i], [j]: { ...ONE[i][j], [k]: ONE[i][j][k] + 1n } } };
          expect(equal(ONE, other)).toBe(false);
        }
      }
    }
  });
});

describe('group law', () => {
  test('sums of multiples agree, infinity included', () => {
    const terms = fc.array(fc.tuple(scalar, edges), { maxLength: 4 });
    fc.assert(
      fc.property(terms, (pairs) => {
        const points = pairs.map(([logarithm]) => G1.BASE.multiplyUnsafe(logarithm));
        const expected = pairs.reduce((sum, [, factor], i) => sum.add((points[i] ?? G1.ZERO).multiplyUnsafe(factor)), G1.ZERO);
        const actual = combineG1(
          points.map(finite1),
          pairs.map(([, factor]) => factor),
        );
        expect(actual).toEqual(expected.is0() ? undefined : finite1(expected));
      }),
      { numRuns: 40 },
    );
  });

  test('equal and opposite points, which formulas for the general case get wrong', () => {
    const point = G1.BASE.multiplyUnsafe(12345n);
    const [p, opposite] = [finite1(point), finite1(point.negate())];
    expect(canonical(negate(Fq, p).y)).toBe(opposite.y);
    expect(combineG1([p, p], [1n, 1n])).toEqual(finite1(point.double()));
    expect(combineG1([p, opposite], [1n, 1n])).toBeUndefined();
    expect(combineG1([p, opposite], [5n, 4n])).toEqual(p);
    expect(combineG1([p, opposite, p], [1n, 1n, 1n])).toEqual(p);
    expect(combineG1([p], [0n])).toBeUndefined();
    expect(combineG1([], [])).toBeUndefined();
    expect(combineG1([p], [R])).toBeUndefined();
    expect(combineG1([p], [R + 1n])).toEqual(p);
  });
});

describe('subgroup of the twist', () => {
  test('multiples of the generator lie in it', () => {
    fc.assert(
      fc.property(scalar, (factor) => {
        expect(isInG2(finite2(G2.BASE.multiplyUnsafe(factor)))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  test('other points of the twist do not, and noble agrees; also not after adding a point of the subgroup', () => {
    let found = 0;
    const noble = (a: Element2) => canonicalAll(a as unknown as Nested) as unknown as Element2;
    for (let i = 1n; found < 8; i++) {
      const x = { c0: i, c1: i + 3n };
      try {
        const y = Fp2.sqrt(noble(Fq2.add(Fq2.mul(Fq2.sqr(x), x), TWIST_B)));
        const point = G2.fromAffine({ x, y });
        for (const candidate of [point, point.add(G2.BASE), point.negate()]) {
          expect(isInG2(finite2(candidate))).toBe(false);
          expect(candidate.isTorsionFree()).toBe(false);
        }
        // r times such a point has an order that divides the cofactor.
        const small = [...R.toString(2)].reduce((sum, bit) => (bit === '1' ? sum.double().add(point) : sum.double()), G2.ZERO);
        expect(small.is0()).toBe(false);
        expect(isInG2(finite2(small))).toBe(false);
        found++;
      } catch (error) {
        if (!(error instanceof Error && /square root/i.test(error.message))) throw error;
      }
    }
  });
});

test('soundness of the subgroup check: the resultant of the two polynomials shares only r with the order of the twist', () => {
  const trace = 6n * X * X + 1n;
  const order = R * (2n * Q - R);
  expect(Q + 1n - trace).toBe(R);
  // X^3 - X^2 + X + 6x + 2 modulo X^2 - trace X + q is a X + b; the resultant is the norm of that.
  const a = trace * trace - Q - trace + 1n;
  const b = -trace * Q + Q + 6n * X + 2n;
  let [large, small] = [order, b * b + a * b * trace + a * a * Q];
  while (small !== 0n) [large, small] = [small, large % small];
  expect(large).toBe(R);
});

describe('pairing', () => {
  const value = (f: Element12) => canonicalAll(finalExponentiate(f) as unknown as Nested);

  test('equal to that of noble, alone and in products', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, scalar, (a, b, c, d) => {
        const [p, r] = [G1.BASE.multiplyUnsafe(a), G1.BASE.multiplyUnsafe(c)];
        const [q, s] = [G2.BASE.multiplyUnsafe(b), G2.BASE.multiplyUnsafe(d)];
        expect(value(millerLoop([[finite1(p), linesIn(finite2(q))]]))).toEqual(bn254.pairing(p, q));
        const both = millerLoop([
          [finite1(p), linesIn(finite2(q))],
          [finite1(r), linesIn(finite2(s))],
        ]);
        const expected = bn254.pairingBatch([
          { g1: p, g2: q },
          { g1: r, g2: s },
        ]);
        expect(value(both)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });

  test('bilinear and not degenerate', () => {
    const e = (a: bigint, b: bigint) =>
      finalExponentiate(millerLoop([[finite1(G1.BASE.multiplyUnsafe(a)), linesIn(finite2(G2.BASE.multiplyUnsafe(b)))]]));
    expect(equal(e(6n, 35n), e(10n, 21n))).toBe(true);
    expect(equal(e(6n, 35n), e(10n, 22n))).toBe(false);
    expect(equal(e(1n, 1n), ONE)).toBe(false);
    expect(equal(multiply(e(1n, 1n), e(R - 1n, 1n)), ONE)).toBe(true);
  });
});
