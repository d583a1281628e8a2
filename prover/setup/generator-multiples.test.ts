/** Every engine gives the multiples that snarkjs's own curve gives: digits at their limits, zero, the order's neighbours, any value. */
import { expect, test } from 'vitest';
import { fieldBytes } from '../field-bytes.js';
import { SCALAR_FIELD as R, threadCurve } from '../groth16/curve.js';
import { chooseEngine, loadKernel } from '../native/load.js';
import { generatorMultiples } from './generator-multiples.js';
import { randomScalar } from './key-points.js';

const EDGES = [
  0n,
  1n,
  2n,
  255n,
  256n,
  257n,
  0xff00n,
  1n << 64n,
  (1n << 64n) - 1n,
  1n << 192n,
  1n << 253n,
  (1n << 253n) - 1n,
  R / 2n,
  R - 2n,
  R - 1n,
];
const BYTES = { 1: 64, 2: 128 } as const;

test.each(['off', ...chooseEngine('').available])(
  '%s',
  async (kernel) => {
    const curve = await threadCurve();
    const multiples = await generatorMultiples(kernel);
    const scalars = [...EDGES, ...Array.from({ length: 30 }, randomScalar), 5n, 5n, 0n];
    for (const [group, theirs] of [
      [1, curve.G1],
      [2, curve.G2],
    ] as const) {
      let seen = 0;
      const points = await multiples.multiply(group, scalars, (done) => {
        seen = done;
      });
      expect(seen).toBe(scalars.length);
      expect(await multiples.multiply(group, [])).toHaveLength(0);
      scalars.forEach((scalar, i) => {
        const expected = theirs.toAffine(theirs.timesScalar(theirs.g, fieldBytes([scalar])));
        const got = points.subarray(i * BYTES[group], (i + 1) * BYTES[group]);
        expect([scalar, Buffer.from(got).toString('hex')]).toEqual([scalar, Buffer.from(expected).toString('hex')]);
      });
    }
  },
  60_000,
);

test('scalars that are not below the order, or cut off, are refused', async () => {
  for (const kernel of chooseEngine('').available) {
    const module = loadKernel(chooseEngine(kernel));
    const order = fieldBytes([R]);
    expect(() => module?.multiplyGenerator(1, order, 1)).toThrow(expect.objectContaining({ code: 'engine.argument' }));
    expect(() => module?.multiplyGenerator(2, order.subarray(1), 1)).toThrow(expect.objectContaining({ code: 'engine.argument' }));
    expect(() => module?.multiplyGenerator(3 as 1, new Uint8Array(32), 1)).toThrow(expect.objectContaining({ code: 'engine.argument' }));
  }
});
