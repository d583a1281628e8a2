/** The cached calculator against snarkjs's, and what it does when the circuit refuses. */
import { type MemoryFile, wtns } from 'snarkjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTinyCircuit, type TinyCircuit } from '../testing/tiny-circuit.js';
import { WitnessCalculator } from './calculator.js';
import { AssertionFailure, parseTemplateFrames, signalHash } from './circom-wasm.js';

let tiny: TinyCircuit;
let calculator: WitnessCalculator;
const good = { a: [3n], b: [7n, 1n], unused: [42n] };

beforeAll(async () => {
  tiny = await makeTinyCircuit();
  calculator = await WitnessCalculator.create(tiny.wasm);
}, 60_000);
afterAll(() => tiny.remove());

const thrownBy = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

test('the same bytes as snarkjs, run after run', async () => {
  const file: MemoryFile = { type: 'mem' };
  await wtns.calculate({ a: '3', b: ['7', '1'], unused: '42' }, { type: 'mem', data: tiny.wasm }, file);
  const expected = Buffer.from(file.data ?? []).subarray(76);
  for (let run = 0; run < 3; run++) expect(Buffer.from(calculator.calculate(good).bytes)).toEqual(expected);
  expect(calculator.calculate(good).publicSignals(2)).toEqual([78n, 42n]);
  expect(calculator.calculate(good, 2).wires).toBe(2);
});

test('a refusal names templates and lines, innermost first, and no value; the next run is right', () => {
  const error = thrownBy(() => calculator.calculate({ ...good, b: [7n, 987654321n] }));
  expect(error).toBeInstanceOf(AssertionFailure);
  expect((error as AssertionFailure).frames).toEqual([
    { template: 'Inner', line: 4 },
    { template: 'Clause', line: 15 },
  ]);
  expect((error as AssertionFailure).message).not.toContain('987654321');
  expect(calculator.calculate(good).publicSignals(1)).toEqual([78n]);
});

test.each([
  ['a missing signal', { a: [3n], b: [7n, 1n] }],
  ['an unknown signal', { ...good, other: [1n] }],
  ['too few values', { ...good, b: [7n] }],
  ['too many values', { ...good, a: [3n, 4n] }],
])('%s is told by its code', (_, inputs) => {
  expect(thrownBy(() => calculator.calculate(inputs as never))).toMatchObject({ code: 'witness.inputs' });
  expect(calculator.calculate(good).publicSignals(1)).toEqual([78n]);
});

test('something else than a circom calculator is refused', async () => {
  await expect(WitnessCalculator.create(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'witness.not-circom' });
  await expect(WitnessCalculator.create(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))).rejects.toMatchObject({
    code: 'witness.not-circom',
  });
});

test('messages are parsed by their shape only', () => {
  expect(parseTemplateFrames('Error in template ExactRange_12 line: 34\nnoise 5\nError in template A line: 1\n')).toEqual([
    { template: 'ExactRange', line: 34 },
    { template: 'A', line: 1 },
  ]);
  // FNV-1a test vector: "a".
  expect(signalHash('a')).toEqual({ high: 0xaf63dc4c, low: 0x8601ec8c });
});
