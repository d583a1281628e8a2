/** Field arithmetic of every kernel against bigint: edge values in every lane, and values drawn at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BASE_FIELD, SCALAR_FIELD } from '../groth16/curve.js';
import { chooseEngine, loadKernel } from './load.js';

const FIELDS = [
  [1, BASE_FIELD],
  [2, SCALAR_FIELD],
] as const;
const bytesOf = (values: readonly bigint[]): Uint8Array =>
  Buffer.concat(values.map((value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse()));

test.each(chooseEngine('').available)('%s: products in both fields', (kernel) => {
  const module = loadKernel(chooseEngine(kernel));
  if (module === undefined) throw new Error('unreachable');
  for (const [field, p] of FIELDS) {
    const limbs = [52n, 64n, 104n, 128n, 156n, 192n, 208n, 253n].flatMap((bits) => [(1n << bits) - 1n, 1n << bits, (1n << bits) + 1n]);
    const edges = [
      0n,
      1n,
      2n,
      3n,
      p - 1n,
      p - 2n,
      p >> 1n,
      (p >> 1n) + 1n,
      (1n << 256n) % p,
      (1n << 260n) % p,
      ...limbs,
      ...limbs.map((each) => p - each),
    ];
    const pairs = edges.flatMap((a) => edges.map((b) => [a, b] as const));
    const check = (all: readonly (readonly [bigint, bigint])[]): void => {
      const products = module.fieldProducts(field, bytesOf(all.map(([a]) => a)), bytesOf(all.map(([, b]) => b)));
      expect(Buffer.from(products).toString('hex')).toBe(Buffer.from(bytesOf(all.map(([a, b]) => (a * b) % p))).toString('hex'));
    };
    check(pairs);
    // Not a whole vector of lanes either.
    const value = fc.bigInt({ min: 0n, max: p - 1n });
    fc.assert(fc.property(fc.array(fc.tuple(value, value), { maxLength: 20 }), check), { numRuns: 200 });
  }
});
