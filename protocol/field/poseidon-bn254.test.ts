import { buildPoseidonReference } from 'circomlibjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { MODULUS } from './field.js';
import { poseidonBn254, poseidonConstants } from './poseidon-bn254.js';

let circomlib: (inputs: readonly bigint[]) => bigint;

beforeAll(async () => {
  const poseidon = await buildPoseidonReference();
  circomlib = (inputs) => poseidon.F.toObject(poseidon(inputs));
});

describe('equals circomlibjs', () => {
  test.each(Array.from({ length: 16 }, (_, i) => i + 1))('with %i inputs', (arity) => {
    const counted = Array.from({ length: arity }, (_, i) => BigInt(i + 1));
    const large = counted.map((x) => MODULUS.bn254 - x * x);
    expect(poseidonBn254(counted)).toBe(circomlib(counted));
    expect(poseidonBn254(large)).toBe(circomlib(large));
  });

  test.each([17, 31, 32, 46, 47])('%i inputs are chained', (count) => {
    const inputs = Array.from({ length: count }, (_, i) => BigInt(i + 1));
    let hash = circomlib(inputs.slice(0, 16));
    for (let at = 16; at < count; at += 15) hash = circomlib([hash, ...inputs.slice(at, at + 15)]);
    expect(poseidonBn254(inputs)).toBe(hash);
  });
});

test('elements outside the field and empty lists are refused, not reduced', () => {
  for (const inputs of [[], [-1n], [MODULUS.bn254], [0n, MODULUS.bn254 + 5n]]) expect(() => poseidonBn254(inputs)).toThrow(RangeError);
});

test('constants have the shape of their width', () => {
  for (const width of [2, 17]) {
    const { roundConstants, mds, roundsFull, roundsPartial } = poseidonConstants(width);
    expect(roundConstants).toHaveLength(roundsFull + roundsPartial);
    expect([...roundConstants, ...mds].every((row) => row.length === width)).toBe(true);
  }
  for (const width of [1, 18, 2.5]) expect(() => poseidonConstants(width)).toThrow(RangeError);
});
