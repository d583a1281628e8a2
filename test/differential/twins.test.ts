/**
 * The circuits of `benchmarks/twins/`, written by hand: only what says the same as the compiled circuit may be measured against it. On
 * every case of its clause, and on inputs near them, a twin gives the outputs, the root and the context that the protocol asks for, or
 * refuses what the clause rejects; it refuses each input that lies beyond its bounds; and in honest witnesses no wire but a hint can be
 * changed, alone or with others.
 *
 * A twin declares its inputs in the order of the interface; their names are its own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCases } from '@clauseproof/compiler/cases/parse';
import { EXAMPLES } from '@clauseproof/examples/catalogue';
import { MODULUS } from '@clauseproof/protocol/field';
import type { JsonWithLiterals } from '@clauseproof/protocol/json';
import { poseidonBn254 } from '@clauseproof/protocol/poseidon-bn254';
import { scalarLeaves } from '@clauseproof/protocol/values';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileCircuit } from '../../circuits/testing/compile.js';
import { scratchFolder, succeeds } from '../cli/clauseproof.js';
import { type CircomCircuit, circomCircuit, type Signals } from './circom.js';
import { comparedCalculator } from './compared-calculator.js';
import {
  clauseSubject,
  contextHalves,
  type Example,
  type Execution,
  evaluated,
  exampleInputs,
  exampleSubject,
  executionOf,
  interpretedConstraints,
  protocolSignals,
  type Subject,
} from './subject.js';
import { dependentlyFreeWires, freeWires, isFreeHint, isInverseHint, satisfies, witnessOf } from './wire-forging.js';

const FOLDER = new URL('../../benchmarks/twins/', import.meta.url);
const SIZES = new URL('../golden/circuit-sizes.json', import.meta.url);
const DOCS = new URL('../../docs/testing.md', import.meta.url);
const texts = new Map(readdirSync(FOLDER).map((file) => [file.replace('.circom', ''), readFileSync(new URL(file, FOLDER), 'utf8')]));
const NEAR_CASES = 200;
/** An assertion of the circuit, and nothing else that a calculator may say. */
const REFUSED = expect.objectContaining({ frames: expect.anything() });

/** The published rule that has a twin as well, by the name that the importer gives its clause. */
const RULE = 'rr-eu-0002';
const RULES = fileURLToPath(new URL('../vectors/eu-dcc/EU.json', import.meta.url));

interface Specimen {
  readonly name: string;
  readonly subject: Subject;
  /** Cases that have encoded inputs. */
  readonly cases: readonly { readonly name: string; readonly inputs: JsonWithLiterals }[];
}

const exampleSpecimen = (example: Example): Specimen => ({
  name: example.name,
  subject: exampleSubject(example),
  cases: example.cases.filter(({ expected }) => !('input' in expected)).map(({ name }) => ({ name, inputs: exampleInputs(example, name) })),
});

async function ruleSpecimen(): Promise<Specimen> {
  await succeeds(['import', 'certlogic', RULES, '--out', join(folder, 'rules')]);
  const read = (name: string) => ({ name, text: readFileSync(join(folder, 'rules', name), 'utf8') });
  const { cases } = parseCases(read(`${RULE}.cases.yaml`));
  return { name: RULE, subject: clauseSubject(RULE, [read(`${RULE}.clause.ts`)]), cases };
}

const folder = scratchFolder();
const specimens = [...EXAMPLES.map(exampleSpecimen), await ruleSpecimen()];

test('every clause here has a twin, and every twin its clause', () => {
  expect([...texts.keys()].sort()).toEqual(specimens.map(({ name }) => name).sort());
});

describe.each(specimens)('$name', ({ name: clauseName, subject, cases }) => {
  const text = texts.get(clauseName) ?? '';
  const runs = cases.map(({ name, inputs }) => ({
    name,
    answer: evaluated(subject, inputs),
    execution: executionOf(subject, inputs, name.length),
  }));
  const accepted = runs.filter(({ answer }) => answer.kind === 'accepted');
  const publicSignals = subject.clauseInterface.outputs.length + 3;
  let circuit: CircomCircuit;
  beforeAll(async () => {
    const compiled = await compileCircuit(text);
    circuit = { ...compiled, calculator: await comparedCalculator(compiled.wasm) };
  });
  const signalsOf = (execution: Execution) => circuit.calculator.calculate(inputsOf(text, execution)).publicSignals(publicSignals);

  test('docs/testing.md tells the two sizes and their ratio', async () => {
    const sizes = JSON.parse(readFileSync(SIZES, 'utf8')) as Record<string, { constraints: number }>;
    const ours = sizes[clauseName]?.constraints ?? (await circomCircuit(subject)).system.constraints.length;
    const theirs = circuit.system.constraints.length;
    const [, ...told] =
      new RegExp(`^\\| ${clauseName} \\| (\\d+) \\| (\\d+) \\| ([\\d.]+) \\|`, 'm').exec(readFileSync(DOCS, 'utf8')) ?? [];
    expect(told.slice(0, 2).map(Number)).toEqual([ours, theirs]);
    expect(Number(told[2])).toBeCloseTo(Number(ours) / theirs, 3);
  });

  test.each(runs)('$name', ({ answer, execution }) => {
    if (answer.kind === 'rejected') expect(() => signalsOf(execution)).toThrow(REFUSED);
    else expect(signalsOf(execution)).toEqual(protocolSignals(subject, execution, answer.outputs, poseidonBn254));
  });

  test('soundness: every value beyond its bounds is refused', () => {
    const honest = accepted[0]?.execution;
    if (honest === undefined) throw new Error('no accepted case');
    for (const { index, type } of subject.clauseInterface.fields) {
      for (const [at, { size }] of scalarLeaves(type).entries()) {
        for (const value of [size + 1n, MODULUS.bn254 - 1n]) {
          const encoded = honest.encoded.map((leaves, field) => (field === index ? leaves.with(at, value) : leaves));
          expect(() => signalsOf({ ...honest, encoded }), `field ${index}, leaf ${at}, ${value}`).toThrow(REFUSED);
        }
      }
    }
  });

  test('inputs near those of the cases, valid or not, have the same answer as in the compiled circuit', () => {
    const sizes = subject.clauseInterface.fields.flatMap(({ type }) => scalarLeaves(type).map(({ size }) => size));
    const next = randomNumbers(clauseName.length);
    const seen = { accepted: 0, rejected: 0 };
    for (let round = 0; round < NEAR_CASES; round++) {
      const { execution } = runs[next(runs.length)] ?? { execution: undefined };
      if (execution === undefined) throw new Error('no case');
      const leaves = execution.encoded.flat();
      for (let changes = 1 + next(2); changes > 0; changes--) {
        const at = next(leaves.length);
        const size = sizes[at] ?? 0n;
        const value = leaves[at] ?? 0n;
        const tried = [value + 1n, value - 1n, value + BigInt(next(100)), value - BigInt(next(100)), BigInt(next(Number(size) + 1))];
        const chosen = tried[next(tried.length)] ?? 0n;
        if (chosen >= 0n && chosen <= size) leaves[at] = chosen;
      }
      const encoded = execution.encoded.map(({ length }) => leaves.splice(0, length));
      const near = { ...execution, encoded };
      const { answer, inputsRoot } = interpretedConstraints(subject, near, { modulus: MODULUS.bn254, poseidon: poseidonBn254 });
      seen[answer.kind]++;
      const shown = JSON.stringify(encoded, (_, x) => (typeof x === 'bigint' ? String(x) : x));
      if (answer.kind === 'rejected') expect(() => signalsOf(near), shown).toThrow(REFUSED);
      else expect(signalsOf(near), shown).toEqual([...answer.outputs, inputsRoot, ...contextHalves(near.ctx)]);
    }
    expect(Math.min(seen.accepted, seen.rejected)).toBeGreaterThan(NEAR_CASES / 20);
  });

  test.each(accepted.slice(0, 2))('soundness: in the witness of $name no wire but a hint can be forged', ({ execution }) => {
    const honest = witnessOf(circuit, inputsOf(text, execution));
    expect(satisfies(honest)).toBe(true);
    const free = freeWires(honest);
    expect(free.filter((wire) => !isFreeHint(wire))).toEqual([]);
    const inputs = new RegExp(`^main\\.(${[...declaredInputs(text).keys()].join('|')})(\\[\\d+\\])?$`);
    expect(dependentlyFreeWires(honest, inputs).sort()).toEqual(free.filter(isInverseHint).sort());
  });
});

/** The inputs of the main template, the only one that has salts and a context, with their sizes. */
function declaredInputs(text: string): Map<string, number> {
  const template = text.slice(text.lastIndexOf('\ntemplate '));
  return new Map(
    [...template.matchAll(/^ {2}signal input (\w+)(?:\[(\d+)\])?;/gm)].map(([, name = '', size = '1']) => [name, Number(size)]),
  );
}

function inputsOf(text: string, { encoded, salts, ctx }: Execution): Signals {
  const [high = 0n, low = 0n] = contextHalves(ctx);
  const leaves = encoded.flat();
  const signals: Record<string, readonly bigint[]> = { ctx_hi: [high], ctx_lo: [low] };
  for (const [name, size] of declaredInputs(text)) signals[name] ??= name.startsWith('salt') ? salts : leaves.splice(0, size);
  expect(leaves).toEqual([]);
  return signals;
}

/** Numbers below a limit, the same at every run. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
