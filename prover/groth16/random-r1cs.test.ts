/**
 * Constraint systems drawn at random, with a witness that satisfies them: every engine makes the proof that snarkjs makes for the same blinding,
 * and it verifies. Drawn on purpose: empty rows, rows of all wires, one wire several times in a row, values 0, 1 and -1, no private wire, no
 * public wire, domains from 2^1 to 2^10.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldBytes } from '../field-bytes.js';
import { createNativeEngine } from '../native/engine.js';
import { chooseEngine } from '../native/load.js';
import { developmentKey } from '../setup/development.js';
import { randomScalar } from '../setup/key-points.js';
import type { R1cs, SparseMatrix } from '../setup/r1cs.js';
import { SCALAR_FIELD as R } from './curve.js';
import { createSnarkjsEngine } from './snarkjs.js';
import { createWasmEngine } from './wasm-engine.js';

interface Shape {
  readonly log: number;
  readonly publicSignals: number;
  readonly privateWires: number;
  readonly seed: number;
}

const shape = fc
  .record({
    log: fc.integer({ min: 1, max: 10 }),
    publicShare: fc.constantFrom(0, 0, 0.1, 0.5, 1),
    wireShare: fc.constantFrom(0, 0.2, 1, 2),
    seed: fc.noShrink(fc.nat()),
  })
  .map(({ log, publicShare, wireShare, seed }): Shape => {
    // The constant, the public signals and at least one constraint have to fit the domain.
    const publicSignals = Math.floor(publicShare * (2 ** log - 2));
    return { log, publicSignals, privateWires: Math.floor(wireShare * 2 ** log), seed };
  });

/** A small generator, so that a shape and its seed give the same system again (T. Ettinger's mulberry32). */
function generator(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}

type Row = readonly (readonly [wire: number, value: bigint])[];

function matrixOf(rows: readonly Row[]): SparseMatrix {
  const terms = rows.flat();
  const starts = new Uint32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) starts[index + 1] = (starts[index] ?? 0) + row.length;
  return { starts, wires: Uint32Array.from(terms, ([wire]) => wire), values: terms.map(([, value]) => value) };
}

function draw({ log, publicSignals, privateWires, seed }: Shape): { readonly r1cs: R1cs; readonly values: readonly bigint[] } {
  const below = generator(seed);
  const wires = 1 + publicSignals + privateWires;
  const value = (): bigint => [0n, 0n, 1n, 1n, R - 1n, 2n, BigInt(below(1000)), randomScalar(), randomScalar()][below(9)] ?? 0n;
  const values = [1n, ...Array.from({ length: wires - 1 }, value)];
  const sum = (row: Row): bigint => row.reduce((total, [wire, factor]) => (total + factor * (values[wire] ?? 0n)) % R, 0n);
  const row = (): Row => {
    const kind = below(12);
    if (kind === 0) return [];
    if (kind === 1) return [[0, value()]];
    if (kind === 2) return Array.from({ length: 4 }, (): [number, bigint] => [wires - 1, value()]);
    if (kind === 3 && wires < 200) return Array.from({ length: wires }, (_, wire): [number, bigint] => [wire, value()]);
    return Array.from({ length: 1 + below(4) }, (): [number, bigint] => [below(wires), value()]);
  };
  const most = 2 ** log - publicSignals - 1;
  // More than half of the domain, so that no smaller one would do.
  const least = Math.max(1, 2 ** (log - 1) - publicSignals);
  const constraints = least + below(most - least + 1);
  const rows = Array.from({ length: constraints }, () => {
    const [a, b, c] = [row(), row(), row()];
    // The constant in C makes up for what is missing.
    const missing = (((sum(a) * sum(b) - sum(c)) % R) + R) % R;
    return [a, b, missing === 0n ? c : [...c, [0, missing] as const]] as const;
  });
  const r1cs: R1cs = {
    prime: R,
    wires,
    publicOutputs: publicSignals >> 1,
    publicInputs: publicSignals - (publicSignals >> 1),
    privateInputs: privateWires,
    constraints,
    a: matrixOf(rows.map(([a]) => a)),
    b: matrixOf(rows.map(([, b]) => b)),
    c: matrixOf(rows.map(([, , c]) => c)),
  };
  return { r1cs, values };
}

/** @returns the proofs' hexadecimals by engine */
async function check(shape: Shape): Promise<void> {
  const { r1cs, values } = draw(shape);
  const zkey = await developmentKey(r1cs);
  const witness = fieldBytes(values);
  const blinding = { r: randomScalar(), s: randomScalar() };
  const oracle = await createSnarkjsEngine(zkey);
  const expected = await oracle.prove(witness, blinding);
  expect(await oracle.verify(values.slice(1, 1 + shape.publicSignals), expected)).toBe(true);
  const engines = await Promise.all([
    createWasmEngine(zkey),
    ...chooseEngine('').available.flatMap((kernel) => [
      createNativeEngine(zkey, { kernel, tableBudget: 1 << 22 }),
      // No tables, and several threads.
      createNativeEngine(zkey, { kernel, tableBudget: 0, threads: 2 }),
    ]),
  ]);
  for (const engine of engines) {
    const proof = await engine.prove(witness, blinding);
    expect(Buffer.from(proof).toString('hex'), engine.name).toBe(Buffer.from(expected).toString('hex'));
    await engine.close();
  }
}

test.each([
  ['one constraint, no public signal, no private wire', { log: 1, publicSignals: 0, privateWires: 0, seed: 1 }],
  ['one constraint, one private wire', { log: 1, publicSignals: 0, privateWires: 1, seed: 2 }],
  ['public signals only', { log: 5, publicSignals: 30, privateWires: 0, seed: 3 }],
  ['many wires', { log: 3, publicSignals: 2, privateWires: 300, seed: 4 }],
  ['a domain of 2^10', { log: 10, publicSignals: 3, privateWires: 900, seed: 5 }],
])('%s', async (_, shape) => {
  await check(shape);
});

test('any shape', async () => {
  await fc.assert(fc.asyncProperty(shape, check), { numRuns: 15 });
}, 180_000);

test('a witness that does not satisfy the system gives the same proof everywhere, and it does not verify', async () => {
  const shape = { log: 4, publicSignals: 2, privateWires: 9, seed: 6 };
  const { r1cs, values } = draw(shape);
  const zkey = await developmentKey(r1cs);
  const oracle = await createSnarkjsEngine(zkey);
  const blinding = { r: randomScalar(), s: randomScalar() };
  const wrong = fieldBytes(values.map((value, wire) => (wire === 5 ? (value + 1n) % R : value)));
  const expected = await oracle.prove(wrong, blinding);
  expect(await oracle.verify(values.slice(1, 3), expected)).toBe(false);
  for (const kernel of chooseEngine('').available)
    expect(Buffer.from(await (await createNativeEngine(zkey, { kernel })).prove(wrong, blinding)).equals(expected)).toBe(true);
});
