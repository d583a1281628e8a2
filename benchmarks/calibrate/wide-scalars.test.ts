/** Wide scalars are counted as the weights say; `test/differential/cost.test.ts` holds the compiler's estimate against the count. */
import type { SparseMatrix } from '@clauseproof/prover/setup/r1cs';
import { expect, test } from 'vitest';
import { countWideScalars } from './wide-scalars.js';

const matrix = (...wires: readonly number[]): SparseMatrix => ({
  ...{ starts: Uint32Array.of(0, wires.length), wires: Uint32Array.from(wires), values: wires.map(() => 1n) },
});

function witness(...values: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(32 * values.length);
  values.forEach((value, i) => {
    for (let k = 0; k < 32; k++) bytes[32 * i + k] = Number((value >> BigInt(8 * k)) & 0xffn);
  });
  return bytes;
}

test('each wide wire counts its points: L one, A one, both of B four', () => {
  const wide = 1n << 64n;
  const system = { wires: 5, a: matrix(1, 3, 3), b: matrix(2, 3) };
  expect(countWideScalars(system, witness(1n, wide, 0n, 0n, 0n))).toBe(2);
  expect(countWideScalars(system, witness(1n, 0n, wide, 0n, 0n))).toBe(5);
  expect(countWideScalars(system, witness(1n, 0n, 0n, wide, 0n))).toBe(6);
  expect(countWideScalars(system, witness(1n, 0n, 0n, 0n, wide))).toBe(1);
  expect(countWideScalars(system, witness(1n, wide - 1n, 1n, wide - 1n, 0n))).toBe(0);
  expect(() => countWideScalars(system, witness(1n))).toThrow('a witness of 5 wires has 160 bytes, not 32');
});
