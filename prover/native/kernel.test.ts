/** Field arithmetic of every kernel against bigint: edge values in every lane, and values drawn at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BASE_FIELD, SCALAR_FIELD } from '../groth16/curve.js';
import { chooseEngine, loadKernel, type NativeModule, reasonFor } from './load.js';

const FIELDS = [
  [1, BASE_FIELD],
  [2, SCALAR_FIELD],
] as const;
const bytesOf = (values: readonly bigint[]): Uint8Array =>
  Buffer.concat(values.map((value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse()));

/** Values below p where carries, borrows and limbs meet their ends. */
function edgesOf(p: bigint): bigint[] {
  const limbs = [52n, 64n, 104n, 128n, 156n, 192n, 208n, 253n].flatMap((bits) => [(1n << bits) - 1n, 1n << bits, (1n << bits) + 1n]);
  return [
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
}

function kernelOf(name: string): NativeModule {
  const module = loadKernel(chooseEngine(name));
  if (module === undefined) throw new Error('unreachable');
  return module;
}

test.each(chooseEngine('').available)('%s: the module is the kernel that was asked for', (kernel) => {
  expect(kernelOf(kernel).kernel).toBe(kernel);
});

test('the choice names what the processor has, and what it would need for a faster kernel', () => {
  const all = ['ifma', 'adx', 'portable'] as const;
  expect(reasonFor('ifma', all)).toBe('This processor has AVX-512-IFMA.');
  expect(reasonFor('adx', all)).toBe('This processor has ADX and BMI2; this processor or operating system has no AVX-512-IFMA.');
  expect(reasonFor('portable', all)).toBe('This processor or operating system has no AVX-512-IFMA, and no ADX and BMI2.');
  expect(reasonFor('adx', ['adx', 'portable'])).toBe('This processor has ADX and BMI2.');
  expect(reasonFor('portable', ['portable'])).toBe('No kernel with other instructions was built for this kind of processor.');
});

test.each(chooseEngine('').available)('%s: products in both fields', (kernel) => {
  const module = kernelOf(kernel);
  for (const [field, p] of FIELDS) {
    const edges = edgesOf(p);
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

test.each(chooseEngine('').available)('%s: inverses in both fields', (kernel) => {
  const module = kernelOf(kernel);
  for (const [field, p] of FIELDS) {
    const check = (values: readonly bigint[]): void => {
      const inverses = module.fieldInverses(field, bytesOf(values));
      const nonzero = bytesOf(values.map((value) => (value === 0n ? 0n : 1n)));
      expect(Buffer.from(module.fieldProducts(field, bytesOf(values), inverses)).toString('hex')).toBe(
        Buffer.from(nonzero).toString('hex'),
      );
      for (const [index, value] of values.entries())
        if (value === 0n) expect(inverses.subarray(32 * index, 32 * index + 32)).toEqual(new Uint8Array(32));
    };
    const powers = Array.from({ length: 254 }, (_, exponent) => (1n << BigInt(exponent)) % p);
    const plain = [...edgesOf(p), ...powers, ...powers.map((power) => p - power)];
    // Elements are inverted in Montgomery form: divided by its factor, an edge is an edge there too.
    const ofMontgomery = module.fieldInverses(field, bytesOf([(1n << 256n) % p]));
    const factor = BigInt(`0x${Buffer.from(ofMontgomery).reverse().toString('hex')}`);
    expect((factor << 256n) % p).toBe(1n);
    check(plain);
    check(plain.map((value) => (value * factor) % p));
    fc.assert(fc.property(fc.array(fc.bigInt({ min: 0n, max: p - 1n }), { maxLength: 20 }), check), { numRuns: 200 });
  }
});
