/** Our group law, subgroup check and pairing against noble's `bn254`, result for result. */
import { bn254 } from '@noble/curves/bn254.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Element2, Fq, Fq2, Fq12, finalExponentiate, Q, R, TWIST_B, X } from './field-tower.js';
import { combineG1, isInG2, negate, type Point } from './group.js';
import { linesOf, millerLoop } from './pairing.js';

const G1 = bn254.G1.Point;
const G2 = bn254.G2.Point;
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

test('constants are those of noble', () => {
  expect([Q, R]).toEqual([bn254.fields.Fp.ORDER, bn254.fields.Fr.ORDER]);
  expect(36n * X ** 4n + 36n * X ** 3n + 24n * X ** 2n + 6n * X + 1n).toBe(Q);
  expect(36n * X ** 4n + 36n * X ** 3n + 18n * X ** 2n + 6n * X + 1n).toBe(R);
  expect(bn254.params.ateLoopSize).toBe(6n * X + 2n);
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
    const [p, opposite] = [finite1(point), negate(Fq, finite1(point))];
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
    for (let i = 1n; found < 8; i++) {
      const x = Fq2.fromBigTuple([i, i + 3n]);
      try {
        const y = Fq2.sqrt(Fq2.add(Fq2.mul(Fq2.sqr(x), x), TWIST_B));
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

describe('pairing', () => {
  test('equal to that of noble, alone and in products', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, scalar, (a, b, c, d) => {
        const [p, r] = [G1.BASE.multiplyUnsafe(a), G1.BASE.multiplyUnsafe(c)];
        const [q, s] = [G2.BASE.multiplyUnsafe(b), G2.BASE.multiplyUnsafe(d)];
        expect(finalExponentiate(millerLoop([[finite1(p), linesOf(finite2(q))]]))).toEqual(bn254.pairing(p, q));
        const both = millerLoop([
          [finite1(p), linesOf(finite2(q))],
          [finite1(r), linesOf(finite2(s))],
        ]);
        const expected = bn254.pairingBatch([
          { g1: p, g2: q },
          { g1: r, g2: s },
        ]);
        expect(finalExponentiate(both)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });

  test('bilinear and not degenerate', () => {
    const e = (a: bigint, b: bigint) =>
      finalExponentiate(millerLoop([[finite1(G1.BASE.multiplyUnsafe(a)), linesOf(finite2(G2.BASE.multiplyUnsafe(b)))]]));
    expect(Fq12.eql(e(6n, 35n), e(10n, 21n))).toBe(true);
    expect(Fq12.eql(e(6n, 35n), e(10n, 22n))).toBe(false);
    expect(Fq12.eql(e(1n, 1n), Fq12.ONE)).toBe(false);
    expect(Fq12.eql(Fq12.mul(e(1n, 1n), e(R - 1n, 1n)), Fq12.ONE)).toBe(true);
  });
});
