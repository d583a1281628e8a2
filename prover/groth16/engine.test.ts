/** Two engines, one proof: completeness, equality with snarkjs for the same blinding, zero knowledge, and strict bytes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../native/engine.js';
import { chooseEngine } from '../native/load.js';
import { developmentPoints, randomScalar } from '../setup/key-points.js';
import { readR1cs } from '../setup/r1cs.js';
import { encodeZkey } from '../setup/zkey-file.js';
import { makeTinyCircuit, type TinyCircuit } from '../testing/tiny-circuit.js';
import { WitnessCalculator } from '../witness/calculator.js';
import type { Groth16Engine } from './engine.js';
import { decodeProof, encodeProof } from './proof-bytes.js';
import { createSnarkjsEngine } from './snarkjs.js';
import { createWasmEngine } from './wasm-engine.js';
import { readZkeyHeader } from './zkey-reader.js';

// Forty squarings, so that the sums have full-size scalars, ones, zeros and repeated bases.
const TEXT = `pragma circom 2.1.0;
template Clause() {
    signal input a;
    signal input b[20];
    signal input unused;
    signal output c;
    signal x[41];
    signal y[20];
    x[0] <== a;
    for (var i = 0; i < 40; i++) x[i + 1] <== x[i] * x[i] + 3;
    var sum = 0;
    for (var i = 0; i < 20; i++) { b[i] * (b[i] - 1) === 0; y[i] <== b[i] * a; sum += y[i]; }
    c <== x[40] * sum;
}
component main {public [unused]} = Clause();
`;

let circuit: TinyCircuit;
let zkey: Uint8Array;
let calculator: WitnessCalculator;
const witnessOf = (a: bigint) => calculator.calculate({ a: [a], b: Array.from({ length: 20 }, (_, i) => BigInt(i % 2)), unused: [9n] });

beforeAll(async () => {
  circuit = await makeTinyCircuit(TEXT);
  const r1cs = readR1cs(circuit.r1cs);
  zkey = encodeZkey(r1cs, await developmentPoints(r1cs, () => undefined));
  calculator = await WitnessCalculator.create(circuit.wasm);
}, 60_000);
afterAll(() => circuit.remove());

const ENGINES: readonly (readonly [string, () => Promise<Groth16Engine>])[] = [
  ['snarkjs', () => createSnarkjsEngine(zkey)],
  ['wasm', () => createWasmEngine(zkey)],
  // A machine that runs the tests has a compiler, and .ci/run sees to it: a kernel that is missing here is a failure.
  ...chooseEngine('').available.map((kernel): readonly [string, () => Promise<Groth16Engine>] => [
    kernel,
    () => createNativeEngine(zkey, { kernel }),
  ]),
];

describe.each(ENGINES)('%s', (_, create) => {
  test('completeness and soundness: proofs verify, for their own statement only', async () => {
    const engine = await create();
    for (const a of [5n, 0n, 1n, randomScalar()]) {
      const witness = witnessOf(a);
      const proof = await engine.prove(witness.bytes);
      const [c = 0n] = witness.publicSignals(1);
      expect(await engine.verify([c, 9n], proof)).toBe(true);
      expect(await engine.verify([c, 10n], proof)).toBe(false);
      expect(await engine.verify([c + 1n, 9n], proof)).toBe(false);
    }
    await engine.close();
  });

  test('zero knowledge: two proofs of one witness share no point', async () => {
    const engine = await create();
    const witness = witnessOf(5n).bytes;
    const [first, second] = [await engine.prove(witness), await engine.prove(witness)];
    for (const [from, to] of [
      [0, 64],
      [64, 192],
      [192, 256],
    ] as const)
      expect(Buffer.from(first).subarray(from, to).equals(Buffer.from(second).subarray(from, to))).toBe(false);
  });

  test('soundness: a forged witness gives a proof that does not verify', async () => {
    const engine = await create();
    const witness = witnessOf(5n);
    const forged = new Uint8Array(witness.bytes);
    forged[forged.length - 32] = (forged[forged.length - 32] ?? 0) ^ 1;
    expect(await engine.verify(witness.publicSignals(2), await engine.prove(forged))).toBe(false);
  });

  test('a witness of another circuit is refused', async () => {
    const engine = await create();
    await expect(engine.prove(new Uint8Array(64))).rejects.toMatchObject({ code: 'engine.witness-size' });
  });
});

test('with the same blinding all engines make the same proof', async () => {
  const witness = witnessOf(randomScalar()).bytes;
  const blinding = { r: randomScalar(), s: randomScalar() };
  const proofs = await Promise.all(
    ENGINES.map(async ([, create]) => Buffer.from(await (await create()).prove(witness, blinding)).toString('hex')),
  );
  expect(new Set(proofs).size).toBe(1);
});

test('proof bytes: a bijection, and nothing but canonical coordinates', async () => {
  const engine = await createSnarkjsEngine(zkey);
  const proof = await engine.prove(witnessOf(5n).bytes);
  expect(Buffer.from(encodeProof(decodeProof(proof))).equals(Buffer.from(proof))).toBe(true);
  expect(() => decodeProof(proof.slice(1))).toThrow(expect.objectContaining({ code: 'proof.malformed' }));
  const large = new Uint8Array(proof);
  large.fill(0xff, 0, 32);
  expect(() => decodeProof(large)).toThrow(expect.objectContaining({ code: 'proof.malformed' }));
});

test('a key file that is cut off or of another kind is refused', async () => {
  expect(() => readZkeyHeader(zkey.slice(0, 1000))).toThrow(expect.objectContaining({ code: 'zkey.malformed' }));
  expect(() => readZkeyHeader(new Uint8Array(20))).toThrow(expect.objectContaining({ code: 'zkey.malformed' }));
  expect(readZkeyHeader(zkey)).toMatchObject({ publicSignals: 2 });
});
