/** The committed constants are what the generator writes, and the hash they make is circomlib's for every arity. */
import { buildPoseidonReference } from 'circomlibjs';
import { beforeAll, expect, test } from 'vitest';
import { MAX_ARITY, poseidonSelection } from '../poseidon-shape.js';
import { gadgetSources } from '../testing/compile.js';
import { poseidonReference } from '../testing/poseidon-reference.js';
import { compileSpecimens, type Specimen } from '../testing/specimens.js';
import { generatedFiles } from './poseidon-constants.js';
import { BN254 } from './poseidon-parameters.js';

/** Sixteen widths in one circuit: 14 to 36 s on a machine that other tests share. */
const PATIENCE = 180_000;
const ARITIES = Array.from({ length: MAX_ARITY }, (_, i) => i + 1);

type Circomlib = Awaited<ReturnType<typeof buildPoseidonReference>>;
let circomlib: Circomlib;
beforeAll(async () => {
  circomlib = await buildPoseidonReference();
});

const expected = (inputs: readonly bigint[]): bigint => circomlib.F.toObject(circomlib([...inputs]));
const inputsOf = (arity: number, salt: bigint): bigint[] =>
  Array.from({ length: arity }, (_, i) => (BN254 - salt) ** BigInt(i + 2) % BN254);

test('the committed files are what the generator writes, byte for byte', { timeout: PATIENCE }, () => {
  const sources = gadgetSources();
  const generated = generatedFiles();
  expect(generated).toHaveLength(MAX_ARITY + 1);
  for (const { name, text } of generated) expect(sources.get(name) === text, name).toBe(true);
});

test('completeness: the reference equals circomlib for arities 1 to 16', () => {
  for (const arity of ARITIES) {
    for (const inputs of [inputsOf(arity, 3n), inputsOf(arity, 1n), Array.from({ length: arity }, () => 0n)]) {
      expect(poseidonReference(inputs), `arity ${arity}`).toBe(expected(inputs));
    }
  }
});

test('completeness: the template, in its sparse form, equals circomlib for arities 1 to 16', { timeout: PATIENCE }, async () => {
  const specimens: Specimen[] = ARITIES.map((arity) => ({ gadget: 'Poseidon', parameters: [arity] }));
  const { witness, systems } = await compileSpecimens(specimens);
  for (const salt of [2n, 12345n]) {
    const inputs = ARITIES.map((arity) => inputsOf(arity, salt));
    const values = witness(inputs) ?? [];
    expect(systems.map(({ outputs }) => outputs.map((wire) => values[wire]))).toEqual(inputs.map((list) => [expected(list)]));
  }
});

test('the selection names each arity once and refuses what Poseidon does not take', () => {
  const { files, text } = poseidonSelection([7, 2, 7]);
  expect(files).toEqual(['poseidon-constants-2.circom', 'poseidon-constants-7.circom']);
  expect(text.match(/n == 7/g)).toHaveLength(3);
  expect(() => poseidonSelection([17])).toThrow(RangeError);
});
