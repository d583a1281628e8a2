import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  equalRational,
  floor,
  formatDecimal,
  multiply,
  negate,
  ONE,
  parseDecimal,
  rational,
  subtract,
  ZERO,
} from './rational.js';

const integers = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const rationals = fc
  .tuple(
    integers,
    integers.filter((d) => d !== 0n),
  )
  .map(([n, d]) => rational(n, d));

test('the representation is unique: lowest terms, positive denominator', () => {
  fc.assert(
    fc.property(
      integers,
      integers.filter((d) => d !== 0n),
      integers.filter((k) => k !== 0n),
      (n, d, k) => {
        expect(rational(n * k, d * k)).toEqual(rational(n, d));
        expect(rational(n, d).d > 0n).toBe(true);
      },
    ),
  );
  expect(rational(0n, -5n)).toEqual(ZERO);
});

test('they form an ordered field', () => {
  fc.assert(
    fc.property(rationals, rationals, rationals, (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a));
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect(subtract(add(a, b), b)).toEqual(a);
      expect(add(a, negate(a))).toEqual(ZERO);
      if (!equalRational(b, ZERO)) expect(multiply(divide(a, b), b)).toEqual(a);
      expect(compare(a, b)).toBe(-compare(b, a) + 0);
      expect(compare(add(a, c), add(b, c))).toBe(compare(a, b));
      expect(multiply(a, ONE)).toEqual(a);
    }),
  );
});

test('floor(r) <= r < floor(r) + 1, also below zero', () => {
  fc.assert(
    fc.property(rationals, (r) => {
      const below = rational(floor(r));
      expect(compare(below, r)).not.toBe(1);
      expect(compare(r, add(below, ONE))).toBe(-1);
    }),
  );
  expect(floor(rational(-1n, 2n))).toBe(-1n);
});

test('parseDecimal(formatDecimal(r)) = r for decimals', () => {
  fc.assert(
    fc.property(integers, fc.integer({ min: 0, max: 20 }), (n, places) => {
      const r = rational(n, 10n ** BigInt(places));
      expect(parseDecimal(formatDecimal(r))).toEqual(r);
      expect(parseDecimal(formatDecimal(r, places))).toEqual(r);
      expect(formatDecimal(r, places).split('.')[1] ?? '').toHaveLength(places);
    }),
  );
});

describe('texts', () => {
  test.each([
    ['0', 0n, 1n],
    ['-0', 0n, 1n],
    ['-0.5', -1n, 2n],
    ['1e3', 1000n, 1n],
    ['12.50E-1', 5n, 4n],
    ['1e-400', 1n, 10n ** 400n],
  ])('%s', (text, n, d) => expect(parseDecimal(text)).toEqual({ n, d }));

  test.each(['', '+1', '.5', '1.', '01', '1,5', ' 1', '1 ', '1e', '0x1', 'NaN', '1_000', '--1'])('%j is malformed', (text) => {
    expect(() => parseDecimal(text)).toThrow(expect.objectContaining({ code: 'rational.malformed' }));
  });

  test.each(['1e401', '1e-401', '1e999999999999', '9'.repeat(1001)])('%s asks for too much', (text) => {
    expect(() => parseDecimal(text)).toThrow(expect.objectContaining({ code: 'rational.too-large' }));
  });

  test('a third is not a decimal', () => {
    expect(() => formatDecimal(rational(1n, 3n))).toThrow(expect.objectContaining({ code: 'rational.not-decimal' }));
    expect(() => formatDecimal(rational(1n, 4n), 1)).toThrow(expect.objectContaining({ code: 'rational.not-decimal' }));
    expect(() => rational(1n, 0n)).toThrow(expect.objectContaining({ code: 'rational.zero-denominator' }));
  });
});
