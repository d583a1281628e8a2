import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packingPlan, packValues } from './packing.js';

const sizes = fc.array(fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 10n ** 6n), fc.bigInt(0n, 2n ** 248n - 1n)), { maxLength: 40 });

test('packed values can be read back, and every element stays below 2^248', () => {
  const cases = sizes.chain((list) => fc.tuple(fc.constant(list), fc.tuple(...list.map((size) => fc.bigInt(0n, size)))));
  fc.assert(
    fc.property(cases, ([list, values]) => {
      const packed = packValues(values, list);
      const plan = packingPlan(list);
      expect(packed).toHaveLength(plan.length);
      const read = plan.flatMap(({ weights }, i) =>
        weights.map((weight, j) => {
          const above = weights.slice(j + 1).find((next) => next > weight) ?? 2n ** 248n;
          return weight === above ? 0n : ((packed[i] as bigint) % above) / weight;
        }),
      );
      const expected = values.map((value, i) => (list[i] === 0n ? 0n : value));
      expect(read.map((value, i) => (list[i] === 0n ? 0n : value))).toEqual(expected);
      expect(packed.every((element) => element < 2n ** 248n)).toBe(true);
    }),
  );
});

test('the first value lies lowest, and no value straddles two elements', () => {
  expect(packValues([1n, 2n, 3n], [15n, 15n, 15n])).toEqual([0x321n]);
  const half = 2n ** 124n - 1n;
  expect(packingPlan([half, half, 1n]).map((element) => element.first)).toEqual([0, 2]);
  expect(packingPlan([half, half - 1n, 0n, 1n]).map((element) => element.first)).toEqual([0, 3]);
  expect(packingPlan([half + 1n, half]).map((element) => element.first)).toEqual([0, 1]);
  expect(packingPlan([0n])).toEqual([{ first: 0, weights: [1n] }]);
  expect(packingPlan([])).toEqual([]);
});

test('soundness: a value beyond its size would flow into its neighbour and is refused', () => {
  expect(() => packValues([16n, 0n], [15n, 15n])).toThrow(RangeError);
  expect(() => packValues([-1n], [15n])).toThrow(RangeError);
  expect(() => packValues([1n], [15n, 15n])).toThrow(RangeError);
  expect(() => packingPlan([2n ** 248n])).toThrow(RangeError);
});
