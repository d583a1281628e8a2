/** The fit finds the model that measurements were made with, and never parts below zero. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitModel } from './fit.js';

/** The constant, and constraints, wide scalars and domains as circuits have them. */
const FACTORS = [
  [1, 677, 3000, 1024],
  [1, 1203, 6100, 2048],
  [1, 2239, 4590, 4096],
  [1, 3900, 4650, 4096],
  [1, 11_404, 36_100, 16_384],
  [1, 40_000, 20_300, 65_536],
  [1, 92_970, 2000, 131_072],
] as const;
const part = (max: number) => fc.double({ min: 0, max, noNaN: true });
const times = (parts: readonly number[], factors: readonly number[]) => parts.reduce((sum, each, i) => sum + each * (factors[i] ?? 0), 0);

test('measurements without noise give their model back', () => {
  fc.assert(
    fc.property(part(500), part(0.1), part(0.1), part(0.1), (...parts) => {
      fc.pre(parts.reduce((a, b) => a + b) > 0.01);
      const found = fitModel(FACTORS.map((factors) => ({ factors, milliseconds: times(parts, factors) })));
      for (const factors of FACTORS) expect(Math.abs(times(found, factors) / times(parts, factors) - 1)).toBeLessThan(1e-6);
    }),
  );
});

test('a factor that is always zero has no part, and the others are found', () => {
  const parts = [4000, 0.2, 0, 0.1];
  const samples = FACTORS.map(([one, rows, , domain]) => [one, rows, 0, domain]).map((factors) => ({
    factors,
    milliseconds: times(parts, factors),
  }));
  const found = fitModel(samples);
  for (const [i, each] of parts.entries()) expect(found[i]).toBeCloseTo(each, 6);
});

test('no part is below zero, whatever was measured', () => {
  const measured = fc.array(fc.double({ min: 1, max: 5000, noNaN: true }), { minLength: FACTORS.length, maxLength: FACTORS.length });
  fc.assert(
    fc.property(measured, (all) => {
      const found = fitModel(FACTORS.map((factors, i) => ({ factors, milliseconds: all[i] ?? 1 })));
      expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...found)).toBeGreaterThan(0);
    }),
  );
});
