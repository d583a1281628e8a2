import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitmentUnits } from '../clause/interface.js';
import { poseidonBn254 } from '../field/poseidon-bn254.js';
import { SAMPLE_INPUTS, SAMPLE_INTERFACE } from '../testing/sample.js';
import { encodeInputs } from '../values/codec.js';
import { commitmentHash, commitmentHeader, DOMAIN, inputsRoot, type PoseidonHash, unitCommitment } from './commitment.js';

/** Like o1js's `Poseidon.hash` in the one way that matters here: zeros at the end of an odd list do not change it. */
const padding: PoseidonHash = (inputs) => poseidonBn254(inputs.length % 2 === 0 ? inputs : [...inputs, 0n]);

const units = commitmentUnits(SAMPLE_INTERFACE);
const encoded = encodeInputs(SAMPLE_INTERFACE, SAMPLE_INPUTS);
const privateUnit = units[1] as (typeof units)[number];
const disclosedUnit = units[0] as (typeof units)[number];

test('x1 = domain * 2^32 + u * 2^16 + k, k counting x1', () => {
  expect(commitmentHeader(DOMAIN.openable, 5, 2)).toBe(3n * 2n ** 32n + 5n * 2n ** 16n + 3n);
  expect(commitmentHash(poseidonBn254, DOMAIN.root, 0, [])).toBe(poseidonBn254([4n * 2n ** 32n + 1n]));
  for (const [unit, length] of [
    [-1, 0],
    [65536, 0],
    [0, 65535],
  ] as const)
    expect(() => commitmentHeader(1n, unit, length)).toThrow(RangeError);
});

describe('binding (soundness)', () => {
  test('length is separated even by a hash that pads', () => {
    expect(padding([1n])).toBe(padding([1n, 0n]));
    for (const hash of [padding, poseidonBn254]) {
      expect(commitmentHash(hash, DOMAIN.private, 1, [1n, 2n])).not.toBe(commitmentHash(hash, DOMAIN.private, 1, [1n, 2n, 0n]));
    }
  });

  test('a chained list is not a shorter list that begins with its intermediate hash', () => {
    const list = Array.from({ length: 20 }, (_, i) => BigInt(i));
    const header = commitmentHeader(DOMAIN.private, 1, list.length);
    const inner = poseidonBn254([header, ...list.slice(0, 15)]);
    expect(commitmentHash(poseidonBn254, DOMAIN.private, 1, [inner, ...list.slice(15)])).not.toBe(
      commitmentHash(poseidonBn254, DOMAIN.private, 1, list),
    );
  });

  test('domain, unit, salt and every value count', () => {
    const reference = unitCommitment(poseidonBn254, SAMPLE_INTERFACE, privateUnit, encoded, 7n);
    expect(unitCommitment(poseidonBn254, SAMPLE_INTERFACE, privateUnit, encoded, 8n)).not.toBe(reference);
    expect(unitCommitment(poseidonBn254, SAMPLE_INTERFACE, { ...privateUnit, index: 2 }, encoded, 7n)).not.toBe(reference);
    expect(unitCommitment(poseidonBn254, SAMPLE_INTERFACE, { ...privateUnit, kind: 'openable' }, encoded, 7n)).not.toBe(reference);
    fc.assert(
      fc.property(fc.nat({ max: 39 }), (at) => {
        const changed = encoded.map((leaves, i) => (i === 0 ? leaves.map((x, j) => (j === at ? x + 1n : x)) : leaves));
        return unitCommitment(poseidonBn254, SAMPLE_INTERFACE, privateUnit, changed, 7n) !== reference;
      }),
      { numRuns: 20 },
    );
  });

  test('the root counts every commitment and its place', () => {
    const root = inputsRoot(poseidonBn254, [1n, 2n, 3n]);
    for (const other of [
      [2n, 1n, 3n],
      [1n, 2n],
      [1n, 2n, 3n, 0n],
    ])
      expect(inputsRoot(poseidonBn254, other)).not.toBe(root);
  });
});

describe('hiding (zero knowledge)', () => {
  test('a private unit must have a salt of at most 248 bits, the disclosed one has none', () => {
    for (const salt of [0n, -1n, 2n ** 248n]) {
      expect(() => unitCommitment(poseidonBn254, SAMPLE_INTERFACE, privateUnit, encoded, salt)).toThrow(RangeError);
    }
    expect(() => unitCommitment(poseidonBn254, SAMPLE_INTERFACE, disclosedUnit, encoded, 1n)).toThrow(RangeError);
    expect(() => unitCommitment(poseidonBn254, SAMPLE_INTERFACE, disclosedUnit, encoded, 0n)).not.toThrow();
  });
});

test('a value beyond its bounds cannot be committed to', () => {
  const beyond = encoded.map((leaves, i) => (i === 0 ? leaves.map(() => 5001n) : leaves));
  expect(() => unitCommitment(poseidonBn254, SAMPLE_INTERFACE, privateUnit, beyond, 7n)).toThrow(RangeError);
  expect(() => unitCommitment(poseidonBn254, SAMPLE_INTERFACE, privateUnit, [], 7n)).toThrow(RangeError);
});
