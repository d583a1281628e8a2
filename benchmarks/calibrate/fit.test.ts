/** The fit finds the model that measurements were made with, and never parts below zero. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitModel } from './fit.js';

const SIZES = [
  [677, 1024],
  [1203, 2048],
  [2239, 4096],
  [11_404, 16_384],
  [40_000, 65_536],
  [92_970, 131_072],
] as const;
const part = (max: number) => fc.double({ min: 0, max, noNaN: true });

test('measurements without noise give their model back', () => {
  fc.assert(
    fc.property(part(500), part(0.1), part(0.1), (fixed, perConstraint, perDomain) => {
      fc.pre(fixed + perConstraint + perDomain > 0.01);
      const time = (x: number, y: number) => fixed + perConstraint * x + perDomain * y;
      const found = fitModel(SIZES.map(([x, y]) => ({ x, y, milliseconds: time(x, y) })));
      for (const [x, y] of SIZES) {
        const estimate = found.fixed + found.perConstraint * x + found.perDomain * y;
        expect(Math.abs(estimate / time(x, y) - 1)).toBeLessThan(1e-6);
      }
    }),
  );
});

test('no part is below zero, whatever was measured', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1, max: 5000, noNaN: true }), { minLength: SIZES.length, maxLength: SIZES.length }), (times) => {
      const found = fitModel(SIZES.map(([x, y], i) => ({ x, y, milliseconds: times[i] ?? 1 })));
      expect(Math.min(found.fixed, found.perConstraint, found.perDomain)).toBeGreaterThanOrEqual(0);
      expect(found.fixed + found.perConstraint + found.perDomain).toBeGreaterThan(0);
    }),
  );
});
