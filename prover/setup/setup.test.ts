/** circom, the r1cs reader and the development key, compared with snarkjs section by section. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groth16, type MemoryFile, powersOfTau, zKey } from 'snarkjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCALAR_FIELD, threadCurve } from '../groth16/curve.js';
import { createSnarkjsEngine } from '../groth16/snarkjs.js';
import { readZkeyHeader, zkeySections } from '../groth16/zkey-reader.js';
import { makeTinyCircuit, type TinyCircuit } from '../testing/tiny-circuit.js';
import { Witness, WitnessCalculator } from '../witness/calculator.js';
import { compileCircom } from './circom.js';
import { developmentPoints, randomScalar, sampleToxicValues } from './key-points.js';
import { domainLog, keyScalars } from './key-scalars.js';
import { invertAll, lagrangeAt, power, rootOfUnity } from './lagrange.js';
import { readR1cs, readR1csHeader, type SparseMatrix } from './r1cs.js';
import { encodeZkey } from './zkey-file.js';

const R = SCALAR_FIELD;
let tiny: TinyCircuit;
let zkey: Uint8Array;
let witness: Witness;

beforeAll(async () => {
  tiny = await makeTinyCircuit();
  const r1cs = readR1cs(tiny.r1cs);
  zkey = encodeZkey(r1cs, await developmentPoints(r1cs, () => undefined));
  witness = (await WitnessCalculator.create(tiny.wasm)).calculate({ a: [3n], b: [7n, 1n], unused: [42n] });
}, 60_000);
afterAll(() => tiny.remove());

describe('circom', () => {
  test('leaves circuit.r1cs and circuit.wasm only, and counts what it made', async () => {
    expect((await readdir(tiny.dir)).sort()).toEqual(['circuit.circom', 'circuit.r1cs', 'circuit.wasm', 'circuit.witness']);
    expect(tiny.compiled).toMatchObject({ toolchain: 'circom2@0.2.23 circom 2.2.3', flags: ['--O2', '--prime', 'bn128'] });
    const header = readR1csHeader(tiny.r1cs);
    expect(header).toMatchObject({
      prime: R,
      publicOutputs: 1,
      publicInputs: 1,
      constraints: tiny.compiled.constraints,
      wires: tiny.compiled.wires,
    });
  });

  test('reproducible: another folder, the same bytes', async () => {
    const again = await makeTinyCircuit();
    expect(again.compiled).toEqual(tiny.compiled);
    await again.remove();
  });

  test('a text that circom refuses gives its message and leaves nothing behind', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'clauseproof-bad-'));
    await writeFile(
      join(dir, 'circuit.circom'),
      'pragma circom 2.1.0;\ntemplate T() { signal input a; a === b; }\ncomponent main = T();\n',
    );
    await expect(compileCircom(dir)).rejects.toMatchObject({ code: 'circom.failed' });
    expect(await readdir(dir)).toEqual(['circuit.circom']);
    await rm(dir, { recursive: true });
  });
});

describe('r1cs', () => {
  test('the constraints hold for the witness, and not for a changed one', () => {
    const r1cs = readR1cs(tiny.r1cs);
    const row = (matrix: SparseMatrix, index: number, assignment: Witness): bigint => {
      let sum = 0n;
      for (let term = matrix.starts[index] ?? 0; term < (matrix.starts[index + 1] ?? 0); term++)
        sum += (matrix.values[term] ?? 0n) * assignment.value(matrix.wires[term] ?? 0);
      return sum % R;
    };
    const holds = (assignment: Witness): boolean =>
      Array.from(
        { length: r1cs.constraints },
        (_, i) => (row(r1cs.a, i, assignment) * row(r1cs.b, i, assignment) - row(r1cs.c, i, assignment)) % R,
      ).every((rest) => rest === 0n);
    expect(holds(witness)).toBe(true);
    const forged = new Uint8Array(witness.bytes);
    forged[32] = (forged[32] ?? 0) ^ 1;
    expect(holds(new Witness(forged))).toBe(false);
  });

  test.each([0, 20, 100])('a file cut to %i bytes is refused', (length) => {
    expect(() => readR1cs(tiny.r1cs.slice(0, length))).toThrow(expect.objectContaining({ code: 'r1cs.malformed' }));
  });
});

describe('Lagrange basis', () => {
  test('interpolates: sum of f(w^i) L_i(tau) is f(tau)', () => {
    const tau = 123456789n;
    const root = rootOfUnity(3);
    const f = (x: bigint): bigint => (5n * x ** 3n + x + 11n) % R;
    const sum = lagrangeAt(tau, 3).reduce((total, value, i) => total + value * f(power(root, BigInt(i))), 0n) % R;
    expect(sum).toBe(f(tau));
  });

  test('roots have the order they should; zero has no inverse', () => {
    expect(power(rootOfUnity(28), 1n << 27n)).toBe(R - 1n);
    expect(() => invertAll([1n, 0n])).toThrow(RangeError);
    expect(() => rootOfUnity(29)).toThrow(expect.objectContaining({ code: 'setup.too-large' }));
  });
});

describe('development key', () => {
  test('sections are those of snarkjs zkey new: same coefficients, same layout', async () => {
    const curve = await threadCurve();
    const [begin, contributed, prepared, theirs]: MemoryFile[] = [{ type: 'mem' }, { type: 'mem' }, { type: 'mem' }, { type: 'mem' }];
    if (begin === undefined || contributed === undefined || prepared === undefined || theirs === undefined) throw new Error('unreachable');
    await powersOfTau.newAccumulator(curve, 4, begin);
    await powersOfTau.contribute(begin, contributed, 'test', 'test');
    await powersOfTau.preparePhase2(contributed, prepared);
    await zKey.newZKey({ type: 'mem', data: tiny.r1cs }, prepared, theirs);
    const [ours, reference] = [zkeySections(zkey), zkeySections(theirs.data ?? new Uint8Array())];
    expect([...ours.keys()].sort()).toEqual([...reference.keys()].sort());
    for (const [number, bytes] of reference) expect([number, ours.get(number)?.length]).toEqual([number, bytes.length]);
    expect(Buffer.from(ours.get(4) ?? []).equals(reference.get(4) ?? new Uint8Array())).toBe(true);
    expect(Buffer.from(ours.get(2) ?? []).subarray(0, 84)).toEqual(Buffer.from(reference.get(2) ?? []).subarray(0, 84));
    // The same wires have the point at infinity.
    const zeros = (bytes: Uint8Array | undefined): number[] =>
      Array.from({ length: (bytes?.length ?? 0) / 64 }, (_, i) => i).filter((i) =>
        bytes?.subarray(i * 64, i * 64 + 64).every((byte) => byte === 0),
      );
    for (const section of [3, 5, 6, 8]) expect(zeros(ours.get(section))).toEqual(zeros(reference.get(section)));
  }, 60_000);

  test('completeness: snarkjs proves with it, and verifies with the key it exports itself', async () => {
    const engine = await createSnarkjsEngine(zkey);
    const proof = await engine.prove(witness.bytes);
    expect(await engine.verify(witness.publicSignals(2), proof)).toBe(true);
    const exported = await zKey.exportVerificationKey({ type: 'mem', data: zkey });
    expect(exported.nPublic).toBe(2);
    const direct = await groth16.fullProve(
      { a: '3', b: ['7', '1'], unused: '42' },
      { type: 'mem', data: tiny.wasm },
      { type: 'mem', data: zkey },
    );
    expect(await groth16.verify(exported, direct.publicSignals, direct.proof)).toBe(true);
  });

  test('soundness: a public signal that no constraint uses is bound all the same', async () => {
    const engine = await createSnarkjsEngine(zkey);
    const proof = await engine.prove(witness.bytes);
    expect(await engine.verify([witness.value(1), 43n], proof)).toBe(false);
    expect(await engine.verify([witness.value(1) + 1n, 42n], proof)).toBe(false);
    const ic = zkeySections(zkey).get(3) ?? new Uint8Array();
    for (let at = 0; at < ic.length; at += 64) expect(ic.subarray(at, at + 64).some((byte) => byte !== 0)).toBe(true);
  });

  test('soundness: gamma and delta differ, none is the generator, and no two setups share a key', async () => {
    const toxic = sampleToxicValues(4);
    expect(new Set(Object.values(toxic)).size).toBe(5);
    expect(Object.values(toxic)).not.toContain(1n);
    const { verificationKey } = readZkeyHeader(zkey);
    expect(Buffer.compare(verificationKey.subarray(192, 320), verificationKey.subarray(320, 448))).not.toBe(0);
    const r1cs = readR1cs(tiny.r1cs);
    const other = readZkeyHeader(encodeZkey(r1cs, await developmentPoints(r1cs, () => undefined)));
    expect(Buffer.compare(other.verificationKey, verificationKey)).not.toBe(0);
    expect(new Set(Array.from({ length: 50 }, randomScalar)).size).toBe(50);
  });

  test('the domain holds the constraints and one row for every public wire and the constant', () => {
    expect(domainLog({ constraints: 3, publicOutputs: 0, publicInputs: 0 })).toBe(2);
    expect(domainLog({ constraints: 3, publicOutputs: 1, publicInputs: 0 })).toBe(3);
    const r1cs = readR1cs(tiny.r1cs);
    const scalars = keyScalars(r1cs, sampleToxicValues(domainLog(r1cs)));
    expect([scalars.a.length, scalars.ic.length, scalars.c.length, scalars.h.length]).toEqual([
      r1cs.wires,
      3,
      r1cs.wires - 3,
      1 << domainLog(r1cs),
    ]);
  });
});
